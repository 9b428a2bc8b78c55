"""The text of a PDF as it is drawn, for books with words from right to left.

PDFium turns the characters of each line as it takes its direction to be; where directions mix, pieces change places.
What is drawn comes box by box in the order of the text, and only within a box from left to right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf

from press.characters import LEFTWARD

_R, _L = f"[{LEFTWARD}]", rf"[^\W_{LEFTWARD}]"
_LEFTWARD, _RIGHTWARD = re.compile(_R), re.compile(_L.replace("^", r"^\d", 1))  # letters alone
# Words of a direction, with what stands between them.
_LEFTWARD_RUN = re.compile(rf"{_R}(?:(?:(?!{_L}).)*{_R})?")
_RIGHTWARD_RUN = re.compile(rf"{_L}(?:(?:(?!{_R}).)*{_L})?")
_CODES = re.compile(rb"<([0-9a-fA-F]+)>")
_SECTIONS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_Texts = Mapping[int, str]


def goes_left(text: str) -> bool:
    """Whether there are letters from right to left in a text."""
    return bool(_LEFTWARD.search(text))


def marked_text(path: Path) -> dict[tuple[int, int], str]:
    """The text of each marked content, by page (from 0) and id; fonts have codes of two bytes."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    fonts: dict[Any, _Texts] = {}
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            for mark, text in _drawn(page.obj, page.obj, fonts, [(-1, False)]):
                found[number, mark].append(text)
    return {key: "".join(pieces) for key, pieces in found.items()}


def logical(drawn: str) -> str:
    """A text in the order in which it is read, of the one in which it is drawn from left to right (UAX #9, L2)."""
    leftward, rightward = (len(pattern.findall(drawn)) for pattern in (_LEFTWARD, _RIGHTWARD))
    if leftward > rightward:
        return _RIGHTWARD_RUN.sub(lambda run: run[0][::-1], drawn[::-1])
    return _LEFTWARD_RUN.sub(lambda run: run[0][::-1], drawn)


def _drawn(
    content: Any, page: Any, fonts: dict[Any, _Texts], within: list[tuple[int, bool]]
) -> Iterator[tuple[int, str]]:
    """The texts that a page or a form draws, box by box, with the ids of their marked content.

    Args:
        page: whose resources it has, if it has none of its own.
        fonts: the texts of codes, by font; filled as fonts are met.
        within: the marked content around it, the innermost last: its id, and whether its text was told already.
    """
    resources = content.get("/Resources", page.get("/Resources"))
    texts: _Texts = {}
    line: list[str] = []
    for instruction in pikepdf.parse_content_stream(content):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BMC" | "BDC":
                mark, told = within[-1]
                if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary):
                    mark = int(operands[1].get("/MCID", mark))
                    if "/ActualText" in operands[1] and not told:
                        line.append(str(operands[1]["/ActualText"]))
                        told = True
                within.append((mark, told))
            case "EMC":
                within.pop()
            case "Tf":
                font = resources["/Font"][operands[0]]
                if font.objgen not in fonts:
                    fonts[font.objgen] = _named(font)
                texts = fonts[font.objgen]
            case "Tj" | "TJ" if not within[-1][1]:
                shown = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
                codes = b"".join(bytes(piece) for piece in shown if isinstance(piece, pikepdf.String))
                line += (texts.get(code, "") for code in _pairs(codes))
            case "ET":
                yield within[-1][0], logical("".join(line))
                line = []
            case "Do" if resources["/XObject"][operands[0]].get("/Subtype") == "/Form":
                yield from _drawn(resources["/XObject"][operands[0]], content, fonts, within)


def _pairs(codes: bytes) -> Iterator[int]:
    return (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))


def _named(font: Any) -> _Texts:
    """The texts of a font's codes (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    stream = font.get("/ToUnicode")
    for kind, entries in _SECTIONS.findall(stream.read_bytes()) if stream is not None else ():
        values = [value.decode() for value in _CODES.findall(entries)]
        step = 2 if kind == b"char" else 3
        for at in range(0, len(values) - step + 1, step):
            first, last = int(values[at], 16), int(values[at + step - 2], 16)
            text = bytes.fromhex(values[at + step - 1]).decode("utf-16-be", errors="replace")
            for code in range(first, last + 1):
                found[code] = text[:-1] + chr(ord(text[-1]) + code - first) if text else ""
    return found
