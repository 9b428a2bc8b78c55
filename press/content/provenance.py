"""meta.yaml: where a legal document comes from and how it was translated, read whole and checked whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from press.content.fields import Fields, contains
from press.content.yaml import NO_DAY, Report, read
from press.languages.registry import LANGUAGES
from press.model.language import Language
from press.model.publication import DOCUMENT_TYPES, STATUSES, Provenance, Translation

# Gives the language with a code; None: there is none.
Find = Callable[[str], Language | None]
# Nobody on the way may change what a reader is sent to.
_ADDRESS: Final = re.compile(r"https://[^\s/?#@]+\.[^\s/?#@]+(/\S*)?")
_SHA256: Final = re.compile(r"[0-9A-Fa-f]{64}")


def read_provenance(
    path: Path, report: Report, languages: Collection[str], find: Find, last: date
) -> Provenance | None:
    """The provenance of a legal document, or None if its file can't be read; what is wrong goes into the report.

    Args:
        path: the meta.yaml.
        report: gets what is wrong.
        languages: codes of the publication's languages.
        find: gives the language with a code, or None.
        last: the publication's date; what is told of the past lies before it.
    """
    item = read(path, report) if contains(path, report) else None
    if not item:
        return None
    with Fields(item, report) as fields:
        original = _language(fields, "original_language", languages, find)
        days = _days(fields, last)
        return Provenance(
            title=fields.localised("title", languages),
            type=fields.choice("type", DOCUMENT_TYPES),
            digest=fields.flag("digest", False),
            issuer=fields.localised("issuer", languages),
            original_language=original,
            licence=fields.text("licence"),
            number=fields.text("number", "") or None,
            adopted=days["adopted"],
            in_force=days["in_force"],
            retrieved=days["retrieved"],
            parallel=fields.flag("parallel", False),
            translations=_translations(fields, original, languages, find, (days["adopted"], last)),
            **_source(fields),
        )


def _source(fields: Fields) -> dict[str, str | None]:
    """The address, and the digest of what was there; what tells of a source asks for its address."""
    address = fields.text("source_url", "", _ADDRESS, "write the whole address: https://…")
    digest = fields.text("sha256", "", _SHA256, "write the 64 hexadecimal digits that sha256sum prints for the file")
    for key in ("retrieved", "sha256"):
        if fields.has(key) and not fields.has("source_url"):
            hint = "add source_url: https://…, where the file was retrieved from"
            fields.impossible(key, "it tells of a file from nowhere", hint)
    return {"source_url": address or None, "sha256": digest.lower() or None}


def _days(fields: Fields, last: date) -> Mapping[str, date | None]:
    adopted = _day(fields, "adopted", "adopted", None, last)
    return {
        "adopted": adopted,
        "in_force": _day(fields, "in_force", "in force", adopted, date.max),
        "retrieved": _day(fields, "retrieved", "retrieved", adopted, last),
    }


def _day(fields: Fields, key: str, what: str, adopted: date | None, last: date) -> date | None:
    """A day between that of the adoption and that of the publication, each if it is known; None for no day."""
    day = fields.day(key)
    if day is None or day == NO_DAY:
        return None
    if adopted and day < adopted:
        message = f"it can't be {what} on {day}, before it was adopted on {adopted}"
        fields.impossible(key, message, "check both dates")
    elif day > last:
        message = f"it can't be {what} on {day}, after the publication's own date, {last}"
        fields.impossible(key, message, "check both dates")
    return day


def _translations(
    fields: Fields, original: str, languages: Collection[str], find: Find, days: tuple[date | None, date]
) -> Mapping[str, Translation]:
    """How the document came into each language other than its own; into others too, where one stands between."""
    wanted = [code for code in languages if code != original]
    given = fields.mapping("translations", bool(wanted))
    if not given or not find(original):
        return {}
    with given:
        given.complete(wanted)
        return dict(_each(given, original, languages, find, days))


def _each(
    given: Fields, original: str, languages: Collection[str], find: Find, days: tuple[date | None, date]
) -> Iterator[tuple[str, Translation]]:
    codes = [code for code in given.items if code != original and find(code)]
    found = {code: one for code in codes if (one := given.mapping(code, False))}
    sources = {code: _language(one, "translated_from", languages, find) for code, one in found.items()}
    for code, fields in found.items():
        with fields:
            status = fields.choice("status", STATUSES)
            _check_chain(fields, code, original, sources)
            yield code, Translation(
                status,
                sources[code],
                translator=fields.text("translator", "") or None,
                reviewer=fields.text("reviewer", "") or None,
                made=_day(fields, "date", "translated", *days),
                licence=fields.text("licence", "") or None,
                original_prevails=_prevails(fields, status),
            )


def _language(fields: Fields, key: str, languages: Collection[str], find: Find) -> str:
    """The code of a language that there is, be it the publication's or another; empty (and reported) if there isn't."""
    code = fields.text(key)
    if not code or find(code):
        return code
    fields.choice(key, [*languages, *(row.code for row in LANGUAGES.values() if row.code not in languages)], "")
    return ""


def _prevails(fields: Fields, status: str) -> bool:
    """Whether the original prevails: an official translation says so itself, any other can't say otherwise."""
    found = fields.flag("original_prevails", status != "official")
    if status in STATUSES and status != "official" and not found:
        hint = "leave it out; only an official translation can stand beside the original"
        fields.impossible("original_prevails", f"the original prevails over what is {status}", hint)
    return found


def _check_chain(fields: Fields, code: str, original: str, sources: Mapping[str, str]) -> None:
    """Report a translation that doesn't come from the original, directly or through others."""
    source = sources[code]
    if not source:
        return
    if source == code:
        hint = "name the language that the translator worked from"
        fields.impossible("translated_from", f"nothing is translated from {code} into {code}", hint)
    elif source != original and source not in sources:
        hint = f"tell under translations.{source} how it came into {source}, or name another language"
        fields.impossible("translated_from", f"nothing tells of a translation into {source}", hint)
    elif (chain := _circle(code, sources)) and code == min(chain):
        way = " from ".join([*chain, code])
        hint = f"one of them has to be from the original: {original}"
        fields.impossible("translated_from", f"the translations go round in a circle: {way}", hint)


def _circle(code: str, sources: Mapping[str, Any]) -> list[str]:
    """The languages from one back to itself, each translated from the next; empty if the way doesn't come back."""
    chain = [code]
    while (following := sources.get(chain[-1])) and following not in chain:
        chain.append(following)
    return chain if following == code and len(chain) > 1 else []
