"""Languages: a module each of those that the press knows, what is said of others, and typography."""
