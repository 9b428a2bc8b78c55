"""The screen PDF, and the pages that print shares with it."""
