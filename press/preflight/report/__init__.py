"""The page that shows each finding on its page, and the plates."""
