"""The container of an EPUB: what is taken over from Pandoc's, and the archive, the same bytes for the same input.

EPUB 3.3, 4 (OCF): mimetype comes first and uncompressed, META-INF/container.xml names the package document.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from press import files, pandoc
from press.diagnostics import Diagnostic, EngineError
from press.editions.html import code
from press.editions.lists import unmarked
from press.model.book import Node

FOLDER = "EPUB"
CONTAINER = "META-INF/container.xml"
_OPTIONS = ("--split-level=1", "--epub-title-page=false", "--wrap=none")
_OPF = "{http://www.idpf.org/2007/opf}"
# Two notes at one place; a break before a note's number; a head cell that heads nothing (HTML, 4.9.10).
_ADJOINING = re.compile(r'(#press-note-\d+"[^>]*><sup>\d+</sup></a>)(?=<a href="[^"]*#press-note-)')
_TIED = re.compile(r'(&\w+;|[^<>\s;])(<a href="[^"]*#press-note-\d+".*?</a>)')
_CORNER = re.compile(r"<th\b([^>]*?)(?: scope=\"\w+\")?></th>")
_NUMBERED = re.compile(r'<p>(?=<span [^>]*class="press-pn")')


@dataclass(frozen=True)
class Item:
    """A resource of the package: a row of the manifest and its bytes; `href` is relative to the package document."""

    href: str
    media_type: str
    data: bytes
    properties: str = ""

    @property
    def id(self) -> str:
        """Its id in the manifest."""
        return re.sub(r"[^A-Za-z0-9]+", "-", self.href)


@dataclass(frozen=True)
class Written:
    """What Pandoc made: documents in reading order, their data the content of body, and the pictures they show."""

    documents: tuple[Item, ...]
    media: tuple[Item, ...]


def by_pandoc(documents: Sequence[Sequence[Node]]) -> Written:
    """Documents, each with one heading of level 1, written by Pandoc's EPUB writer with links from file to file.

    Raises:
        EngineError: Pandoc failed or warned (S004, S012), or cut the book elsewhere than at its documents (E005).
    """
    with TemporaryDirectory() as folder:
        template, out = Path(folder) / "body.html", Path(folder) / "book.epub"
        template.write_text("$body$")
        blocks = [block for document in documents for block in document]
        # A title is asked for, though nothing of it is kept; without `lang` Pandoc looks for no translations.
        meta = {"title": {"t": "MetaString", "c": "-"}}
        pandoc.write(blocks, "epub3", f"--template={template}", f"--output={out}", *_OPTIONS, meta=meta)
        with zipfile.ZipFile(out) as archive:
            written = _read(archive)
    if len(written.documents) != len(documents):
        message = f"Pandoc made {len(written.documents)} documents of {len(documents)}"
        raise EngineError(Diagnostic("E005", message, hint="a heading of level 1 stands inside a part"))
    return written


def _read(archive: zipfile.ZipFile) -> Written:
    package = ElementTree.fromstring(archive.read(f"{FOLDER}/content.opf"))
    rows = {row.attrib["id"]: row.attrib for row in package.iter(f"{_OPF}item")}
    spine = [row.attrib["idref"] for row in package.iter(f"{_OPF}itemref")]

    def item(row: Mapping[str, str]) -> Item:
        data = archive.read(f"{FOLDER}/{row['href']}")
        return Item(row["href"], row["media-type"], data, row.get("properties", ""))

    texts = tuple(item(rows[name]) for name in spine if rows[name].get("properties") != "nav")
    media = tuple(item(row) for row in rows.values() if row["href"].startswith("media/"))
    return Written(tuple(Item(t.href, t.media_type, _mended(t.data), t.properties) for t in texts), media)


def _mended(body: bytes) -> bytes:
    """Pandoc's XHTML: numbered paragraphs marked, code in lines, calls of notes parted and tied to what is before."""
    text = _ADJOINING.sub(r"\1<sup>,</sup>", code.in_lines(body.decode()))
    text = _TIED.sub(r'<span class="press-tied">\1\2</span>', text)
    text = unmarked(text)
    text = _CORNER.sub(r"<td\1></td>", text)
    return _NUMBERED.sub('<p class="press-numbered">', text).encode()


def archive(target: Path, items: Sequence[Item], entries: Mapping[str, str]) -> None:
    """Write the EPUB at once; `entries` are the files beside the package's items, by path."""
    data = {name: text.encode() for name, text in entries.items()}
    data |= {str(PurePosixPath(FOLDER) / item.href): item.data for item in items}
    with files.replacing(target) as temporary, zipfile.ZipFile(temporary, "w") as made:
        _add(made, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name in (CONTAINER, *sorted(data.keys() - {CONTAINER})):
            _add(made, name, data[name], zipfile.ZIP_DEFLATED)


def _add(made: zipfile.ZipFile, name: str, data: bytes, compression: int) -> None:
    entry = zipfile.ZipInfo(name)  # dated 1980-01-01
    entry.compress_type, entry.create_system, entry.external_attr = compression, 3, 0o644 << 16
    made.writestr(entry, data)
