"""Segments of a Pandoc tree as Markdown, and the tree with the segments' translations in their places.

The two are inverse: replace(tree, {segment.index: inlines of segment.text}) == tree for every normal tree
(press.catalogs.containers.normalise). Both cost one call of Pandoc for a whole document. Notes stand in a segment as
[^1], [^2] … counted from 1 in each, so that a new note changes no other segment; a note's text is a segment of its own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from press import pandoc
from press.catalogs.containers import Container, containers, duplicate, normal_inlines
from press.content import dollars
from press.diagnostics import EngineError
from press.model.catalog import Segment
from press.model.references import is_reference
from press.model.translation_pair import LONGEST

SEPARATOR = "\x1f"
WRITER = "markdown-smart-raw_html"
READER = (
    "markdown-smart-raw_html-native_divs-native_spans-auto_identifiers-yaml_metadata_block-pandoc_title_block"
    "-implicit_figures-raw_tex-latex_macros"
)
# More than any paragraph has: of brackets inside each other, and of signs that may open something.
DEEPEST = 8
MOST = 200
SIGNS = ("[*_~^", "&", "<", "`", "{", "$")
# Formatted by the pipeline for each language, so there is nothing to translate in them.
VALUES = {"date", "number"}

Inlines = list[Any]
Finish = Callable[[int, Container], None]
_RISKY = re.compile(r"@|(?<=!)\[")
_SAID = re.compile(r"\\(?:text(?:rm|it|bf|sf|normal)?|mbox|intertext)\{([^{}]*)\}")  # words of a formula


def extract(tree: pandoc.Tree) -> tuple[Segment, ...]:
    """The segments of a normal tree in reading order; containers without a letter to translate are left out.

    Raises:
        EngineError: Pandoc refused.
    """
    found = containers(duplicate(tree))
    notes = [_lift_notes(container) for container in found]
    texts = _write([container.inlines for container in found])
    return tuple(
        Segment(container.kind, container.section, text, len(lifted), index)
        for index, (container, text, lifted) in enumerate(zip(found, texts, notes, strict=True))
        if translatable(container.inlines) and not _echo(found, index)
    )


def replace(tree: pandoc.Tree, translations: Mapping[int, Inlines], finish: Finish | None = None) -> pandoc.Tree:
    """A new tree with other inlines in some of its containers.

    Args:
        tree: a normal tree.
        translations: by Segment.index; a note in them is a Note that holds one Str, its number in the segment
            (as `parse` gives it), and becomes the tree's own note.
        finish: is given each container, translated or not, with its index, to change it further in place.
    """
    new = duplicate(tree)
    found = containers(new)
    echoes = {index for index in range(len(found)) if _echo(found, index)}
    own = [[node for node in pandoc.walk(c.inlines) if node["t"] == "Note"] for c in found]
    for index, inlines in translations.items():
        _put(found[index], _with_notes(inlines, own[index]))
        echo = found[index + 1] if index + 1 in echoes else None
        if echo:
            _put(echo, _without_notes(inlines))
    if finish:
        for index, container in enumerate(found):
            finish(index, container)
    return new


def parse(texts: Mapping[int, str], quotes: tuple[str, str, str, str]) -> dict[int, Inlines | None]:
    """The inlines of Markdown texts; None for a text that is no single run of inlines.

    A text can't open a block or reach into its neighbours: each is prefixed with an empty span that carries its key.
    One that is longer than any can be, or nested deeper, isn't given to Pandoc, which would need hours for it.
    """
    found: dict[int, Inlines | None] = dict.fromkeys(texts)
    found |= _parse({key: _one_paragraph(text) for key, text in texts.items() if not _exhausting(text)})
    return {key: None if one is None else normal_inlines(one, quotes) for key, one in found.items()}


def translatable(inlines: Inlines) -> bool:
    """Whether there is a letter to translate: not in numbers, dates and citations alone.

    Words beside a reference within the book are text of the sentence that it stands in; a formula has none but those
    of its \\text.
    """

    def kept(node: Any) -> Any:
        if isinstance(node, list):
            return [kept(child) for child in node]
        if not isinstance(node, dict) or "t" not in node:
            return node
        value = node["t"] == "Span" and VALUES & set(node["c"][0][1])
        if node["t"] == "Cite":
            references = [c for c in node["c"][0] if is_reference(c["citationId"])]
            return kept([[c["citationPrefix"], c["citationSuffix"]] for c in references])
        if node["t"] == "Math":
            return pandoc.text(" ".join(_SAID.findall(node["c"][1])))
        return [] if value else {**node, "c": kept(node["c"])} if "c" in node else node

    return any(character.isalpha() for character in pandoc.plain(kept(inlines)))


def _echo(found: Sequence[Container], index: int) -> bool:
    """Whether a figure's alternative is only its caption again, which is then translated with it."""
    at, before = found[index], found[index - 1] if index else None
    return at.kind == "alt" and before is not None and before.kind == "caption" and at.inlines == before.inlines


