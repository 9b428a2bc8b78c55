"""Citations and the bibliography by Pandoc's citeproc, for the whole book at once, in the book's language.

Citations in a note of the author's own come from citeproc in brackets, at once after the text. After a full stop they
are made a sentence of their own, as in "… in 2008. *Charter*, art. 7."; within a sentence they keep the brackets,
which are the language's own and stand off from the word before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Any

from press import pandoc
from press.blockwise import active, blockwise, stamp
from press.book.citations_incremental import again
from press.book.crossrefs import BESIDE
from press.diagnostics import Diagnostic, EngineError, Location
from press.model.language import Language

_ENDS = tuple(".!?…。！？")
_CLOSERS = "”’»“\"')）]」"
Parts = Sequence[tuple[list[Any], list[Any]]]
PART = "citeproc-part"
END = "citeproc-end"
# Citeproc knows few labels of locators, and takes other words that begin a suffix with a digit in them for a page.
_PAGE = re.compile(r"[,，]\s*\d")
_LOCATOR = re.compile(r"[,，]\s*([^{}]*\S)\s*")
_PLAIN = {"Str", "Space", "SoftBreak"}


def set_in_notes(node: Any, language: Language, inside: bool = False) -> Any:
    """A new tree; only citations inside Note elements differ.

    Args:
        node: a tree after citeproc, or any part of it.
        language: what the tree is in.
        inside: whether `node` stands in a note.
    """
    if isinstance(node, list):
        out: list[Any] = []
        for child in node:
            if inside and isinstance(child, dict) and child.get("t") == "Cite":
                out += _set_in_note(child, out, language)
            else:
                out.append(set_in_notes(child, language, inside))
        return out
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Cite":
        # The note that citeproc made of a citation in the text is complete.
        return node
    inside = inside or node.get("t") == "Note"
    return {key: set_in_notes(child, language, inside) for key, child in node.items()}


def _set_in_note(cite: pandoc.Node, before: Sequence[Any], language: Language) -> list[Any]:
    """A citation, and the space before it."""
    content = _unbracketed(cite["c"][1])
    if content is None:
        return [cite]
    text = pandoc.plain(list(before))
    if not text.strip() or text.rstrip().rstrip(_CLOSERS).endswith(_ENDS):
        inlines = [*_capitalised(content), pandoc.text("." if language.spaced else "。")]
    else:
        opening, closing = "()" if language.spaced else "（）"
        inlines = [pandoc.text(opening), *content, pandoc.text(closing)]
    space = [pandoc.SPACE] if language.spaced and text and not text[-1].isspace() else []
    return [*space, {**cite, "c": [cite["c"][0], inlines]}]


def _unbracketed(inlines: Sequence[Any]) -> list[Any] | None:
    """What stands in citeproc's brackets, without the full stop that some languages keep; None where there are none."""
    if len(inlines) < 3 or inlines[0] != pandoc.text("(") or inlines[-1] != pandoc.text(")"):
        return None
    content = list(inlines[1:-1])
    if content[-1]["t"] == "Str":
        content[-1] = pandoc.text(content[-1]["c"].rstrip(".。"))
    return content


def _capitalised(inlines: Sequence[Any]) -> list[Any]:
    first, *rest = inlines
    return [pandoc.text(first["c"][:1].upper() + first["c"][1:]) if first["t"] == "Str" else first, *rest]


def cite(
    documents: Sequence[Sequence[Any]], references: Sequence[Mapping[str, Any]], style: Path, language: Language
) -> tuple[list[list[Any]], list[Any]]:
    """Render the citations of all documents.

    Args:
        documents: the blocks of each part, references within the book resolved.
        references: CSL items in the book's language.
        style: a CSL style.
        language: names the locale of citeproc's terms.

    Returns:
        the blocks of each part, and the blocks of the bibliography (a Div with the id `press-refs`).

    Raises:
        EngineError: R003, R004 with what citeproc said; R010 it took more than Pandoc has.
    """
    notes = _Notes()
    parts = [(notes.part(part), notes.end()) for part in documents]
    kept, settings = active(), (references, stamp(style), style, language)
    run = partial(_citeproc, references=references, style=style, language=language)
    cited, bibliography = run(parts) if kept is None else again(kept, parts, run, settings)
    return [list(_placed(blocks, language)) for blocks in cited], pandoc.transform(bibliography, _own)


