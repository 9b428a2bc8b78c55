"""What is drawn around each page of a print file: marks that are the same on all of them, and the slug line."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from press.editions.print.marks import SLUG_SIZE, Frame, marks, slug_places
from press.editions.print.outlines import Lettering

NUMBER = 32.0  # points of the slug line that are kept for the page's number


class Surroundings:
    """Draws around the pages of one file; the marks are in it once, as a form (ISO 32000-1, 8.10)."""

    def __init__(self, pdf: pikepdf.Pdf, frame: Frame, face: Path, slug: tuple[str, str]) -> None:
        """Prepare the marks of pages that are framed alike.

        Args:
            face: the font file that the slug line is set in.
            slug: what the slug line says of every page, left and right of the middle.
        """
        self._pdf, self._frame, self._lettering = pdf, frame, Lettering(face)
        # Every plate prints the colour All (8.6.6.4).
        tint = {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [0, 0, 0, 0], "/C1": [1, 1, 1, 1], "/N": 1}
        space = [pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceCMYK, pikepdf.Dictionary(tint)]
        self._all = pdf.make_indirect(pikepdf.Array(space))
        self._marks = pdf.make_indirect(self._form(slug))

    def draw(self, page: pikepdf.Page, number: str) -> bytes:
        """Operators that draw the marks and the page's number on its sheet; its resources get what they need."""
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        for kind, name, value in (("/XObject", "/press-marks", self._marks), ("/ColorSpace", "/press-all", self._all)):
            if kind not in resources:
                resources[kind] = pikepdf.Dictionary()
            resources[kind][name] = value
        page.obj.Resources = resources
        (left, bottom, _), _ = slug_places(self._frame)
        letters = self._lettering.draw(number, left, bottom, SLUG_SIZE, NUMBER - SLUG_SIZE)
        return f" /Artifact BMC q /press-marks Do /press-all cs 1 scn {letters} Q EMC".encode()

    def _form(self, slug: tuple[str, str]) -> pikepdf.Stream:
        frame = self._frame
        (left, bottom, most), right = slug_places(frame)
        first = self._lettering.draw(slug[0], left + NUMBER, bottom, SLUG_SIZE, most - NUMBER)
        second = self._lettering.draw(slug[1], right[0], bottom, SLUG_SIZE, right[2])
        form = pikepdf.Stream(self._pdf, f"{marks(frame)}\n/press-all cs 1 scn\n{first}\n{second}".encode())
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        reach = frame.bleed + frame.slug
        form.BBox = [frame.x - reach, frame.y - reach, frame.x + frame.width + reach, frame.y + frame.height + reach]
        form.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary({"/press-all": self._all}))
        return form
