"""The last step of a print file: from what WeasyPrint drew in RGB to PDF/X-4 with its boxes and marks.

WeasyPrint has bleed but neither slug nor right boxes, draws in RGB, and names no printing condition: all of that is
written here with pikepdf. The result is deterministic.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pikepdf

from press.editions.print import print_metadata
from press.editions.print.inks import Separation
from press.editions.print.marks import Frame
from press.editions.print.print_streams import in_inks
from press.editions.print.print_surroundings import Surroundings
from press.editions.print.separate import separate
from press.errors import Diagnostic, EngineError
from press.model.printing import Printer


@dataclass(frozen=True)
class Job:
    """What is finished, and for whom; lengths in points.

    Attributes:
        profile: the ICC profile of the printer's condition.
        face: the font file that the slug line is set in.
        width, height: of the pages as trimmed.
        bleed: around them, as laid out.
        title: of the file, for its metadata.
        day: its date.
        identifier: what stays the same in all versions of the file.
        file_name: for the slug line.
        filled: how many pages there should be; blanks are added at the end.
        folds: where the page is folded, from its left edge.
        profiles: ICC profiles that pictures bring, by the checksums of their files.
    """

    printer: Printer
    profile: Path
    face: Path
    width: float
    height: float
    bleed: float
    title: str
    day: date
    identifier: str
    file_name: str
    filled: int = 0
    folds: tuple[float, ...] = ()
    profiles: Mapping[str, bytes] = field(default_factory=dict)


def finish(data: bytes, job: Job, target: Path) -> None:
    """Write a print file.

    Args:
        data: a PDF of WeasyPrint's, whose pages have the trim's lower left corner at 0, 0 and the bleed around it.
        job: what it is.
        target: gets the PDF/X-4.

    Raises:
        EngineError: a colour, a gradient or a picture that can't be separated (P010).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _separate(pdf, job)
        for _ in range(job.filled - len(pdf.pages)):
            pdf.add_blank_page(page_size=(job.width, job.height))
        _frame(pdf, job)
        print_metadata.disarm(pdf)
        print_metadata.intend(pdf, job.printer.condition, job.profile)
        print_metadata.identify(pdf, job.title, job.day, job.identifier)
        modes = pikepdf.ObjectStreamMode.generate
        pdf.save(target, force_version="1.6", object_stream_mode=modes, deterministic_id=True)


def _separate(pdf: pikepdf.Pdf, job: Job) -> None:
    """Put everything that is drawn into inks."""
    inks = Separation(job.profile, job.printer.ink_limit)
    for stream in _drawn(pdf):
        stream.write(in_inks(stream.read_bytes(), inks.ink))
    separate(pdf, inks, job.profiles)
    states = pikepdf.Dictionary({
        "/press-over": pikepdf.Dictionary({"/OP": True, "/op": True, "/OPM": 1}),
        "/press-knock": pikepdf.Dictionary({"/OP": False, "/op": False, "/OPM": 1}),
    })
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            _adapt(entry, states)
            if isinstance(entry.get("/Resources"), pikepdf.Dictionary):
                _adapt(entry.Resources, states)


def _drawn(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """Every stream of operators: of pages, forms and patterns."""
    for page in pdf.pages:
        if isinstance(page.Contents, pikepdf.Stream):
            yield page.Contents
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Stream) and (entry.get("/Subtype") == "/Form" or entry.get("/PatternType") == 1):
            yield entry


def _adapt(entry: pikepdf.Object, states: pikepdf.Dictionary) -> None:
    """Resources know the overprint; groups blend in the press's colours (ISO 32000-1, 11.6.6); no gradient is left."""
    if entry.get("/ShadingType") is not None:
        hint = "use flat colours, or a picture of the gradient"
        raise EngineError(Diagnostic("P010", "a gradient of RGB colours can't be separated", hint=hint))
    group = entry.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency":
        group.CS = pikepdf.Name.DeviceCMYK
    if isinstance(entry.get("/ExtGState"), pikepdf.Dictionary):
        for name, value in states.items():
            entry.ExtGState[name] = value
    if isinstance(entry.get("/ColorSpace"), pikepdf.Dictionary):
        del entry.ColorSpace  # WeasyPrint names spaces there that nothing uses: in_inks refuses what would


def _frame(pdf: pikepdf.Pdf, job: Job) -> None:
    """Move each page into the middle of its sheet, write its boxes (ISO 32000-1, 14.11.2), draw the marks around it."""
    slug = job.printer.slug if job.printer.marks else 0.0
    edge = job.bleed + slug
    width, height = job.width + 2 * edge, job.height + 2 * edge
    frame = Frame(edge, edge, job.width, job.height, job.bleed, slug, job.folds)
    said = job.file_name, f"{job.day.isoformat()}   {job.printer.condition.name}   {job.profile.name}"
    around = Surroundings(pdf, frame, job.face, said)
    for number, page in enumerate(pdf.pages, 1):
        _set_box(page, "/MediaBox", [0, 0, width, height])
        _set_box(page, "/CropBox", [0, 0, width, height])
        _set_box(page, "/BleedBox", [slug, slug, width - slug, height - slug])
        _set_box(page, "/TrimBox", [edge, edge, edge + job.width, edge + job.height])
        page.contents_add(f"q 1 0 0 1 {edge:.4f} {edge:.4f} cm".encode(), prepend=True)
        place = f"{number} / {len(pdf.pages)}"
        page.contents_add(b"Q" + (around.draw(page, place) if job.printer.marks else b""))


def _set_box(page: pikepdf.Page, name: str, box: list[float]) -> None:
    page.obj[name] = pikepdf.Array([round(value, 4) for value in box])
