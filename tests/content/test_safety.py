"""What may stand in a document, and that all that may not is told at once. Each hazard alone: tests/cases/S*."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from press import pandoc
from press.content import pictures
from press.content.markdown import OPTIONS, READER
from press.content.safety import hazards, hazards_within
from press.diagnostics import Location


def found(root: Path, text: str, *raw_html: str) -> list[str]:
    path = root / "a.md"
    path.write_text(text, "utf-8")
    return [d.code for d in hazards(pandoc.read(text, READER, *OPTIONS), path, raw_html, root)]


def test_what_may_stand(tmp_path: Path) -> None:
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    text = """# Title {#sec-a}

[mail](mailto:a@example.org) [tel](tel:+100) <https://example.org> [doi](doi:10.1/a) [up](#sec-a)

[слово]{lang=ru} [2007-08-09]{.date} [2007/2009]{.date} [-1204.5]{.number} ![A dot](a.png){width=40% alt="A dot"}

::: {.note title=x}
Text.[^1] [@a, p. 3] `[^2]`
:::

[^1]: One.

    Two.
"""
    assert found(tmp_path, text) == []


def test_all_is_told_at_once(tmp_path: Path) -> None:
    text = "A\n\n[b](file:a) ![](http://a/b.png) <i>c</i> [1]{#x} [2]{#x onclick=d} [^e] [1.]{.number}\n"
    assert found(tmp_path, text) == "S008 S010 S016 S006 S005 S005 S005 R001 S014".split()


def test_an_allowed_element_stands_bare(tmp_path: Path) -> None:
    assert found(tmp_path, "# A\n\nx<sup>2</sup> <br/>", "sup", "br") == []
    assert found(tmp_path, "# A\n\nx<sup class=a>2</sup>", "sup") == ["S005"]
    assert found(tmp_path, "# A\n\nx<sup>2</sup>", "sub") == ["S005", "S005"]
    assert found(tmp_path, "# A\n\nx `<sup>unseen</sup>`{=html}", "sup") == ["S005"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<bdi>*a* <time>b</time></bdi>", 0),
        ("<section>\n\na\n\n- <bdi>b</bdi>\n\n</section>", 0),
        ("<bdi>a", 1),
        ("a</bdi>", 1),
        ("<bdi><time>a</bdi></time>", 2),
        ("*<bdi>a* b</bdi>", 2),
        ("a^[<bdi>b] c</bdi>", 2),
        ("<section>\n\na", 1),
        ("- <section>\n\n    a\n\n</section>", 2),
    ],
)
def test_both_tags_of_an_element_stand_beside_each_other(tmp_path: Path, text: str, count: int) -> None:
    assert found(tmp_path, f"# A\n\n{text}\n", "bdi", "time", "section") == ["S005"] * count


@pytest.mark.parametrize("said", ["2007-02-29", "07-08-09", "2007-08-09/2007", "2007/2008/2009", "", "2009/2007"])
def test_dates_that_can_not_be(tmp_path: Path, said: str) -> None:
    spans = [pandoc.span([pandoc.text(said)], "", ["date"])]
    told = list(hazards_within(spans, lambda needle: Location(Path("a.md"), 1), (), tmp_path))
    assert [d.code for d in told] == ["S014"]


@pytest.mark.parametrize("said", ["1,000", "1e5", "NaN", "١٢", "1_000", "1.", "½"])
def test_numbers_that_can_not_be(tmp_path: Path, said: str) -> None:
    spans = [pandoc.span([pandoc.text(said)], "", ["number"])]
    told = list(hazards_within(spans, lambda needle: Location(Path("a.md"), 1), (), tmp_path))
    assert [d.code for d in told] == ["S014"]


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="


def svg(root: Path, inside: str, attributes: str = "") -> list[str]:
    path = root / "a.svg"
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {links} {attributes}>{inside}</svg>', "utf-8")
    return [d.code for d in pictures.problems(path, path.name, Location(path))]


@pytest.mark.parametrize(
    "inside",
    [
        '<style>path { fill: url(#a); font-family: "A" }</style><path fill="url(#a)" style="stroke: url( \'#b\')"/>',
        f'<use xlink:href="#a"/><image href="data:image/png;base64,{PIXEL}"/><text>javascript:</text>',
        "<!-- a script? --><title>on</title>",
    ],
)
def test_pictures_that_may_be(tmp_path: Path, inside: str) -> None:
    assert svg(tmp_path, inside) == []


@pytest.mark.parametrize(
    "inside",
    [
        '<script href="a.js"/>',
        '<path onclick="a()"/>',
        '<path ONLOAD="a()"/>',
        '<use href="a.svg#b"/>',
        '<a xlink:href="java&#10;script:a()"/>',
        '<path style="fill:u&#92;72l(a)"/>',
        '<path filter="url(//a/b)"/>',
        '<g xml:base="https://a/"/>',
        "<animate/>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg"/>',
    ],
)
def test_pictures_that_may_not_be(tmp_path: Path, inside: str) -> None:
    assert "S018" in svg(tmp_path, inside)


def test_every_picture_of_the_project_may_be() -> None:
    project = Path(__file__).parents[2]
    folders = [project / "content", project / "templates", project / "tests/fixtures"]
    files = [p for folder in folders for p in folder.rglob("*") if p.suffix.lower() in pictures.FORMATS]
    assert files
    assert [str(d) for path in files for d in pictures.problems(path, path.name, Location(path))] == []


def test_places_are_not_looked_for_in_code(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "# A\n\n```\n\\u0041 <i>\n```\n\n`\\u0041` is \\u0041 and <i>b</i>.\n"
    path.write_text(text, "utf-8")
    places = [d.location for d in hazards(pandoc.read(text, READER, *OPTIONS), path, (), tmp_path) if d.code == "S005"]
    assert [(place.line, place.column) for place in places if place] == [(7, 13), (7, 24), (7, 28)]
