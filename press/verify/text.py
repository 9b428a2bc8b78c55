"""Nothing is lost: every segment's text is looked for in the text extracted from an edition.

Texts are compared by their letters and digits alone, so that spaces, hyphens and marks that typography set or changed
don't matter. The text of notes is a stream of its own, for each edition places it elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree, html

from press.diagnostics import Diagnostic
from press.model.book import Fragment


@dataclass(frozen=True)
class Extract:
    """The text of an edition: the body in reading order, and all notes."""

    body: str
    notes: str


def letters(text: str) -> str:
    """The letters and digits of a text, compatibility forms and case folded."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


# Letters from which on a text is taken to stand once.
LONG = 25


_Run = tuple[str, str, Fragment]  # letters, the text that they are of, and where it belongs


class _Stream:
    """Text in which each piece can be found only once."""

    def __init__(self, text: str) -> None:
        self.text, self.at = letters(text), 0
        self.used = bytearray(len(self.text))

    def take(self, wanted: str) -> bool:
        """Whether the text holds a piece that was not taken before: after the last one, else anywhere."""
        for start in (self.at, 0):
            at = self.text.find(wanted, start)
            while at >= 0 and (taken := self.used.rfind(1, at, at + len(wanted))) >= 0:
                at = self.text.find(wanted, taken + 1)
            if at >= 0:
                self.used[at : at + len(wanted)] = b"\1" * len(wanted)
                self.at = at + len(wanted)
                return True
        return False


def lost(fragments: Iterable[Fragment], extract: Extract, edition: str) -> Iterator[Diagnostic]:
    """The segments whose text the edition does not hold as often as the book does.

    Args:
        fragments: in reading order.
        extract: the edition's text.
        edition: its name, for the message.
    """
    runs = [(letters(run), run, fragment) for fragment in fragments for run in fragment.runs]
    # Whichever order finds a place of its own for every text, none is lost.
    if not _without_place(runs, extract):
        return
    # A short text may stand inside a long one elsewhere, so that long ones take their places first.
    short = sorted((found for found in runs if len(found[0]) < LONG), key=lambda found: -len(found[0]))
    for _, run, fragment in _without_place([*(found for found in runs if len(found[0]) >= LONG), *short], extract):
        hint = "this is a fault of the pipeline or of the templates: nothing may be dropped"
        message = f"{edition} lacks the text of {fragment.segment}: “{run[:60]}”"
        yield Diagnostic("L001", message, hint=hint)


def _without_place(runs: Sequence[_Run], extract: Extract) -> list[_Run]:
    """The runs of text that find no place, when each in turn takes the next that is free."""
    streams = {False: _Stream(extract.body), True: _Stream(extract.notes)}
    return [run for run in runs if run[0] and not streams[run[2].note].take(run[0])]


# What is no text of the publication: navigation, paragraph numbers, calls of notes.
_FURNITURE = (
    "//script|//style|//nav|//button|//*[contains(concat(' ', @class, ' '), ' pn ')]|//*[@role='doc-noteref']"
    "|//*[contains(@*[local-name()='type'], 'noteref')]"
)
_NOTES = "//*[contains(concat(' ', @class, ' '), ' note ')]|//*[@role='doc-footnote']"


def of_html(documents: Sequence[Any]) -> Extract:
    """The text of parsed HTML documents, in their order."""
    body, notes = [], []
    for root in documents:
        for node in root.xpath(_FURNITURE):
            _drop(node)
        for node in root.xpath(_NOTES):
            notes.append(node.text_content() if hasattr(node, "text_content") else "".join(node.itertext()))
            _drop(node)
        body.append("".join(root.itertext()))
    return Extract("\n".join(body), "\n".join(notes))


def _drop(node: Any) -> None:
    """Remove an element but not the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    before, tail = node.getprevious(), node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def of_page(path: Path) -> Extract:
    """The text of one HTML file."""
    return of_html([html.fromstring(path.read_bytes())])


def of_site(folder: Path) -> Extract:
    """The text of a site's pages, in the order of its contents list."""
    index: Any = html.fromstring((folder / "index.html").read_bytes())
    linked = [str(link).partition("#")[0] for link in index.xpath("//a/@href")]
    names = dict.fromkeys(name for name in linked if (folder / name).is_file() and "/" not in name)
    pages = [index, *(html.fromstring((folder / name).read_bytes()) for name in names if name != "index.html")]
    return of_html(pages)


def of_epub(path: Path) -> Extract:
    """The text of an EPUB, in the order of its spine (EPUB 3.3, 5.7)."""
    with zipfile.ZipFile(path) as archive:
        package = PurePosixPath(re.findall(r'full-path="([^"]+)"', archive.read("META-INF/container.xml").decode())[0])
        root = etree.fromstring(archive.read(str(package)))
        files = {item.get("id"): str(item.get("href")) for item in root.iter("{*}item")}
        spine = [files[item.get("idref")] for item in root.iter("{*}itemref")]
        return of_html([etree.fromstring(archive.read(str(package.parent / name))) for name in spine])


def of_pdf(path: Path) -> Extract:
    """The text of a tagged PDF, in the order of its structure tree."""
    from press.verify.pdf_text import extract

    return Extract(*extract(path))


EXTRACTORS: Mapping[str, Callable[[Path], Extract]] = {
    "site": of_site,
    "page": of_page,
    "epub": of_epub,
    "pdf": of_pdf,
    "print": of_pdf,
}
