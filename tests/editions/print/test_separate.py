"""Pictures and content streams in inks: no RGB is left; small black text overprints; what was in inks is left alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import printbooks
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from press.diagnostics import EngineError
from press.editions.print.inks import Separation
from press.editions.print.separate import in_inks, separate

INKS = Separation(printbooks.PROFILE, 300)
RED = (180, 40, 40)
KEPT: list[pikepdf.Pdf] = []
BLACK = (0.0, 0.0, 0.0, 1.0)


def with_picture(data: bytes, **keys: Any) -> pikepdf.Pdf:
    """A PDF whose one page has one picture of 8 × 4 pixels."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    image = pikepdf.Stream(pdf, data)
    image.Type, image.Subtype, image.Width, image.Height = pikepdf.Name.XObject, pikepdf.Name.Image, 8, 4
    image.BitsPerComponent = 8
    for key, value in keys.items():
        image[f"/{key}"] = value
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/ichecksum0": pdf.make_indirect(image)}))
    return pdf


def flat(colour: tuple[int, int, int]) -> Image.Image:
    return Image.new("RGB", (8, 4), colour)


def rgb(picture: Image.Image) -> pikepdf.Pdf:
    return with_picture(picture.tobytes(), ColorSpace=pikepdf.Name.DeviceRGB)


def made(pdf: pikepdf.Pdf, profiles: dict[str, bytes] | None = None) -> Any:
    KEPT.append(pdf)  # its objects end with it
    separate(pdf, INKS, profiles or {})
    return pdf.pages[0].obj.Resources.XObject["/ichecksum0"]


def test_colour():
    image = made(rgb(flat(RED)))
    assert image.ColorSpace == "/DeviceCMYK"
    wanted = INKS.picture(flat(RED), None).tobytes()
    assert image.read_bytes() == wanted
    assert len(wanted) == 8 * 4 * 4


def test_grey_is_black_ink_alone():
    image = made(rgb(flat((119, 119, 119))))
    assert (image.ColorSpace, image.BitsPerComponent) == ("/DeviceGray", 8)
    share = 1 - image.read_bytes()[0] / 255
    assert share == pytest.approx(INKS.ink((119 / 255,) * 3)[3], abs=0.01)


def test_line_art_is_one_bit_deep():
    picture = flat((255, 255, 255))
    picture.putpixel((0, 0), (0, 0, 0))
    image = made(rgb(picture))
    assert (image.ColorSpace, image.BitsPerComponent) == ("/DeviceGray", 1)
    assert image.read_bytes() == b"\x7f\xff\xff\xff"


def test_a_photograph_of_camera():
    buffer = io.BytesIO()
    flat(RED).save(buffer, "JPEG", quality=95)
    pdf = with_picture(buffer.getvalue(), ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode)
    image = made(pdf)
    assert (image.ColorSpace, image.Filter) == ("/DeviceCMYK", "/FlateDecode")


def test_transparency_stays():
    pdf = rgb(flat(RED))
    mask = pikepdf.Stream(pdf, bytes(32))
    mask.Subtype, mask.Width, mask.Height = pikepdf.Name.Image, 8, 4
    mask.ColorSpace, mask.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    pdf.pages[0].obj.Resources.XObject["/ichecksum0"].SMask = pdf.make_indirect(mask)
    image = made(pdf)
    assert image.SMask.read_bytes() == bytes(32)


@pytest.mark.parametrize(("space", "channels"), [("DeviceCMYK", 4), ("DeviceGray", 1)])
def test_what_is_in_inks_is_left_alone(space, channels):
    data = bytes(range(32)) * channels
    image = made(with_picture(data, ColorSpace=pikepdf.Name(f"/{space}")))
    assert (image.ColorSpace, image.read_bytes()) == (f"/{space}", data)


def test_a_picture_that_is_damaged_is_named():
    pdf = with_picture(b"no jpeg", ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode)
    with pytest.raises(EngineError, match="P010: a picture can't be decoded"):
        made(pdf)


def test_a_file_s_own_profile_reaches_its_picture(tmp_path: Path):
    """From the file through WeasyPrint to the inks: the checksum in the picture's name leads to the profile."""
    from PIL import ImageCms

    from press.typesetting.engine import running

    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at, blue = data.index(b"rXYZ"), data.index(b"bXYZ")
    data[at : at + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    flat(RED).save(tmp_path / "a.png", icc_profile=bytes(data))
    with running([tmp_path]) as engine:
        html = engine.parse("<html lang=en><title>A</title><img src='a.png' alt=''>", tmp_path)
        document = engine.lay_out(html, engine.sheet("@page { size: 90px; margin: 0 }", tmp_path))
        written = document.write_pdf()
    assert list(engine.profiles.values()) == [bytes(data)]
    with pikepdf.open(io.BytesIO(written)) as pdf:
        separate(pdf, INKS, engine.profiles)
        (image,) = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert image.read_bytes() == INKS.picture(flat(RED), bytes(data)).tobytes()


def ink(colour):
    return BLACK if colour == (0, 0, 0) else (0.1, 0.2, 0.3, 0.0)


def done(text: str) -> list[str]:
    return in_inks(text.encode(), ink).decode().split("\n")


def words(size: float = 12) -> str:
    return f"BT\n1 0 0 -1 10 20 Tm\n/F {size} Tf\n[<0001>] TJ\nET"


def test_fills_and_strokes():
    assert done("0 0 0 rg\n1 0 0 RG\n0 0 9 9 re\nf") == ["0 0 0 1 k", "0.1 0.2 0.3 0 K", "0 0 9 9 re", "f"]


def test_small_black_text_overprints_and_nothing_after_it():
    assert done("0 0 0 rg\n" + words()) == ["0 0 0 1 k", "/press-over gs", *words().split("\n"), "/press-knock gs"]


@pytest.mark.parametrize("before", ["1 0 0 rg", "0.2 0 0 0 k", "/DeviceCMYK cs\n1 0 0 0 scn"])
def test_coloured_text_knocks_out(before):
    assert "/press-over gs" not in done(f"{before}\n{words()}")


def test_large_black_text_knocks_out():
    assert "/press-over gs" in done(words(31.9))  # CSS pixels: 23.9 pt
    assert "/press-over gs" not in done(words(32))


def test_a_colour_ends_with_its_state():
    assert "/press-over gs" in done(f"q\n1 0 0 rg\nQ\n{words()}")
    assert "/press-over gs" not in done(f"1 0 0 rg\nq\n0 0 0 rg\nQ\n{words()}")


@pytest.mark.parametrize("space", ["/lab-d50", "/srgb", "/--ours"])
def test_other_spaces_are_refused(space):
    with pytest.raises(EngineError, match=f"P010: a colour of the space {space[1:]} can't be separated"):
        done(f"{space} cs\n50 20 20 scn")


DRAWN = ("q", "Q", "0 0 0 rg", "0.5 0.25 1 rg", "1 1 1 RG", "0 0 4 4 re", "f", "S", words(), words(40))


@given(st.lists(st.sampled_from(DRAWN), max_size=12))
def test_nothing_but_colours_and_overprint_changes(lines):
    text = "\n".join(lines)
    kept = [line for line in done(text) if line[-2:] not in (" k", " K", "gs")]
    assert kept == [line for line in text.split("\n") if line[-3:] not in (" rg", " RG")]
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, in_inks(text.encode(), ink))
        operators = [str(row.operator) for row in pikepdf.parse_content_stream(stream)]
    assert not {"rg", "RG"} & set(operators)
    assert operators.count("gs") % 2 == 0
