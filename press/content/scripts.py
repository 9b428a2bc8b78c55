"""Which faces the files of a publication ask for beside those that every one has: looked at before anything is built.

Only then can be fetched what is missing; a build needs no network. Files are looked at as they are, without reading
what they mean, so that a comment counts, too. What is really set is compared once a book is made (press.book.faces).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path

from press import files
from press.content import texts
from press.model.fonts import SCRIPTS, Script, needed

FOLDERS = ("content", "translations", "templates")
_TEXTS = {".md", ".yaml", ".yml", ".po", ".csv", ".bib", ".json", ".j2", ".svg", ".css", ".toml"}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\x([0-9A-Fa-f]{2})")
_PLAIN = re.compile("[\x00-\u024f\u0370-\u052f\u4e00-\u9fa5]+")  # what no row of a script is needed for
# A language is named behind `lang=` and its like, or stands in a list of YAML.
_NAMED = r"""(?im)(?:\blang(?:uages?)?["']?\s*[=:].*|^\s*-\s*["']?|\bcode["']?:\s*)\b(?:{})(?![a-z])"""
_TAGS = {row: re.compile(_NAMED.format("|".join(row.tags))) for row in SCRIPTS if row.tags}


def scripts(root: Path) -> tuple[Script, ...]:
    """The rows of scripts that a publication needs, as far as its files can tell.

    Args:
        root: the folder that holds content/.
    """
    texts = [_unescaped(text) for text in _texts(root)]
    spoken = [row.tags[0] for row, tags in _TAGS.items() if any(map(tags.search, texts))]
    characters = set[str]()
    for text in texts:
        characters.update(text if spoken else _PLAIN.sub("", text))
    return needed(dict.fromkeys(["", *spoken], characters))[0]


def packages(root: Path) -> list[str]:
    """The npm packages that the faces of these rows come with."""
    return list(dict.fromkeys(face.package for row in scripts(root) for face in row.faces))


def _unescaped(text: str) -> str:
    text = unescape(text) if "&" in text else text
    return _ESCAPE.sub(lambda found: _character(int("".join(filter(None, found.groups())), 16)), text)


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else ""


def _texts(root: Path) -> Iterator[str]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in _TEXTS:
                with suppress(OSError):  # what is no file, or larger than any text, is told where it is read
                    yield files.read_bytes(path, texts.LARGEST).decode(errors="replace")
