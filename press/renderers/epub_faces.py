"""Fonts in an EPUB: each face cut down to the characters that its pages set in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from press.model.language import Language
from press.model.typeface import FACES, SERIF, SERIF_SC, Face
from press.renderers import fonts
from press.renderers.epub_package import Item

# Elements and classes that the style sheet sets otherwise than in the regular face.
_SET_APART = {"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "em", "i", "cite", "dt", "th"}
_CLASSES = {"cn"}
BOLD = 600
CJK = 0x2E80  # where the scripts of East Asia begin in Unicode


@dataclass
class _Reading(HTMLParser):
    """The characters of documents: all, and those that are set bold or italic."""

    every: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    open: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether what follows is set apart."""
        classes = set((dict(attrs).get("class") or "").split())
        inherited = bool(self.open and self.open[-1][1])
        self.open.append((tag, inherited or tag in _SET_APART or bool(classes & _CLASSES)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An empty element sets nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Return to what the element stands in."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Collect characters."""
        self.every |= set(data)
        if self.open and self.open[-1][1]:
            self.apart |= set(data)


def embedded(documents: Iterable[str], modules: Path, language: Language) -> tuple[tuple[Item, ...], str]:
    """The fonts of XHTML documents, and the @font-face rules that load them.

    A face that has nothing to set is left out. The Chinese ones hold what the Latin ones don't set in Chinese text.
    """
    reading = _Reading()
    for document in documents:
        reading.feed(document)
    items: list[Item] = []
    urls: dict[Face, str] = {}
    for face in FACES:
        if characters := _characters(face, reading, modules):
            name = f"{face.family}-{face.weight}-{face.style}".lower().replace(" ", "-")
            items.append(Item(f"fonts/{name}.woff2", "font/woff2", fonts.subset(face, modules, sorted(characters))))
            urls[face] = f"../fonts/{name}.woff2"
    return tuple(items), fonts.rules(urls, language)


def _characters(face: Face, reading: _Reading, modules: Path) -> set[str]:
    """What a face has to hold; the Latin ones are small, so that all of a book fits each of them."""
    if face.family not in (SERIF, SERIF_SC):
        return set()
    apart = face.family == SERIF_SC and face.weight >= BOLD
    wanted = {c for c in (reading.apart if apart else reading.every) if c.isprintable()}
    if face.family == SERIF_SC:
        wanted = {c for c in wanted if not fonts.in_latin_range(c)}
        if not any(ord(c) >= CJK for c in reading.every):
            return set()
    known = fonts.coverage(face, modules)
    return {c for c in wanted if ord(c) in known}
