"""Releases: all editions of a tagged commit, built cold, with what lets anybody check and rebuild them."""
