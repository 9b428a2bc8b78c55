"""What a publication is printed with: output conditions, papers, bindings and printers, and how thick a book becomes.

Lengths are in points (1/72 in), calipers in micrometres; the rows themselves stand in press/model/printers.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MICROMETRE = 72 / 25_400
MILLIMETRE = 72 / 25.4
NARROWEST_SPINE = 6 * MILLIMETRE  # on a narrower one, text would run over its edges by the tolerance of folding

# A table of steps: up to so many pages (inclusive), so many points.
Steps = Sequence[tuple[int, float]]


def step(steps: Steps, pages: int) -> float:
    """The value of the first step that reaches a count of pages; that of the last one beyond all."""
    return next((value for most, value in steps if pages <= most), steps[-1][1] if steps else 0.0)


@dataclass(frozen=True)
class Condition:
    """A characterised printing condition (ISO 15930-7: the output intent of a PDF/X).

    Attributes:
        name: as its registry spells it, for OutputConditionIdentifier.
        title: for people.
        profile: an ICC profile of the publication's own; None: ours, made of `measurements`.
        measurements: name of the characterization data (CGATS), without its suffix.
        registry: address of the registry; that of the ICC.
        coverage: most ink that the paper takes, in percent of the four plates together.
    """

    name: str
    title: str
    measurements: str = ""
    profile: Path | None = None
    coverage: int = 300
    registry: str = "http://www.color.org"


@dataclass(frozen=True)
class Paper:
    """A paper; `caliper` is the thickness of one leaf in micrometres."""

    name: str
    title: str
    caliper: float

    @property
    def pages_per_inch(self) -> float:
        """Pages, two a leaf, in an inch of thickness."""
        return 2 * 25_400 / self.caliper


@dataclass(frozen=True)
class Binding:
    """How leaves become a book.

    Attributes:
        allowance: what cover and glue add to the spine, in micrometres.
        spine: whether there is one; leaves that are stapled through the fold have none.
        gutter: by the count of pages, how far the text block moves outward, in points.
        multiple: what the count of pages has to be a multiple of, whoever prints it.
        pages: the fewest and the most that it holds.
    """

    name: str
    title: str
    allowance: float
    spine: bool = True
    gutter: Steps = ()
    multiple: int = 2
    pages: tuple[int, int] = (2, 2000)


@dataclass(frozen=True)
class Printer:
    """What a print house asks for: a preset.

    Attributes:
        condition: what colours are separated for.
        bleed: how far what touches the trim goes on beyond it, in points.
        slug: room outside the bleed for marks, in points; without marks there is none.
        marks: whether crop, bleed and registration marks, a colour bar and the slug line are drawn.
        interior_bleed: whether the interior has a bleed, or its pages have the trimmed size.
        signature: the interior's count of pages is filled to a multiple of it.
        coverage: most ink in percent, if it is less than the condition's; None: the condition's.
        safe: how far text keeps from the trim, in points.
        inner: by the count of pages, the least inner margin in points.
        least_spine: the narrowest spine that bears text, in points.
        binding, paper: what the house uses unless the publication says otherwise.
        pages: the fewest and the most of an interior.
    """

    name: str
    title: str
    condition: Condition
    bleed: float
    slug: float
    marks: bool
    signature: int
    safe: float
    binding: Binding
    paper: Paper
    interior_bleed: bool = True
    coverage: int | None = None
    inner: Steps = ()
    least_spine: float = NARROWEST_SPINE
    pages: tuple[int, int] = (2, 2000)

    @property
    def ink_limit(self) -> int:
        """Most ink in percent of the four plates together."""
        return min(self.condition.coverage, self.coverage or self.condition.coverage)


@dataclass(frozen=True)
class Isbn:
    """An ISBN-13 as printed with its hyphens, and the digits of the add-on beside its bars (2, 5 or none)."""

    number: str
    addon: str = ""

    @property
    def digits(self) -> str:
        """The 13 digits."""
        return "".join(filter(str.isdigit, self.number))


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper that a booklet is printed on, standing upright."""

    name: str
    width: float
    height: float


@dataclass(frozen=True)
class BookletSettings:
    """How the booklet is imposed.

    Attributes:
        sheet: two pages stand on each side of it.
        signature: pages that are folded together, a multiple of 4; 0: all of them.
        staple: whether marks show where to staple.
    """

    sheet: Sheet
    signature: int = 0
    staple: bool = True


@dataclass(frozen=True)
class Printing:
    """How a publication is printed.

    Attributes:
        printer: the preset that was chosen.
        binding, paper: the publication's, or else the printer's.
        cover_paper: what its allowance already holds; its caliper is not added again.
        isbn: by code of the language, what the back cover shows as a barcode.
        blurb: text of the back cover; where it is missing, the publication's description.
    """

    printer: Printer
    binding: Binding
    paper: Paper
    booklet: BookletSettings
    isbn: Mapping[str, Isbn] = field(default_factory=dict)
    blurb: Mapping[str, str] = field(default_factory=dict)

    def filled(self, pages: int) -> int:
        """A count of pages filled up to the signature (and to what the binding asks for)."""
        multiple = self.printer.signature
        while multiple % self.binding.multiple:
            multiple += self.printer.signature
        return -(-pages // multiple) * multiple

    def spine(self, pages: int) -> float:
        """The spine's width, in points, for an interior of so many pages, blanks included; 0 where there is none."""
        if not self.binding.spine:
            return 0.0
        return (pages / 2 * self.paper.caliper + self.binding.allowance) * MICROMETRE

    def gutter(self, pages: int, inner: float) -> float:
        """How far the text block moves outward, in points, with an inner margin of so many points before."""
        least = step(self.printer.inner, pages) - inner
        return max(0.0, step(self.binding.gutter, pages), least)
