"""Print files that are wrong in one way each: what the preflight says of them. See tests/provocations.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import printfiles
import pytest
from pikepdf import Dictionary, Name, Pdf

from press.diagnostics import PublicationError
from press.model.preflight import Rules
from press.preflight import examine
from press.preflight.pdf import plates

Patch = pytest.MonkeyPatch
RULES = replace(printfiles.RULES, printer=replace(printfiles.PRINTER, safe=10))


def _judged(root: Path, content: str = "", edit: printfiles.Edit | None = None, rules: Rules = RULES) -> None:
    path = printfiles.write(root / "book.pdf", content, edit)
    found = examine.examine(path, rules)
    raise PublicationError(row.diagnostic(path) for row in found.findings)


def print_file_that_is_none(root: Path, patch: Patch) -> None:
    (root / "book.pdf").write_text("A book.")
    examine.examine(root / "book.pdf", RULES)


def print_file_without_trim(root: Path, patch: Patch) -> None:
    def edit(pdf: Pdf) -> None:
        del pdf.pages[0].obj.TrimBox

    path = printfiles.write(root / "book.pdf", "n", edit)
    found = printfiles.found(examine.boxes.boxes, path)  # the sheet is now the page, and too large as well
    raise PublicationError(row.diagnostic(path) for row in found[:1])


def print_file_without_bleed(root: Path, patch: Patch) -> None:
    _judged(root, "0.2 0 0 0 k 180 100 50 72 re f")


def print_file_without_font(root: Path, patch: Patch) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    _judged(root, "BT /F1 9 Tf 60 60 Td (a) Tj ET", printfiles.resources("Font", F1=font))


def print_file_with_type_3(root: Path, patch: Patch) -> None:
    def edit(pdf: Pdf) -> None:
        font = printfiles.type3(pdf)
        font.CharProcs.a.write(b"500 0 d0 0 0 500 500 re f")
        printfiles.resources("Font", F1=font)(pdf)

    _judged(root, "BT /F1 9 Tf 60 60 Td (a) Tj ET", edit)


def print_file_without_intent(root: Path, patch: Patch) -> None:
    def edit(pdf: Pdf) -> None:
        del pdf.Root.OutputIntents

    _judged(root, "n", edit)


def print_file_with_script(root: Path, patch: Patch) -> None:
    def edit(pdf: Pdf) -> None:
        pdf.Root.Names = Dictionary(JavaScript=Dictionary())

    _judged(root, "n", edit)


def print_file_in_rgb(root: Path, patch: Patch) -> None:
    _judged(root, "1 0 0 rg 60 60 9 9 re f")


def print_file_with_too_much_ink(root: Path, patch: Patch) -> None:
    _judged(root, "1 0.9 0.8 0.9 k 60 60 40 40 re f")


def print_file_with_coarse_picture(root: Path, patch: Patch) -> None:
    edit = printfiles.resources("XObject", X=printfiles.picture(100, 100))
    _judged(root, "q 72 0 0 72 60 60 cm /X Do Q", edit)


def print_file_with_hairline(root: Path, patch: Patch) -> None:
    _judged(root, "0.1 w 60 60 m 90 60 l S")


def print_file_with_text_at_the_trim(root: Path, patch: Patch) -> None:
    _judged(root, printfiles.text(x=35))


def print_file_with_small_white_text(root: Path, patch: Patch) -> None:
    _judged(root, "0.5 0 0 0 k 50 180 100 50 re f " + printfiles.text(size=5, before="0 0 0 0 k"))


def cover_of_another_spine(root: Path, patch: Patch) -> None:
    _judged(root, "n", rules=replace(RULES, kind=printfiles.COVER.kind, trim=(210, 300), spine=50))


def print_file_of_odd_pages(root: Path, patch: Patch) -> None:
    _judged(root, "n", rules=replace(RULES, signature=4))


def print_file_without_a_glyph(root: Path, patch: Patch) -> None:
    _judged(root, "BT /F1 9 Tf 60 60 Td <00020000> Tj ET")


def print_file_with_rich_black_text(root: Path, patch: Patch) -> None:
    _judged(root, printfiles.text(before="0.6 0.5 0.5 0.9 k"))


def ghostscript_that_fails(root: Path, patch: Patch) -> None:
    program = root / "gs"
    program.write_text("#!/bin/sh\necho unknown device; exit 1\n")
    program.chmod(0o755)
    patch.setattr(plates, "PROGRAM", str(program))
    _judged(root, "n")


def ghostscript_that_is_not_there(root: Path, patch: Patch) -> None:
    patch.setattr(plates, "PROGRAM", "no-such-ghostscript")
    _judged(root, "n")


PROVOCATIONS: dict[str, Callable[[Path, Patch], None]] = {
    name: value
    for name, value in list(globals().items())
    if getattr(value, "__module__", "") == __name__ and not name.startswith("_")
}
