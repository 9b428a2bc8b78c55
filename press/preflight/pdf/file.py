"""A print file that is open for its checks: by pikepdf for what it is made of, by PDFium for what is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from press.diagnostics import Diagnostic, EngineError, Location
from press.model.preflight import Area, Finding, Rules

LETTER: Area = (0.0, 0.0, 612.0, 792.0)  # what readers take where a page has no MediaBox
DEEPEST = 64  # levels of a page tree that are climbed; a damaged one may go round in a circle

# What a damaged file's objects bring about wherever one is not of the type that it should have.
DAMAGE = (
    *(pikepdf.PikepdfError, pypdfium2.PdfiumError, ValueError, TypeError, LookupError, AttributeError),
    *(ArithmeticError, NotImplementedError, RuntimeError),
)


@dataclass(frozen=True)
class PrintFile:
    """An open PDF. Pages are counted from 0 here, and from 1 in findings.

    Attributes:
        pdf: its objects.
        seen: the same file as PDFium has it.
        kept: what was read of it once, for other checks to use again.
    """

    path: Path
    pdf: pikepdf.Pdf
    seen: Any
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def box(self, page: int, name: str) -> Area:
        """A page box in the page's user space; one that is absent is what ISO 32000-1, 14.11.2 says it is."""
        found = self.own_box(page, name)
        if found is None:
            found = LETTER if name == "MediaBox" else self.box(page, "MediaBox" if name == "CropBox" else "CropBox")
        return found

    def own_box(self, page: int, name: str) -> Area | None:
        """A page box that the page has or inherits (ISO 32000-1, 7.7.3.4); None: none, or none that makes sense."""
        obj = self.pdf.pages[page].obj
        try:
            values = [float(value) for value in inherited(obj, f"/{name}")]
            left, bottom, right, top = values
        except DAMAGE:
            return None
        if not all(map(isfinite, values)):
            return None
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)

    def unit(self, page: int) -> float:
        """Points in a unit of the page's user space (UserUnit)."""
        try:
            unit = float(self.pdf.pages[page].obj.get("/UserUnit", 1))
        except DAMAGE:
            return 1.0
        return unit if 0 < unit < 1e6 else 1.0


def inherited(page: Any, key: str) -> Any:
    """An attribute of a page or of the nodes above it; None where there is none."""
    for _ in range(DEEPEST):
        if not isinstance(page, pikepdf.Dictionary):
            return None
        if key in page:
            return page[key]
        page = page.get("/Parent")
    return None


Check = Callable[[PrintFile, Rules], Iterator[Finding]]


@contextmanager
def opened(path: Path) -> Iterator[PrintFile]:
    """Open a print file.

    Raises:
        EngineError: it is no PDF, is damaged, or asks for a password (F001).
    """
    try:
        pdf = pikepdf.open(path)
        len(pdf.pages)  # the tree of pages is read, and repaired, when it is first asked for
        seen = pypdfium2.PdfDocument(path)
    except (*DAMAGE, OSError) as error:
        raise _unreadable(path, error) from error
    try:
        with pdf:
            yield PrintFile(path, pdf, seen)
    except (pikepdf.PikepdfError, pypdfium2.PdfiumError) as error:
        raise _unreadable(path, error) from error
    finally:
        seen.close()


def _unreadable(path: Path, error: Exception) -> EngineError:
    hint = "give a PDF that opens in a reader without a password"
    said = str(error).removeprefix(f"{path}").strip(" :,")
    return EngineError(Diagnostic("F001", f"it can't be read: {said}", Location(path), hint))
