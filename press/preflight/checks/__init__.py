"""What a print house refuses: a check a file, each yields all that it finds."""
