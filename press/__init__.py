"""The publication pipeline: one source, published in every edition and language."""

__version__ = "0.1.0"
