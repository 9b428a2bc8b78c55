"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A deadline of an example is one of seconds: on a busy machine it fails what is right.
settings.register_profile("press", deadline=None)
settings.load_profile("press")
