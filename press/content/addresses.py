"""Web addresses that an edition may show and link to: of the web, and without a name or a password."""

from __future__ import annotations

import re

_UNSEEN = re.compile(r"[\x00-\x20\x7f]")  # what browsers pass over
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)  # example.org:8080 has none
_USER = re.compile(r"(?:https?:[/\\]*|[/\\]{2,})[^/\\?#]*@", re.IGNORECASE)


def problem(address: str) -> str:
    """What is wrong with a web address, written in full or from its host on; empty if nothing is."""
    bare = _UNSEEN.sub("", address)
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return f"an address may not begin with {scheme[1]}:"
    return with_user(bare)


def with_user(address: str) -> str:
    """That an address holds the name or the password of a user, which a link would give away; else nothing."""
    return "an address may not hold the name or password of a user" if _USER.match(address) else ""
