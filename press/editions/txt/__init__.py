"""Plain text: UTF-8 in lines of 72 columns, for the narrowest channels."""
