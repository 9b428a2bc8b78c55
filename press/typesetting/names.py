"""What is found and copied in a PDF: each glyph goes by the characters that it was written with.

A face shares glyphs: that of the small capitals of `T` and `t`, that of the hyphen and the hyphen-minus. WeasyPrint
names a glyph by the first text that it stood for in a document, so that other words aren't found, or are copied in
letters that nobody wrote. Here a glyph gets a code of its own for each further text. The codes lead to the same glyph
by the font's CMap (ISO 32000-1, 9.7.5), and each has its name in the ToUnicode CMap (9.10.3).

Where a letter is drawn of several glyphs (Tibetan, Devanagari), readers would give each of these a character; the word
is given as ActualText (14.9.4). From right to left readers turn around the characters of a line, those of one glyph and
of ActualText too (Poppler, PDFium and MuPDF do): there a letter's last glyph has all of its text, turned, the others
have an ActualText without any, and a ligature has the character that Unicode has for it. A word with vowel signs is
given as ActualText, turned: its signs are raised, and would be lines of their own.

And readers take a wide gap for a space: between Chinese and a digit, in a line that is spread out. What stands around
one is given as ActualText, which has none. So is what a drawing says, over a letter that nobody sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

import pydyf
import weasyprint.pdf
from fontTools.ttLib import TTFont
from weasyprint.draw import text as drawing
from weasyprint.pdf import stream

from press.typesetting.chinese import HAN

LAST_CODE = 0xFFFF
# Thousandths of an em: Poppler takes a gap of a tenth for a space, PDFium one of a sixth.
GAP = 95
# Words are divided with a hyphen; readers join them, and find them whole, by the hyphen-minus alone.
HYPHEN = "\u2010"
_BATCH = 100  # entries in a block of a CMap (Adobe Technical Note 5014, 1.4.1)
_OPERAND = re.compile(rb"<([0-9a-f]*)>|([-+.0-9e]+)")
_SHOW, _RISE = b"] TJ", b" Ts"
_NONE = "\u200b"  # of a glyph that has no text: nothing that is seen, and what PDF/A takes (ISO 19005-2, 6.2.11.7)
_RIGHT_TO_LEFT = {"R", "AL"}
_MARKS = {"Mn", "Mc"}


class Names(dict[int, str]):
    """The text of each glyph of a font, the first that it stood for.

    While text is drawn, no glyph seems to have one, so that WeasyPrint gives each again; `drawn` keeps all of them.

    Attributes:
        others: the codes of glyphs for further texts.
    """

    def __init__(self, font: Any, drawn: list[tuple[Names, int, str]]) -> None:
        """Begin without any; `font` is WeasyPrint's."""
        super().__init__()
        self._font, self._drawn = font, drawn
        self.others: dict[tuple[int, str], int] = {}

    def __contains__(self, glyph: object) -> bool:
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        text = text.replace(HYPHEN, "-")
        self.setdefault(glyph, text or _NONE)
        self._drawn.append((self, glyph, text))

    def code(self, glyph: int, text: str) -> int:
        """The code under which a glyph stands for a text."""
        text = text or _NONE
        if self[glyph] == text:
            return glyph
        return self.others.setdefault((glyph, text), LAST_CODE - len(self.others))

    def filler(self, gap: float) -> bytes:
        """Operands of TJ that leave a gap with spaces in it (thousandths of an em)."""
        glyph, width = self._space
        self.setdefault(glyph, " ")
        self._font.widths[glyph] = width
        count = max(1, round(gap / width))
        return b"<%s>%s" % (b"%04x" % self.code(glyph, " ") * count, _gap(gap - count * width))

    @cached_property
    def _space(self) -> tuple[int, int]:
        """The glyph of a space, and its width."""
        face = TTFont(BytesIO(self._font.file_content), fontNumber=self._font.index, lazy=True)
        name = face.getBestCmap()[ord(" ")]
        return face.getGlyphID(name), round(face["hmtx"][name][0] * 1000 / self._font.upem)


