"""Works as a style is given them, in a book's language: CSL items, with what CSL itself can't tell.

Beside CSL's own variables a style finds these, whose presence it can ask for (`<if variable="…">`):

- `language`: the title is in another language than the book.
- `terms-latin`, `terms-chinese`: what the work's own pages and volumes are counted in then: "p. 12", "第12页".
- `issued-month`: the name of the month by itself, of a date without a day; "март", where a date with one has "марта".
- `edition-ordinal`: "2nd", of an English work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import get_month_names

from press import pandoc
from press.content.bibliography import NAMES
from press.model.language import Language

_TERMS = {"Latn": "terms-latin", "Hans": "terms-chinese", "Hant": "terms-chinese"}
_OTHER_THAN_HAN = re.compile(r"[^\u3400-\u9fff\U00020000-\U000323af]")
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def localised_references(
    references: Sequence[Mapping[str, Any]], language: Language, source: str = ""
) -> list[dict[str, Any]]:
    """CSL items with the forms of their titles and names that a language has under `localized`.

    Args:
        references: CSL items.
        language: the book's language.
        source: code of the language of the titles outside `localized`; where one has no other form, the item gets it
            as its `language`, by which a style knows a foreign title.
    """
    return [_localised(item, language, source) for item in references]


def _localised(item: Mapping[str, Any], language: Language, source: str) -> dict[str, Any]:
    forms = item.get("localized", {}).get(language.code, {})
    whole = {key: value for key, value in item.items() if key != "localized"}
    if "title" in forms:
        whole.pop("title-short", None)
        whole.pop("language", None)
    elif source and source != language.code:
        whole.setdefault("language", source)
    whole |= forms
    own = str(whole.get("language", ""))
    # What a bibliographer put in brackets is no title, in whichever language it is.
    title = whole["title"]
    supplied = (pandoc.plain(title["c"]) if isinstance(title, dict) else str(title)).startswith("[")
    if own and language.covers(own) and not supplied:
        del whole["language"]
    named = {key: [_name(name) for name in whole[key]] for key in NAMES & whole.keys()}
    return {**whole, **named, **_terms(whole, language), **_month(whole, language)}


def _name(name: Mapping[str, Any]) -> Mapping[str, Any]:
    """A name; one in Chinese characters stays whole and in its order, since it has no initials."""
    whole = f"{name.get('family', '')}{name.get('given', '')}"
    return {"literal": whole} if whole and not _OTHER_THAN_HAN.search(whole) else name


def _terms(item: Mapping[str, Any], language: Language) -> dict[str, str]:
    """What tells a style in which words a foreign work counts its pages, volumes and editions."""
    own = str(item.get("language", ""))
    if not own or language.covers(own):
        return {}
    found = _TERMS.get(_script(own))
    edition = str(item.get("edition", ""))
    ordinal = {"edition-ordinal": _ordinal(int(edition))} if own.startswith("en") and edition.isdigit() else {}
    return {found: own, **ordinal} if found else {}


def _script(tag: str) -> str:
    """The script of a BCP 47 tag (RFC 5646), by what CLDR takes for likely; empty for a tag that CLDR doesn't know."""
    try:
        script = Locale.parse(tag, sep="-").script
    except (ValueError, UnknownLocaleError):
        return ""
    likely = str(get_global("likely_subtags").get(tag.split("-")[0].lower(), "__"))
    return script or likely.split("_")[1]


def _ordinal(number: int) -> str:
    return f"{number}{'th' if number // 10 % 10 == 1 else _ORDINALS.get(number % 10, 'th')}"


def _month(item: Mapping[str, Any], language: Language) -> dict[str, str]:
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    if not parts or len(parts) != 1 or len(parts[0]) != 2:
        return {}
    month = int(parts[0][1])
    names = get_month_names("wide", "stand-alone", language.locale)
    return {"issued-month": str(names[month])} if month in names else {}