def _own(node: pandoc.Node) -> pandoc.Node:
    """A Div of citeproc's list in the press's name space, with what Pandoc would make of it for its own classes."""
    if node["t"] != "Div":
        return node
    (anchor, classes, pairs), blocks = node["c"]
    roles = [["role", role] for name, role in _ROLES.items() if name in classes]
    if "csl-entry" in classes:
        blocks = [{"t": "Plain", "c": block["c"]} if block["t"] == "Para" else block for block in blocks]
    own = [f"press-{name}" for name in classes]
    return {"t": "Div", "c": [["press-refs" if anchor == "refs" else anchor, own, [*pairs, *roles]], blocks]}


@blockwise
def _placed(blocks: Sequence[Any], language: Language) -> list[Any]:
    return [pandoc.transform(set_in_notes(block, language), _settled) for block in blocks]


def _settled(node: pandoc.Node) -> pandoc.Node:
    """Elements as citeproc left them, with their own digits; what stood beside a work is in its note now."""
    if node["t"] == "Cite":
        return {**node, "c": [[{**c, "citationPrefix": [], "citationSuffix": []} for c in node["c"][0]], node["c"][1]]}
    return _shown(node)


def _citeproc(
    parts: Parts,
    only: Set[str] = frozenset(),
    *,
    references: Sequence[Mapping[str, Any]],
    style: Path,
    language: Language,
) -> tuple[list[list[Any]], list[Any]]:
    """The blocks of parts, each with what ends it, by citeproc; and the bibliography."""
    if only:  # what the rest of the book cites takes time to read
        references = [item for item in references if item["id"] in only]
    blocks = [div for part, end in parts for div in (pandoc.div(part, PART), pandoc.div(end, END))]
    works = [{key: _meta(key, value, item, language) for key, value in item.items()} for item in references]
    meta = {
        "lang": {"t": "MetaString", "c": language.csl_locale},
        "references": {"t": "MetaList", "c": [{"t": "MetaMap", "c": work} for work in works]},
    }
    try:
        text = pandoc.run(pandoc.dump(blocks, meta), "json", "json", "--citeproc", f"--csl={style}", sandbox=False)
    except EngineError as error:
        said = error.diagnostics[0].message
        if error.diagnostics[0].code == pandoc.EXHAUSTED:
            hint = "choose a simpler style, or look for a work or a citation that is very long"
            raise EngineError(Diagnostic("R010", said, Location(style), hint)) from error
        code, where = ("R003", Location(style)) if re.search("Citeproc|CSL|style", said) else ("R004", None)
        hint = "mend the style" if where else "mend the work in the bibliography"
        raise EngineError(Diagnostic(code, said, where, hint)) from error
    *written, bibliography = json.loads(text)["blocks"] if references else [*blocks, pandoc.div([], "refs")]
    return [part["c"][1] for part in written if part["c"][0][0] == PART], [bibliography]


def _suffix(suffix: Sequence[Any]) -> Sequence[Any]:
    """A locator in the language's own words, which citeproc then sets as it stands; a bare number stays a page."""
    beside = [inline for node in suffix if _is_beside(node) for inline in pandoc.transform(node["c"][1], _hidden)]
    suffix = [node for node in suffix if not _is_beside(node)]
    text = pandoc.plain(suffix)
    found = _LOCATOR.fullmatch(text)
    if not found or _PAGE.match(text) or any(node["t"] not in _PLAIN for node in suffix):
        return [*suffix, *beside]
    # In braces all of it is the locator, of which the style knows the place: before an address, after "ibid."; in a
    # span no word of it is taken for a label, which citeproc would write in its own way.
    return [*pandoc.words(", {"), pandoc.span(pandoc.words(found[1])), pandoc.text("}"), *beside]


