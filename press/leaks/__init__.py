"""Looks for what tells who made something: in files that are about to be published, and in git's history."""
