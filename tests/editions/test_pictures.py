"""Pictures in the forms that editions show."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from press.editions.pictures import SAFE, WEB, converted
from press.project import PROFILES

RED = (200, 30, 30)
ORIENTATION, GPS = 0x0112, 0x8825


def flat(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Any:
    return Image.new("RGBA", size, (*RED, 100)).convert(mode)


def inked() -> Any:
    profile = str(PROFILES / "FOGRA39L.icc")
    return ImageCms.profileToProfile(flat(), ImageCms.createProfile("sRGB"), profile, outputMode="CMYK")


def saved(folder: Path, name: str, picture: Any, **options: Any) -> Path:
    picture.save(folder / name, **options)
    return folder / name


def opened(path: Path, **options: Any) -> tuple[Any, str]:
    found = converted(path, **options)
    assert found
    return Image.open(io.BytesIO(found[0])), found[1]


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.jpeg"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_what_every_edition_shows_is_left_alone(name: str, mode: str, tmp_path: Path) -> None:
    assert converted(saved(tmp_path, name, flat(mode))) is None


def test_drawings_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.SVG").write_text("<svg/>")
    assert converted(tmp_path / "a.SVG") is None


@pytest.mark.parametrize(
    ("name", "mode", "options", "suffix"),
    [
        ("a.gif", "P", {}, ".png"),
        ("a.webp", "RGB", {"lossless": True}, ".png"),
        ("a.webp", "RGBA", {}, ".png"),
        ("a.webp", "RGB", {}, ".jpg"),
        ("a.avif", "RGB", {}, ".jpg"),
        ("a.bmp", "RGB", {}, ".png"),
        ("a.tif", "L", {}, ".png"),
    ],
)
def test_other_forms_become_png_or_jpeg(
    name: str, mode: str, options: dict[str, Any], suffix: str, tmp_path: Path
) -> None:
    path = saved(tmp_path, name, flat(mode), **options)
    picture, found = opened(path)
    assert (found, picture.size) == (suffix, (40, 20))
    wanted = flat(mode).convert("RGB").getpixel((5, 5))
    assert all(abs(a - b) < 12 for a, b in zip(picture.convert("RGB").getpixel((5, 5)), wanted, strict=True))
    assert converted(path) == converted(path)
    assert (converted(path, WEB) is None) == (path.suffix in WEB - SAFE)


@pytest.mark.parametrize("name", ["a.jpg", "a.tif"])
def test_inks_become_the_colours_of_a_screen_and_stay_in_print(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path, name, inked())
    picture, _ = opened(path)
    assert picture.mode == "RGB"
    assert all(abs(a - b) < 25 for a, b in zip(picture.getpixel((5, 5)), RED, strict=True))
    if name == "a.jpg":
        assert converted(path, inks=True) is None
    else:
        assert opened(path, inks=True)[0].mode == "CMYK"


def test_a_profile_that_is_damaged_is_passed_over(tmp_path: Path) -> None:
    picture, _ = opened(saved(tmp_path, "a.jpg", inked(), icc_profile=b"no profile"))
    assert all(abs(a - b) < 25 for a, b in zip(picture.getpixel((5, 5)), RED, strict=True))


def test_what_a_camera_was_turned_by_is_carried_out_and_nothing_else_is_kept_of_it(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION], exif[GPS] = 6, {1: "N"}
    picture, suffix = opened(saved(tmp_path, "a.jpg", flat(), exif=exif))
    assert (suffix, picture.size) == (".jpg", (20, 40))
    assert not picture.getexif()
