"""From a book to the file of an edition: a room for each format."""
