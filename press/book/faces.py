"""Words that no face can draw, and those whose faces are not set up: told before any edition is made."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from press import pandoc
from press.diagnostics import Diagnostic
from press.model.book import Book
from press.model.fonts import is_paired, needed, own
from press.model.formula import tex_of
from press.model.publication import Publication
from press.project import COMMAND

_ENDS = re.compile(r"^[^\w\ue000-\uf8ff]+(?=\w)|(?<=\w)[.,;:!?)\]»”’」』。，、]+$")  # marks around a word
_TEXTS = {"Code", "CodeBlock"}
_KINDS = {"Co": "a private character, which ", "Cn": "no character of Unicode, so that "}
LACKING = "write it otherwise, or show it as a picture; docs/markdown.md tells which scripts have faces"


def undrawn(book: Book, publication: Publication, modules: Path) -> Iterator[Diagnostic]:
    """P001 for each word with characters that no face has, P012 for the first word of each script that isn't set up.

    What they are about is the word.

    Args:
        modules: node_modules, where the faces are that are set up.
    """
    words = _words(book, publication)
    for word, tag in words.items():
        _, lacking = needed({tag: word})
        if lacking:
            yield Diagnostic("P001", _said(word, lacking), hint=LACKING, about=word)
    asked = {tag: "".join(word for word, spoken in words.items() if spoken == tag) for tag in {*words.values()}}
    for row in needed(asked)[0]:
        if not all((modules / face.file).is_file() for face in row.faces):
            first = next(word for word, tag in words.items() if row in needed({tag: word})[0])
            hint = f"run `{COMMAND} setup` in this publication's folder, which fetches them, and build again"
            yield Diagnostic("P012", f"the faces for “{first}” ({row.name}) are not set up", hint=hint, about=first)


def _said(word: str, lacking: Iterable[str]) -> str:
    each = [f"“{character}” (U+{ord(character):04X})" for character in word if character in lacking]
    kind = next((told for c in lacking if (told := _KINDS.get(unicodedata.category(c)))), "")
    said = ", ".join(dict.fromkeys(each))
    told = f"{said} is {kind}no face has" if kind else f"no face has {said}"
    return told if word in lacking else f"{told}, in “{word}”"


def _words(book: Book, publication: Publication) -> dict[str, str]:
    """Every word of a book that faces of the pairs can't set, with the tag of its language where that has own faces."""
    found: dict[str, str] = {}
    tag = publication.language(book.language).tag
    for text, spoken in _texts(book, publication, tag if own(tag) else ""):
        for word in () if not spoken and is_paired(text) else text.split():
            rows, lacking = needed({spoken: word})
            if rows or lacking:
                found.setdefault(_ENDS.sub("", word) or word, spoken)
    return found


def _texts(book: Book, publication: Publication, tag: str) -> Iterator[tuple[str, str]]:
    """Pieces of text, each once, with the tag of their language; one that has no faces of its own has none."""
    code = book.language
    names = [one.name for one in publication.contributors]
    for texts in (publication.title, publication.subtitle, publication.publisher, *names):
        yield texts.get(code, ""), tag
    pieces: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for part in book.parts:
        _collect([*part.title, *part.blocks], tag, pieces)
    _collect(list(book.imprint), tag, pieces)
    yield from ((text, spoken) for spoken, texts in pieces.items() for text in texts)


def _collect(node: Any, tag: str, out: defaultdict[str, dict[str, None]]) -> None:
    """Put the texts of a tree by their languages."""
    waiting: list[tuple[Any, str]] = [(node, tag)]
    while waiting:
        found, spoken = waiting.pop()
        if isinstance(found, dict) and "t" in found:
            content: Any = found.get("c")
            if found["t"] == "Str":
                out[spoken][content] = None
            elif found["t"] in _TEXTS:
                out[spoken][content[1]] = None
            elif found["t"] not in ("RawInline", "RawBlock") and not tex_of(found):  # formulas have a face of their own
                given = dict(map(tuple, (pandoc.attr(found) or ["", [], []])[2])).get("lang", "")
                waiting.append((content, (given if own(given) else "") if given else spoken))
        elif isinstance(found, dict):
            waiting += [(child, spoken) for child in found.values()]
        elif isinstance(found, list):
            waiting += [(child, spoken) for child in reversed(found)]
