"""Where something stands that an edition shows."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import stages

from press.book.places import located
from press.content.publication import read_publication
from press.diagnostics import Diagnostic, Location
from press.model.book import Fragment
from press.tasks.stored import read_book

MINIMAL = Path(__file__).parents[1] / "fixtures" / "minimal"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("places") / "publication"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    for language in ("en", "zh"):
        stages.book(language, root)
    return root


def place(root, about, language="en"):
    book = read_book(root / "build" / language / "book")
    [found] = located([Diagnostic("L001", "lost", about=about)], book, read_publication(root))
    assert found.about == "" or found.location is None
    return str(found.location or "").removeprefix(f"{root}/")


@pytest.mark.parametrize(
    ("language", "about", "expected"),
    [
        ("en", "borrowing p-aswok52x", "content/chapters/borrowing.md:23:1"),
        ("zh", "borrowing p-aswok52x", "translations/zh/borrowing.po:135"),
        ("zh", "#p-aswok52x", "translations/zh/borrowing.po:135"),
        ("en", "#sec-bringing-back", "content/chapters/borrowing.md:21:19"),
        ("en", "#ref-floor1998", "content/references.yaml:19:5"),
        ("en", "Books go back\u00a0on the “shelf”", "content/chapters/borrowing.md:23:1"),
        ("en", "before. Books go back on the shelf", "content/chapters/borrowing.md:23:1"),
        ("en", "Friends of the Reading Room", "content/publication.yaml:15:17"),
        ("zh", "本规则由村民会议通过", "content/documents/lending-rules/text.md:3:1"),
        ("en", "no such words are written", ""),
        ("en", "#nowhere", ""),
    ],
)
def test_a_place_is_found_by_what_is_known_of_it(root, language, about, expected):
    assert place(root, about, language) == expected


def test_words_of_code_are_found_in_their_document(root):
    book = read_book(root / "build" / "en" / "book")
    code = replace(book, fragments=(Fragment("borrowing (code)", ("Books go back on the shelf",), code=True),))
    [found] = located([Diagnostic("P001", "no face", about="on the shelf")], code, read_publication(root))
    assert str(found.location).removeprefix(f"{root}/") == "content/chapters/borrowing.md:23:15"


def test_words_of_a_template_are_found_there_first(root, tmp_path):
    shutil.copytree(root, tmp_path / "publication")
    sheet = tmp_path / "publication/templates/css/pdf.css.j2"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p {\n  colour: red }\n", "utf-8")
    book = read_book(root / "build" / "en" / "book")
    told = [Diagnostic("P002", "Ignored", about="colour: red")]
    [found] = located(told, book, read_publication(tmp_path / "publication"))
    assert found.location == Location(sheet, 2, 3)


def test_a_place_that_is_known_stays(root):
    told = Diagnostic("L001", "lost", Location(Path("a.md"), 3), about="#sec-bringing-back")
    book = read_book(root / "build" / "en" / "book")
    assert list(located([told], book, read_publication(root))) == [told]
