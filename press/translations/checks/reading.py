"""A text as checks see it: its words, with a gap for what is compared otherwise or is in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from press.languages.rules import GAP
from press.model.language import Language
from press.model.references import is_reference

# Compared by checks of their own, or the same in every language.
DROPPED = frozenset(("Cite", "Code", "Math", "Note", "RawInline"))
# Written by the pipeline for each language.
VALUES = frozenset(("date", "number"))
# A number or a date that the pipeline will write.
VALUE = "0"
_CITED = "\ue000"
_OPAQUE = frozenset(("Code", "Math", "Image", "RawInline"))
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./?=&%#:~+-]*[\w/]|[\w.+-]{1,64}@[\w-]+\.[\w.]*\w", re.ASCII)
# Elements whose content is their inlines alone; the others have attributes or a kind before them.
_BARE = frozenset(("Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"))
Skip = Callable[[dict[str, Any]], bool]


def visible(inlines: Sequence[Any] | None, skip: Skip = lambda node: False) -> str:
    """The words of inlines, a GAP for what is left out; `skip` says what else is.

    Superscripts of digits are left out too: they are powers and marks, not numbers of the text.
    """
    pieces: list[str] = []
    _gather(inlines or (), skip, pieces)
    return "".join(pieces)


def _gather(nodes: Sequence[Any], skip: Skip, pieces: list[str]) -> None:
    for node in nodes:
        kind = node["t"]
        if kind == "Str":
            pieces.append(node["c"])
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            pieces.append(" ")
        elif kind in DROPPED or skip(node) or (kind == "Span" and VALUES & set(node["c"][0][1])) or _is_power(node):
            pieces.append(GAP)
        else:
            content = node.get("c", ())
            _gather(content if kind in _BARE else content[1], skip, pieces)


def _is_power(node: dict[str, Any]) -> bool:
    return node["t"] == "Superscript" and all(one["t"] == "Str" and one["c"].isdigit() for one in node["c"])


def language_of(node: dict[str, Any]) -> str:
    """The tag of the language that a Span says that it is in; empty without one."""
    pairs: list[list[str]] = node["c"][0][2] if node["t"] == "Span" else []
    return next((value for name, value in pairs if name == "lang"), "")


def is_foreign(node: dict[str, Any], language: Language) -> bool:
    """Whether a Span says that it is in another language."""
    tag = language_of(node)
    return bool(tag) and not language.covers(tag)


def printed(inlines: Sequence[Any] | None, language: Language) -> str:
    """The text of inlines as it will be read.

    A GAP stands for code, formulas, addresses, cross-references and text in other languages, VALUE for what the
    pipeline formats; calls of notes and citations, which become notes, leave nothing.
    """
    pieces: list[str] = []
    _read(inlines or (), language, pieces)
    return _ADDRESS.sub(GAP, re.sub(f"[ \u00a0]?{_CITED}", "", "".join(pieces)))


def _read(nodes: Sequence[Any], language: Language, pieces: list[str]) -> None:
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            pieces.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            pieces.append("\n" if kind == "LineBreak" else " ")
        elif kind == "Cite":
            pieces.append(GAP if is_reference(content[0][0]["citationId"]) else _CITED)
        elif kind == "Span" and VALUES & set(content[0][1]):
            pieces.append(VALUE)
        elif kind in _OPAQUE or is_foreign(node, language):
            pieces.append(GAP)
        elif kind != "Note":
            _read(content[1] if content and isinstance(content[0], list | str) else content, language, pieces)