@dataclass
class _Glyph:
    """A glyph as it is shown: its code, its text, and the gap between it and the next (thousandths of an em)."""

    code: int
    text: str
    gap: float = 0.0


@dataclass
class _Shown:
    """What one operator shows: glyphs of one font, behind a gap; or an operator that shows nothing."""

    operator: bytes
    glyphs: list[_Glyph] = field(default_factory=list)
    gap: float = 0.0
    names: Names | None = None


@contextmanager
def naming() -> Iterator[None]:
    """Name each glyph of what is drawn inside by its own text."""
    drawn: list[tuple[Names, int, str]] = []
    names: dict[str, Names] = {}  # by the file of the font: WeasyPrint has several fonts of one, and writes one
    font, draw, build = stream.Font, drawing.draw_first_line, weasyprint.pdf.build_fonts_dictionary

    def named(*arguments: Any) -> Any:
        made = font(*arguments)
        made.to_unicode = names.setdefault(made.hash, Names(made, drawn))
        return made

    def line(content: Any, textbox: Any, *more: Any) -> Any:
        start = len(content.stream)
        drawn.clear()
        result = draw(content, textbox, *more)
        written = _written(list(_words(list(_shown(content.stream[start:], drawn)))))
        content.stream[start:] = _unseen(textbox, written) if _says(textbox) else written
        return result

    def fonts(pdf: Any, *more: Any) -> Any:
        made = build(pdf, *more)
        for name, reference in made.items():
            if names[name].others:
                _rename(pdf, _object(pdf, reference), names[name])
        return made

    stream.Font, drawing.draw_first_line, weasyprint.pdf.build_fonts_dictionary = named, line, fonts
    try:
        yield
    finally:
        stream.Font, drawing.draw_first_line, weasyprint.pdf.build_fonts_dictionary = font, draw, build


def _shown(operators: Sequence[bytes], glyphs: Sequence[tuple[Names, int, str]]) -> Iterator[_Shown]:
    """The operators that draw a line.

    Args:
        operators: as WeasyPrint writes them; glyphs are numbers of four digits.
        glyphs: those of the line, in order.
    """
    texts = iter(_spelled([text for _, _, text in glyphs]))
    rest = ((names, glyph, next(texts)) for names, glyph, _ in glyphs)
    for operator in operators:
        found = _Shown(operator)
        for digits, number in _OPERAND.findall(operator) if operator.endswith(_SHOW) else ():
            if number and found.glyphs:
                found.glyphs[-1].gap -= float(number)
            elif number:
                found.gap -= float(number)
            for _ in range(0, len(digits), 4):
                found.names, glyph, text = next(rest)
                found.glyphs.append(_Glyph(found.names.code(glyph, text), text))
        yield found


def _spelled(texts: Sequence[str]) -> list[str]:
    """The texts of a line's glyphs, those of scripts from right to left shared out among the glyphs of a letter.

    WeasyPrint gives the text of several glyphs to the one that is drawn first from right to left, and last from left to
    right; the others have none.
    """
    found = list(texts)
    for at, text in enumerate(texts):
        if not _goes_left(text):
            continue
        end = at + 1
        while end < len(texts) and not texts[end]:
            end += 1
        found[at] = ""
        found[end - 1] = (_ligatures().get(text) if len(text) > 1 else "") or text[::-1]
    return found


def _goes_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


@cache
def _ligatures() -> dict[str, str]:
    """Ligatures of Arabic script that are characters (Arabic Presentation Forms), by their letters."""
    # Of the forms that a ligature has the first, that of one that stands alone.
    forms = reversed([chr(code) for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))])
    return {unicodedata.normalize("NFKC", form): form for form in forms if unicodedata.decomposition(form)}


