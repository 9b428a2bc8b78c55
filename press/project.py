"""Where the project's own files lie: in a checkout beside press/; installed from a wheel, inside it and in a cache.

A wheel carries what a checkout has beside press/ as press/beside/ (setup.py), and nobody but pip may write there: what
the setup fetches then lies in the user's cache, one folder for each lock. Standard library only: it is read first.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
from pathlib import Path

CODE = Path(__file__).resolve().parent
_BESIDE = CODE / "beside"
INSTALLED = _BESIDE.is_dir()

PROJECT = _BESIDE if INSTALLED else CODE.parent
TEMPLATES = PROJECT / "templates"
PROFILES = CODE / "profiles"  # ICC profiles, named after the measurements that they are made of

LIBRARIES_LOCK = PROJECT / "requirements.txt"
FONTS_LOCK = PROJECT / "package-lock.json"


def _cache() -> Path:
    """The folder of this version's fonts in the user's cache (XDG Base Directory Specification)."""
    # The specification has a relative path ignored.
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    parent = given if given.is_absolute() else Path("~/.cache").expanduser()
    return parent / "whitepaper" / hashlib.sha256(FONTS_LOCK.read_bytes()).hexdigest()[:16]


HOME = _cache() if INSTALLED else PROJECT  # what the setup fetches lies here
MODULES = HOME / "node_modules"  # the fonts
PUBLICATION = Path.cwd() if INSTALLED else PROJECT  # the publication that is meant where none is named


def _command() -> str:
    """How whoever runs this calls it: by its bare name where a shell finds it so, else by the shortest path to it."""
    called = Path(os.environ.get("WHITEPAPER_CALLED", ""))  # set by the script of a checkout
    found = shutil.which("whitepaper")
    if INSTALLED or (found and called.is_file() and called.samefile(found)):
        return "whitepaper"
    if not called.is_file() or called.absolute().parent == Path.cwd():
        return "./whitepaper"
    return shlex.quote(str(called))


COMMAND = _command()


def as_called(text: str) -> str:
    """A text that names this command `./whitepaper …`, as all that is stored does, for whoever calls it otherwise."""
    return text.replace("`./whitepaper ", f"`{COMMAND} ")


def locks(home: Path) -> Path:
    """The folder of the locks of what the setup has installed in another, which a checkout has there too."""
    return PROJECT if INSTALLED else home
