"""What goes wrong with a print-ready interior, where no file of a publication is wrong in that way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pdfbooks
import printbooks
import pytest
import rich_samples
import samples

from press.editions.pdf.pagination import Pagination
from press.editions.print.inks import Separation
from press.editions.print.interior import Interior, write_interior

Patch = pytest.MonkeyPatch


def pages_otherwise(root: Path, patch: Patch) -> None:
    """A paragraph of the interior stands on another page than in the screen PDF."""
    here, there = Pagination(("a", "b"), {"p-1": 2}), Pagination(("a", "c"), {"p-1": 1})
    Interior(2, 4, here).compare(there.values())


def profile_of_nothing(root: Path, patch: Patch) -> None:
    path = root / "press.icc"
    path.write_bytes(b"no profile")
    Separation(path, 300)


def gradient_in_print(root: Path, patch: Patch) -> None:
    _styled(root, "h1 { background: linear-gradient(#f00, #00f) }")


def colour_of_another_space(root: Path, patch: Patch) -> None:
    _styled(root, "h1 { background: lab(50% 20 20) }")


def _styled(root: Path, more: str) -> None:
    """An interior with a style sheet of the publication's own."""
    template = root / "templates/css/pdf.css.j2"
    template.parent.mkdir(parents=True)
    ours = printbooks.PROJECT / "templates/css/pdf.css.j2"
    template.write_text(f"{more}\n{ours.read_text('utf-8')}", "utf-8")
    publication = replace(rich_samples.publication(root), printing=printbooks.printing())
    book = samples.book("en", "# A {#sec-a}\n\nFew words.")
    write_interior(book, publication, pdfbooks.MODULES, printbooks.PROFILE, root / "print.pdf")


def thin_book_in_glue(root: Path, patch: Patch) -> None:
    glued = replace(rich_samples.publication(root), printing=printbooks.printing(binding="perfect"))
    book = samples.book("en", "# A {#sec-a}\n\nFew words.")
    write_interior(book, glued, pdfbooks.MODULES, printbooks.PROFILE, root / "print.pdf")


PROVOCATIONS: dict[str, Callable[[Path, Patch], None]] = {
    function.__name__: function
    for function in (
        pages_otherwise,
        profile_of_nothing,
        gradient_in_print,
        colour_of_another_space,
        thin_book_in_glue,
    )
}
