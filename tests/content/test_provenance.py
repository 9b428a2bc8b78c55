"""meta.yaml, where its mistakes need no publication around them; the others are cases of C005."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from press.content.languages import Languages
from press.content.provenance import read_provenance
from press.content.yaml import Report
from press.diagnostics import PublicationError
from press.model.publication import Provenance

META = """type: rules
title: {{en: Rules, ru: Правила}}
issuer: {{en: Assembly, ru: Сход}}
licence: CC0-1.0
original_language: {original}
translations: {{{translations}}}
"""


def read(folder: Path, translations: str, original: str = "zh", more: str = "") -> Provenance:
    path = folder / "meta.yaml"
    path.write_text(META.format(original=original, translations=translations) + more, "utf-8")
    report = Report(folder)
    found = read_provenance(path, report, ["en", "ru"], Languages(report, folder).find, date(2024, 2, 29))
    report.finish()
    assert found
    return found


def told(folder: Path, translations: str, original: str = "zh", more: str = "") -> list[str]:
    with pytest.raises(PublicationError) as raised:
        read(folder, translations, original, more)
    return [f"{d.location.line if d.location else 0}: {d.message}" for d in raised.value.diagnostics]


def test_a_translation_may_come_through_a_language_that_the_publication_lacks(tmp_path: Path) -> None:
    by_chinese = "en: {status: unofficial, translated_from: zh}, zh: {status: official, translated_from: ru}"
    found = read(tmp_path, by_chinese, "ru")
    assert (found.translations["en"].translated_from, found.translations["zh"].status) == ("zh", "official")


def test_that_language_has_to_be_told_of(tmp_path: Path) -> None:
    found = told(tmp_path, "en: {status: unofficial, translated_from: zh}", "ru")
    assert found == ["6: translations.en.translated_from: nothing tells of a translation into zh"]


def test_a_circle_is_told_once(tmp_path: Path) -> None:
    circle = "en: {status: unofficial, translated_from: ru}, ru: {status: unofficial, translated_from: en}"
    assert told(tmp_path, circle) == [
        "6: translations.en.translated_from: the translations go round in a circle: en from ru from en"
    ]


def test_the_original_has_no_translation(tmp_path: Path) -> None:
    both = "en: {status: unofficial, translated_from: ru}, ru: {status: unofficial, translated_from: en}"
    assert told(tmp_path, both, "ru") == ["6: unknown key translations.ru"]


def test_a_translation_is_not_credited_without_a_name(tmp_path: Path) -> None:
    found = read(tmp_path, "en: {status: official, translated_from: ru, translator: null}", "ru")
    assert found.translations["en"].translator is None


@pytest.mark.parametrize(
    ("row", "prevails"),
    [
        ("status: unofficial", True),
        ("status: machine-assisted", True),
        ("status: official", False),
        ("status: official, original_prevails: true", True),
    ],
)
def test_which_text_prevails(tmp_path: Path, row: str, prevails: bool) -> None:
    found = read(tmp_path, f"en: {{{row}, translated_from: ru}}", "ru")
    assert found.translations["en"].original_prevails is prevails


def test_the_digest_of_a_file_is_kept_in_small_letters(tmp_path: Path) -> None:
    more = f"source_url: https://rules.example/1\nsha256: {'AB' * 32}\n"
    found = read(tmp_path, "en: {status: official, translated_from: ru}", "ru", more)
    assert found.sha256 == "ab" * 32


def test_it_may_come_into_force_after_the_publication_but_be_adopted_only_before(tmp_path: Path) -> None:
    row = "en: {status: official, translated_from: ru}"
    assert read(tmp_path, row, "ru", "adopted: 2024-02-29\nin_force: 2025-01-01\n").in_force == date(2025, 1, 1)
    assert told(tmp_path, row, "ru", "adopted: 2024-03-01\n") == [
        "7: adopted: it can't be adopted on 2024-03-01, after the publication's own date, 2024-02-29"
    ]


def test_an_impossible_day_is_told_once(tmp_path: Path) -> None:
    row = "en: {status: official, translated_from: ru, date: 2020-02-30}"
    assert len(told(tmp_path, row, "ru", "adopted: 2024-02-31\n")) == 2
