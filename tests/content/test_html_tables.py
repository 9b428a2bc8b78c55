"""Tables and figures that are written as HTML: what they become, and which are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from press import pandoc
from press.content import markdown
from press.diagnostics import SourceError

PIPES = "|   | B *x* |\n|:--|--:|\n| a | b[^n] |\n\n: Caption {#tbl-a}\n"


def read(root: Path, text: str) -> Any:
    Image.new("L", (2, 2)).save(root / "a.png")
    note = "[^n]: A note.\n" if "[^n]" in text else ""
    (root / "a.md").write_text(f"# A\n\n{text}\n\n{note}", "utf-8")
    return markdown.read(root / "a.md", {}, (), root)["blocks"][1:]


def shape(table: Any) -> list[list[tuple[int, int, str, str]]]:
    """Rows, span and text of the cells of a table."""
    rows = [*table["c"][3][1], *(row for body in table["c"][4] for row in body[3]), *table["c"][5][1]]
    cells = [[(high, broad, align["t"][5:], blocks) for _, align, high, broad, blocks in row[1]] for row in rows]
    return [[(*cell[:3], pandoc.plain(cell[3])) for cell in row] for row in cells]


def test_a_simple_one_is_as_one_of_pipes(tmp_path: Path) -> None:
    theirs = """<table id="tbl-a" border="1">
<caption>Caption</caption>
<thead><tr><th align="left"></th><th align="right">B *x*</th></tr></thead>
<tbody>
<tr><td align="left">a</td><td align="right">b[^n]</td></tr>
</tbody>
</table>"""
    (table,), (pipes,) = read(tmp_path, theirs), read(tmp_path, PIPES)
    assert shape(table) == shape(pipes)
    assert [table["c"][at] for at in (0, 1, 2)] == [pipes["c"][at] for at in (0, 1, 2)]
    assert table["c"][4][0][1] == pipes["c"][4][0][1] == 1


def test_cells_over_others_heads_of_rows_and_blocks(tmp_path: Path) -> None:
    rows = '<tr><th>A</th><th colspan="2">B</th></tr><tr><td rowspan="2">a</td><td>\n\n- b\n\n</td><td>c</td></tr>'
    rows += "<tr><td>d</td></tr>"
    (table,) = read(tmp_path, f"<table>{rows}<tfoot><tr><td>e</td></tr></tfoot></table>")
    assert shape(table) == [
        [(1, 1, "Default", "A"), (1, 2, "Default", "B")],
        [(2, 1, "Default", "a"), (1, 1, "Default", "b"), (1, 1, "Default", "c")],
        [(1, 1, "Default", "d"), (1, 1, "Default", "")],
        [(1, 1, "Default", "e"), (1, 1, "Default", ""), (1, 1, "Default", "")],
    ]
    (headed,) = read(tmp_path, "<table><tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr></table>")
    assert (headed["c"][3][1], headed["c"][4][0][1]) == ([], 1)


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td style='color: red'>a</td></tr></table>",
        "<table><tr><td rowspan='2'>a</td></tr></table>",
        "<table><tr><td colspan='0'>a</td></tr></table>",
        "<table><tr><td>a</tr></table>",
        "<table><tr><td><font>a</font></td></tr></table>",
        "<table onclick='a()'><tr><td>a</td></tr></table>",
        "<table></table>",
        "<figure onclick='a()'><img src='a.png' alt='x'></figure>",
        "<img src='a.png' alt='x' style='color: red'>",
    ],
)
def test_what_can_not_be_said_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="S005"):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("said", "alternative", "attributes"),
    [("", "A caption", []), (' alt=""', "", [["alt", ""]]), (' alt="A dot"', "A dot", [])],
)
def test_a_picture_of_a_figure_says_what_it_shows_as_in_markdown(
    tmp_path: Path, said: str, alternative: str, attributes: list[list[str]]
) -> None:
    theirs = f'<figure>\n<img src="a.png"{said}>\n<figcaption>A *caption*</figcaption>\n</figure>'
    (image,) = (node for node in pandoc.walk(read(tmp_path, theirs)) if node["t"] == "Image")
    assert (pandoc.plain(image["c"][1]), image["c"][0][2]) == (alternative, attributes)


def test_a_picture_with_neither_alternative_nor_caption_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="S013"):
        read(tmp_path, "<figure>\n<img src='a.png'>\n</figure>")


def test_a_figure_keeps_picture_caption_and_anchor(tmp_path: Path) -> None:
    theirs = """<figure id="fig-a">
<img src="a.png" class="center" alt="A
dot" style="width: 50%;">
<figcaption>A *caption*</figcaption>
</figure>"""
    (figure,) = read(tmp_path, theirs)
    (image,) = (node for node in pandoc.walk(figure) if node["t"] == "Image")
    assert figure["t"] == "Figure"
    assert figure["c"][0][0] == "fig-a"
    assert pandoc.plain(figure["c"][1][1]) == "A caption"
    assert (pandoc.plain(image["c"][1]), image["c"][0][2]) == ("A dot", [["width", "50%"]])