def _words(line: Sequence[_Shown]) -> Iterator[_Shown]:
    """The operators of a line, with words that have marks, raised glyphs or such without a text given as ActualText."""
    if not any(map(_is_intricate, line)):
        yield from line
        return
    word: list[_Shown] = []
    for shown in line:
        pieces = list(_pieces(shown)) if shown.glyphs else [shown]
        for piece in pieces:
            first = next((one for one in word if one.glyphs), piece)
            if piece.glyphs and (piece.glyphs[0].text.isspace() or piece.names is not first.names):
                yield from _one(word)
                word = []
            word.append(piece)
    yield from _one(word)


def _pieces(shown: _Shown) -> Iterator[_Shown]:
    """What an operator shows, parted before and behind spaces."""
    start, gap = 0, shown.gap
    for at in range(1, len(shown.glyphs) + 1):
        if at == len(shown.glyphs) or shown.glyphs[at - 1].text.isspace() or shown.glyphs[at].text.isspace():
            yield _Shown(shown.operator, shown.glyphs[start:at], gap, shown.names)
            start, gap = at, 0.0


def _one(word: Sequence[_Shown]) -> Iterator[_Shown]:
    """A word as it is, or as a single operator that has its text."""
    texts = [glyph.text for shown in word for glyph in shown.glyphs]
    if not any(map(_is_intricate, word)):
        yield from word
        return
    marked = any(unicodedata.category(character) in _MARKS for text in texts for character in text)
    if any(map(_goes_left, texts)) and not marked:
        yield from (_Shown(drawn) for one in word for drawn in _with_silent_marks(one))
        return
    drawn = (_tj(_gap(one.gap) + _operands(one.glyphs)) if one.glyphs else one.operator for one in word)
    yield _Shown(b"\n".join(_spanned("".join(texts), *drawn)))


def _with_silent_marks(shown: _Shown) -> Iterator[bytes]:
    """The operators that draw what one does, glyphs without a text among them as such."""
    if not shown.glyphs:
        yield shown.operator
    for at, (named, group) in enumerate(groupby(shown.glyphs, key=lambda glyph: bool(glyph.text))):
        drawn = _tj((b"" if at else _gap(shown.gap)) + _operands(list(group)))
        yield from [drawn] if named else _spanned("", drawn)


def _is_intricate(shown: _Shown) -> bool:
    """Whether readers don't see what is written: of raised glyphs, marks from left to right, or of what has no text."""
    return _RISE in shown.operator or any(
        not glyph.text or (unicodedata.category(glyph.text[0]) in _MARKS) for glyph in shown.glyphs
    )


def _written(line: Sequence[_Shown]) -> list[bytes]:
    """Operators that draw a line: what stands around gaps that readers would take for spaces has its text.

    PDFium takes the text for that of one operator, so a gap between two faces is given to the Latin of the two, and
    filled with spaces that the text hasn't.
    """
    filled: set[int] = set()
    for before, after in pairwise(shown for shown in line if shown.glyphs):
        left, right = before.glyphs[-1], after.glyphs[0]
        if left.gap + after.gap > GAP and _solid(left.text, right.text):
            if HAN.match(left.text):
                left.gap, after.gap = 0.0, left.gap + after.gap
            filled.add(id(after if HAN.match(left.text) else left))
    return [written for shown in line for written in _operators(shown, filled)]


def _operators(shown: _Shown, filled: Container[int]) -> Iterator[bytes]:
    """An operator, or several if some of its glyphs have their text; `filled` are those whose gap is filled."""
    names, glyphs = shown.names, shown.glyphs
    if names is None:
        yield shown.operator
        return
    at, plain = 0, b"" if id(shown) in filled else _gap(shown.gap)
    while at < len(glyphs):
        end = at
        while end + 1 < len(glyphs) and glyphs[end].gap > GAP and _solid(glyphs[end].text, glyphs[end + 1].text):
            end += 1
        before = names.filler(shown.gap) if at == 0 and id(shown) in filled else b""
        after = names.filler(glyphs[end].gap) if id(glyphs[end]) in filled else b""
        operands = _operands(glyphs[at:end])
        operands += b"<%04x>%s" % (glyphs[end].code, after or _gap(glyphs[end].gap))
        if before or after or end > at:
            text = "".join(one.text for one in glyphs[at : end + 1])
            yield from [_tj(plain)] if plain else []
            yield from _spanned(text, _tj(before + operands))
            plain = b""
        else:
            plain += operands
        at = end + 1
    yield from [_tj(plain)] if plain else []


