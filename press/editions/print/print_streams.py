"""What WeasyPrint drew, in inks: every colour operator of a content stream, and the overprint of small black text.

The streams are those of the version that pdf_engine names: an operator a line, strings in hexadecimal digits, so that
no text can be taken for an operator. Preflight walks what comes out operator by operator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from press.editions.print.inks import Colour, Ink
from press.errors import Diagnostic, EngineError

OVER, KNOCK = b"/press-over gs", b"/press-knock gs"
OVERPRINTING = 24.0  # points: larger black text hides what lies under it only if it is knocked out
PIXEL = 0.75  # WeasyPrint draws in CSS pixels, of 0.75 points
_COLOUR = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) (rg|RG)")
_INKS = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) (?:scn|k)")
_BLACK = (0.0, 0.0, 0.0, 1.0)


def in_inks(content: bytes, ink: Callable[[Colour], Ink]) -> bytes:
    """A content stream with CMYK (ISO 32000-1, 8.6.4.4) for RGB; black text below 24 pt overprints (8.6.7).

    Args:
        content: decoded, as WeasyPrint writes it.
        ink: the inks of a colour.

    Raises:
        EngineError: a colour of another space than RGB and CMYK (P010).
    """
    return b"\n".join(_lines(content.split(b"\n"), ink))


def _lines(lines: list[bytes], ink: Callable[[Colour], Ink]) -> Iterator[bytes]:
    fill: Ink = _BLACK  # the initial colour of DeviceGray prints in black alone
    saved: list[Ink] = []
    over = False
    for at, line in enumerate(lines):
        if line == b"q":
            saved.append(fill)
        elif line == b"Q" and saved:
            fill = saved.pop()
        elif line == b"BT" and fill == _BLACK and _size(lines, at) < OVERPRINTING:
            over = True
            yield OVER
        elif found := _INKS.fullmatch(line):
            fill = tuple(map(float, found.groups()))  # type: ignore[assignment]  # four numbers
        elif line.endswith((b" cs", b" CS")) and line[:-3] not in (b"/DeviceCMYK", b"/Pattern"):
            raise EngineError(_other(line[1:-3].decode()))
        elif found := _COLOUR.fullmatch(line):
            inks = ink((float(found[1]), float(found[2]), float(found[3])))
            fill = inks if found[4] == b"rg" else fill
            line = _operator(inks, b"k" if found[4] == b"rg" else b"K")
        yield line
        if line == b"ET" and over:
            over = False
            yield KNOCK


def _other(space: str) -> Diagnostic:
    hint = "write the colour as #rrggbb, rgb() or device-cmyk()"
    return Diagnostic("P010", f"a colour of the space {space} can't be separated", hint=hint)


def _operator(inks: Ink, name: bytes) -> bytes:
    return b" ".join([*(f"{share:.4g}".encode() for share in inks), name])


def _size(lines: list[bytes], at: int) -> float:
    """The size of a text object, in points, by its font operator."""
    for line in lines[at : at + 6]:
        if line.endswith(b" Tf"):
            return float(line.split()[1]) * PIXEL
    return OVERPRINTING
