"""The PDF of a booklet: the pages of another PDF, each once, on new sheets.

A page becomes a form XObject (ISO 32000-1, 8.10) whose BBox is the page's TrimBox: what lies outside, bleed and
marks, is in the file but not seen. Fonts, pictures and profiles are copied once, however many pages use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from press.editions.booklet.sheet_layout import Layout, Size, numbers
from press.errors import Diagnostic, EngineError, Location

VERSION = "1.6"  # that of PDF/X-4 (ISO 15930-7), which the interior follows


@dataclass(frozen=True)
class TrimmedPage:
    """A page ready to be placed.

    Attributes:
        form: in the new file.
        box: its trim in the form's own space: left, bottom, right, top.
    """

    form: Object
    box: tuple[float, float, float, float]

    @property
    def size(self) -> Size:
        """Width and height of the trimmed page."""
        left, bottom, right, top = self.box
        return right - left, top - bottom


def refusal(path: Path, message: str, hint: str) -> EngineError:
    """What is raised of an interior that can't be imposed (B003)."""
    return EngineError(Diagnostic("B003", message, Location(path), hint))


def trimmed(source: Pdf, path: Path, pages: int, target: Pdf) -> tuple[TrimmedPage, ...]:
    """Copy the first pages into the target, cut to their TrimBox (or CropBox, where there is none).

    Raises:
        EngineError: there are fewer pages, or one has no area (B003).
    """
    if not 1 <= pages <= len(source.pages):
        hint = "make the interior again: the count of its pages is stored beside it"
        raise refusal(path, f"{pages} pages are to be imposed, and it has {len(source.pages)}", hint)
    found = tuple(_trimmed(source.pages[number], target) for number in range(pages))
    for number, page in enumerate(found, 1):
        if min(page.size) <= 0:
            raise refusal(path, f"page {number} has no area once it is trimmed", "give it a TrimBox with an area")
    return found


def _trimmed(page: pikepdf.Page, target: Pdf) -> TrimmedPage:
    """The form's Matrix holds the page's rotation and unit; its BBox is the TrimBox."""
    form = target.copy_foreign(page.as_form_xobject())
    matrix = pikepdf.Matrix(Array(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))))
    left, bottom, right, top = (float(value) for value in form["/BBox"].as_list())
    (x, y), (further, higher) = (matrix.transform(corner) for corner in ((left, bottom), (right, top)))
    return TrimmedPage(form, (min(x, further), min(y, higher), max(x, further), max(y, higher)))


def add_sheet(
    target: Pdf, layout: Layout, pair: Sequence[TrimmedPage | None], creep: float = 0.0, marks: str = ""
) -> None:
    """Add a side with its left and its right page; None is a blank. Pages are cut at the fold, marks lie above."""
    forms, content = Dictionary(), []
    for right, page in enumerate(pair):
        if page is not None:
            name = f"/P{right + 1}"
            forms[name] = page.form
            content.append(_placed(page, layout, bool(right), creep, name))
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, _real(layout.width), _real(layout.height)]),
        Resources=Dictionary(XObject=forms),
        Contents=target.make_stream("\n".join([*content, marks]).encode()),
    )
    target.pages.append(pikepdf.Page(target.make_indirect(sheet)))


def _placed(page: TrimmedPage, layout: Layout, right: bool, creep: float, name: str) -> str:
    x, y = layout.corner(page.size, right, creep)
    scale, half = layout.scale, layout.fold if right else 0.0
    moved = numbers(scale, 0, 0, scale, x - scale * page.box[0], y - scale * page.box[1])
    return f"q {numbers(half, 0, layout.fold, layout.height)} re W n {moved} cm {name} Do Q"


def _real(value: float) -> Object:
    return Object.parse(numbers(value).encode())
