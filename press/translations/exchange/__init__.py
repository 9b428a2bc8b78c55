"""Formats that translations are exchanged in; each reads and writes units and knows nothing of catalogs."""
