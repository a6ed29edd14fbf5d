"""The bilateral brief: two states on a page, and the same as PDF and as DOCX."""
