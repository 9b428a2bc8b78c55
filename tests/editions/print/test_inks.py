"""Colours as inks: black alone for greys, the house's own inks, pictures by profile and within the ink limit."""

from __future__ import annotations

import io
from pathlib import Path

import printbooks
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from press.diagnostics import EngineError
from press.editions.print.inks import Separation

CHANNEL = st.integers(0, 255)
FOGRA = Separation(printbooks.PROFILE, 300)


def total(picture: Image.Image) -> int:
    return max(sum(pixel) for pixel in picture.get_flattened_data())  # type: ignore[arg-type]


def test_black_and_white_are_exact():
    assert FOGRA.ink((0, 0, 0)) == (0, 0, 0, 1)
    assert FOGRA.ink((1, 1, 1)) == (0, 0, 0, 0)


@given(CHANNEL)
def test_a_grey_is_black_ink_alone(value):
    assert FOGRA.ink((value / 255,) * 3)[:3] == (0, 0, 0)


def test_greys_grow_darker_evenly_and_look_as_light_as_on_the_screen():
    shares = [FOGRA.ink((value / 255,) * 3)[3] for value in range(256)]
    assert shares == sorted(shares, reverse=True)
    press = ImageCms.ImageCmsProfile(str(printbooks.PROFILE))
    seen = ImageCms.buildTransform(press, ImageCms.createProfile("LAB"), "CMYK", "LAB", 1)
    middle = Image.new("CMYK", (1, 1), (0, 0, 0, round(255 * shares[119])))
    lightness = ImageCms.applyTransform(middle, seen).getpixel((0, 0))[0] / 2.55  # type: ignore[union-attr,index]
    assert lightness == pytest.approx(50, abs=6)  # 119 is L* 50 on the screen; black ink reaches L* 16, not 0


def test_the_accent_has_the_inks_that_were_chosen():
    assert FOGRA.ink((0x8A / 255, 0x2B / 255, 0x2B / 255)) == (0.20, 0.85, 0.75, 0.30)


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_no_colour_takes_more_ink_than_the_paper(colour):
    assert sum(FOGRA.ink(tuple(value / 255 for value in colour))) <= 3.02


@pytest.mark.parametrize("limit", [300, 260, 220])
def test_pictures_keep_within_the_limit_and_keep_their_hue(limit):
    ramp = Image.linear_gradient("L").resize((64, 64))
    dark = Image.merge("RGB", [ramp.point(lambda v: v // 4), ramp.rotate(90).point(lambda v: v // 5), ramp])
    made = Separation(printbooks.PROFILE, limit).picture(dark, None)
    assert total(made) <= limit * 2.55 + 2
    free = FOGRA.picture(dark, None)
    assert made.getchannel("K").tobytes() == free.getchannel("K").tobytes()


def test_a_picture_s_own_profile_counts():
    red = Image.new("RGB", (1, 1), (200, 40, 40))
    # A profile whose primaries are exchanged: what is red in it is another colour for the press.
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert FOGRA.picture(red, swapped).getpixel((0, 0)) == FOGRA.picture(red, None).getpixel((0, 0))
    linear = bytearray(swapped)
    at = swapped.index(b"rXYZ")
    blue = swapped.index(b"bXYZ")
    linear[at : at + 4], linear[blue : blue + 4] = b"bXYZ", b"rXYZ"
    assert FOGRA.picture(red, bytes(linear)).getpixel((0, 0)) != FOGRA.picture(red, None).getpixel((0, 0))


def test_a_profile_that_is_none_of_an_rgb_device_is_passed_over():
    red = Image.new("RGB", (1, 1), (200, 40, 40))
    for data in (b"nonsense", printbooks.PROFILE.read_bytes()):
        assert FOGRA.picture(red, data).getpixel((0, 0)) == FOGRA.picture(red, None).getpixel((0, 0))


def test_a_file_that_is_no_profile_is_refused(tmp_path: Path):
    path = tmp_path / "press.icc"
    path.write_bytes(io.BytesIO(b"no profile").getvalue())
    with pytest.raises(EngineError, match="P010: the profile can't be used"):
        Separation(path, 300)
