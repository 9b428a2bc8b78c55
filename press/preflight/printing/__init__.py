"""Preflight of print files: what a print house would find."""
