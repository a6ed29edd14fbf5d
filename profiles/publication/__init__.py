"""What leaves the portal as a document: an edition as a file to read and to sign."""
