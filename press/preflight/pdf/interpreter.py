"""Content streams, run: what each page paints, in forms, patterns, glyphs and soft masks too.

So are the appearances of annotations that are printed (ISO 32000-1, 12.5.5). Of the clipping path only the area
around it is known, and transparency is not reckoned with: a mark that something else covers is still a mark.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import pikepdf

from press.diagnostics import Diagnostic, EngineError, Location
from press.preflight.pdf import operators, text
from press.preflight.pdf.file import DAMAGE, PrintFile, inherited
from press.preflight.pdf.geometry import IDENTITY, Matrix, box_of, grown, times, turned
from press.preflight.pdf.marks import Drawn, Text
from press.preflight.pdf.state import DEEPEST, MOST, Scene, State, TooMuchError

HIDDEN, PRINT = 2, 4  # bits of /F
OPERATORS: dict[str, Callable[[Scene, Sequence[Any]], None]] = {
    **operators.OF_COLOUR,
    **text.OPERATORS,
    **operators.OF_PATHS,
}
_TEXT = ("Tj", "TJ", "'", '"')


def annotated(page: Any) -> Iterator[Any]:
    """The annotations of a page's dictionary."""
    found = page.get("/Annots")
    rows = list(found) if isinstance(found, pikepdf.Array) else []
    return (row for row in rows if isinstance(row, pikepdf.Dictionary))


def appearances(page: Any) -> Iterator[tuple[str, Any, Matrix]]:
    """Name, stream and matrix of what each printed annotation shows."""
    for row in annotated(page):
        with suppress(*DAMAGE):
            flags = int(row.get("/F", 0))
            stream = _normal(row)
            if flags & PRINT and not flags & HIDDEN and isinstance(stream, pikepdf.Stream):
                yield f"annotation {str(row.get('/Subtype', ''))[1:]}", stream, _matrix(row, stream)


def _normal(row: Any) -> Any:
    """The appearance that it has normally; of several, that of its state."""
    found = row.AP.N if "/AP" in row else None
    if isinstance(found, pikepdf.Dictionary) and not isinstance(found, pikepdf.Stream):
        return found.get(str(row.get("/AS", "/Off")))
    return found


def _matrix(row: Any, stream: Any) -> Matrix:
    """What brings the appearance's box into the annotation's rectangle (algorithm 8.1)."""
    a, b, c, d, e, f = (float(value) for value in stream.get("/Matrix", IDENTITY))
    box = turned((a, b, c, d, e, f), box_of(stream.BBox))
    left, bottom, right, top = box_of(row.Rect)
    wide, high = box[2] - box[0], box[3] - box[1]
    across = (right - left) / wide if wide else 1.0
    up = (top - bottom) / high if high else 1.0
    fit = (across, 0.0, 0.0, up, left - box[0] * across, bottom - box[1] * up)
    return times((a, b, c, d, e, f), fit)


def drawn(file: PrintFile, page: int) -> Drawn:
    """All that a page (counted from 0) paints; it is read once.

    Raises:
        EngineError: it has more operators than can be run, by us or by what shows it (F001).
    """
    key = ("drawn", page)
    if key not in file.kept:
        file.kept[key] = _drawn(file, page)
    return file.kept[key]  # type: ignore[no-any-return]


def _drawn(file: PrintFile, page: int) -> Drawn:
    obj = file.pdf.pages[page].obj
    sheet = grown(file.box(page, "MediaBox"), 1)
    scene = Scene(file.unit(page), inherited(obj, "/Resources"), State(IDENTITY, sheet), file.kept)
    try:
        operators.group(scene, obj)
        if "/Contents" in obj:
            run(scene, obj, "the page's content")
        for name, stream, matrix in appearances(obj):
            with scene.into(name, stream.get("/Resources"), matrix, stream.get("/BBox")):
                run(scene, stream, name)
    except TooMuchError as error:
        message = f"page {page + 1} has more than {MOST} operators, as no page of a book has"
        raise EngineError(Diagnostic("F001", message, Location(file.path), "make it a picture")) from error
    except DAMAGE as error:
        scene.drawn.problems.append(f"it can't be read: {error}")
    return scene.drawn


def run(scene: Scene, stream: Any, name: str) -> None:
    """Run a stream, or the streams of a page; what can't be read is remembered as a problem."""
    identity = stream.objgen if stream.is_indirect else id(stream)
    if identity in scene.active or len(scene.active) >= DEEPEST:
        scene.drawn.problems.append(f"{name} contains itself, or lies too deep")
        return
    scene.active.append(identity)
    try:
        for operator, operands in _instructions(scene, stream, name):
            scene.count += 1
            if scene.count > MOST:
                raise TooMuchError
            step(scene, operator, operands)
    finally:
        scene.active.pop()


def step(scene: Scene, operator: str, operands: Sequence[Any]) -> None:
    """Run one operator. As readers do, one that has not the operands that it needs is left out, and counted."""
    try:
        if (found := OPERATORS.get(operator)) is not None:
            found(scene, operands)
        if operator in _TEXT:
            _glyphs(scene, operands)
        elif operator in operators.OF_OBJECTS:
            for name, stream, context in operators.entered(scene, operator, operands):
                with context:
                    run(scene, stream, name)
    except DAMAGE:
        scene.drawn.ignored += 1


def _glyphs(scene: Scene, operands: Sequence[Any]) -> None:
    """Run the glyphs of a Type 3 font that were just shown."""
    font = scene.state.font
    if font is None or font.kind != "Type3":
        return
    shown = scene.drawn.marks[-1] if scene.drawn.marks else None
    parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
    codes = {code for part in parts if isinstance(part, pikepdf.String) for code in bytes(part)}
    for code in sorted(codes if isinstance(shown, Text) else ()):
        stream = font.glyph_stream(code)
        if (font, code) in scene.once or not isinstance(stream, pikepdf.Stream):
            continue
        scene.once.add((font, code))
        name = f"glyph {code} of font {font.name}"
        with scene.into(name, font.obj.get("/Resources"), scene.state.ctm, placed=False):
            run(scene, stream, name)


def _instructions(scene: Scene, stream: Any, name: str) -> Iterator[tuple[str, Sequence[Any]]]:
    key = ("instructions", stream.objgen) if stream.is_indirect and isinstance(stream, pikepdf.Stream) else None
    if key is not None and key in scene.kept:
        yield from scene.kept[key]
        return
    try:
        with warnings.catch_warnings(record=True) as told:  # of a stream that is cut off; the rest of it is good
            warnings.simplefilter("always")
            rows = pikepdf.parse_content_stream(stream)
        parsed = [(str(row.operator), [*row.operands]) for row in rows]
    except DAMAGE as error:
        scene.drawn.problems.append(f"{name} can't be read: {error}")
        return
    scene.drawn.problems += [f"{name} is damaged: {str(each.message).lower()}" for each in told]
    if key is not None and len(parsed) < 5000:
        scene.kept[key] = parsed
    yield from parsed
