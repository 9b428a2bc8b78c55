"""gettext: segments of a document, their ids, and the catalogs that carry them to translators and back."""
