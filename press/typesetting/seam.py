"""The table of WeasyPrint's inside that this folder leans on, and what of it another version has changed.

None of these names is documented, so any release may change them. Each row holds the signature and a checksum of the
source as they were when ours was written; `python -m press.typesetting.seam` tells the rows that are otherwise in the
WeasyPrint that is installed, which may be one in an environment made to try it. A row that changed is read again
beside the module that leans on it; then its new signature and checksum go into the table.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from textwrap import dedent
from types import FunctionType, ModuleType
from typing import Any


@dataclass(frozen=True)
class Name:
    """A name inside WeasyPrint.

    Attributes:
        name: where it is looked up, with its modules.
        modules: those of this folder that lean on it, parted by spaces.
        why: what it is replaced or used for.
        signature: its parameters, a class's those of its constructor; "" for what is not called.
        source: a checksum of its source; comments, docstrings and layout don't count.
    """

    name: str
    modules: str
    why: str
    signature: str
    source: str


@dataclass(frozen=True)
class Found:
    """What stands behind a name in the WeasyPrint that is installed."""

    signature: str
    source: str


class Gone(Exception):
    """There is no such name."""


REPLACED: Sequence[Name] = (
    Name(
        "weasyprint.document.LayoutContext",
        "footnotes",
        "a subclass of it lets notes take a share of the page only, and keeps which were moved",
        "style_for get_image_from_uri font_config counter_style target_collector",
        "2d8748396f50",
    ),
    Name(
        "weasyprint.layout.LayoutContext.layout_footnote",
        "footnotes",
        "notes that were moved would fill the next page, and its first line be set over them",
        "self footnote",
        "9ea1f00a4ac8",
    ),
    Name(
        "weasyprint.layout.block._linebox_layout",
        "footnotes",
        "a line that a moved note made room for is taken without the notes that it calls",
        "context box index child new_children page_is_empty absolute_boxes fixed_boxes adjoining_margins bottom_space"
        " position_y skip_stack first_letter_style first_line_style draw_bottom_decoration max_lines",
        "6329d376a550",
    ),
    Name(
        "weasyprint.layout.page.make_page",
        "footnotes",
        "a page that is laid out again must know what was moved to it",
        "context root_box page_type resume_at page_number page_state",
        "016bc9c10a48",
    ),
    Name(
        "weasyprint.layout.block.block_container_layout",
        "rows",
        "a row of a table may begin with one cell empty; a column of parallel text may not",
        "context box bottom_space skip_stack page_is_empty absolute_boxes fixed_boxes adjoining_margins "
        "first_letter_style first_line_style discard max_lines",
        "3ffe7aec1aae",
    ),
    Name(
        "weasyprint.layout.inline.count_expandable_spaces",
        "chinese",
        "the gaps between Chinese characters are widened, too",
        "box",
        "4f57296bdda8",
    ),
    Name(
        "weasyprint.layout.inline.split_text_box",
        "chinese",
        "where the faces of a line differ in depth, it keeps the grid",
        "context box available_width skip is_line_start=",
        "4e941c3944e9",
    ),
    Name(
        "weasyprint.layout.inline.add_word_spacing",
        "chinese right_to_left",
        "the layout that draws a text is told that its line has few gaps; words from right to left lose what is kerned",
        "context box justification_spacing x_advance",
        "c686accde2f5",
    ),
    Name(
        "weasyprint.text.line_break.Layout",
        "chinese",
        "a subclass of it spaces Chinese from Latin and widens its gaps",
        "style justification_spacing= max_width=",
        "285f5d8f4b95",
    ),
    Name(
        "weasyprint.text.line_break.Layout.set_text",
        "chinese",
        "Pango reserves the room between Chinese and Latin",
        "self text justify=",
        "0a98a8dd3f20",
    ),
    Name(
        "weasyprint.text.line_break.Layout.reactivate",
        "chinese",
        "the text is about to be drawn",
        "self style",
        "9035a810550d",
    ),
    Name(
        "weasyprint.text.line_break.Layout.get_first_line",
        "chinese",
        "the gaps of the line that is drawn are widened",
        "self",
        "250117680b0f",
    ),
    Name(
        "weasyprint.layout.inline.get_next_linebox",
        "paragraphs right_to_left",
        "a paragraph's lines are planned together; one from right to left is indented at its end",
        "context linebox position_y bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
        "first_letter_style first_line_style",
        "3b204b75763b",
    ),
    Name(
        "weasyprint.layout.inline.remove_last_whitespace",
        "right_to_left",
        "a line from right to left is drawn with the space that is taken from its end",
        "context line",
        "cd91a50414b9",
    ),
    Name(
        "weasyprint.layout.inline.avoid_collisions",
        "paragraphs",
        "a line is offered the width that its plan asks for",
        "context box containing_block outer=",
        "d53ab60faf1f",
    ),
    Name(
        "weasyprint.layout.inline.text_align",
        "paragraphs",
        "a line that is a little too long is shrunk; one that is only tried is measured",
        "context line available_width last",
        "b1fd66c31eae",
    ),
    Name(
        "weasyprint.text.line_break.get_next_word_boundaries",
        "paragraphs",
        "a word ends before what binds it to a note's call",
        "text lang",
        "b48a292101d5",
    ),
    Name(
        "weasyprint.pdf.add_links",
        "tags",
        "it is the first to know a page's reference; the structure tree needs it",
        "links_and_anchors matrix pdf page names tags",
        "71ab18c1b7d4",
    ),
    Name(
        "weasyprint.pdf.add_tags",
        "tags",
        "the structure is that of the HTML, not of page boxes",
        "pdf document pdf_version page_streams",
        "1d87d0ada3a6",
    ),
    Name(
        "weasyprint.document.Page.paint",
        "tags",
        "each page is tagged, compressed and let go as soon as it is drawn",
        "self stream scale=",
        "c90154d4a71d",
    ),
    Name(
        "weasyprint.pdf.stream.Font",
        "names",
        "its glyphs are named each time that they are drawn, not once",
        "pango_font description font_size",
        "c613f5adb49a",
    ),
    Name(
        "weasyprint.draw.text.draw_first_line",
        "names",
        "each glyph gets a code for its text, and what stands around wide gaps has it as ActualText",
        "stream textbox text_overflow block_ellipsis matrix",
        "0cdf4838ecfa",
    ),
    Name(
        "weasyprint.pdf.build_fonts_dictionary",
        "names",
        "further codes are led to their glyphs, and have names",
        "pdf fonts compress subset options",
        "13048626472d",
    ),
)
USED: Sequence[Name] = (
    Name(
        "weasyprint.formatting_structure.boxes.Box",
        "chinese pages paragraphs rows tags",
        "element, style, position, width and the like of every box; descendants, translate",
        "element_tag style element",
        "23dacd10523b",
    ),
    Name(
        "weasyprint.formatting_structure.boxes.FootnoteAreaBox",
        "pages",
        "notes stand in it",
        "page style",
        "a03da6303a2c",
    ),
    Name(
        "weasyprint.formatting_structure.boxes.InlineBox",
        "chinese paragraphs right_to_left",
        "text inside a line is looked for in it",
        "element_tag style element children",
        "c5114fadded3",
    ),
    Name(
        "weasyprint.formatting_structure.boxes.LineBox",
        "chinese pages right_to_left",
        "a line",
        "element_tag style element children",
        "c47c32785b26",
    ),
    Name(
        "weasyprint.formatting_structure.boxes.MarginBox",
        "pages tags",
        "running heads and folios are no content",
        "at_keyword style",
        "3cdf70b2936c",
    ),
    Name(
        "weasyprint.formatting_structure.boxes.ReplacedBox",
        "pages",
        "a picture may stand outside the type area",
        "element_tag style element replacement",
        "9d5af3dcd18b",
    ),
    Name(
        "weasyprint.formatting_structure.boxes.TableCellBox",
        "pages rows",
        "a cell limits what stands in it; the columns of parallel text are cells",
        "*args **kwargs",
        "97dcf72e2bd5",
    ),
    Name(
        "weasyprint.formatting_structure.boxes.TextBox",
        "chinese pages paragraphs right_to_left",
        "a text, its style, baseline and Pango layout",
        "element_tag style element text",
        "f8f4d35577e3",
    ),
    Name(
        "weasyprint.layout.absolute.AbsolutePlaceholder",
        "pages tags",
        "what is placed absolutely is wrapped in it",
        "box",
        "ca4704916148",
    ),
    Name(
        "weasyprint.layout.absolute.AbsolutePlaceholder._box",
        "pages tags",
        "the box that it wraps",
        "",
        "2f00cc24961e",
    ),
    Name(
        "weasyprint.document.Page._page_box",
        "pages tags",
        "the boxes of a page are read, tagged and let go",
        "",
        "8bfbf28f1141",
    ),
    Name(
        "weasyprint.layout.inline.count_expandable_spaces",
        "paragraphs right_to_left",
        "tells how many gaps of a line can be widened",
        "box",
        "4f57296bdda8",
    ),
    Name(
        "weasyprint.layout.inline.create_layout",
        "right_to_left",
        "the Pango layout that a text is drawn with",
        "text style context max_width justification_spacing",
        "f5e43cf220d9",
    ),
    Name(
        "weasyprint.text.line_break.line_size",
        "right_to_left",
        "tells how wide a line is drawn",
        "line style",
        "5dabfbd93a11",
    ),
    Name(
        "weasyprint.layout.inline.justify_line",
        "paragraphs",
        "shrinks a line that is a little too long",
        "context line extra_width",
        "c25dac9648c3",
    ),
    Name(
        "weasyprint.layout.page.make_all_pages",
        "footnotes",
        "lays pages out again, but not the next one when what is moved to it is otherwise",
        "context root_box html pages",
        "d981e3d11f72",
    ),
    Name(
        "weasyprint.layout.table.table_layout",
        "rows",
        "moves a row to the next page if none of its cells finds room",
        "context table bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes",
        "05fa80752a4b",
    ),
    Name(
        "weasyprint.text.line_break.strut",
        "chinese",
        "the baseline of a style's first face",
        "style",
        "2101ef864212",
    ),
    Name(
        "weasyprint.text.ffi.TO_UNITS",
        "chinese",
        "Pango's units in a pixel",
        "",
        "093f10fb784e",
    ),
    Name(
        "weasyprint.text.ffi.ffi",
        "chinese",
        "what belongs to Pango is freed with it",
        "",
        "2c43f3818f41",
    ),
    Name(
        "weasyprint.text.ffi.pango",
        "chinese",
        "letter spacing is set in a Pango layout",
        "",
        "a637981ba448",
    ),
    Name(
        "weasyprint.pdf.generate_pdf",
        "tags",
        "calls add_links and paint page by page, and add_tags after all of them",
        "document target zoom **options",
        "2d37e4e9ade7",
    ),
    Name(
        "weasyprint.pdf.stream.Stream._tags",
        "tags",
        "the number of each box's piece of content (MCID), and the operators around it",
        "",
        "3ecc7b90da44",
    ),
    Name(
        "weasyprint.css.ColorProfile",
        "metadata",
        "the output intent",
        "file_object src rendering_intent components",
        "9fa60618ab86",
    ),
    Name(
        "weasyprint.images.RasterImage",
        "engine",
        "a picture is named by its bytes, and its profile kept",
        "pillow_image image_id image_data filename= cache= orientation= options=",
        "8e7b56ee29c1",
    ),
)


def changes(rows: Sequence[Name]) -> Iterator[str]:
    """What of the rows is otherwise in the WeasyPrint that is installed: a line or two for people each."""
    for row in rows:
        places = [f"press/typesetting/{module}.py" for module in row.modules.split()]
        verb = ("replace" if row in REPLACED else "use") + ("s" if len(places) == 1 else "")
        why = f"{', '.join(places)} {verb} it: {row.why}"
        try:
            found = look_up(row.name)
        except Gone:
            yield f"{row.name} is gone: {why}"
            continue
        what = [
            f"{field}\n    was {was or 'none'}\n    is  {now or 'none'}"
            for field, was, now in (
                ("signature", row.signature, found.signature),
                ("source", row.source, found.source),
            )
            if was != now
        ]
        if what:
            yield f"{row.name} changed: {why}\n  " + "\n  ".join(what)


def look_up(name: str) -> Found:
    """What stands behind a name.

    An attribute that only objects have is known by the methods that mention it, another value by what it is set to.

    Raises:
        Gone: nothing does.
    """
    owner, last = _owner(name)
    value = vars(owner).get(last)
    value = inspect.unwrap(value) if callable(value) else value
    if isinstance(value, FunctionType | type):
        return Found(_signature(value), _checksum([_parsed(value)]))
    parts: list[ast.stmt]
    if isinstance(owner, ModuleType):
        assigned = (node for node in _parsed(owner).body if isinstance(node, ast.Assign))
        parts = [node for node in assigned if last in map(ast.unparse, node.targets)]
    else:
        (definition,) = _parsed(owner).body
        assert isinstance(definition, ast.ClassDef)
        parts = [node for node in definition.body if last in _attributes(node)]
    if not parts:
        raise Gone(name)
    return Found("", _checksum(parts))


def _signature(value: Any) -> str:
    """The parameters of what is called; of a default, only that there is one."""
    parameters = inspect.signature(value).parameters.values()
    return " ".join(
        str(parameter) if parameter.default is parameter.empty else f"{parameter.name}=" for parameter in parameters
    )


def _owner(name: str) -> tuple[Any, str]:
    """The module or class that a name stands in, and its last part."""
    *path, last = name.split(".")
    owner: Any = importlib.import_module(path[0])
    for part in path[1:]:
        try:
            owner = getattr(owner, part, None) or importlib.import_module(f"{owner.__name__}.{part}")
        except ImportError as error:
            raise Gone(name) from error
    return owner, last


def _parsed(value: Any) -> ast.Module:
    """The source of a module, class or function, without docstrings."""
    tree = ast.parse(dedent(inspect.getsource(value)))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and ast.get_docstring(node) is not None:
            del node.body[0]
    return tree


def _attributes(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _checksum(parts: Sequence[ast.AST]) -> str:
    return sha256("".join(map(_shape, parts)).encode()).hexdigest()[:12]


def _shape(node: Any) -> str:
    """A syntax tree as text that is the same in all versions of Python: fields that are empty are left out."""
    if isinstance(node, list):
        return f"[{', '.join(map(_shape, node))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = (f"{name}={_shape(value)}" for name, value in ast.iter_fields(node) if value not in (None, []))
    return f"{type(node).__name__}({', '.join(fields)})"


if __name__ == "__main__":
    told = list(changes((*REPLACED, *USED)))
    sys.stdout.write("\n".join(told or ["nothing that press/typesetting/ leans on has changed"]) + "\n")
    sys.exit(bool(told))
