"""The files of a release: each edition as one file, a website as a ZIP, and what preflight found in those for print."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path, PurePosixPath
from shutil import copyfile
from typing import Any

from press.model.edition import Edition
from press.release import checksums

Row = dict[str, Any]
"""A file, as manifest.json tells it."""

MEDIA_TYPES = {
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xml": "application/vnd.cyclonedx+xml",
    ".zip": "application/zip",
}
FRONT_DOOR = "index.html"  # of a site: the page that chooses the language
# As word processors count: a Chinese or Japanese character is a word, as is a run of letters and digits of any other.
_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP can tell


def collected(edition: Edition, slug: str, build: Path, target: Path) -> Iterator[Row]:
    """Copy the files of an edition that was built into the folder of a release; a row for each.

    Args:
        build: the build/ in which it was built.
        target: the folder of the release.
    """
    row = edition.format
    checks = ["translations", *(["text"] if row.extractor else []), *(["preflight"] if row.judged else [])]
    paths = edition.files(slug).values()
    for path in paths:
        made = build / "editions" / path
        if row.folder:
            name = f"{slug}-{edition.language}-{row.name}.zip"
            pack(build / "editions" / path.parent, path.name, target / name)
        else:
            name = path.name
            copyfile(made, target / name)
        yield {**described(target / name, edition), **_extent(made, row.extractor), "checks": checks}
    if row.judged:
        yield from _reports(edition, edition.target(slug), build, target)


def _reports(edition: Edition, of: PurePosixPath, build: Path, target: Path) -> Iterator[Row]:
    for suffix in (".html", ".json"):
        name = f"{of.stem}-preflight{suffix}"
        copyfile(build / "preflight" / f"{of.stem}{suffix}", target / name)
        yield {**described(target / name, edition), "checks": []}


def described(path: Path, edition: Edition | None = None, language: str | None = None) -> Row:
    """What manifest.json tells of any file of a release.

    Args:
        edition: that it belongs to; None: to the release as a whole.
        language: of a file that is in one and belongs to no edition.
    """
    return {
        "name": path.name,
        "edition": edition.name if edition else None,
        "format": edition.format.name if edition else None,
        "language": edition.language if edition else language,
        "size": path.stat().st_size,
        "sha256": checksums.of_file(path),
        "media_type": MEDIA_TYPES.get(path.suffix, "text/plain"),
    }


def pack(folder: Path, name: str, target: Path) -> None:
    """Pack a language's website so that all of them, unpacked in one folder, are the whole site with its front door.

    The same files give the same bytes on every machine: in order, without times, owners and compression (deflate is
    not the same in all versions of zlib).

    Args:
        folder: that of the site, in which the languages lie.
        name: the folder of the language.
    """
    paths = [folder / FRONT_DOOR, *sorted(path for path in (folder / name).rglob("*") if path.is_file())]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in paths:
            about = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            about.create_system, about.external_attr = 3, 0o100644 << 16
            archive.writestr(about, path.read_bytes())


def _extent(made: Path, extractor: str) -> Row:
    """How long an edition is: pages, or where there are none words."""
    if made.suffix == ".pdf":
        import pypdfium2

        with closing(pypdfium2.PdfDocument(made)) as pdf:
            return {"pages": len(pdf)}
    module, _, function = extractor.partition(":")
    extract = getattr(import_module(module), function)(made)
    return {"words": _words((extract.body, extract.notes))}


def _words(texts: Sequence[str]) -> int:
    return sum(len(_WORD.findall(text)) for text in texts)
