"""Citation styles before citeproc gets them: what is no style, and what has no end."""

from pathlib import Path

import pytest

from press.content import csl
from press.project import TEMPLATES

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">\n'
LAYOUT = '<citation><layout><text macro="{}"/></layout></citation>\n</style>'


def told(folder: Path, text: str) -> list[tuple[str, int, str]]:
    path = folder / "a.csl"
    path.write_text(text, "utf-8")
    found = list(csl.problems(path, path))
    assert all(d.hint and d.location and d.location.path == path for d in found)
    return [(d.code, d.location.line, d.message) for d in found if d.location]


def doubled(times: int, within: str = "{0}{0}") -> str:
    calls = [within.format(f'<text macro="m{at}"/>') for at in range(times)]
    macros = [f'<macro name="m{at}">{inner}</macro>' for at, inner in enumerate(['<text value="x"/>', *calls])]
    return HEAD + "\n".join(macros) + "\n" + LAYOUT.format(f"m{times}")


@pytest.mark.parametrize("path", sorted((TEMPLATES / "csl").iterdir()), ids=lambda path: path.name)
def test_ours_are_right(path: Path) -> None:
    assert list(csl.problems(path, path)) == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEAD + "<citation>", 2, "no well-formed XML"),
        ("", 1, "no well-formed XML"),
        ('<!DOCTYPE style [<!ENTITY a "b">]>\n' + HEAD + LAYOUT.format("&a;"), 2, "document type"),
        ('<!DOCTYPE style SYSTEM "file:///etc/passwd">\n' + HEAD + LAYOUT.format("a"), 2, "document type"),
        ('\n<style class="note"><citation/></style>', 2, "no style of CSL"),
        (HEAD + "</style>", 1, "has no citation"),
        (HEAD + "<group>" * 5000, 2, "no well-formed XML"),
    ],
)
def test_what_is_no_style_is_told_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    ((code, at, message),) = told(tmp_path, text)
    assert (code, at) == ("R003", line)
    assert said in message


def test_a_style_of_a_megabyte_is_not_read(tmp_path: Path) -> None:
    ((code, line, message),) = told(tmp_path, HEAD + " " * csl.LARGEST + LAYOUT.format("a"))
    assert (code, line) == ("R003", 1)
    assert "1,000,000 bytes" in message


@pytest.mark.parametrize(
    ("macros", "said"),
    [
        ('<macro name="a"><text macro="a"/></macro>', "a → a"),
        ('<macro name="a">\n<text macro="b"/></macro><macro name="b"><key macro="a"/></macro>', "a → b → a"),
    ],
)
def test_a_macro_that_calls_itself_is_told_with_its_line(tmp_path: Path, macros: str, said: str) -> None:
    ((code, line, message),) = told(tmp_path, HEAD + macros + LAYOUT.format("a"))
    assert (code, line) == ("R010", 2)
    assert message.endswith(said)


def test_macros_that_multiply_are_told_where_they_are_too_many(tmp_path: Path) -> None:
    assert told(tmp_path, doubled(10)) == []
    ((code, line, message),) = told(tmp_path, doubled(30))
    assert (code, line) == ("R010", 14)
    assert "20,000 at most" in message
    macro = f'<macro name="a">{"<text/>" * 9999}</macro>\n'
    thrice = "<citation>" + 3 * '<text macro="a"/>' + "</citation></style>"
    ((code, line, message),) = told(tmp_path, HEAD + macro + thrice)
    assert (code, line, message[:10]) == ("R010", 3, "<citation>")


def test_of_alternatives_one_is_followed(tmp_path: Path) -> None:
    assert told(tmp_path, doubled(30, "<choose><if>{0}</if><else>{0}</else></choose>")) == []


def test_a_style_names_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "a.csl"
    path.write_text(f'{HEAD}<info><link href="x" rel="independent-parent"/></info></style>')
    assert "parent" in next(csl.problems(path, path)).hint
