"""What a PDF says of itself, as WeasyPrint and pydyf take it: information, colours, metadata packet, page labels."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import pydyf
from weasyprint import VERSION
from weasyprint.css import ColorProfile
from weasyprint.document import DocumentMetadata

PRODUCER = f"WeasyPrint {VERSION}"


def information(
    title: str, authors: Sequence[str], description: str, keywords: Sequence[str], day: str, language: str
) -> DocumentMetadata:
    """The document information dictionary (ISO 32000-1, 14.3.3).

    Args:
        day: of all dates, as YYYY-MM-DD.
        language: its tag (BCP 47).
    """
    return DocumentMetadata(
        title=title,
        authors=list(authors),
        description=description,
        keywords=list(keywords),
        created=day,
        modified=day,
        lang=language,
    )


def srgb() -> ColorProfile:
    """The colours that the file is made in, for its output intent; WeasyPrint would leave the profile's file open."""
    profile = io.BytesIO((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())
    return ColorProfile(profile, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def finisher(front: int, packet: str | None = None) -> Callable[[Any, Any], None]:
    """What WeasyPrint calls before it writes a file: adds page labels, and the metadata packet if there is one.

    No picture is interpolated.

    Args:
        front: how many pages are numbered in roman figures.
        packet: XMP (ISO 16684-1).
    """

    def finish(_document: Any, pdf: Any) -> None:
        if packet is not None:
            metadata = pydyf.Stream([packet.encode()], {"Type": "/Metadata", "Subtype": "/XML"})
            pdf.add_object(metadata)
            pdf.catalog["Metadata"] = metadata.reference
        for entry in pdf.objects:  # style sheets say so of all pictures but those within drawings (ISO 19005-2, 6.2.8)
            if isinstance(entry, pydyf.Stream) and "Interpolate" in entry.extra:
                entry.extra["Interpolate"] = "false"
        roman, arabic = (pydyf.Dictionary({"S": style}) for style in ("/r", "/D"))
        numbers = pydyf.Array([0, roman, front, arabic] if front else [0, arabic])
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})

    return finish