# Digits, and what stands in their place while citeproc looks for locators: it takes all of "12; Section 1.2" for one.
_HIDDEN = str.maketrans({str(digit): chr(0xE030 + digit) for digit in range(10)})
_SHOWN = {ord(hidden): digit for digit, hidden in _HIDDEN.items()}


def _hidden(node: pandoc.Node) -> pandoc.Node:
    return pandoc.text(node["c"].translate(_HIDDEN)) if node["t"] == "Str" else node


def _shown(node: pandoc.Node) -> pandoc.Node:
    return pandoc.text(node["c"].translate(_SHOWN)) if node["t"] == "Str" else node


def _is_beside(node: pandoc.Node) -> bool:
    """Whether references stand there that share the brackets of the work."""
    return node["t"] == "Span" and BESIDE in node["c"][0][1]


_ROLES = {"csl-bib-body": "list", "csl-entry": "listitem"}


def _meta(key: str, value: Any, item: Mapping[str, Any], language: Language) -> Any:
    """A value of a work as Pandoc's metadata; a title in another language than the book's is marked with it."""
    own = item.get("language", language.code)
    foreign = key in ("title", "container-title", "title-short") and own != language.code
    if isinstance(value, dict) and value.get("t") == "MetaInlines":
        return {"t": "MetaInlines", "c": [pandoc.span(value["c"], lang=own)] if foreign else value["c"]}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {name: _meta("", child, item, language) for name, child in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta("", child, item, language) for child in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if foreign:
        return {"t": "MetaInlines", "c": [pandoc.span(pandoc.words(str(value)), lang=own)]}
    return {"t": "MetaString", "c": str(value)}


class _Notes:
    """Tells citeproc the number that each citation's note will have in the book.

    By it citeproc tells that a work stands in the note before ("ibid.") and, in some styles, where it first stood.
    """

    def __init__(self) -> None:
        self.number = 0
        self.last: Any = None

    def part(self, blocks: Sequence[Any]) -> list[Any]:
        """The blocks of a part, their citations numbered."""
        placed = []
        for block, count in zip(blocks, _counts(blocks), strict=True):
            placed.append((block, self.number))
            self.number += count
        return [self._remembered(new, last) for new, last in _numbered(placed)]

    def _remembered(self, block: Any, last: Any) -> Any:
        self.last = last or self.last
        return block

    def counted(self, node: Any, note: int = 0) -> Any:
        """A new tree whose citations are numbered; `note` is the note that it stands in, or 0."""
        if isinstance(node, list):
            return [self.counted(child, note) for child in node]
        if not isinstance(node, dict):
            return node
        if not note and node.get("t") in ("Note", "Cite"):
            self.number += 1
            note = self.number
        if node.get("t") == "Cite":
            return self._cite(node, note)
        return {key: self.counted(child, note) for key, child in node.items()}

    def _cite(self, node: pandoc.Node, note: int) -> pandoc.Node:
        works = [{**c, "citationNoteNum": note, "citationSuffix": _suffix(c["citationSuffix"])} for c in node["c"][0]]
        self.last = works[-1]
        return {**node, "c": [works, node["c"][1]]}

    def end(self) -> list[Any]:
        """What ends a part and is not printed: the last work cited twice, after which no note is "ibid."

        Each part is a page of the website, and no page may begin with what refers to another.
        """
        if self.last is None:
            return []
        last = {**self.last, "citationPrefix": [], "citationSuffix": [], "citationNoteNum": self.number}
        return [{"t": "Para", "c": [{"t": "Cite", "c": [[last, last], []]}]}]


@blockwise
def _counts(blocks: Sequence[Any]) -> list[int]:
    """How many notes each block will have, citations among them."""
    return [_notes_of(block)[2] for block in blocks]


@blockwise
def _numbered(placed: Sequence[tuple[Any, int]]) -> list[tuple[Any, Any]]:
    """Each block with its citations numbered from a number on, and the last work that it cites."""
    return [_notes_of(block, number)[:2] for block, number in placed]


def _notes_of(block: Any, number: int = 0) -> tuple[Any, Any, int]:
    notes = _Notes()
    notes.number = number
    return notes.counted(block), notes.last, notes.number
