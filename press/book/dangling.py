"""What refers to nothing: keys of no work and no target, links to no anchor; each with its place and what was meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from press import pandoc
from press.blockwise import blockwise
from press.book.numbering import Target
from press.diagnostics import Diagnostic, Location
from press.model.references import KINDS, beginnings, is_reference
from press.spelling import nearest

# The place of a text in a document: the first one, or that behind as many others.
Where = Callable[[str, int], Location | None]


@dataclass(frozen=True)
class Known:
    """What a book can refer to.

    Attributes:
        targets: what has words for a reference, by anchor.
        anchors: every anchor, with the kind of Pandoc's element that it stands on.
        works: ids of the bibliography.
    """

    targets: Mapping[str, Target]
    anchors: Mapping[str, str]
    works: frozenset[str]


def problems(blocks: Any, known: Known, where: Where) -> Iterator[Diagnostic]:
    """References to nothing, citations of unknown works, links to no anchor, keys that stand as text.

    Args:
        blocks: a document, its references not yet resolved.
        known: what the book can refer to.
        where: the place of a text in the document.
    """
    passed: Counter[str] = Counter()
    for kind, asked in (asked for found in _asked(blocks) for asked in found):
        if told := _TOLD[kind](asked, known):
            code, message, hint = told
            yield Diagnostic(code, message, where(asked, passed[asked]), hint)
        passed[asked] += 1


def standing(blocks: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """The anchors of a document, each with the kind of element that it stands on."""
    return (anchor for found in _standing(blocks) for anchor in found)


@blockwise
def _standing(blocks: Sequence[Any]) -> list[list[tuple[str, str]]]:
    return [[(at[0], node["t"]) for node in pandoc.walk(b) if (at := pandoc.attr(node)) and at[0]] for b in blocks]


@blockwise
def _asked(blocks: Any) -> list[list[tuple[str, str]]]:
    """What each block asks for, in order: @keys that it cites (Cite) or has as text (Str), and links to anchors."""
    return [[asked for node in pandoc.walk(block) for asked in _asked_by(node)] for block in blocks]


# A key without a space before it is no citation for Pandoc, as where Chinese has none; nor has it one behind it.
_IN_WORDS = re.compile(r"(?<=\w)@[\w:.#$%&+?<>~/-]*\w")
_ASCII = re.compile(r"@[!-~]*[A-Za-z0-9]")


def _asked_by(node: pandoc.Node) -> Iterable[tuple[str, str]]:
    match node["t"]:
        case "Cite":
            works = node["c"][0]
            own = [("Cite", f"@{work['citationId']}") for work in works]
            beside = [[work["citationPrefix"], work["citationSuffix"]] for work in works]
            nested = [f"@{w['citationId']}" for n in pandoc.walk(beside) if n["t"] == "Cite" for w in n["c"][0]]
            references = all(is_reference(key[1:]) for key in (*(key for _, key in own), *nested))
            return [*own, *(("Nested", key) for key in nested if not references)]
        case "Link" if node["c"][2][0].startswith("#"):
            return [("Link", node["c"][2][0])]
        case "Str" if "@" in node["c"]:
            return [("Str", key) for found in _IN_WORDS.findall(node["c"]) for key in {found, *_ASCII.findall(found)}]
    return []


_Told = tuple[str, str, str] | None


def _link(asked: str, known: Known) -> _Told:
    anchor = asked[1:]
    if anchor in known.anchors or anchor in known.targets:
        return None
    return "R001", f"the link {asked} leads to nothing", _meant(anchor, {*known.anchors, *known.targets})


def _nested(asked: str, known: Known) -> _Told:
    hint = f"part what is cited by semicolons: [@one; {asked}]"
    return "R005", f"{asked} stands within the brackets of a citation as if it were part of its words", hint


def _as_text(asked: str, known: Known) -> _Told:
    key = asked[1:]
    if key not in known.works and key not in known.targets:
        return None
    hint = f"put it in brackets, with a space before it if a word stands there: [@{key}], [see @{key}]"
    return "R005", f"{asked} stands in the text as it is, since it follows a word without a space", hint


def _cited(asked: str, known: Known) -> _Told:
    key = asked[1:]
    if is_reference(key):
        return _reference(key, known)
    if key in known.works:
        return None
    if key in known.anchors or key in known.targets:
        kind = known.targets[key].kind if key in known.targets else "section"
        hyphened = key.replace(":", "-", 1)  # as pandoc-crossref has it
        name = hyphened if is_reference(hyphened) else f"{_prefix(kind)}-{key}"
        hint = f"rename the anchor, as to {name}, or write a link: [words](#{key})"
        return "R005", f"{key} is an anchor of the book, but begins as none that can be referred to", hint
    return "R002", f"the work {key} is not in the bibliography", _other(key, known)


def _other(key: str, known: Known) -> str:
    """What may have been meant by a key that nothing has."""
    if is_reference(hyphened := key.replace(":", "-", 1)):
        return f"write it with a hyphen, there and in the anchor: {hyphened}"
    if near := nearest(key, {*known.works, *known.targets}):
        return f"did you mean {near}?"
    own = f"what stands in the book itself has a key that begins with {beginnings()}"
    return f"add it to the bibliography, or write \\@{key} if no work is meant; {own}"


def _reference(key: str, known: Known) -> _Told:
    kinds = KINDS[key.partition("-")[0]]
    if key in known.targets:
        kind = known.targets[key].kind
        message = f"{key} is {_a(kind)}, not what its beginning says"
        return None if kind in kinds else ("R005", message, _other_name(kind))
    if key in known.works:
        hint = f"rename the work: {beginnings()} begin the keys of what stands in the book itself"
        return "R005", f"the work {key} has a key that refers to {_a(kinds[-1])}", hint
    if key in known.anchors:
        what, hint = _NUMBERLESS.get(known.anchors[key], ("text", f"write a link in its place: [words](#{key})"))
        return "R001", f"the anchor {key} stands on {what}, which has no number", hint
    return "R001", f"there is nothing with the anchor {key}", _meant(key, known.targets)


_NUMBERLESS = {
    "Image": (
        "a picture within a paragraph or without a caption",
        "a figure is ![The caption](picture.png){#fig-name} with an empty line before and behind it",
    ),
    "Figure": ("a picture without a caption", "write one between its brackets: ![The caption](picture.png)"),
    "Table": ("a table without a caption", "write one below it, with the anchor: `: The caption {#tbl-name}`"),
    "Div": ("a fence", "put it where the number is: behind the heading, the caption or the picture"),
}


def _other_name(kind: str) -> str:
    """What helps where an anchor has the beginning of other kinds of target."""
    if kind == "bullet":  # of a list without numbers
        return "number the list: an item is referred to by its number, or by words of your own, [words](#anchor)"
    return f"rename the anchor and its references: that of {_a(kind)} begins with {_prefix(kind)}-"


def _prefix(kind: str) -> str:
    """The beginning of keys that name a kind of target and no other, or else the first that does."""
    return min((prefix for prefix, kinds in KINDS.items() if kind in kinds), key=lambda prefix: len(KINDS[prefix]))


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aei" else f"a {kind}"


def _meant(anchor: str, known: Iterable[str]) -> str:
    """A hint that names what may have been meant."""
    near = nearest(anchor, known)
    return f"did you mean {near}?" if near else "define it, or remove the reference"


_TOLD: Mapping[str, Callable[[str, Known], _Told]] = {"Cite": _cited, "Link": _link, "Str": _as_text, "Nested": _nested}
