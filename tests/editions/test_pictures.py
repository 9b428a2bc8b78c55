"""Pictures as they are published: rewritten, with nothing but what is seen. Drawings: test_drawings.py."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageChops, ImageCms

from press.diagnostics import SourceError
from press.editions import pictures
from press.editions.pictures import TYPES, published, rewritten
from press.project import PROFILES

RED = (200, 30, 30)
ORIENTATION, GPS = 0x0112, 0x8825
MARK = b"MARK-of-Nemo"


def flat(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Any:
    return Image.new("RGBA", size, (*RED, 100)).convert(mode)


def inked() -> Any:
    profile = str(PROFILES / "FOGRA39L.icc")
    return ImageCms.profileToProfile(flat(), ImageCms.createProfile("sRGB"), profile, outputMode="CMYK")


def noise(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Any:
    return Image.frombytes("RGB", size, Random(1).randbytes(3 * size[0] * size[1])).convert(mode)


def stored(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def shown(data: bytes, **options: Any) -> tuple[Any, str]:
    made, suffix = rewritten(data, **options)
    assert rewritten(data, **options) == (made, suffix)
    picture = Image.open(io.BytesIO(made))
    assert TYPES[suffix] == Image.MIME[str(picture.format)]
    return picture, suffix


def wide() -> bytes:
    """A profile whose green is sRGB's red and whose red is its green: nobody can miss it."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for old, new in ((b"rXYZ", b"tXYZ"), (b"gXYZ", b"rXYZ"), (b"tXYZ", b"gXYZ")):
        at = made.index(old)
        made[at : at + 4] = new
    return bytes(made)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_png_loses_no_pixel(mode: str) -> None:
    picture = noise().quantize(7) if mode == "P" else noise(mode)
    found, suffix = shown(stored(picture, "PNG"))
    assert (suffix, found.mode) == (".png", mode)
    assert found.convert("RGBA").tobytes() == picture.convert("RGBA").tobytes()


@given(
    some.lists(
        some.tuples(*[some.integers(0, 255)] * 3, some.sampled_from([0, 1, 128, 255])), min_size=12, max_size=12
    ),
    some.booleans(),
)
def test_what_is_seen_stays_and_what_is_not_goes(pixels: list[tuple[int, int, int, int]], palette: bool) -> None:
    picture = Image.new("RGBA", (4, 3))
    picture.putdata(pixels)
    if palette:
        picture = picture.quantize(12, method=Image.Quantize.FASTOCTREE)
    wanted = [(*rgb, alpha) if alpha else (0, 0, 0, 0) for *rgb, alpha in picture.convert("RGBA").get_flattened_data()]
    found, _ = shown(stored(picture, "PNG"))
    assert list(found.convert("RGBA").get_flattened_data()) == wanted
    assert found.mode == picture.mode


def test_a_palette_has_the_colours_that_are_seen() -> None:
    picture = Image.new("P", (2, 1))
    picture.putpalette([*RED, *MARK[:12], 1, 2, 3])
    picture.putdata([0, 5])
    found, _ = shown(stored(picture, "PNG"))
    assert MARK[:12] not in bytes(found.getpalette())
    assert list(found.convert("RGB").get_flattened_data()) == [RED, (1, 2, 3)]


@pytest.mark.parametrize(
    ("kind", "mode", "options", "suffix"),
    [
        ("GIF", "P", {}, ".png"),
        ("WEBP", "RGB", {"lossless": True}, ".png"),
        ("WEBP", "RGBA", {}, ".png"),
        ("WEBP", "RGB", {}, ".jpg"),
        ("AVIF", "RGB", {}, ".jpg"),
        ("BMP", "RGB", {}, ".png"),
        ("TIFF", "L", {}, ".png"),
        ("TIFF", "LAB", {}, ".png"),
    ],
)
def test_other_forms_become_png_or_jpeg(kind: str, mode: str, options: dict[str, Any], suffix: str) -> None:
    picture = flat("RGB").convert("RGB") if mode == "LAB" else flat(mode)
    if mode == "LAB":
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        picture = ImageCms.profileToProfile(picture, srgb, lab, outputMode="LAB")
    found, made = shown(stored(picture, kind, **options))
    assert (made, found.size) == (suffix, (40, 20))
    wanted = (flat() if mode == "LAB" else flat(mode)).convert("RGB").getpixel((5, 5))
    assert all(abs(a - b) < 12 for a, b in zip(found.convert("RGB").getpixel((5, 5)), wanted, strict=True))


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("quality", [30, 90, 100])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_jpeg_is_as_fine_as_it_was(mode: str, quality: int, subsampling: int) -> None:
    data = stored(noise(mode), "JPEG", quality=quality, subsampling=subsampling)
    found, suffix = shown(data)
    before = Image.open(io.BytesIO(data))
    assert (suffix, found.mode, found.quantization) == (".jpg", mode, before.quantization)
    assert len(rewritten(data)[0]) < len(data) * 1.02
    worst: Any = ImageChops.difference(found.convert("L"), before.convert("L")).getextrema()
    assert worst[1] < 60  # of noise, the hardest there is


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_inks_become_the_colours_of_a_screen_and_stay_in_print(kind: str) -> None:
    data = stored(inked(), kind)
    found, _ = shown(data)
    assert found.mode == "RGB"
    assert all(abs(a - b) < 25 for a, b in zip(found.getpixel((5, 5)), RED, strict=True))
    printed, _ = shown(data, inks=True)
    assert printed.mode == "CMYK"
    assert all(abs(a - b) < 4 for a, b in zip(printed.getpixel((5, 5)), inked().getpixel((5, 5)), strict=True))


