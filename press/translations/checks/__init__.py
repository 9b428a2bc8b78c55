"""Checks of translations: each is given a segment beside its translation and yields all that it finds.

They look for what a reader would stumble over and a tool can see; what an honest translation may do, they leave alone.
"""
