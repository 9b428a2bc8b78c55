"""The bibliography: CSL YAML to CSL JSON. What is wrong with one: tests/cases/R004, C007."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from press import pandoc
from press.content.bibliography import read_references
from press.diagnostics import SourceError

WORK = "id: a, type: book, title: A Book"


def read(root: Path, *works: str) -> list[dict[str, Any]]:
    path = root / "references.yaml"
    path.write_text("references:\n" + "".join(f"  - {{{work}}}\n" for work in works), "utf-8")
    return read_references(path, root)


def told(root: Path, *works: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read(root, *works)
    return [f"{d.location and d.location.line} {d.code} {d.message}" for d in caught.value.diagnostics]


def test_no_file_no_works(tmp_path: Path) -> None:
    assert read_references(None, tmp_path) == []


@pytest.mark.parametrize(
    ("said", "parts"),
    [("2003-06-01", [2003, 6, 1]), ("2003", [2003]), ("2003-06", [2003, 6]), ('"2003-06"', [2003, 6])],
)
def test_dates(tmp_path: Path, said: str, parts: list[int]) -> None:
    (work,) = read(tmp_path, f"{WORK}, issued: {said}, localized: {{zh: {{accessed: {said}}}}}")
    assert work["issued"] == {"date-parts": [parts]}
    assert work["localized"]["zh"]["accessed"] == {"date-parts": [parts]}


def test_what_csl_says_itself_is_kept(tmp_path: Path) -> None:
    issued = "{date-parts: [[2003]], circa: true}"
    (work,) = read(tmp_path, f"{WORK}, issued: {issued}, author: [{{literal: B}}], number: 7")
    assert work["issued"] == {"date-parts": [[2003]], "circa": True}
    assert (work["author"], work["number"]) == ([{"literal": "B"}], 7)


def test_all_is_told_at_once(tmp_path: Path) -> None:
    works = [WORK, WORK, "id: b, type: [book], title: [B]", "title: C", "id: d, type: book, title: D, editor: E"]
    assert told(tmp_path, *works) == [
        "3 C007 the work a stands twice",
        "4 R004 b has the unknown type ['book']",
        "4 R004 b: title is no text",
        "0 R004 the work {'title': 'C'} has no id",
        "0 R004 the work {'title': 'C'} has no type",
        "6 R004 d: editor is no list of names",
    ]


@pytest.mark.parametrize("text", ["", "works: []", "references: {a: b}", "references: [a]", "[a]"])
def test_a_file_without_a_list(tmp_path: Path, text: str) -> None:
    (tmp_path / "references.yaml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match="R004"):
        read_references(tmp_path / "references.yaml", tmp_path)


def test_a_text_is_one_line(tmp_path: Path) -> None:
    (work,) = read(tmp_path, 'id: a, type: book, title: "A  Book\\n of Lines", publisher: "B\\n"')
    assert (work["title"], work["publisher"]) == ("A  Book of Lines", "B")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, "JSON: it is nested too deep"),
        ('[{"id": ' + "9" * 5_000 + "}]", "JSON: a number has thousands of digits"),
        ("[" + ",".join(['{"id": "a"}'] * 10_001) + "]", "it holds 10001 works, and can hold 10000"),
    ],
    ids=["nested", "digits", "works"],
)
def test_json_without_measure(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "works.json").write_text(text)
    with pytest.raises(SourceError, match=rf"R004: {message}"):
        read_references(tmp_path / "works.json", tmp_path)


def test_not_all_that_is_wrong_with_thousands_is_told(tmp_path: Path) -> None:
    (tmp_path / "works.json").write_text("[" + ",".join(f'{{"id": "a{at}"}}' for at in range(5_000)) + "]")
    with pytest.raises(SourceError) as raised:
        read_references(tmp_path / "works.json", tmp_path)
    assert 100 < len(raised.value.diagnostics) < 110


def test_an_address_that_is_none_of_the_web_is_told_with_its_line(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        f"{WORK}, URL: https://example.org/a@b?c=d@e",
        'id: b, type: book, title: B, URL: "javascript:alert(1)"',
        'id: c, type: book, title: C, localized: {ru: {URL: "https://me:secret@example.org/"}}',
    )
    assert found == [
        "3 R011 b: an address may not begin with javascript:: javascript:alert(1)",
        "4 R011 c: an address may not hold the name or password of a user: https://me:secret@example.org/",
    ]


@pytest.mark.parametrize(
    "tag",
    [
        '<span onclick="alert(1)">',
        '<span style="background:url(https://example.org/a)">',
        '<i onclick="alert(1)">',
        '<span class="press-note">',
        '<span id="a">',
    ],
)
def test_what_could_run_is_no_markup_of_a_title(tmp_path: Path, tag: str) -> None:
    (work,) = read(tmp_path, f"id: a, type: book, title: '{tag}A</i></span> <b>Book</b>'")
    spans = [node for node in pandoc.walk(work["title"]["c"]) if pandoc.attr(node)]
    assert spans == []
    assert pandoc.plain(work["title"]["c"]) == f"{tag}A Book"


def test_the_markup_of_csl_stays(tmp_path: Path) -> None:
    said = '<i>A</i> <span style="font-variant: small-caps;">b</span> <sc>c</sc> <span lang="ru">д</span>'
    (work,) = read(tmp_path, f"id: a, type: book, title: '{said}'")
    kinds = [node["t"] for node in work["title"]["c"] if node["t"] != "Space"]
    assert kinds[0] == "Emph"
    assert pandoc.attr(work["title"]["c"][-1]) == ["", [], [["lang", "ru"]]]


def test_markup_without_end_is_told_at_its_work(tmp_path: Path) -> None:
    (said,) = told(tmp_path, WORK, f"id: b, type: book, title: '{'<i>' * 300}B'")
    assert said.startswith("3 S060 elements are nested deeper")
