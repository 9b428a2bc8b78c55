"""SVG that runs, fetches or keeps a machine busy is refused, in any encoding; what programs write is not."""

from __future__ import annotations

import base64
from pathlib import Path

import drawn
import pytest

from press.content import svg


def told(data: bytes, folder: Path) -> list[str]:
    path = folder / "a.svg"
    path.write_bytes(data)
    found = list(svg.problems(path))
    assert all(d.code == "S018" and d.location and d.location.line and d.hint for d in found)
    return [d.message for d in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "gb18030"])
@pytest.mark.parametrize("name", drawn.HOSTILE)
def test_what_runs_or_fetches_is_refused(name: str, encoding: str, tmp_path: Path) -> None:
    assert told(drawn.hostile(name, encoding), tmp_path)


@pytest.mark.parametrize("name", drawn.PROGRAMS)
def test_what_programs_write_is_not(name: str, tmp_path: Path) -> None:
    assert told(drawn.PROGRAMS[name].encode(), tmp_path) == []


def test_pictures_within_are_looked_at(tmp_path: Path) -> None:
    for data in (b"GIF89a", b"\x89PNG\r\n\x1a\n", b"no picture"):
        inner = base64.b64encode(data).decode()
        text = drawn.svg(f'\n<image width="9" height="9" href="data:image/png;base64,{inner}"/>')
        assert told(text.encode(), tmp_path)[0].startswith("a picture in it is")
    text = drawn.svg('<image width="9" height="9" href="data:image/png;base64,????"/>')
    assert told(text.encode(), tmp_path) == ["a picture in it is damaged"]


def test_the_line_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    for head, line in (("\n\n<!-- a\n b -->\n<!DOCTYPE svg [<!ENTITY a 'b'>]>\n", 5), ("\n\n\n", 4)):
        path.write_bytes(drawn.svg("<script/>", head=f'<?xml version="1.0" encoding="utf-16"?>{head}').encode("utf-16"))
        assert [d.location.line for d in svg.problems(path) if d.location] == [line]


def test_as_much_as_a_picture_needs_is_drawn(tmp_path: Path) -> None:
    dots = "".join(f'<use href="#m" x="{n}"/>' for n in range(5000))
    assert told(drawn.svg(f'<defs><path id="m" d="M0 0"/></defs>{dots}').encode(), tmp_path) == []
    assert told(drawn.svg("<path/>" * (svg.ELEMENTS + 1)).encode(), tmp_path)
    assert told(drawn.svg(f"<text>{'x' * (svg.TEXT + 1)}</text>").encode(), tmp_path)


def test_what_nobody_sees_is_told_where_it_is_published(tmp_path: Path) -> None:
    hidden = drawn.svg('<text\nid="a">Shelf &#x202e;A</text>\n<metadata>&#x200b;</metadata>')
    (tmp_path / "a.svg").write_text(hidden)
    codes = [(d.code, d.message[-16:]) for d in svg.problems(tmp_path / "a.svg")]
    assert ("S015", "202E stands here") in codes
    assert told(drawn.svg("<text>کتاب\u200cها\r</text>").encode(), tmp_path) == []
