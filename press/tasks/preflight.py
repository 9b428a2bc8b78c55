"""What the tasks of preflight do: judge a print edition by the rules of its printer, and write the report."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from press import files
from press.diagnostics import PublicationError
from press.model.edition import Edition
from press.model.preflight import Kind, Plates, Report, Rules, counted
from press.model.publication import Publication
from press.tasks.stored import read

if TYPE_CHECKING:
    from PIL import Image

PLATE_RESOLUTION = 40  # pixels per inch of the report's small pictures


def preflight(edition: Edition, publication: Publication, file: Path, facts: Path, target: Path) -> None:
    """Judge a print edition and write the report; errors stop the build, and the report stays to be read."""
    found = judge(file, rules(edition, publication, _pages(facts)[1]), target, publication.root)
    stream = sys.stderr if found.errors or found.warnings else sys.stdout
    # A release takes the report along, out of the folder that it is built in and that goes.
    where = "" if publication.commit else f": {files.from_here(target)}"
    print(f"{_summary(edition.name, found)}{where}", file=stream)
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
    printing, geometry, kind = publication.printing, publication.geometry, Kind(edition.format.judged)
    printer, language, known = printing.printer, publication.language(edition.language), publication.known
    if kind is Kind.INTERIOR:
        trim = (geometry.width, geometry.height)
        return Rules(kind, printer, trim, language, signature=printing.filled(1), known=known)
    if filled is None:
        return Rules(kind, printer, None, language, known=known)
    spine = printing.spine(filled)
    trim = (2 * geometry.width + spine, geometry.height)
    return Rules(kind, printer, trim, language, spine, known=known)


def _summary(name: str, found: Report) -> str:
    errors, warnings = counted(len(found.errors), "error"), counted(len(found.warnings), "warning")
    most = f", most ink {max(found.coverage):.0f} %" if found.coverage else ""
    return f"    {name}: preflight found {errors} and {warnings}{most}"


def _pages(facts: Path) -> tuple[int, int]:
    values = read(facts)
    return values["pages"], values["filled"]