def _lift_notes(container: Container) -> list[pandoc.Node]:
    """Put [^1], [^2] … in the place of the notes, and return these."""
    notes: list[pandoc.Node] = []

    def lift(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Note":
            return node
        notes.append(node)
        return {"t": "RawInline", "c": ["markdown", f"[^{len(notes)}]"]}

    container.holder[container.key] = pandoc.transform(container.inlines, lift)
    return notes


def _write(runs: Sequence[Inlines]) -> list[str]:
    """Runs of inlines as Markdown, in one call."""
    blocks: list[Any] = []
    for run in runs:
        escaped = pandoc.transform(run, _escaped)
        blocks += [{"t": "RawBlock", "c": ["markdown", SEPARATOR]}, {"t": "Plain", "c": escaped}]
    return [text.strip("\n ") for text in pandoc.write(blocks, WRITER, "--wrap=none").split(SEPARATOR)[1:]]


def _escaped(node: pandoc.Node) -> Any:
    """A Str whose @ can't be read as a citation, nor its bracket as a link's; a formula that is read as one.

    Pandoc's writer leaves an @ inside a word, and a bracket after an exclamation mark, as it is.
    """
    if node["t"] == "Math":
        return dollars.written(node)
    if node["t"] != "Str" or not _RISKY.search(node["c"]):
        return node
    pieces = _RISKY.split(node["c"])
    signs = [{"t": "RawInline", "c": ["markdown", f"\\{sign}"]} for sign in _RISKY.findall(node["c"])]
    pairs = zip(signs, map(pandoc.text, pieces[1:]), strict=True)
    return [pandoc.text(pieces[0]), *(part for pair in pairs for part in pair)]


def _one_paragraph(text: str) -> str:
    """A text without empty lines, by any sign that ends a line for Pandoc."""
    return re.sub(r"\n\s*\n", "\n", text.replace("\r\n", "\n").replace("\r", "\n"))


def _exhausting(text: str) -> bool:
    """Whether Pandoc might need hours for a text: each bracket that stays open doubles its time."""
    if len(text) > LONGEST or any(sum(map(text.count, signs)) > MOST for signs in SIGNS):
        return True
    deepest = depth = 0
    for sign in re.findall(r"\\.|[\[\]]", text, re.DOTALL):
        depth = depth + 1 if sign == "[" else max(0, depth - 1) if sign == "]" else depth
        deepest = max(deepest, depth)
    return deepest > DEEPEST


def _parse(texts: Mapping[int, str]) -> dict[int, Inlines | None]:
    """The inlines of texts; where one breaks out of its paragraph, halves are read until it is alone."""
    if not texts:
        return {}
    try:
        found = _read(texts)
    except EngineError as error:
        if error.diagnostics[0].code != pandoc.EXHAUSTED:
            raise
        worst = list(texts)[pandoc.densest(list(texts.values()))]
        return {worst: None, **_parse({key: text for key, text in texts.items() if key != worst})}
    if [key for key, _ in found] == list(texts):
        return dict(found)
    if len(texts) == 1:
        return dict.fromkeys(texts)
    half, items = len(texts) // 2, list(texts.items())
    return {**_parse(dict(items[:half])), **_parse(dict(items[half:]))}


def _read(texts: Mapping[int, str]) -> list[tuple[int, Inlines]]:
    """Each block that Pandoc makes of texts, with its key; -1 where it has none."""
    numbers = sorted({number for text in texts.values() for number in re.findall(r"\[\^(\d{1,4})\]", text)})
    body = "\n\n".join(f"[]{{k={key}}}{text}" for key, text in texts.items())
    dummies = "".join(f"\n\n[^{number}]: {number}" for number in numbers)
    read = dollars.read(body + dummies, READER, "--abbreviations=/dev/null", "--quiet", beside=False)
    blocks = dollars.bare(read)["blocks"]
    return [(_key(block), block["c"][1:] if block["t"] == "Para" else []) for block in blocks]


def _key(block: pandoc.Node) -> int:
    """The key in the span that a paragraph begins with; -1 for what is none of ours."""
    first = block["c"][0] if block["t"] == "Para" else {"t": ""}
    pairs = first["c"][0][2] if first["t"] == "Span" else []
    return int(pairs[0][1]) if pairs and pairs[0][0] == "k" and pairs[0][1].isdigit() else -1


def with_numbers(inlines: Inlines) -> Inlines:
    """Inlines whose notes hold no text but their numbers, as `parse` gives them."""
    count = itertools.count(1)

    def number(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Note":
            return node
        return {"t": "Note", "c": [{"t": "Para", "c": [pandoc.text(str(next(count)))]}]}

    found: Inlines = pandoc.transform(inlines, number)
    return found


def note_numbers(inlines: Inlines) -> list[int]:
    """The numbers of the notes that parsed inlines call, in order; 0 for one that is no dummy."""
    notes = (node for node in pandoc.walk(inlines) if node["t"] == "Note")
    texts = (pandoc.plain(node["c"]) for node in notes)
    return [int(text) if text.isdigit() else 0 for text in texts]


def _with_notes(inlines: Inlines, own: Sequence[pandoc.Node]) -> Inlines:
    def swap(node: pandoc.Node) -> pandoc.Node:
        return own[int(pandoc.plain(node["c"])) - 1] if node["t"] == "Note" else node

    found: Inlines = pandoc.transform(inlines, swap)
    return found


def _without_notes(inlines: Inlines) -> Inlines:
    found: Inlines = pandoc.transform(inlines, lambda node: [] if node["t"] == "Note" else node)
    return found


def _put(container: Container, inlines: Inlines) -> None:
    container.holder[container.key] = inlines
