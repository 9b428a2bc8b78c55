"""A local server that shows a translation while it is written."""
