"""The publication pipeline: one source, published in every edition and language."""
