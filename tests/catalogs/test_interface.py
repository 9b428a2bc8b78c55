"""The words of templates and code: found, carried from catalog to catalog, and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.catalogs import interface, po
from press.diagnostics import SourceError
from press.languages.registry import LANGUAGES
from press.model.catalog import Catalog, Entry
from press.model.interface import ROOMS, WRITTEN_IN, Words
from press.model.language import Language
from press.project import PROJECT


def templates(root: Path) -> Path:
    folder = root / "templates"
    (folder / "site").mkdir(parents=True)
    page = '{{ _("Contents") }} {{ _(name) }} {% if a %}{{ _("Next page") }}{% endif %}'
    (folder / "site/a.html.j2").write_text(page)
    (folder / "b.py").write_text('x = book.word("Chapter {number}", number=1) + words.reference("Chapter {number}")\n')
    (folder / "c.py").write_text('y = word("Contents") + other("Never")\n')
    (folder / "d.txt").write_text('_("Never")')
    return folder


def test_words_are_found_once_with_their_places(tmp_path: Path) -> None:
    found = [
        (entry.id, entry.source, entry.notes) for entry in interface.find([templates(tmp_path), tmp_path / "none"])
    ]
    assert found == [
        ("", "Chapter {number}", ("in templates/b.py",)),
        ("reference", "Chapter {number}", ("in templates/b.py",)),
        ("", "Contents", ("in templates/c.py, templates/site/a.html.j2",)),
        ("", "Next page", ("in templates/site/a.html.j2",)),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n\n{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", r"x\.j2:3: error W001: this is nested too deep"),
        ("x" * (interface.LARGEST + 1), r"x\.j2:1: error W001: it is larger than 1 MB"),
    ],
)
def test_a_template_that_has_no_end_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "x.j2").write_text(text)
    with pytest.raises(SourceError, match=said):
        interface.find([tmp_path])


def test_translations_are_carried_and_unused_ones_become_obsolete(tmp_path: Path) -> None:
    old = (Entry("", "Contents", "Содержание"), Entry("", "Old", "Старый"), Entry("", "New"))
    before = Catalog(tmp_path, "ru", old)
    carried = interface.carry([Entry("", "Contents", notes=("in a",)), Entry("", "Next")], before)
    assert carried == (
        Entry("", "Contents", "Содержание", notes=("in a",)),
        Entry("", "Next"),
        Entry("", "Old", "Старый", obsolete=True),
    )
    back = interface.carry([Entry("", "Old", notes=("in b",))], Catalog(tmp_path, "ru", carried))
    assert back[0] == Entry("", "Old", "Старый", notes=("in b",))


def write(root: Path, name: str, *entries: Entry) -> Path:
    po.write(Catalog(root / name / "ui.po", "ru", entries))
    return root / name / "ui.po"


def test_a_later_catalog_stands_before_an_earlier(tmp_path: Path) -> None:
    chapter, inside = "Chapter {number}", Entry("reference", "Chapter {number}", "главе {number}")
    first = write(tmp_path, "a", Entry("", chapter, "Глава {number}"), inside, Entry("", "Note", "Сноска"))
    second = write(tmp_path, "b", Entry("", "Note", "Примечание"), Entry("", "Next", "Дальше", fuzzy=True))
    words = interface.read([first, second, tmp_path / "none.po"], "ru")
    localised = Words(words)
    assert (localised.word(chapter, number=2), localised.reference(chapter, number=2)) == ("Глава 2", "главе 2")
    assert (localised.word("Note"), localised.word("Next")) == ("Примечание", "Next")
    all_words = [Entry("", "Next"), Entry("", "Note"), Entry("reference", chapter)]
    assert list(interface.missing(all_words, words)) == [Entry("", "Next")]


@pytest.mark.parametrize("target", ["第章", "第{n}章", "第{number章", "第{number}{}章", "第{number}}章"])
def test_placeholders_are_those_of_the_word(tmp_path: Path, target: str) -> None:
    path = write(tmp_path, "a", Entry("", "Chapter {number}", target))
    with pytest.raises(SourceError) as caught:
        interface.read([path], "zh-Hans")
    (told,) = caught.value.diagnostics
    assert (told.code, told.location and told.location.line) == ("T010", 10)
    assert "{number}" in told.hint


@pytest.mark.parametrize("row", [row for row in LANGUAGES.values() if row.code != WRITTEN_IN], ids=lambda row: row.code)
def test_a_language_of_the_press_has_every_word(row: Language) -> None:
    said = interface.read([PROJECT / "translations" / row.code / "ui.po"], row.tag)
    assert list(interface.missing(interface.find(ROOMS), said)) == []
