"""Everything that leans on WeasyPrint: a new version of it is this folder's work."""
