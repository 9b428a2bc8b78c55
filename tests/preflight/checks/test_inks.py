"""F008: colours without an ink, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import printfiles
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from press.diagnostics import Severity
from press.model.preflight import Finding
from press.preflight.checks.inks import inks

RED = "1 0 0 rg 50 50 20 20 re f"
Edit = Callable[[Pdf], None]


def judged(tmp_path: Path, content: str, edit: Edit | None = None) -> list[Finding]:
    return printfiles.found(inks, printfiles.write(tmp_path / "a.pdf", content, edit))


@pytest.mark.parametrize("content", ["", "0 0 0 1 k 50 50 20 20 re f", "0.5 G 50 50 m 90 90 l S", "/DeviceCMYK cs f"])
def test_a_clean_file_has_none(content: str, tmp_path: Path) -> None:
    assert judged(tmp_path, content) == []


def test_operators_are_counted_and_shown(tmp_path: Path) -> None:
    (row,) = judged(tmp_path, f"{printfiles.text()} {RED} 0 1 0 RG 0 0 1 rg 0 0 m 9 9 l S")
    assert row.message == "DeviceRGB: `1 0 0 rg` (3 times on this page)"
    assert (row.severity, row.page, row.area) == (Severity.ERROR, 1, (50, 50, 70, 70))


def icc(components: int) -> Callable[[Pdf], Any]:
    return lambda pdf: Array([Name.ICCBased, pdf.make_stream(b"profile", N=components)])


def indexed(pdf: Pdf) -> Any:
    return Array([Name.Indexed, Name.DeviceRGB, 1, b"\0\0\0\xff\xff\xff"])


@pytest.mark.parametrize(
    ("space", "numbers", "told"),
    [
        (icc(3), "1 0 0", "ICCBased RGB"),
        (Array([Name.Lab, Dictionary(WhitePoint=[1, 1, 1])]), "50 0 0", "Lab"),
        (Array([Name.CalRGB, Dictionary(WhitePoint=[1, 1, 1])]), "1 0 0", "CalRGB"),
        (indexed, "1", "Indexed of DeviceRGB"),
        (icc(4), "1 0 0 0", ""),
        (icc(1), "1", ""),
        (printfiles.spot("Black"), "1", ""),
        (printfiles.spot("All"), "1", ""),
    ],
)
def test_spaces(space: Any, numbers: str, told: str, tmp_path: Path) -> None:
    rows = judged(tmp_path, f"/S cs {numbers} scn 50 50 9 9 re f", printfiles.resources("ColorSpace", S=space))
    assert [row.message.partition(":")[0] for row in rows] == ([told] if told else [])


def test_a_space_that_is_not_used_does_no_harm(tmp_path: Path) -> None:
    assert judged(tmp_path, "", printfiles.resources("ColorSpace", S=icc(3))) == []


def _annotation(pdf: Pdf) -> None:
    shown = pdf.make_stream(RED.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]))
    row = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([50, 50, 90, 90]), AP=Dictionary(N=shown))
    pdf.pages[0].obj.Annots = Array([row])


def _jpeg2000(pdf: Pdf) -> Any:
    """The beginning of a file that says itself that it is sRGB."""
    data = b"\0\0\0\x0fcolr\x01\0\0\0\0\0\x10"
    made = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=9, Height=9)
    made.write(data, filter=Name.JPXDecode)
    return made


def _pattern(pdf: Pdf) -> Any:
    return pdf.make_stream(
        RED.encode(),
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 9, 9]),
        XStep=9,
        YStep=9,
        Resources=Dictionary(),
    )


def _shading(pdf: Pdf) -> Any:
    return Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=[0, 0, 9, 9],
        Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[1, 1, 1], N=1),
    )


def _nested(pdf: Pdf) -> None:
    inner = printfiles.form(RED)(pdf)
    outer = printfiles.form("/Y Do", Resources=Dictionary(XObject=Dictionary(Y=inner)))(pdf)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=outer)


def _mask(pdf: Pdf) -> Any:
    group = printfiles.form(RED, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))(pdf)
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))


def _page_group(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


_GROUP = {"Group": Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)}
HIDDEN: dict[str, tuple[str, Edit, str]] = {
    "form": ("/X Do", printfiles.resources("XObject", X=printfiles.form(RED)), "`1 0 0 rg` in form /X"),
    "nested": ("/X Do", _nested, "in form /Y in form /X"),
    "group": ("/X Do", printfiles.resources("XObject", X=printfiles.form("n", **_GROUP)), "`transparency group`"),
    "page group": ("n", _page_group, "`transparency group`"),
    "pattern": ("/Pattern cs /P scn 50 50 9 9 re f", printfiles.resources("Pattern", P=_pattern), "in pattern /P"),
    "shading": ("/S sh", printfiles.resources("Shading", S=_shading), "`/S sh`"),
    "shading pattern": (
        "/Pattern cs /P scn 50 50 9 9 re f",
        printfiles.resources("Pattern", P=lambda pdf: Dictionary(PatternType=2, Shading=_shading(pdf))),
        "shading of pattern /P",
    ),
    "glyph": ("BT /T 9 Tf (a) Tj ET", printfiles.resources("Font", T=printfiles.type3), "in glyph 97 of font"),
    "mask": ("/G gs", printfiles.resources("ExtGState", G=_mask), "in soft mask"),
    "annotation": ("n", _annotation, "in annotation Stamp"),
    "picture": ("/X Do", printfiles.resources("XObject", X=printfiles.picture(2, 2, Name.DeviceRGB)), "`picture X`"),
    "jpeg 2000": (
        "/X Do",
        printfiles.resources("XObject", X=lambda pdf: _jpeg2000(pdf)),
        "`picture X`",
    ),
    "inline": ("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI", lambda pdf: None, "`inline image`"),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_colour_that_lies_hidden(name: str, tmp_path: Path) -> None:
    content, edit, told = HIDDEN[name]
    (row,) = judged(tmp_path, content, edit)
    assert row.severity is Severity.ERROR
    assert row.message.startswith("DeviceRGB: ")
    assert told in row.message


def test_a_spot_colour_is_named_once(tmp_path: Path) -> None:
    edit = printfiles.resources("ColorSpace", S=printfiles.spot("Warm#20Red"))
    path = printfiles.write(tmp_path / "a.pdf", "/S cs 1 scn 50 50 9 9 re f", edit, pages=2)
    (row,) = printfiles.found(inks, path)
    assert row.severity is Severity.WARNING
    assert row.message.startswith("a spot colour, Warm")