def _says(textbox: Any) -> bool:
    """Whether a text is not to be seen, but stands for what a drawing says (press.editions.pdf.formulas)."""
    element = getattr(textbox, "element", None)  # text within a drawing has none
    return element is not None and element.get("class") == "press-said"


def _unseen(textbox: Any, operators: Sequence[bytes]) -> list[bytes]:
    """Operators that draw nothing, as wide as the drawing, with its text (ISO 32000-1, 9.3.6: mode 3)."""
    told = textbox.element.attrib
    scale = 100 * float(told["data-width"]) * textbox.style["font_size"] / textbox.width
    return list(_spanned(told["data-text"], b"3 Tr %.5g Tz" % scale, *operators, b"0 Tr 100 Tz"))


def _spanned(text: str, *operators: bytes) -> Iterator[bytes]:
    """Operators whose text is another than that of their glyphs."""
    yield b"/Span <</ActualText <feff%s>>> BDC" % text.encode("utf-16-be").hex().encode()
    yield from operators
    yield b"EMC"


def _operands(glyphs: Sequence[_Glyph]) -> bytes:
    return b"".join(b"<%04x>%s" % (one.code, _gap(one.gap)) for one in glyphs)


def _tj(operands: bytes) -> bytes:
    return b"[%s] TJ" % operands.replace(b"><", b"")


def _gap(width: float) -> bytes:
    """Room behind a glyph, as TJ takes it."""
    return b" %g " % -width if width else b""


def _solid(before: str, after: str) -> bool:
    """Whether two texts have no space between them."""
    return bool(before and after) and not (before[-1].isspace() or after[0].isspace())


def _rename(pdf: Any, font: Any, names: Names) -> None:
    """Give a font's further codes their names, and lead them to their glyphs."""
    others = sorted((code, glyph, text) for (glyph, text), code in names.others.items())
    named = _object(pdf, font["ToUnicode"]).stream
    at = named.index(b"endcmap")
    named[at:at] = _block("bfchar", [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, _, text in others])
    every = sorted([*((glyph, glyph) for glyph in names), *((code, glyph) for code, glyph, _ in others)])
    system = {"Registry": pydyf.String("Adobe"), "Ordering": pydyf.String("Identity"), "Supplement": 0}
    encoding = pydyf.Stream(
        [
            b"/CIDInit /ProcSet findresource begin",
            b"12 dict begin",
            b"begincmap",
            b"/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Identity) def /Supplement 0 def end def",
            b"/CMapName /Press-H def",
            b"/CMapType 1 def",
            b"/WMode 0 def",
            b"1 begincodespacerange",
            b"<0000> <ffff>",
            b"endcodespacerange",
            *_block("cidchar", [f"<{code:04x}> {glyph}" for code, glyph in every]),
            b"endcmap",
            b"CMapName currentdict /CMap defineresource pop",
            b"end",
            b"end",
        ],
        {"Type": "/CMap", "CMapName": "/Press-H", "CIDSystemInfo": pydyf.Dictionary(system), "WMode": 0},
        compress=True,
    )
    pdf.add_object(encoding)
    font["Encoding"] = encoding.reference


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _block(kind: str, entries: Sequence[str]) -> list[bytes]:
    """Entries of a CMap."""
    lines: list[str] = []
    for at in range(0, len(entries), _BATCH):
        batch = entries[at : at + _BATCH]
        lines += [f"{len(batch)} begin{kind}", *batch, f"end{kind}"]
    return [line.encode() for line in lines]
