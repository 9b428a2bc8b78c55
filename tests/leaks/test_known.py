"""Whose names are looked for: those of the machine, of catalogs and of commits that the publication doesn't credit."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import leaky
import pytest

from press.content.publication import read_publication
from press.leaks import known
from press.leaks.known import Known, Name

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"


@pytest.mark.parametrize(
    "name", ["root", "runner", "a", "", "vm", "user", "x1", "192.168", "www-data", "The Maintainers"]
)
def test_names_that_tell_of_nobody(name: str) -> None:
    assert not Name(name, "").tellable


@pytest.mark.parametrize(
    ("name", "shy"), [("nemo", True), ("nemo-box", False), ("Nemo Nobody", False), ("无名", False)]
)
def test_short_words_are_not_looked_for_in_texts(name: str, shy: bool) -> None:
    assert Name(name, "").tellable
    assert Name(name, "").shy == shy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((text, True) for text in ("/srv/mark/a", "~mark/a", "mark@box", "made by Mark", "user: mark", "mark's book")),
        *((text, True) for text in ("mark-laptop", "C:\\mark\\a", '"author": "mark"')),
        *((text, False) for text in ("<mark>", ".mark{color:red}", "a mark", "markdown", "/marks/", "mark, mark")),
    ],
)
def test_a_short_word_is_told_where_it_stands_as_a_name(text: str, found: bool) -> None:
    assert bool(Name("mark", "").pattern.search(text)) == found


def test_the_machine_is_named() -> None:
    found = {row.text for row in known.machine_names({"USER": "nemo", "HOSTNAME": "nemo-box.example"})}
    assert {"nemo", "nemo-box.example", "nemo-box"} <= found


def test_who_is_credited_may_be_named(tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    catalog = root / "translations/ru/the-house.po"
    language, translator = '"Language: ru\\n"\n', '"Last-Translator: Nemo Nobody <nemo.n@nobody.net>\\n"\n'
    fields = f'{language}{translator}"Language-Team: Книжный комитет\\n"\n'
    catalog.write_text(catalog.read_text("utf-8").replace(language, fields, 1), "utf-8")
    found = known.of(read_publication(root))
    names = {row.text for row in found.names}
    assert {"Nemo Nobody", "nemo.n"} <= names
    assert "Книжный комитет" not in names
    settings = root / "content/publication.yaml"
    settings.write_text(settings.read_text("utf-8") + "public: [Nemo  Nobody, '@nobody.net']\n", "utf-8")
    found = known.of(read_publication(root))
    assert "Nemo Nobody" not in {row.text for row in found.names}
    assert found.credits("The Shelf Committee; NEMO NOBODY <nemo.n@nobody.net>")
    assert not found.credits("The Shelf Committee and Somebody Else")


def test_what_is_listed_is_listed_with_what_lies_in_it() -> None:
    may = Known(public=frozenset((leaky.HOME, "@nobody.net", "nemo")))
    assert may.allows(f"{leaky.HOME.upper()}/a.md")
    assert may.allows("anybody@nobody.net")
    assert not may.allows(f"{leaky.HOME}ly")
    assert not may.allows("nemo nobody")


def test_a_file_may_be_made_at_the_beginning_of_the_day_in_utc() -> None:
    day = datetime(2024, 2, 29, tzinfo=UTC)
    may = Known(days=frozenset((day.date(),)))
    assert may.timely(day)
    assert may.timely(day.replace(tzinfo=None))
    assert not may.timely(day + timedelta(seconds=1))
    assert not may.timely(day + timedelta(days=1))
    assert not may.timely(datetime(2024, 2, 29, 9, tzinfo=timezone(timedelta(hours=9))))
