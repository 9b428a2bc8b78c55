"""Publications as an accident or somebody who means harm may bring them: situations by their kind, and how one
is run.

The suite runs a sample of them (tests/test_inputs.py), benchmarks/hostile.py all.
"""
