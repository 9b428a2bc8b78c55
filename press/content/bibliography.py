"""The bibliography: CSL YAML, CSL JSON, BibTeX or BibLaTeX; each work with an id.

In YAML and JSON a work has the forms of its title and names per language, too (`localized`); BibTeX has no room for
them.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from press import pandoc
from press.content import addresses, bib, texts, yaml
from press.content.positions import find, hidden, hidden_within, place
from press.content.tables import DATE_FORM, interval_problem
from press.diagnostics import Diagnostic, EngineError, Location, SourceError

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
PARTS = {
    *("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle", "comma-suffix"),
    *("static-ordering", "parse-names"),
}
SUFFIXES = (".yaml", ".json", *bib.SUFFIXES)
MOST_TOLD = 100


def read_references(path: Path | None, root: Path) -> list[dict[str, Any]]:
    """The works of a bibliography, dates as CSL date-parts; none where there is no file.

    Titles with CSL's own markup (<i>…</i>) are Pandoc's MetaInlines.

    Raises:
        SourceError: C001, R004 it can't be read; S015 it holds what nobody sees; R004 a work lacks its id, type or
            title; C007 an id stands twice; R011 an address is none of the web, or holds a user's name.
    """
    if path is None:
        return []
    works = _works(path, root)
    if not isinstance(works, list) or not all(isinstance(work, dict) for work in works):
        hint = "it holds a list of works in CSL JSON" if path.suffix == ".json" else _YAML_HINT
        raise SourceError(Diagnostic("R004", "there is no list of works", Location(path, 1), hint))
    if len(works) > bib.MOST:
        raise SourceError(bib.too_many(path, len(works)))
    if found := _problems(works, path):
        raise SourceError(found)
    return [_rich(work, path) for work in works]


def _rich(work: dict[str, Any], path: Path) -> dict[str, Any]:
    try:
        return {key: rich(key, value) for key, value in _plain(work).items()}
    except EngineError as error:  # tags within each other, without end
        where = place_of(path, str(work["id"]))
        raise SourceError(replace(told, location=where) for told in error.diagnostics) from error


_YAML_HINT = "it holds one key, `references`, with a list of works in CSL YAML"


def _works(path: Path, root: Path) -> Any:
    """What a file holds in the place of works, in whichever format it is."""
    if path.suffix == ".yaml":
        data = yaml.load(path, root)
        return data.get("references") if isinstance(data, dict) else None
    text = texts.read(path, "R004")
    if found := list(hidden(text, path)):
        raise SourceError(found)
    read = bib.read if path.suffix in bib.SUFFIXES else _json
    works = read(path, text)
    if found := list(hidden_within(works, text, path)):
        raise SourceError(found)
    return works


def _json(path: Path, text: str) -> Any:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        where = Location(path, error.lineno, error.colno)
        raise SourceError(Diagnostic("R004", f"JSON: {error.msg}", where, "mend it there or just before")) from error
    except (RecursionError, ValueError) as error:  # nested without measure; a number that Python won't read
        what = "it is nested too deep" if isinstance(error, RecursionError) else "a number has thousands of digits"
        hint = "no bibliography is like that"
        raise SourceError(Diagnostic("R004", f"JSON: {what}", Location(path), hint)) from error
    return data.get("references", data.get("items")) if isinstance(data, dict) else data


# CSL's markup of titles (citeproc-js), which BibTeX's becomes, too.
# No other attribute is any: it could run.
_MARKUP = re.compile(
    r"</?(?:i|b|sub|sup|sc)>|</span>"
    r"""|<span (?:class="(?:nocase|smallcaps)"|style="font-variant: ?small-caps;?"|lang="[A-Za-z0-9-]+")>"""
)
_AS_WRITTEN = {"id", "type", "language", "URL", "DOI", "ISBN", "ISSN"}


def rich(key: str, value: Any) -> Any:
    """A value whose markup is Pandoc's, where it has any."""
    if isinstance(value, dict):
        return {name: rich(name, child) for name, child in value.items()}
    if isinstance(value, list) or not isinstance(value, str) or key in _AS_WRITTEN or not _MARKUP.search(value):
        return value
    pieces = re.split(f"({_MARKUP.pattern})", value)
    text = "".join(piece if at % 2 else html.escape(piece, quote=False) for at, piece in enumerate(pieces))
    text = text.replace("<sc>", '<span class="smallcaps">').replace("</sc>", "</span>")
    inlines = [inline for block in pandoc.read(text, "html")["blocks"] for inline in block["c"]]
    return {"t": "MetaInlines", "c": pandoc.transform(inlines, _without_case)}


def _without_case(node: pandoc.Node) -> Any:
    """What braces keep from a change of case in BibTeX: the styles make none."""
    return node["c"][1] if node["t"] == "Span" and "nocase" in node["c"][0][1] else node


