"""Citations and the bibliography by Pandoc's citeproc, for the whole book at once, in the book's language."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from press import pandoc
from press.errors import Diagnostic, EngineError, Location
from press.model.language import Language
from press.transforms.citations_in_notes import set_in_notes

PART = "citeproc-part"
END = "citeproc-end"


def localised_references(
    references: Sequence[Mapping[str, Any]], language: str, source: str = ""
) -> list[dict[str, Any]]:
    """CSL items with the forms of their titles and names that a language has under `localized`.

    Args:
        references: CSL items.
        language: code of the book's language.
        source: code of the language of the titles outside `localized`; where one has no other form, the item gets it
            as its `language`, by which a style knows a foreign title.
    """
    return [_localised(item, language, source) for item in references]


def _localised(item: Mapping[str, Any], language: str, source: str) -> dict[str, Any]:
    forms = item.get("localized", {}).get(language, {})
    whole = {key: value for key, value in item.items() if key != "localized"}
    if "title" in forms:
        whole.pop("title-short", None)
    elif source and source != language:
        whole.setdefault("language", source)
    return {**whole, **forms}


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
        the blocks of each part, and the blocks of the bibliography (a Div with the id `refs`).

    Raises:
        EngineError: R003, R004 with what citeproc said.
    """
    notes = _Notes()
    blocks = []
    for part in documents:
        blocks += [pandoc.div(notes.counted(list(part)), PART), pandoc.div(notes.end(), END)]
    meta = {"lang": {"t": "MetaString", "c": language.csl_locale}}
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "references.json"
        library.write_text(json.dumps(list(references), ensure_ascii=False), "utf-8")
        options = ["--citeproc", f"--csl={style}", f"--bibliography={library}"]
        try:
            text = pandoc.run(pandoc.dump(blocks, meta), "json", "json", *options, sandbox=False)
        except EngineError as error:
            said = error.diagnostics[0].message
            code = "R003" if "CSL" in said or "style" in said.lower() else "R004"
            raise EngineError(Diagnostic(code, said, Location(style if code == "R003" else library))) from error
    *parts, bibliography = json.loads(text)["blocks"] if references else [*blocks, pandoc.div([], "refs")]
    cited = [part["c"][1] for part in parts if part["c"][0][0] == PART]
    return [set_in_notes(blocks, language) for blocks in cited], [bibliography]


# Citeproc knows few labels of locators, and takes other words that begin a suffix with a digit in them for a page.
_PAGE = re.compile(r"[,，]\s*\d")
_LOCATOR = re.compile(r"[,，]\s*([^{}]*\S)\s*")
_PLAIN = {"Str", "Space", "SoftBreak"}


def _suffix(suffix: Sequence[Any]) -> Sequence[Any]:
    """A locator in the language's own words, which citeproc then sets as it stands; a bare number stays a page."""
    text = pandoc.plain(list(suffix))
    found = _LOCATOR.fullmatch(text)
    if not found or _PAGE.match(text) or any(node["t"] not in _PLAIN for node in suffix):
        return suffix
    # In braces all of it is the locator, of which the style knows the place: before an address, after "ibid.".
    return pandoc.words(f", {{{found[1]}}}")


class _Notes:
    """Tells citeproc the number that each citation's note will have in the book.

    By it citeproc tells that a work stands in the note before ("ibid.") and, in some styles, where it first stood.
    """

    def __init__(self) -> None:
        self.number = 0
        self.last: Any = None

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
