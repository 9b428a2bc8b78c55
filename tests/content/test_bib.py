"""BibTeX and BibLaTeX as CSL items, and the same works in every format that a bibliography may have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from manuscripts import CSL
from notation import CHINESE, ENGLISH, RUSSIAN, tree

from press import pandoc
from press.book.citations import cite
from press.book.works import localised_references
from press.content.bibliography import read_references
from press.diagnostics import SourceError

BIB = r"""% A remark @book{no,
@comment{ignored}
@string{sp = "Shelf Press"}
@book{handbook,
  title = {The Handbook of Very Small Libraries},
  author = {{Society of Librarians} and M{\"u}ller, J\'er\^ome and 王, 伟 and Петров, Пётр},
  editor = {Black, Emil}, date = {2003-06}, edition = {2}, volume = 3,
  publisher = sp, address = {Newtown}, langid = {english}, pages = {10--19}, abstract = {Long}
}
@article{tide,
  title = "On Tides \& \emph{E. coli} in {DNA}: a Study",
  author = {Reed, Ben}, journal = {Journal of Coasts}, volume = {4}, number = 2, year = {2004},
  url = {https://example.org/a_b}, urldate = {2011-03-05},
}
@misc{kniga, title={Книга о библиотеках}, author={Петров, Пётр}, year=2001, month=may, langid={russian}}
"""
CSL_YAML = """---
references:
- {id: handbook, type: book, title: The Handbook of Very Small Libraries, editor: [{family: Black, given: Emil}],
   author: [{literal: Society of Librarians}, {family: Müller, given: Jérôme}, {family: 王, given: 伟},
            {family: Петров, given: Пётр}], issued: 2003-06, edition: 2, volume: 3, publisher: Shelf Press,
   publisher-place: Newtown, language: en-US, page: 10-19}
- {id: tide, type: article-journal, title: "On Tides & <i>E. coli</i> in DNA: a Study", volume: 4, issue: 2,
   author: [{family: Reed, given: Ben}], container-title: Journal of Coasts, issued: 2004, accessed: 2011-03-05,
   URL: "https://example.org/a_b"}
- {id: kniga, type: document, title: Книга о библиотеках, author: [{family: Петров, given: Пётр}], issued: 2001-05,
   language: ru-RU}
---
"""
SUFFIXES = ("yaml", "json", "bib", "bibtex")


def written(root: Path, suffix: str) -> Path:
    """The same works in a format."""
    path = root / f"works.{suffix}"
    works = yaml.safe_load(CSL_YAML.rpartition("---")[0])["references"]
    for work in works:  # as JSON has dates
        for key in ("issued", "accessed"):
            if key in work:
                work[key] = {"date-parts": [str(work[key]).split("-")]}
    text = {"yaml": CSL_YAML, "json": json.dumps(works, ensure_ascii=False)}.get(suffix, BIB)
    path.write_text(text, "utf-8")
    return path


def told(root: Path, text: str, suffix: str = "bib") -> list[str]:
    path = root / f"works.{suffix}"
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError) as caught:
        read_references(path, root)
    return [f"{str(d.location).removeprefix(str(path))[1:]} {d.code} {d.message}" for d in caught.value.diagnostics]


@pytest.mark.parametrize("language", [ENGLISH, CHINESE, RUSSIAN], ids=lambda row: row.code)
def test_the_same_works_in_four_formats_give_the_same_notes(tmp_path: Path, language: Any) -> None:
    found = set()
    for suffix in SUFFIXES:
        works = localised_references(read_references(written(tmp_path, suffix), tmp_path), language, "en")
        text = tree("A [@handbook, 12] B [@tide, 3] C [@kniga] D [@tide] E [@handbook, 4]")["blocks"]
        [part], bibliography = cite([text], works, CSL / f"{language.citation_style}.csl", language)
        found.add(pandoc.write([*part, *bibliography], "html"))
    [same] = found
    assert "<em>E. coli</em>" in same
    assert "Müller" in same


TITLES = st.text(st.characters(categories=["L", "Nd"], max_codepoint=0xFFFF), min_size=1, max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TITLES, min_size=1, max_size=4), TITLES)
def test_titles_and_names_are_those_that_were_written(tmp_path: Path, words: list[str], family: str) -> None:
    title = " ".join(words)
    path = tmp_path / "works.bib"
    path.write_text(f"@book{{a, title = {{{title}}}, author = {{{family}, Ann}}}}", "utf-8")
    [work] = read_references(path, tmp_path)
    assert work["title"] == title
    assert work["author"] == [{"family": family, "given": "Ann"}]


def test_a_short_title_is_one_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "works.bib"
    path.write_text("@book{a, title = {Long: x}}\n@book{b, title = {Long: y}, shorttitle = {Short}}", "utf-8")
    assert [work.get("title-short") for work in read_references(path, tmp_path)] == [None, "Short"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@book{a,\n title = {x}\n author = {y}\n}", ["3:2 R004 BibTeX: unexpected 'a'"]),
        ("\n@book{a, title = {x}}\n@book{a, title = {y}}", ["3:7 C007 the work a stands twice"]),
        ("@book{a, author = {X Y}}", ["1:7 R004 the work a has no title"]),
        (
            "@book{a,\n title = {x \\lost{words} y \\textbf{kept}}}",
            ["2:13 R004 the command \\lost is not known, and its text is lost"],
        ),
        (
            "@book{a,\n title = {x \\input{/etc/passwd}}}",
            ["2:13 R004 the command \\input is not known, and its text is lost"],
        ),
    ],
)
def test_what_is_wrong_with_bibtex(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert told(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[\n{"id": "a", }]', ["2:13 R004 JSON: Illegal trailing comma before end of object"]),
        ('{"works": []}', ["1 R004 there is no list of works"]),
        (
            '[{"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [["2001", "spring"]]}}]',
            ["1:3 R004 a: issued is no date"],
        ),
        (
            '[{"id": "a", "type": "book", "title": "A", "accessed": {"date-parts": [null]}}]',
            ["1:3 R004 a: accessed is no date"],
        ),
        (
            '[{"id": "a", "type": "book", "title": "A"},\n {"id": "b", "type": "book"}]',
            ["2:3 R004 the work b has no title"],
        ),
    ],
)
def test_what_is_wrong_with_json(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = told(tmp_path, text, "json")
    assert [line.split(" ")[:2] for line in found] == [line.split(" ")[:2] for line in expected]


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "works.bib").write_bytes("@book{a,\n title = {Müller}}".encode("latin-1"))
    with pytest.raises(SourceError, match=r"works\.bib:2:12: error R004: this is not UTF-8"):
        read_references(tmp_path / "works.bib", tmp_path)


def test_json_has_forms_per_language(tmp_path: Path) -> None:
    forms = {"zh": {"title": "<b>甲</b>", "issued": {"raw": "2001-06"}}}
    work = {"id": "a", "type": "book", "title": "A", "localized": forms}
    (tmp_path / "works.json").write_text(json.dumps({"references": [work]}), "utf-8")
    [found] = localised_references(read_references(tmp_path / "works.json", tmp_path), CHINESE)
    assert pandoc.plain(found["title"]["c"]) == "甲"
    assert found["issued"] == {"date-parts": [[2001, 6]]}
