"""Lines as blocks and paragraphs: what is set solid, to which measure, and what of it is text.

Nothing but places and sizes is looked at, so that it holds for any PDF. A block is lines of one size, one below the
other at one distance; it is justified where most of its lines end at one place, its measure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any
from weakref import WeakKeyDictionary

from press.preflight.pdf import lines
from press.preflight.pdf.file import PrintFile
from press.preflight.pdf.lines import Line

EVEN = 1.0  # points: lines whose ends differ by less end at one place; optical margins and rounding stay below
SIZE = 0.3  # points: sizes that differ by less are one
LEADING = (0.9, 2.1)  # em: the least and the most distance of baselines in a block
UNEVEN_LEADING = 0.12  # of the leading: what faces of other depths may move a baseline by
INDENT = 0.7  # em: less is no indent
SHORT = 1.0  # em: a line that ends so far before the measure ends its paragraph
FEWEST_EVEN = 3  # lines that end at one place: two may do so by chance
FEWEST_USUAL = 5  # lines of a block whose measure is taken for that of its page
NARROWEST = 10  # em: in narrower columns, equal words end equal lines
LEADERS = re.compile(r"\.(?: ?\.){3}")
SPREAD = 0.02  # em: spaces of justified lines differ by more
OPEN = 6  # blocks that a line may still belong to: margin numbers and neighbouring columns are drawn between
_KEPT: WeakKeyDictionary[Any, tuple[tuple[Block, ...], ...]] = WeakKeyDictionary()


@dataclass
class Block:
    """Lines of one size, set solid.

    Attributes:
        measure: where its lines end; None: it is ragged, or too short to tell.
    """

    lines: list[Line] = field(default_factory=list)
    measure: float | None = None

    @property
    def size(self) -> float:
        """In points."""
        return self.lines[0].size

    @property
    def left(self) -> float:
        """Of the line that begins most to the left."""
        return min(line.left for line in self.lines)

    def accepts(self, line: Line) -> bool:
        """Whether a line goes on with this block."""
        last = self.lines[-1]
        step = last.baseline - line.baseline
        if abs(last.size - line.size) > SIZE or not LEADING[0] * last.size < step < LEADING[1] * last.size:
            return False
        if len(self.lines) > 1:
            leading = self.lines[-2].baseline - last.baseline
            if abs(step - leading) > UNEVEN_LEADING * leading:
                return False
        return line.left < last.right and last.left < line.right

    def full(self, line: Line) -> bool:
        """Whether a line reaches the measure."""
        return self.measure is not None and line.right > self.measure - EVEN

    @cached_property
    def paragraphs(self) -> list[list[Line]]:
        """Its lines by paragraphs, as far as indents and short lines tell them apart."""
        found = [[self.lines[0]]]
        for line in self.lines[1:]:
            last = found[-1]
            short = self.measure is not None and last[-1].right < self.measure - SHORT * self.size
            moved = abs(line.left - last[-1].left) > INDENT * self.size
            if short or (moved and len(last) > 1):
                found.append([line])
            else:
                last.append(line)
        return found


def blocks(file: PrintFile) -> tuple[tuple[Block, ...], ...]:
    """The blocks of each page, in the order of drawing; they are looked for once a file."""
    if file.seen not in _KEPT:
        found = [_blocks(page) for page in lines.pages(file)]
        for parity in (0, 1):
            _measure(found[parity::2])
        _KEPT[file.seen] = tuple(_joined(page) for page in found)
    return _KEPT[file.seen]


def _blocks(page: Iterable[Line]) -> tuple[Block, ...]:
    found: list[Block] = []
    for line in page:
        block = next((block for block in reversed(found[-OPEN:]) if block.accepts(line)), None)
        if block is None:
            found.append(block := Block())
        block.lines.append(line)
    return tuple(found)


def _measure(pages: Sequence[Sequence[Block]]) -> None:
    """Find the measure of the blocks of left or of right pages: their own, or one that is usual on such pages."""
    usual: Counter[float] = Counter()
    for block in (block for page in pages for block in page):
        block.measure = _own(block)
        if block.measure is not None and len(block.lines) >= FEWEST_USUAL:
            usual[round(block.measure)] += len(block.lines)
    for block in (block for page in pages for block in page):
        ends = [line.right for line in block.lines[:-1]]
        if block.measure is None and ends and len(ends) < FEWEST_EVEN:
            near = [right for right in usual if abs(max(ends) - right) < 2 * EVEN]
            block.measure = max(near, key=lambda right: usual[right], default=None)


def _own(block: Block) -> float | None:
    """Where most lines of a block end, the last lines of paragraphs left out; hardly one ends beyond."""
    ends = [line.right for line in block.lines]
    best = max(ends, key=lambda end: sum(abs(end - other) < EVEN for other in ends))
    even = [line for line in block.lines if abs(best - line.right) < EVEN]
    beyond = sum(end > best + EVEN for end in ends)
    if len(even) < max(FEWEST_EVEN, 0.6 * (len(ends) - 1)) or beyond > max(1, 0.1 * len(even)):
        return None
    wide = best - block.left > NARROWEST * block.size
    return median(line.right for line in even) if wide and _justified(even) else None


def _justified(even: Iterable[Line]) -> bool:
    """Whether lines end at one place since their spaces were made to, and not by chance."""
    for rooms in zip(*((line.words, line.letters) for line in even), strict=True):
        known = [room for room in rooms if room is not None]
        if known and max(known) - min(known) > SPREAD:
            return True
    return False


def _joined(page: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks without those that are but the end of another's line, set off by a space of a loose line."""
    return tuple(block for block in page if not any(_takes(other, block) for other in page if other is not block))


def _takes(block: Block, piece: Block) -> bool:
    """Whether a block took a piece in: as the end of one of its lines, which reaches the measure with it."""
    end = piece.lines[0]
    if len(piece.lines) > 1 or block.measure is None or abs(end.right - block.measure) > EVEN:
        return False
    for at, line in enumerate(block.lines):
        if line.leads_to(end):
            block.lines[at] = line.joined(end)
            return True
    return False


def text_size(file: PrintFile) -> float:
    """The size that most characters of a file have, in points; 0 without any."""
    sizes: Counter[float] = Counter()
    for page in lines.pages(file):
        for line in page:
            sizes[round(line.size, 1)] += len(line.characters)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def text_blocks(page: Sequence[Block], size: float) -> list[Block]:
    """The blocks of running text, from the top down: no notes, tables, heads, folios or numbers in the margin.

    Args:
        size: of running text; quotations may be a little smaller.
    """
    kept = [
        block
        for block in page
        if 0.9 * size < block.size < 1.1 * size
        and not _furniture(block, page)
        and not any(LEADERS.search(line.text) for line in block.lines)
    ]
    return sorted(kept, key=lambda block: -block.lines[0].baseline)


def _furniture(block: Block, page: Sequence[Block]) -> bool:
    """Whether a block is a running head or a folio: one line, alone at the top or the foot."""
    if len(block.lines) > 1:
        return False
    others = [line.baseline for other in page if other is not block for line in other.lines]
    own = block.lines[0].baseline
    return all(own > other for other in others) or all(own < other for other in others)


def continued(block: Block) -> Iterator[tuple[Line, Line]]:
    """Neighbouring lines of the same paragraph."""
    for paragraph in block.paragraphs:
        yield from pairwise(paragraph)
