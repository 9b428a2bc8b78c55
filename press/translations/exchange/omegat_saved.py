"""omegat/project_save.tmx: what is translated in an OmegaT project, as it begins and as a translator saved it.

OmegaT knows a translation by its source alone (a default), or by the file and the id too where one source is translated
in several ways (an alternative). It takes translations out of PO files itself, but none that equals its source.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from press import xml_files
from press.errors import PublicationError
from press.translations.exchange import tmx
from press.translations.exchange.units import Bundle, Incoming, Returned, UnitState

NAME = Path("omegat/project_save.tmx")


def write(bundle: Bundle, target: Path) -> None:
    """Write what is translated; all files have the same original language.

    Raises:
        SourceError: S015 a text holds what XML can't.
    """
    root, body = tmx.start(bundle.files[0].original.tag)
    defaults: dict[str, str] = {}
    for file in bundle.files:
        for unit in tmx.held(file):
            alone = {"file": f"{file.document}.po", "path": unit.id} if unit.source in defaults else {}
            if defaults.setdefault(unit.source, unit.target) != unit.target or not alone:
                body.append(tmx.entry(file, unit, alone))
    xml_files.write(root, target, tmx.DOCTYPE)


def worked(path: Path) -> bool:
    """Whether OmegaT saved the file: it is there, and not as we wrote it."""
    if not path.is_file():
        return False
    try:
        header: Any = xml_files.parse(path).find("header")
    except PublicationError:
        return True
    return header is None or header.get("creationtool") != tmx.TOOL


def applied(path: Path, given: Returned) -> Returned:
    """The units of a project's source files as a translator left them.

    Raises:
        SourceError: X001, X003, X004 the saved file can't be read, or is in another language.
    """
    saved = tmx.read(path, given.language).units
    alone = {(unit.document, unit.id): unit for unit in saved if unit.id}
    defaults = {unit.source: unit for unit in saved if not unit.id}
    units = (_left(unit, alone.get((unit.document, unit.id)) or defaults.get(unit.source)) for unit in given.units)
    return replace(given, units=tuple(units))


def _left(given: Incoming, saved: Incoming | None) -> Incoming:
    """A unit as the translator left it; one that was fuzzy and is not saved is fuzzy still."""
    if saved is None or not saved.target:
        fuzzy = given.state is UnitState.FUZZY
        return given if fuzzy else replace(given, target="", state=UnitState.MISSING)
    new = tuple(line for line in saved.comments if line not in given.comments)
    return replace(given, target=saved.target, state=UnitState.TRANSLATED, comments=given.comments + new)
