"""A print file that is open for its checks: by pikepdf for what it is made of, by PDFium for what is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from press.errors import Diagnostic, EngineError, Location
from press.model.preflight import Area, Finding, Rules


@dataclass(frozen=True)
class PrintFile:
    """An open PDF. Pages are counted from 0 here, and from 1 in findings.

    Attributes:
        pdf: its objects.
        seen: the same file as PDFium has it.
    """

    path: Path
    pdf: pikepdf.Pdf
    seen: Any

    def box(self, page: int, name: str) -> Area:
        """A page box in the page's user space; one that is absent is what ISO 32000-1, 14.11.2 says it is."""
        found = self.pdf.pages[page]
        inherited = {"MediaBox": found.mediabox, "CropBox": found.cropbox}
        box: Any = inherited[name] if name in inherited else found.obj.get(f"/{name}", found.cropbox)
        left, bottom, right, top = (float(value) for value in box)
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


Check = Callable[[PrintFile, Rules], Iterator[Finding]]


@contextmanager
def opened(path: Path) -> Iterator[PrintFile]:
    """Open a print file.

    Raises:
        EngineError: it is no PDF, is damaged, or asks for a password (F001).
    """
    try:
        with pikepdf.open(path) as pdf:
            seen = pypdfium2.PdfDocument(path)
            try:
                yield PrintFile(path, pdf, seen)
            finally:
                seen.close()
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError) as error:
        hint = "give a PDF that opens in a reader without a password"
        raise EngineError(Diagnostic("F001", f"it can't be read: {error}", Location(path), hint)) from error
