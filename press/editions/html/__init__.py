"""Website and offline page."""
