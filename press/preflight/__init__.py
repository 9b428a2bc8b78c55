"""Judges print files as a print house would, and nothing else."""
