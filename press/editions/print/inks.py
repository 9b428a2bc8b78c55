"""Colours of the screen as inks: by the ICC profile of the printing condition, with black-point compensation.

Neutral colours become black ink alone, so that text and rules are printed in one ink; two colours of the house have
inks that were chosen by eye. Everything else is converted relative to the paper's white (ICC.1:2010, 6.2).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageMath

from press.diagnostics import Diagnostic, EngineError, Location

Colour = tuple[float, float, float]
Ink = tuple[float, float, float, float]  # cyan, magenta, yellow, black: 0 is none, 1 is full

# The accent #8a2b2b and the tint #f7f1e6: what a profile makes of them has black in light tints, and odd last digits.
HOUSE: Mapping[tuple[int, int, int], Ink] = {
    (0x8A, 0x2B, 0x2B): (0.20, 0.85, 0.75, 0.30),
    (0xF7, 0xF1, 0xE6): (0.02, 0.04, 0.10, 0.0),
}
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
NEUTRAL = 2  # of 255: how far the channels of a grey may differ


class Separation:
    """The way from the screen's colours to inks, for one printing condition."""

    def __init__(self, profile: Path, limit: int) -> None:
        """Load a profile; `limit` is the most ink in percent.

        Raises:
            EngineError: it is no profile of a press (P010).
        """
        self.limit = limit
        self._data = profile.read_bytes()
        try:
            self._press = ImageCms.ImageCmsProfile(io.BytesIO(self._data))
            self._srgb = self._transform(ImageCms.createProfile("sRGB"), "RGB")
        except (ImageCms.PyCMSError, OSError) as error:
            hint = "name an ICC profile of a press with four inks"
            told = Diagnostic("P010", f"the profile can't be used: {error}", Location(profile), hint)
            raise EngineError(told) from error
        self._known: dict[tuple[int, ...], Ink] = {}

    def ink(self, colour: Colour) -> Ink:
        """The inks of a colour of sRGB, each channel from 0 to 1."""
        key = tuple(round(255 * min(max(channel, 0.0), 1.0)) for channel in colour)
        if key not in self._known:
            self._known[key] = self._ink(key)
        return self._known[key]

    def grey(self, picture: Image.Image) -> Image.Image:
        """A grey picture (mode L, 255 is white) as PDF has it in DeviceGray: what black ink makes of it."""
        return picture.convert("L").point([round(255 * (1 - share)) for share in self._ramp])

    def picture(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """An RGB picture in inks (mode CMYK, 255 is full), by the profile that it brings or else as sRGB."""
        transform = self._own(profile) or self._srgb
        return self._limited(ImageCms.applyTransform(picture.convert("RGB"), transform))  # type: ignore[arg-type]

    def _own(self, profile: bytes | None) -> Any:
        """The transform of a picture's own profile; none if that is not one of an RGB device."""
        if not profile:
            return None
        try:
            return self._transform(ImageCms.ImageCmsProfile(io.BytesIO(profile)), "RGB")
        except (ImageCms.PyCMSError, OSError):
            return None

    def _transform(self, source: Any, mode: str) -> Any:
        return ImageCms.buildTransform(source, self._press, mode, "CMYK", INTENT, FLAGS)

    def _ink(self, key: tuple[int, ...]) -> Ink:
        if key in HOUSE:
            return HOUSE[key]  # type: ignore[index]
        if max(key) - min(key) <= NEUTRAL:
            return 0.0, 0.0, 0.0, round(self._ramp[sum(key) // 3], 2)
        pixel = self.picture(Image.new("RGB", (1, 1), key), None).getpixel((0, 0))
        cyan, magenta, yellow, black = (round(value / 255, 2) for value in pixel)  # type: ignore[union-attr]
        return cyan, magenta, yellow, black

    @cached_property
    def _ramp(self) -> list[float]:
        """For each grey of sRGB (0 is black), the share of black ink that looks as light, black-point compensated."""
        inks = Image.new("CMYK", (256, 1))
        for at in range(256):
            inks.putpixel((at, 0), (0, 0, 0, at))
        lab = ImageCms.createProfile("LAB")
        seen = ImageCms.buildTransform(self._press, lab, "CMYK", "LAB", INTENT)
        shown: Any = ImageCms.applyTransform(inks, seen)
        light = [_luminance(shown.getpixel((at, 0))[0] / 2.55) for at in range(256)]
        wanted = [light[255] + _linear(grey / 255) * (light[0] - light[255]) for grey in range(256)]
        return [min(range(256), key=lambda at: abs(light[at] - aim)) / 255 for aim in wanted]

    def _limited(self, picture: Image.Image) -> Image.Image:
        """Less cyan, magenta and yellow, in the same proportion, where all inks together are more than the limit."""
        *colours, black = (plate.convert("I") for plate in picture.split())
        share = ImageMath.lambda_eval(
            _share,
            **dict(zip("cmyk", [*colours, black], strict=True)),
            most=Image.new("I", picture.size, self.limit * 255 // 100),
        )
        if share.getextrema()[0] >= 1:
            return picture
        less = (ImageMath.lambda_eval(lambda of: of["convert"](of["i"] * of["s"], "L"), i=i, s=share) for i in colours)
        return Image.merge("CMYK", [*less, picture.getchannel("K")])


def _share(of: Any) -> Any:
    """How much of its colour each pixel may keep, from 0 to 1: all plates are pictures of whole numbers."""
    room = of["float"](of["max"](of["most"] - of["k"], 0))
    return of["min"](room / of["max"](of["c"] + of["m"] + of["y"], 1), 1.0)


def _luminance(lightness: float) -> float:
    """CIE L* (0 to 100) as Y (0 to 1)."""
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3


def _linear(value: float) -> float:
    """A channel of sRGB as light, both from 0 to 1 (IEC 61966-2-1)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
