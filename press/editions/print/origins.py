"""The files of a publication that bring into a print file what can't be put into inks (P010)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import md5
from pathlib import Path

from press.content.pictures import is_picture
from press.content.positions import place
from press.diagnostics import Diagnostic, EngineError, Location, SourceError
from press.editions.pictures import published
from press.model.publication import Publication

# What a diagnostic is about, and how that is written in style sheets and in SVG.
GRADIENT, SPACE = "gradient", "space"
_WRITTEN = {
    GRADIENT: re.compile(r"\b(?:linear|radial|conic)-gradient\(|<(?:linear|radial)Gradient\b"),
    SPACE: re.compile(r"\b(?:ok)?l(?:ab|ch)\(|(?<![\w-])color\("),
}


@contextmanager
def told_at_origin(publication: Publication) -> Iterator[None]:
    """Tell what is wrong with a print file at the file of the publication that it comes from."""
    try:
        yield
    except EngineError as error:
        raise EngineError(_placed(told, publication) for told in error.diagnostics) from error


def _placed(told: Diagnostic, publication: Publication) -> Diagnostic:
    return replace(told, location=told.location or _origin(publication, told.about), about="") if told.about else told


def _origin(publication: Publication, about: str) -> Location | None:
    """The first place that is written so; else the picture whose checksum is in its name in the PDF."""
    own = sorted(path for path in (publication.root / "templates").rglob("*") if path.is_file())
    pictures = sorted(path for path in (publication.root / "content").rglob("*") if is_picture(path.name))
    if not (pattern := _WRITTEN.get(about)):
        return next((Location(path) for path in pictures if _is_called(path, publication.root, about)), None)
    for path in [*own, *(path for path in pictures if path.suffix.lower() == ".svg")]:
        text = path.read_text("utf-8", errors="replace")
        if found := pattern.search(text):
            return place(text, found.start(), path)
    return None


def _is_called(path: Path, root: Path, name: str) -> bool:
    """Whether a name in a PDF is a picture's: it has the checksum of what print is given (press.typesetting.engine)."""
    with suppress(SourceError):  # one that no page shows may be damaged
        data, _ = published(path, root, inks=True)
        return md5(data, usedforsecurity=False).hexdigest() in name
    return False
