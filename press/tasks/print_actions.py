"""What the tasks of print do: interior, cover, booklet, and the preflight of each."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from press import files
from press.diagnostics import PublicationError, SourceError
from press.languages.typography import bound
from press.model import book as books
from press.model.book import Book
from press.model.edition import Edition
from press.model.preflight import Kind, Plates, Report, Rules, counted
from press.model.publication import Publication

if TYPE_CHECKING:
    from PIL import Image

PLATE_RESOLUTION = 40  # pixels per inch of the report's small pictures


def interior(
    publication: Publication,
    book: Path,
    modules: Path,
    profile: Path,
    pagination: Path | None,
    target: Path,
    facts: Path,
) -> None:
    """Make the print-ready interior, look for every segment in it, and store how many pages it has.

    Args:
        book: the book's file.
        modules: node_modules, where the fonts are.
        profile: the ICC profile of the printing condition.
        pagination: where the page of each anchor in the screen PDF is stored; None: there is no such edition.
        target: the interior's file.
        facts: gets `pages` (with text) and `filled` (with the blanks at the end).
    """
    from press.editions.print.interior import write_interior
    from press.verify import text as text_check

    made = _book(book)
    with files.replacing(target) as temporary:
        counted = write_interior(made, publication, modules, profile, temporary)
        if pagination:
            counted.compare(json.loads(pagination.read_text("utf-8")))
        found = text_check.EXTRACTORS["print"](temporary)
        if lost := list(text_check.lost(made.fragments, found, f"print:{made.language}")):
            raise SourceError(lost)
    files.write_text(facts, json.dumps({"pages": counted.pages, "filled": counted.filled}))


def cover(publication: Publication, book: Path, modules: Path, profile: Path, facts: Path, target: Path) -> None:
    """Make the cover of an interior of so many pages: back, spine and front in one."""
    from press.editions.cover.spread import write_cover

    made = _book(book)
    with files.replacing(target) as temporary:
        write_cover(made, _typeset(publication, made.language), _pages(facts)[1], modules, profile, temporary)


def _typeset(publication: Publication, code: str) -> Publication:
    """The settings with the cover's texts in the typography of a language: no short word hangs at a line's end."""
    language = publication.language(code)

    def of(texts: Mapping[str, str]) -> dict[str, str]:
        paragraphs = re.split(r"\n\s*\n", texts.get(code, "").strip())
        text = "\n\n".join(bound(" ".join(paragraph.split()), language) for paragraph in paragraphs)
        return {**texts, code: text} if text else dict(texts)

    printing = replace(publication.printing, blurb=of(publication.printing.blurb))
    subtitle, description = of(publication.subtitle), of(publication.description)
    return replace(publication, printing=printing, subtitle=subtitle, description=description)


def booklet(publication: Publication, interior: Path, facts: Path, target: Path, two_up: Path) -> None:
    """Impose the interior on sheets to print and fold, and two pages a sheet to read."""
    from press.editions.booklet.imposition import unfoldable
    from press.editions.booklet.write import write_booklet, write_two_up

    pages = _pages(facts)[0]
    if warning := unfoldable(pages, publication.printing.booklet.signature):
        print(f"    {target.name}: {warning}", file=sys.stderr)  # noqa: T201  (the task's own line in the build's output)
    with files.replacing(target) as temporary:
        write_booklet(interior, pages, publication.printing, temporary)
    with files.replacing(two_up) as temporary:
        write_two_up(interior, pages, publication.printing, temporary)


def preflight(edition: Edition, publication: Publication, file: Path, facts: Path, target: Path) -> None:
    """Judge a print edition and write the report; errors stop the build, and the report stays to be read."""
    found = judge(file, rules(edition, publication, _pages(facts)[1]), target, publication.root)
    stream = sys.stderr if found.errors or found.warnings else sys.stdout
    print(_summary(edition.name, found, target), file=stream)  # noqa: T201  (the task's own line in the build's output)
    if found.errors:
        raise PublicationError(row.diagnostic(file) for row in found.errors)


def judge(file: Path, by: Rules, target: Path, root: Path) -> Report:
    """Examine a file and write what was found as a page, and as JSON beside it.

    Args:
        root: the publication's folder; its templates/preflight/ goes before ours.

    Raises:
        EngineError: the file is no PDF that can be read (F001), or Ghostscript fails (F022).
        ToolMissingError: there is no Ghostscript (F023).
    """
    from press.preflight.examine import examine
    from press.preflight.report.page import write_report

    target.parent.mkdir(parents=True, exist_ok=True)
    found = examine(file, by, target.parent)
    write_report(found, target, _plates(file, target.parent), root)
    return found


def _plates(file: Path, scratch: Path) -> Plates:
    """What draws the plates of some pages of a file, in a folder in `scratch`; Ghostscript runs when it is asked."""

    def drawn(pages: Sequence[int]) -> Mapping[int, Mapping[str, Image.Image]]:
        from press.preflight.pdf.plates import plates

        with TemporaryDirectory(prefix=".press-plates-", dir=scratch) as folder:
            numbers = sorted(pages)
            return dict(zip(numbers, plates(file, PLATE_RESOLUTION, Path(folder), numbers), strict=True))

    return drawn


def rules(edition: Edition, publication: Publication, filled: int | None) -> Rules:
    """What an edition is judged by, with an interior of so many pages; None: not known, nor is the spine then."""
    printing, geometry = publication.printing, publication.geometry
    if edition.format.name == "cover" and filled is None:
        return Rules(Kind.COVER, printing.printer, None, edition.language)
    if edition.format.name == "cover":
        spine = printing.spine(filled or 0)
        trim = (2 * geometry.width + spine, geometry.height)
        return Rules(Kind.COVER, printing.printer, trim, edition.language, spine)
    signature = printing.filled(1)
    trim = (geometry.width, geometry.height)
    return Rules(Kind.INTERIOR, printing.printer, trim, edition.language, signature=signature)


def _summary(name: str, found: Report, target: Path) -> str:
    errors, warnings = counted(len(found.errors), "error"), counted(len(found.warnings), "warning")
    most = f", most ink {max(found.coverage):.0f} %" if found.coverage else ""
    return f"    {name}: preflight found {errors} and {warnings}{most}: {files.from_here(target)}"


def _pages(facts: Path) -> tuple[int, int]:
    values = json.loads(facts.read_text("utf-8"))
    return values["pages"], values["filled"]


def _book(path: Path) -> Book:
    return books.load(path.read_text("utf-8"))
