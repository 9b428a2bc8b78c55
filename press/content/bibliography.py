"""The bibliography: CSL YAML, each work with an id, and the forms of its title and names per language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from press.content import yaml
from press.content.positions import locate
from press.content.tables import DATE_FORM, interval_problem
from press.diagnostics import Diagnostic, Location, SourceError

# CSL 1.0.2, appendix III; what a style can't tell from another type it sets as a document.
TYPES = set(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage".split()
)

NAMES = {
    *("author", "editor", "translator", "container-author", "collection-editor", "director", "illustrator"),
    *("interviewer", "recipient", "reviewed-author", "original-author", "composer"),
}
PARTS = {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle", "comma-suffix"}


def read_references(path: Path | None, root: Path) -> list[dict[str, Any]]:
    """The works of a bibliography, dates as CSL date-parts; none where there is no file.

    Raises:
        SourceError: C001 it can't be read; R004 a work lacks its id, type or title; C007 an id stands twice.
    """
    if path is None:
        return []
    data = yaml.load(path, root)
    works = data.get("references") if isinstance(data, dict) else None
    if not isinstance(works, list) or not all(isinstance(work, dict) for work in works):
        hint = "it holds one key, `references`, with a list of works in CSL YAML"
        raise SourceError(Diagnostic("R004", "there is no list of works", Location(path, 1), hint))
    if found := _problems(works, path):
        raise SourceError(found)
    return [_plain(work) for work in works]


def _problems(works: list[dict[str, Any]], path: Path) -> list[Diagnostic]:
    found, seen = [], set()
    for work in works:
        name = str(work.get("id", ""))
        where = locate(path, f"id: {name}") if name else Location(path)
        for key in ("id", "type", "title"):
            if not work.get(key):
                found.append(Diagnostic("R004", f"the work {name or work} has no {key}", where, f"add `{key}: …`"))
        if work.get("type") and str(work["type"]) not in TYPES:
            found.append(Diagnostic("R004", f"{name} has the unknown type {work['type']}", where, "see CSL's types"))
        found += (Diagnostic("R004", f"{name}: {said}", where, hint) for said, hint in _shapes(work))
        if name in seen:
            found.append(Diagnostic("C007", f"the work {name} stands twice", where, "rename or remove one"))
        seen.add(name)
    return found


def _shapes(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Values that citeproc would stumble over or pass over in silence (CSL 1.0.2, appendix IV), and what to write."""
    yield from _names(work)
    for key in ("issued", "accessed"):
        said = str(work[key]) if isinstance(work.get(key), str | int) else ""
        if said and interval_problem(said):
            yield f"{key}: {said} is no date", DATE_FORM
    if isinstance(work.get("title"), dict | list):
        yield "title is no text", "put it in quotes"
    forms = work.get("localized", {})
    if not isinstance(forms, dict) or not all(isinstance(form, dict) for form in forms.values()):
        yield "localized holds no forms per language", "write localized: {zh: {title: …}}"
        return
    for code, form in forms.items():
        yield from ((f"localized.{code}: {said}", hint) for said, hint in _shapes(form))


def _names(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in NAMES & work.keys():
        names = work[key] if isinstance(work[key], list) else [None]
        if not all(isinstance(name, dict) and set(name) <= PARTS for name in names):
            yield f"{key} is no list of names", f"write {key}: [{{family: …, given: …}}] or [{{literal: …}}]"


def _plain(value: Any) -> Any:
    """JSON values: a date becomes CSL's date-parts."""
    if isinstance(value, date):
        return {"date-parts": [[value.year, value.month, value.day]]}
    if isinstance(value, dict):
        return {key: _date(child) if key in ("issued", "accessed") else _plain(child) for key, child in value.items()}
    return [_plain(child) for child in value] if isinstance(value, list) else value


def _date(value: Any) -> Any:
    """A date as YAML reads it, a year, or year and month."""
    if isinstance(value, int):
        return {"date-parts": [[value]]}
    if isinstance(value, str) and all(part.isdigit() for part in value.split("-")):
        return {"date-parts": [[int(part) for part in value.split("-")]]}
    return _plain(value)
