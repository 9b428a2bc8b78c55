"""Picture files: their names in Markdown, and what is wrong with them. SVG: tests/cases/S018."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from press import pandoc
from press.content import markdown, pictures, pixels
from press.diagnostics import Location, SourceError
from press.tasks import paths

NAMES = ("the stamp.png", 'a"b.png', "a#b.png", "a?b.png", "100%.png", "%20.png", "图 é.png", "a'b&<c>.png")


def told(path: Path) -> list[tuple[str, str]]:
    found = pictures.problems(path, path.name, Location(path, 1))
    return [(d.code, d.message) for d in found]


def test_tasks_watch_every_picture() -> None:
    assert set(paths.PICTURES) == pictures.FORMATS


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_shown(name: str, tmp_path: Path) -> None:
    Image.new("L", (2, 2)).save(tmp_path / name)
    target = name.replace("\\", "\\\\").replace("<", "\\<").replace(">", "\\>")
    (tmp_path / "a.md").write_text(f"# A {{#sec-a}}\n\nAn ![x](<{target}>)", "utf-8")
    tree: Any = markdown.read(tmp_path / "a.md", {}, (), tmp_path)
    assert pictures.file_of(tree["blocks"][1]["c"][2]["c"][2][0], tmp_path) == tmp_path / name


def test_one_that_is_missing_is_told_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    Image.new("L", (2, 2)).save(tmp_path / "figures" / "shelf.png")
    (tmp_path / "a.md").write_text("# A {#sec-a}\n\n![x](figures/shelv.png)", "utf-8")
    with pytest.raises(SourceError, match=r"did you mean figures/shelf\.png\? Or put it at .*/shelv\.png"):
        markdown.read(tmp_path / "a.md", {}, (), tmp_path)


def test_one_that_is_missing_is_told_by_the_name_that_it_should_have(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A {#sec-a}\n\n![x](<a b.png>)", "utf-8")
    with pytest.raises(SourceError, match=r"there is no picture a b\.png\n.*put it at .*/a b\.png"):
        markdown.read(tmp_path / "a.md", {}, (), tmp_path)


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.avif", "a.tif", "a.bmp"])
def test_whole_pictures_and_damaged_ones(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    Image.effect_noise((64, 64), 90).save(path)
    assert told(path) == []
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert [code for code, _ in told(path)] == ["S007"]
    path.write_bytes(b"")
    assert [code for code, _ in told(path)] == ["S007"]


@pytest.mark.parametrize("name", ["a.gif", "a.png", "a.webp", "a.tif"])
def test_pictures_that_move_or_have_pages(name: str, tmp_path: Path) -> None:
    first, second = (Image.new("L", (2, 2), shade) for shade in (0, 255))
    first.save(tmp_path / name, save_all=True, append_images=[second])
    assert told(tmp_path / name) == [("S032", f"the picture {name} moves, or has several pages")]


def test_more_pixels_than_can_be_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)  # whatever a library does
    monkeypatch.setattr(pixels, "MOST", 10)
    Image.new("1", (4, 4)).save(tmp_path / "a.png")
    assert told(tmp_path / "a.png") == [("S007", "the picture a.png has more pixels than can be shown")]


@pytest.mark.parametrize("text", ['![](a.png){alt=""}', 'b ![](a.png){alt=""} c', '![Caption](a.png){#fig-a alt=""}'])
def test_pictures_that_decorate_need_no_text(text: str, tmp_path: Path) -> None:
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    (tmp_path / "a.md").write_text(f"# A {{#sec-a}}\n\n{text}", "utf-8")
    assert markdown.read(tmp_path / "a.md", {}, (), tmp_path)


@pytest.mark.parametrize("text", ['![](a.png){#x alt="A dot"}', 'b ![Old](a.png){width=50% alt="A dot"} c'])
def test_an_alternative_is_one_in_a_line_too(text: str, tmp_path: Path) -> None:
    Image.new("L", (2, 2)).save(tmp_path / "a.png")
    (tmp_path / "a.md").write_text(f"# A {{#sec-a}}\n\n{text}", "utf-8")
    tree: Any = markdown.read(tmp_path / "a.md", {}, (), tmp_path)
    (image,) = (node for node in pandoc.walk(tree["blocks"]) if node["t"] == "Image")
    assert (pandoc.plain(image["c"][1]), "alt" in dict(image["c"][0][2])) == ("A dot", False)


@pytest.mark.parametrize(
    "written", ["a b.png", "pics/../a%20b.png", "../images/c.png", "images/c.png?raw=true", "../images/c.png?a#b"]
)
def test_a_name_from_the_file_that_shows_it_is_one_under_content(written: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    for file in ("chapters/a b.png", "images/c.png"):
        (content / file).parent.mkdir(parents=True)
        Image.new("L", (2, 2)).save(content / file)
    path = content / "chapters" / "a.md"
    path.write_text(f"# A {{#sec-a}}\n\nAn ![x](<{written}>)", "utf-8")
    tree: Any = markdown.read(path, {}, (), content)
    target = tree["blocks"][1]["c"][2]["c"][2][0]
    assert target == ("images/c.png" if "c.png" in written else "chapters/a b.png")
    Image.new("L", (2, 2)).save(tmp_path / "out.png")
    path.write_text("# A {#sec-a}\n\nAn ![x](../../out.png)", "utf-8")
    with pytest.raises(SourceError, match="C008"):
        markdown.read(path, {}, (), content)


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">', []),
        ("<!DOCTYPE svg SYSTEM 'a.dtd'>", ["S018"]),
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd" [<!ENTITY a "b">]>', ["S018"]),
        ('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "a.dtd" [ ]>', []),
        ("<!DOCTYPE svg>", []),
        ('<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>', ["S018"]),
    ],
)
def test_the_document_type_of_old_svg_does_no_harm(head: str, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f'{head}\n<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', "utf-8")
    assert [code for code, _ in told(path)] == codes


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
def test_one_without_measure_is_not_read(name: str, tmp_path: Path) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(2**42)
    assert told(tmp_path / name) == [("S007", f"the picture {name} has 4194304 MB")]
