"""What a page's content paints, as the checks look at it. Areas in the page's user space, sizes in points."""

from __future__ import annotations

from dataclasses import dataclass, field

from press.model.preflight import Area
from press.preflight.pdf.colours import Paint, Space
from press.preflight.pdf.fonts import Font


@dataclass(frozen=True)
class Mark:
    """Something that is painted.

    Attributes:
        inside: the form, pattern, glyph or annotation that it stands in; "": the page's own content.
        placed: whether it lies where `area` says; what is in a pattern's cell, a glyph or a soft mask does not.
    """

    area: Area
    inside: str
    placed: bool


@dataclass(frozen=True)
class Text(Mark):
    """A run of text that one operator shows.

    Attributes:
        size: of its letters as they come out, in points.
        fill, stroke: None: not filled, not stroked.
        line: width of the stroke in points.
        missing: codes that its font has no glyph for.
        overprints: whether it leaves what lies below in the other plates.
    """

    text: str
    size: float
    font: Font
    fill: Paint | None
    stroke: Paint | None
    line: float = 0.0
    missing: tuple[int, ...] = ()
    overprints: bool = False


@dataclass(frozen=True)
class Shape(Mark):
    """A part of a path, or a shading.

    Attributes:
        fill, stroke: None: not filled, not stroked.
        line: width of the stroke in points.
        rectangle: whether it fills all of its area.
    """

    fill: Paint | None
    stroke: Paint | None
    line: float = 0.0
    rectangle: bool = False


@dataclass(frozen=True)
class Picture(Mark):
    """A picture.

    Attributes:
        name: in the resources; "": an inline image.
        pixels: width and height.
        resolution: pixels in an inch of the page, in the direction that has fewer.
        line_art: whether its pixels are black or white.
    """

    name: str
    pixels: tuple[int, int]
    resolution: float
    line_art: bool


@dataclass(frozen=True)
class Use:
    """A colour, or a colour space, that the content asks for.

    Attributes:
        how: the operator with its operands, or what it was asked for by.
    """

    space: Space
    how: str
    inside: str


@dataclass
class Drawn:
    """All that a page paints, in its order.

    Attributes:
        uses: colours and spaces, in their order.
        problems: what could not be read.
        ignored: operators that had not the operands that they need.
    """

    marks: list[Mark] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    ignored: int = 0