def test_a_profile_that_is_damaged_is_passed_over() -> None:
    for picture in (inked(), flat(), flat("L")):
        found, _ = shown(stored(picture, "JPEG", icc_profile=b"no profile"))
        wanted = RED if picture.mode != "L" else (picture.getpixel((5, 5)),) * 3
        assert all(abs(a - b) < 25 for a, b in zip(found.convert("RGB").getpixel((5, 5)), wanted, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_another_profile_becomes_srgb_and_is_print_s_alone(kind: str, mode: str) -> None:
    if (kind, mode) in (("JPEG", "RGBA"), ("JPEG", "P")):
        kind = "TIFF"
    data = stored(flat(mode), kind, icc_profile=wide())
    found, _ = shown(data)
    red, green, blue = found.convert("RGB").getpixel((5, 5))
    assert (green > 180, red < 60, blue < 60) == (True, True, True)
    assert "icc_profile" not in found.info
    printed, _ = shown(data, inks=True)
    assert printed.convert("RGB").getpixel((5, 5))[0] > 180
    assert mode == "P" or printed.info["icc_profile"] == wide()


def test_srgb_by_any_name_changes_nothing() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found, _ = shown(stored(noise(), "PNG", icc_profile=srgb.replace(b"s\0R\0G\0B", b"J\0a\0n\0e")))
    assert found.tobytes() == noise().tobytes()
    assert found.info == {}


def test_grey_stays_grey() -> None:
    grey = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    found, _ = shown(stored(noise("L"), "PNG", icc_profile=bytes(grey)))
    assert (found.mode, found.tobytes()) == ("L", noise("L").tobytes())


@pytest.mark.parametrize(("turn", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40)), (99, (40, 20))])
def test_what_a_camera_was_turned_by_is_carried_out(turn: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[GPS] = turn, {1: "N"}
    for kind in ("JPEG", "PNG", "WEBP"):
        found, _ = shown(stored(flat(), kind, exif=exif))
        assert found.size == size
        assert not found.getexif()
    found, _ = shown(stored(flat(), "JPEG", exif=b"Exif\0\0" + b"\xff" * 600))
    assert found.size == (40, 20)


def test_sixteen_bits_are_not_cut_off() -> None:
    picture = Image.new("I;16", (8, 8), 0x8080)
    assert shown(stored(picture, "PNG"))[0].getpixel((0, 0)) == 0x80


def test_each_is_rewritten_once_and_what_is_older_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "content" / "Nemo Nemo.png"
    path.parent.mkdir()
    flat().save(path)
    calls: list[bytes] = []

    def counted(data: bytes, suffix: str, *, inks: bool) -> tuple[bytes, str]:
        calls.append(data)
        return rewritten(data, suffix, inks=inks)

    monkeypatch.setattr(pictures, "rewritten", counted)
    first = published(path, tmp_path)
    assert published(path, tmp_path) == published(path, tmp_path, inks=True) == first
    assert len(calls) == 1
    noise().save(path)
    assert published(path, tmp_path) != first
    assert len([file for file in (tmp_path / "build").rglob("*") if file.is_file() and file.name != ".lock"]) == 1
    assert "Nemo" not in pictures.name(*first)


def test_nothing_is_published_that_was_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    (tmp_path / "b.png").write_bytes(stored(flat(), "PNG")[:-30])
    for name, code in (("a.svg", "S018"), ("b.png", "S007")):
        with pytest.raises(SourceError) as caught:
            published(tmp_path / name, tmp_path)
        assert [d.code for d in caught.value.diagnostics] == [code]


def test_bytes_between_and_after_the_parts_go() -> None:
    jpeg, png = stored(noise(), "JPEG"), stored(noise(), "PNG")
    comment = b"\xff\xfe" + (len(MARK) + 2).to_bytes(2, "big") + MARK
    chunk = len(MARK).to_bytes(4, "big") + b"prVt" + MARK + zlib.crc32(b"prVt" + MARK).to_bytes(4, "big")
    for data in (jpeg + MARK, jpeg[:2] + comment + jpeg[2:], png + MARK, png[:-12] + chunk + png[-12:]):
        assert MARK not in rewritten(data)[0]
        assert len(rewritten(data)[0]) < len(data) * 1.02
