"""The PDF of a booklet: the pages of another PDF, each once, on new sheets; and what holds of the file as a whole.

A page becomes a form XObject (ISO 32000-1, 8.10) whose BBox is the page's TrimBox: what lies outside, bleed and
marks, is in the file but not seen. Fonts, pictures and profiles are copied once, however many pages use them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from press.diagnostics import Diagnostic, EngineError, Location
from press.editions.booklet.imposition import Layout, Size, numbers

KEPT = ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate", "/Creator", "/Producer")
# Namespaces of what holds of every form of a publication (XMP: ISO 16684-1). The others say of the interior alone that
# it conforms to PDF/X or PDF/A, or tell the history of its file.
DESCRIPTIVE = (
    "{http://purl.org/dc/elements/1.1/}",
    "{http://ns.adobe.com/xap/1.0/}",
    "{http://ns.adobe.com/xap/1.0/rights/}",
    "{http://ns.adobe.com/pdf/1.3/}",
)
VERSION = "1.6"  # that of PDF/X-4 (ISO 15930-7), which the interior follows


def finish(source: Pdf, target: Pdf, title: str, labels: Sequence[str], duplex: bool) -> None:
    """Give the new file what holds of the whole: title, language, output intents, and how it wants to be printed.

    Args:
        title: what it is called if the source has no title.
        labels: of each page, for the reader's list of pages.
        duplex: whether it is to be printed on both sides (ISO 32000-1, table 150).
    """
    root = target.Root
    # Colours are meant as in the interior; the copy is no PDF/X, which would ask for more, and doesn't say it is.
    if intents := [target.copy_foreign(source.make_indirect(row)) for row in _intents(source)]:
        root.OutputIntents = Array(intents)
    if "/Lang" in source.Root:
        root.Lang = pikepdf.String(str(source.Root.Lang))
    # A reader that shrinks sheets to the printer's margins would shrink pages that are small enough already.
    wishes = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    if duplex:
        wishes.Duplex = Name.DuplexFlipShortEdge
    if is_bound_right(source):
        wishes.Direction = Name.R2L
    root.ViewerPreferences = wishes
    root.PageLabels = Dictionary(Nums=Array(list(_labelled(labels))))
    _forget_structure(target)
    _describe(source, target, title)


def is_bound_right(source: Pdf) -> bool:
    """Whether a PDF says that it is read from right to left (ISO 32000-1, table 150)."""
    return bool(source.Root.get("/ViewerPreferences", Dictionary()).get("/Direction") == Name.R2L)


def _intents(source: Pdf) -> list[Object]:
    return list(source.Root.get("/OutputIntents", Array()).as_list())


def _labelled(labels: Sequence[str]) -> Iterator[Object | int]:
    for number, label in enumerate(labels):
        yield number
        yield Dictionary(P=pikepdf.String(label))


def _forget_structure(target: Pdf) -> None:
    """Take out the numbers that tied pages and pictures to a structure tree that is not here."""
    for found in target.objects:
        if isinstance(found, pikepdf.Stream):
            for key in ("/StructParent", "/StructParents"):
                if key in found:
                    del found[key]


def _describe(source: Pdf, target: Pdf, title: str) -> None:
    for key in KEPT:
        if key in source.docinfo:
            target.docinfo[key] = pikepdf.String(str(source.docinfo[key]))
    if "/Title" not in target.docinfo:
        target.docinfo["/Title"] = pikepdf.String(title)
    if "/Metadata" in source.Root:
        target.Root.Metadata = target.copy_foreign(source.Root.Metadata)
    with target.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        if not len(xmp):
            xmp.load_from_docinfo(target.docinfo)
        for key in list(xmp):
            if not key.startswith(DESCRIPTIVE):
                del xmp[key]
        if "dc:title" not in xmp:
            xmp["dc:title"] = str(target.docinfo["/Title"])


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
