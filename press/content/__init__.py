"""Reads what authors write: settings, Markdown, data, pictures, bibliography."""
