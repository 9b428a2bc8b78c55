"""Picture files: which can be shown, and what is wrong with one.

An SVG is a document that can run scripts and load other files, and must do neither here.

SVG 2, 2.5 (secure static mode): no scripts, no external references, no animation, no interaction.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from press import pandoc
from press.diagnostics import Diagnostic, Location

# The suffixes of pictures; of those in pixels with their formats as Pillow names them.
IN_PIXELS = {
    **{".png": ("PNG",), ".jpg": ("JPEG", "MPO"), ".jpeg": ("JPEG", "MPO"), ".gif": ("GIF",), ".webp": ("WEBP",)},
    **{".avif": ("AVIF",), ".tif": ("TIFF",), ".tiff": ("TIFF",), ".bmp": ("BMP",)},
}
FORMATS = {".svg", *IN_PIXELS}
_ELEMENTS = (
    "script foreignObject handler listener iframe object embed audio video canvas "
    "set animate animateMotion animateTransform animateColor discard"
)
FORBIDDEN = frozenset(_ELEMENTS.split())
# A picture within the picture is data of its own; anything else is an element of the same file.
_OWN = re.compile(r"\s*(#|data:image/(png|jpeg);base64,)")
# What may hold entities: any document type but the one of SVG that its older writers name, without a part of its own.
_ENTITIES = re.compile(
    rb"""<!ENTITY|<!DOCTYPE(?!\s+svg\s+PUBLIC\s+(["'])-//W3C//DTD SVG [\w.-]*//EN\1\s+(["'])[\w.:/-]*\2\s*>)"""
)
_URL = re.compile(r"url\((?!\s*[\"']?\s*#)", re.IGNORECASE)
HINT = "export it as plain SVG: shapes and text alone, nothing that runs or is loaded from elsewhere"


def is_picture(name: str) -> bool:
    """Whether a file's name is that of a picture."""
    return name.lower().endswith(tuple(FORMATS))


def file_of(target: str, content: Path) -> Path:
    """The file that a picture in Markdown or HTML names: as it is written, or else with %20 and the like undone.

    Pandoc encodes spaces and quotation marks, but neither `%` nor `#` and `?`, so that names have to be tried.
    """
    # Neither os.path.isfile nor realpath raises where a name is too long.
    literal = content / target
    return literal if os.path.isfile(literal) else content / unquote(target)  # noqa: PTH113


def named(blocks: Any, document: Path, content: Path) -> Any:
    """A new tree whose pictures are named by their paths under content/.

    Other tools name them from the file that shows them, and GitHub by an address (`a.png?raw=true`); such a name is
    taken where no file under content/ has it.

    Args:
        blocks: as Pandoc read them.
        document: the file that shows them.
        content: the folder that holds all pictures.
    """

    def change(node: pandoc.Node) -> pandoc.Node:
        if node["t"] != "Image":
            return node
        (anchor, classes, pairs), said, (target, title) = node["c"]
        alternative = dict(pairs).get("alt", "")
        if alternative:  # which Pandoc heeds in a figure only
            said, pairs = pandoc.words(alternative), [pair for pair in pairs if pair[0] != "alt"]
        attributes = [anchor, classes, pairs]
        return {"t": "Image", "c": [attributes, said, [_from_content(target, document.parent, content), title]]}

    return pandoc.transform(blocks, change)


def _from_content(target: str, folder: Path, content: Path) -> str:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", target):
        return target
    bare = target.partition("?")[0]
    for name, beside in ((target, content), (target, folder), (bare, content), (bare, folder)):
        file = os.path.normpath(file_of(name, beside))
        if os.path.isfile(file) and Path(file).is_relative_to(content):  # noqa: PTH113  (as in file_of)
            return target if (name, beside) == (target, content) else Path(file).relative_to(content).as_posix()
    return target


def problems(path: Path, target: str, where: Location) -> Iterator[Diagnostic]:
    """What is wrong inside a picture's file.

    Args:
        path: the file.
        target: its name, for messages.
        where: the place that shows it.

    Yields:
        S007 it is damaged or not what its name says, S032 it is several, S018 an SVG that runs or fetches.
    """
    if path.suffix.lower() != ".svg":
        state = path.stat()
        if found := _in_pixels(path, state.st_mtime_ns, state.st_size):
            yield Diagnostic(found[0], f"the picture {target} {found[1]}", where, found[2])
        return
    data = path.read_bytes()
    if match := _ENTITIES.search(data):
        line = data.count(b"\n", 0, match.start()) + 1
        yield Diagnostic("S018", "it has a document type, which can hold entities", Location(path, line), HINT)
        return
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        yield Diagnostic("S018", f"it is no XML: {error.msg}", Location(path, line), "save it as SVG again")
        return
    yield from _svg(root, path)


@contextmanager
def _strictly() -> Iterator[None]:
    """Let Pillow refuse a picture that is cut off; WeasyPrint tells it not to as soon as it is imported."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


@lru_cache(maxsize=1000)
def _in_pixels(path: Path, *_stamp: int) -> tuple[str, str, str] | None:
    """What is wrong with a picture in pixels, as code, message and hint; it is decoded, since it may be cut off."""
    from PIL import Image, UnidentifiedImageError

    kind = path.suffix.lower()
    with warnings.catch_warnings(), _strictly():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path) as picture:
                if picture.format not in IN_PIXELS[kind]:
                    return "S007", f"is no {kind[1:].upper()} file, but {picture.format}", "convert it, or rename it"
                if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
                    return "S032", "moves, or has several pages", "save the one that is to be shown as PNG"
                picture.load()
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return "S007", "has more pixels than can be shown", "make it smaller"
        except UnidentifiedImageError:
            return "S007", f"is no {kind[1:].upper()} file", "convert it, or rename it"
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            return "S007", f"is damaged: {error}", "save it again"
    return None


def _svg(root: Any, path: Path) -> Iterator[Diagnostic]:
    if etree.QName(root).localname != "svg":
        yield Diagnostic("S018", "it is no SVG", Location(path, root.sourceline), "save it as SVG again")
    for node in root.getroottree().xpath("//node()[not(self::text())]"):
        for message in _node(node):
            yield Diagnostic("S018", message, Location(path, node.sourceline), HINT)


def _node(node: Any) -> Iterator[str]:
    if isinstance(node, etree._Comment):
        return
    if not isinstance(node.tag, str):
        yield f"it holds the instruction {str(node)[:40]}"
        return
    name = etree.QName(node).localname
    if name in FORBIDDEN:
        yield f"it holds the element {name}"
    if name == "style" and (found := _fetching("".join(node.itertext()))):
        yield f"its style holds {found}"
    for key, value in node.attrib.items():
        yield from _attribute(etree.QName(key).localname, value)


def _attribute(name: str, value: str) -> Iterator[str]:
    if name.lower().startswith("on"):
        yield f"it holds the attribute {name}, which runs"
    elif name == "base" or (name in ("href", "src") and not _OWN.match(value)):
        yield f"it refers to {value[:60]}"
    elif found := _fetching(value):
        yield f"its attribute {name} holds {found}"


def _fetching(style: str) -> str:
    """What of a style could fetch something; a backslash could hide it (CSS Syntax 3, 4.3.7)."""
    if "@import" in style.lower():
        return "@import"
    if match := _URL.search(style):
        return style[match.start() : match.start() + 40]
    return "a backslash" if "\\" in style and re.search(r"\\[0-9a-fA-F\n]|\\[uUrRlL@]", style) else ""
