"""PDFs are made once a module and read in many ways."""
