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

PART = "citeproc-part"


def localised_references(references: Sequence[Mapping[str, Any]], language: str) -> list[dict[str, Any]]:
    """CSL items with the forms of their titles and names that a language has under `localized`."""
    return [
        {
            **{key: value for key, value in item.items() if key != "localized"},
            **item.get("localized", {}).get(language, {}),
        }
        for item in references
    ]


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
    blocks = [pandoc.div(_counted(part, index, language), f"{PART}-{index}") for index, part in enumerate(documents)]
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
    return [part["c"][1] for part in parts], [bibliography]


# Citeproc knows labels of locators in English alone, and takes any other text with a digit in it for a page.
_PAGE = re.compile(r"[,，]\s*\d")


def _suffix(suffix: Sequence[Any], language: Language) -> Sequence[Any]:
    """A locator in the language's own words, which citeproc then sets as it stands; a bare number stays a page."""
    text = pandoc.plain(list(suffix))
    if language.csl_locale.startswith("en") or _PAGE.match(text) or not re.match(r"[,，]", text):
        return suffix
    comma = ", " if language.spaced else "，"
    # Empty braces are a locator of nothing: what follows is a suffix.
    return pandoc.words("{}" + comma + text[1:].strip())


def _counted(part: Sequence[Any], index: int, language: Language) -> Any:
    """A part whose citations know the number of their note, by which citeproc tells a repeated work."""
    number = index * 10_000

    def count(node: pandoc.Node) -> pandoc.Node:
        nonlocal number
        if node["t"] != "Cite":
            return node
        number += 1
        works = [
            {**c, "citationNoteNum": number, "citationSuffix": _suffix(c["citationSuffix"], language)}
            for c in node["c"][0]
        ]
        return {**node, "c": [works, node["c"][1]]}

    return pandoc.transform(list(part), count)
