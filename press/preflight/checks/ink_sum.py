"""F009: total area coverage, the most ink that lies on one place of each page."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from press.diagnostics import Severity
from press.model.preflight import Area, Finding, Rules
from press.model.printing import MILLIMETRE
from press.preflight.pdf.file import PrintFile, inherited
from press.preflight.pdf.geometry import size
from press.preflight.pdf.plates import separating

RESOLUTION = 72
LARGEST = 5000  # pixels of a page's longer side; files with larger pages are measured more coarsely
WINDOW = 2 * MILLIMETRE  # ink is averaged over a square of that side: an edge or a hairline overlap is no load
ROUNDING = 1.0  # percent: plates have 256 levels


Measured = tuple[tuple[float, ...], list[Finding]]  # the most ink of each page, and what is too much


def coverage(file: PrintFile, rules: Rules) -> Measured:
    """The most ink of each page in percent, and what is more than the paper takes; errors as of `measuring`."""
    with measuring(file, rules) as measured:
        return measured()


@contextmanager
def measuring(file: PrintFile, rules: Rules, scratch: Path | None = None) -> Iterator[Callable[[], Measured]]:
    """Let Ghostscript separate a file while something else is done; what is given back waits for it, and measures.

    The plates lie in a folder in `scratch` meanwhile, a megabyte a page; None: where the system keeps such files.

    Raises:
        EngineError: Ghostscript fails (F022).
        ToolMissingError: Ghostscript is not there (F023).
    """
    resolution = _resolution(file)
    with (
        tempfile.TemporaryDirectory(prefix=".press-plates-", dir=scratch) as folder,
        separating(file.path, resolution, Path(folder)) as separated,
    ):
        yield lambda: _measured(file, rules, separated(), resolution)


def _measured(file: PrintFile, rules: Rules, pages: Iterator[Mapping[str, Any]], resolution: int) -> Measured:
    most, findings, limit = [], [], rules.printer.ink_limit
    for page, found in enumerate(pages):
        value, where = total(found, resolution, limit + ROUNDING)
        most.append(round(value, 1))
        if where and page < len(file.pdf.pages):
            area = _area(file, page, where, next(iter(found.values())).size)
            message = f"up to {value:.0f} % ink; the paper takes {limit} %"
            hint = "separate pictures with the printing condition's profile, and build dark grounds of less ink"
            findings.append(Finding("F009", Severity.ERROR, message, hint, page + 1, area))
    return tuple(most), findings


def total(found: Mapping[str, Any], resolution: float, limit: float) -> tuple[float, tuple[int, ...] | None]:
    """The most ink of a page's plates together, in percent, and the box of pixels that have more than a limit."""
    from PIL import ImageFilter, ImageMath

    blur = ImageFilter.BoxBlur(max(WINDOW * resolution / 72 - 1, 0) / 2)
    inked = [image.filter(blur) for image in found.values() if image.getextrema()[1]]
    if not inked:
        return 0.0, None
    named = {f"plate{number}": image for number, image in enumerate(inked)}
    added = ImageMath.lambda_eval(lambda values: sum(values[name] for name in named), **named).convert("I")
    most = added.getextrema()[1] / 2.55
    over = added.point(lambda level: level * 1 - int(limit * 2.55)).convert("L")  # negative numbers become 0
    return most, over.getbbox() if most > limit else None


def _resolution(file: PrintFile) -> int:
    sizes = (max(size(file.box(page, "MediaBox"))) * file.unit(page) for page in range(len(file.pdf.pages)))
    longest = max(sizes, default=0)
    return max(1, min(RESOLUTION, int(LARGEST * 72 / max(longest, 1))))


def _area(file: PrintFile, page: int, pixels: tuple[int, ...], whole: tuple[int, int]) -> Area | None:
    """The place of pixels on a page; None where the page is turned."""
    if inherited(file.pdf.pages[page].obj, "/Rotate"):
        return None
    left, bottom, right, top = file.box(page, "BleedBox")
    across, up = (right - left) / whole[0], (top - bottom) / whole[1]
    return left + pixels[0] * across, top - pixels[3] * up, left + pixels[2] * across, top - pixels[1] * up

