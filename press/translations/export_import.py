"""`translations export` and `import`: catalogs in the formats of translators' tools, and what comes back from them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from press import files
from press.book.stages.source import read_source
from press.catalogs.glossary import glossary_of
from press.model.language import Language
from press.model.publication import Publication
from press.translations import import_merge, segments_in_context
from press.translations.exchange.units import Bundle, File, Returned
from press.translations.exposed import exposed
from press.translations.segments_in_context import Page
from press.translations.units import unit_of


@dataclass(frozen=True)
class Format:
    """A format of exchange.

    Attributes:
        module: in press.translations.exchange; has write(bundle, target) and, unless it is only written, read(path).
        suffix: of its files; empty for a folder.
        whole: whether it holds every segment, so that one that does not come back is missed.
    """

    module: str
    suffix: str
    whole: bool = True


FORMATS = {
    "xliff": Format("xliff", ".xlf"),
    "docx": Format("docx", ".docx"),
    "omegat": Format("omegat", ""),
    "tmx": Format("tmx", ".tmx", whole=False),
    "tbx": Format("tbx", ".tbx", whole=False),
}
# So many segments are named in a list, others are counted.
LISTED = 20


def export(
    publication: Publication, language: str, format: str, target: Path | None, documents: tuple[str, ...]
) -> int:
    """Write what is translated into a language, or some documents of it, and print where, and whom it exposes.

    Returns:
        0, or 2 if there is no such document, or something else lies where it is to be written.

    Raises:
        SourceError: a source or a catalog can't be read; S015 a text holds what the format can't; X007 a translator's
            work would be overwritten.
    """
    known = [d.id for d in publication.texts if d.language != language]
    if wrong := [name for name in documents if name not in known] or ([] if known else [language]):
        there = f"these are translated into {language}: {', '.join(known)}" if known else "all is written in it"
        print(f"nothing to translate in {', '.join(wrong)}; {there}", file=sys.stderr)  # noqa: T201
        return 2
    path = target or _default(publication, language, FORMATS[format])
    if said := _in_the_way(path, FORMATS[format]):
        print(said, file=sys.stderr)  # noqa: T201
        return 2
    made = bundle(publication, language, documents)
    kept = _written(_module(format), made, path)
    print(f"    {path}")  # noqa: T201
    for told in exposed(publication, made):
        print(told.seen_from(Path.cwd()), file=sys.stderr)  # noqa: T201
    if kept:
        print(f"    the file that was there is now {kept.name}")  # noqa: T201
    return 0


def _in_the_way(path: Path, format: Format) -> str:
    """Why an export can't be written to a path; empty if it can."""
    if format.suffix and path.is_dir():
        return f"{path} is a folder: name a file, as {path}/NAME{format.suffix}"
    if not format.suffix and path.is_file():
        return f"{path} is a file: name a folder, which is made"
    if not format.suffix and path.is_dir() and any(path.iterdir()) and not any(path.rglob("omegat.project")):
        return f"{path} is a folder with other things in it, which would go: name a new one"
    return ""


def _written(module: Any, bundle: Bundle, path: Path) -> Path | None:
    """Write a file; the name that another one of its name has got, for a translator may have worked in it."""
    if not path.is_file():
        module.write(bundle, path)
        return None
    kept = None
    with files.replacing(path) as temporary:
        module.write(bundle, temporary)
        if temporary.read_bytes() != path.read_bytes():
            free = (path.with_name(f"{path.stem}.before-{number}{path.suffix}") for number in count(1))
            kept = next(name for name in free if not name.exists())
            files.write_bytes(kept, path.read_bytes())
    return kept


def take_in(publication: Publication, language: str, format: str, source: Path) -> int:
    """Take the translations out of a file that came back into the catalogs, and print what became of each; 0.

    Raises:
        SourceError: X001–X004, X006 and what keeps a build from setting a translation; then no catalog has changed.
    """
    found = merged(publication, language, format, source)
    import_merge.write(found)
    for line in _report(found, FORMATS[format].whole):
        print(line)  # noqa: T201
    return 0


def merged(publication: Publication, language: str, format: str, source: Path) -> import_merge.Merged:
    """What a file that came back makes of the catalogs; nothing is written.

    Raises:
        SourceError: as `take_in`.
    """
    pages = tuple(_pages(publication, language, ()))
    returned = _read(format, source, _bundle(publication, language, pages))
    return import_merge.merge(publication, pages, source, returned)


def bundle(publication: Publication, language: str, documents: tuple[str, ...] = ()) -> Bundle:
    """All that is translated into a language, or some documents of it by their ids, as the catalogs have it now."""
    return _bundle(publication, language, tuple(_pages(publication, language, documents)))


def _default(publication: Publication, language: str, found: Format) -> Path:
    return publication.root / "build" / "translations" / f"{publication.slug}-{language}{found.suffix}"


def _module(format: str) -> Any:
    """The module of a format; those that aren't asked for aren't loaded."""
    return importlib.import_module(f"press.translations.exchange.{FORMATS[format].module}")


def _read(format: str, source: Path, own: Bundle) -> Returned:
    """What a file brought back, each unit with its id."""
    from press.translations.exchange import tmx

    if format == "tmx":
        return tmx.resolved(tmx.read(source, own.language.tag), own)
    returned: Returned = _module(format).read(source)
    return tmx.resolved(returned, own) if format == "omegat" else returned


def _pages(publication: Publication, language: str, documents: tuple[str, ...]) -> Iterator[Page]:
    row = publication.language(language)
    for document in publication.texts:
        if document.language != language and (not documents or document.id in documents):
            yield segments_in_context.page(publication, document, read_source(publication, document), row)


def _bundle(publication: Publication, language: str, pages: tuple[Page, ...]) -> Bundle:
    row: Language = publication.language(language)
    files = tuple(File(p.document.id, p.original, p.language, tuple(map(unit_of, p.rows))) for p in pages)
    return Bundle(publication.slug, publication.identifier, row, files, glossary_of(publication))


def _report(found: import_merge.Merged, whole: bool) -> Iterator[str]:
    """What became of the units, the ones that need a look by name."""
    counts = {"taken over": found.taken, "unchanged": found.unchanged, "whose source changed": found.warnings}
    yield "    " + ", ".join(f"{len(names)} {what}" for what, names in counts.items())
    yield from map(str, found.warnings)
    yield from _listed("came back empty; what was there stays", found.empty)
    if whole:
        yield from _listed("did not come back; what was there stays", found.absent)
    if not found.catalogs:
        yield "    no catalog had to change"


def _listed(what: str, names: tuple[str, ...]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
        yield f"    {len(names)} {what}: {', '.join(names[:LISTED])}{more}"
