"""Colour spaces (ISO 32000-1, 8.6) as a press sees them: which inks a colour takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from press.preflight.pdf.file import DAMAGE

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
TRACE = 0.005  # less of an ink than any press shows
_DEVICE = {"DeviceGray": 1, "G": 1, "CalGray": 1, "DeviceRGB": 3, "RGB": 3, "CalRGB": 3, "DeviceCMYK": 4, "CMYK": 4}
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_ICC = {1: "ICCBased grey", 3: "ICCBased RGB", 4: "ICCBased CMYK"}


@dataclass(frozen=True)
class Space:
    """A colour space.

    Attributes:
        kind: its family, as in `DeviceRGB`; an ICCBased one with its components, as in `ICCBased RGB`.
        components: numbers in a colour.
        inks: what the inks of a Separation or DeviceN are called.
        base: what an Indexed one chooses from, or an uncoloured pattern is filled with.
        table: an Indexed one's colours.
    """

    kind: str
    components: int = 0
    inks: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = field(default=b"", repr=False)

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.kind} of {self.base.name}" if self.base and self.kind != "Pattern" else self.kind

    @property
    def foreign(self) -> bool:
        """Whether no ink belongs to its colours: RGB and Lab."""
        return self.kind in ("DeviceRGB", "CalRGB", "Lab", "ICCBased RGB") or (bool(self.base and self.base.foreign))

    @property
    def spots(self) -> tuple[str, ...]:
        """The inks that are none of the four, nor stand for all or none."""
        below = self.base.spots if self.base else ()
        return tuple(ink for ink in self.inks if ink not in (*PROCESS, "All", "None")) + below


@dataclass(frozen=True)
class Paint:
    """A colour.

    Attributes:
        values: its numbers.
        inks: how much of which ink from 0 to 1; None: that can't be told.
    """

    space: Space
    values: tuple[float, ...] = ()
    inks: Mapping[str, float] | None = field(default=None, hash=False)

    @property
    def used(self) -> tuple[str, ...]:
        """The inks that it takes; none where they can't be told."""
        return tuple(name for name, amount in (self.inks or {}).items() if amount > TRACE)

    @property
    def paper(self) -> bool:
        """Whether it leaves the paper white."""
        if self.inks is None:
            return self.space.foreign and bool(self.values) and min(self.values) >= 1 and self.space.kind != "Lab"
        return not self.used

    @property
    def solid_black(self) -> bool:
        """Whether it is black ink alone, and all of it."""
        return self.used == ("Black",) and (self.inks or {})["Black"] > 0.99


GREY, RGB, CMYK = Space("DeviceGray", 1), Space("DeviceRGB", 3), Space("DeviceCMYK", 4)
UNKNOWN = Space("unknown")
BLACK = Paint(GREY, (0.0,), {"Black": 1.0})


def paint(space: Space, values: Sequence[float]) -> Paint:
    """A colour of a space."""
    return Paint(space, tuple(values), _inks(space, values))


def _inks(space: Space, values: Sequence[float]) -> Mapping[str, float] | None:
    if space.kind in ("DeviceGray", "CalGray", "ICCBased grey") and values:
        return {"Black": 1 - values[0]}
    if space.kind in ("DeviceCMYK", "ICCBased CMYK") and len(values) == 4:
        return dict(zip(PROCESS, values, strict=True))
    if space.inks and len(values) == len(space.inks):
        if space.inks == ("All",):
            return dict.fromkeys(PROCESS, values[0])
        return {name: value for name, value in zip(space.inks, values, strict=True) if name != "None"}
    if space.kind == "Indexed" and space.base and values:
        count, index = space.base.components, int(values[0])
        entry = space.table[index * count : (index + 1) * count]
        return _inks(space.base, [byte / 255 for byte in entry]) if len(entry) == count else None
    return None


def first(space: Space) -> Paint:
    """The colour that a space begins with (ISO 32000-1, 8.6.3): black, or all of a spot colour."""
    start = {"DeviceCMYK": (0.0, 0.0, 0.0, 1.0), "ICCBased CMYK": (0.0, 0.0, 0.0, 1.0)}.get(space.kind)
    return paint(space, start or (float(bool(space.inks)),) * space.components)


def jpeg2000_space(data: bytes) -> Space:
    """The space that a JPEG 2000 file names itself, by number (ISO 15444-1, I.5.3.3)."""
    at = data.find(b"colr\x01")
    number = int.from_bytes(data[at + 7 : at + 11], "big") if at >= 0 else 0
    return {12: CMYK, 16: RGB, 17: GREY, 18: RGB}.get(number, UNKNOWN)


def space_of(value: Any, spaces: Any = None, depth: int = 0) -> Space:
    """The colour space that an operand, a picture or a shading names.

    Args:
        value: a name, or an array.
        spaces: the /ColorSpace of the resources that a name may be looked up in.
        depth: how many spaces it stands in; a damaged file's may stand in itself.
    """
    if value is None or depth > 6:
        return UNKNOWN
    if isinstance(value, pikepdf.Name):
        name = str(value)[1:]
        if name in _DEVICE:
            return Space(_SHORT.get(name, name), _DEVICE[name])
        if name == "Pattern":
            return Space("Pattern")
        found = spaces.get(f"/{name}") if isinstance(spaces, pikepdf.Dictionary) else None
        return space_of(found, spaces, depth + 1)
    try:
        return _family(value, spaces, depth)
    except DAMAGE:
        return UNKNOWN


def _family(value: Any, spaces: Any, depth: int) -> Space:
    kind = str(value[0])[1:]
    kind = _SHORT.get(kind, kind)
    if kind == "ICCBased":
        count = int(value[1].N)
        return Space(_ICC.get(count, "ICCBased"), count)
    if kind == "Lab":
        return Space("Lab", 3)
    if kind == "Indexed":
        table = value[3]
        read = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
        return Space("Indexed", 1, base=space_of(value[1], spaces, depth + 1), table=read)
    if kind == "Separation":
        return Space(kind, 1, (str(value[1])[1:],))
    if kind == "DeviceN":
        names = tuple(str(name)[1:] for name in value[1])
        return Space(kind, len(names), names)
    if kind == "Pattern":
        return Space(kind, base=space_of(value[1], spaces, depth + 1) if len(value) > 1 else None)
    return Space(kind, _DEVICE[kind]) if kind in _DEVICE else UNKNOWN
