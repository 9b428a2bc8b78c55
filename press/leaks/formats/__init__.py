"""A file for each kind of format: takes a file apart into its texts, and tells what stands beside its content."""
