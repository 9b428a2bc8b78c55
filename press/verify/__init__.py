"""The proof that no text was lost on the way to an edition."""
