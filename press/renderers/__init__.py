"""From a book to the file of an edition."""