def place_of(path: Path, name: str, nth: int = 0) -> Location:
    """Where a work stands in its file: the first of an id, or that behind as many others."""
    text = path.read_text("utf-8", errors="replace")
    if path.suffix in bib.SUFFIXES:
        return bib.locate(path, text, name, nth)
    quoted = re.escape(name)
    key = rf'"id"\s*:\s*"?{quoted}\b"?' if path.suffix == ".json" else rf"\bid:\s*[\"']?{quoted}[\"']?(?=[\s,}}]|$)"
    found = [match.start() for match in re.finditer(key, text)]
    return place(text, found[min(nth, len(found) - 1)], path) if found else Location(path)


def _problems(works: list[dict[str, Any]], path: Path) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    seen: Counter[str] = Counter()
    text = path.read_text("utf-8", errors="replace")
    for work in works:
        name = str(work.get("id", ""))
        if told := list(_wrong(work, name, bool(seen[name]))):
            where = place_of(path, name, seen[name]) if name else Location(path)
            found += (Diagnostic(code, message, where, hint) for code, message, hint in told)
        for address in _addresses(work):
            if said := addresses.problem(address):
                hint = "write the address of a page, https://…, that anybody may open"
                at = find(text, address) if address in text else -1
                where = place(text, at, path) if at >= 0 else place_of(path, name, seen[name])
                found.append(Diagnostic("R011", f"{name}: {said}: {address[:60]}", where, hint))
        if len(found) > MOST_TOLD:  # each was looked for in the whole file
            break
        seen[name] += 1
    return found


def _wrong(work: dict[str, Any], name: str, twice: bool) -> Iterator[tuple[str, str, str]]:
    for key in ("id", "type", "title"):
        if not work.get(key):
            yield "R004", f"the work {name or work} has no {key}", f"add `{key}: …`"
    if work.get("type") and str(work["type"]) not in TYPES:
        yield "R004", f"{name} has the unknown type {work['type']}", "see CSL's types"
    yield from (("R004", f"{name}: {said}", hint) for said, hint in _shapes(work))
    if twice:
        yield "C007", f"the work {name} stands twice", "rename or remove one"


def _addresses(work: dict[str, Any]) -> Iterator[str]:
    """The addresses of a work, in all its forms."""
    forms = work.get("localized")
    for form in (work, *(forms.values() if isinstance(forms, dict) else ())):
        if isinstance(form, dict) and form.get("URL") is not None:
            yield str(form["URL"])


def _shapes(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Values that citeproc would stumble over or pass over in silence (CSL 1.0.2, appendix IV), and what to write."""
    yield from _names(work)
    for key in ("issued", "accessed"):
        said = str(work[key]) if isinstance(work.get(key), str | int) else ""
        if said and interval_problem(said):
            yield f"{key}: {said} is no date", DATE_FORM
        if isinstance(work.get(key), dict) and not _are_parts(work[key].get("date-parts", [])):
            yield f"{key}: {work[key]['date-parts']} is no date", "write date-parts: [[year, month, day]], in numbers"
    if isinstance(work.get("title"), dict | list):
        yield "title is no text", "put it in quotes"
    forms = work.get("localized", {})
    if not isinstance(forms, dict) or not all(isinstance(form, dict) for form in forms.values()):
        yield "localized holds no forms per language", "write localized: {zh: {title: …}}"
        return
    for code, form in forms.items():
        yield from ((f"localized.{code}: {said}", hint) for said, hint in _shapes(form))


_PART = re.compile("[0-9]{1,4}")


def _are_parts(value: Any) -> bool:
    """Whether a value is CSL's date-parts: a list of days, each of one to three numbers."""
    days = value if isinstance(value, list) else [None]
    return all(isinstance(day, list) and day and all(_PART.fullmatch(str(part)) for part in day) for day in days)


def _names(work: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in NAMES & work.keys():
        names = work[key] if isinstance(work[key], list) else [None]
        if not all(isinstance(name, dict) and set(name) <= PARTS for name in names):
            yield f"{key} is no list of names", f"write {key}: [{{family: …, given: …}}] or [{{literal: …}}]"


def _plain(value: Any) -> Any:
    """JSON values: a date becomes CSL's date-parts, and a text one line, as BibTeX has it."""
    if isinstance(value, str):
        return re.sub(r"\s*\n\s*", " ", value.strip())
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
    if isinstance(value, dict) and isinstance(value.get("raw"), str):
        return _date(value["raw"])
    if isinstance(value, dict) and "date-parts" in value:  # numbers, which JSON may have as texts
        parts = [[int(part) for part in day] for day in value["date-parts"]]
        return {**value, "date-parts": parts}
    return _plain(value)
