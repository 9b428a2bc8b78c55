"""Numbers and dates in running text, however a language writes them."""
