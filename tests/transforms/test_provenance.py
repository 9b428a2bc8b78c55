"""The box above a legal document."""

from datetime import date
from pathlib import Path

import pytest
from notation import CHINESE, ENGLISH, RUSSIAN

from press.model.publication import Document, Matter, Provenance, Translation
from press.model.words import Words
from press.transforms.provenance import rows

TITLES = {"en": "Harbour Act", "zh": "港口法", "ru": "Закон о портах"}
ISSUERS = {"en": "The Assembly", "zh": "议会", "ru": "Собрание"}


def document(**facts):
    plain = dict(title=TITLES, type="statute", digest=False, issuer=ISSUERS, original_language="ru", licence="CC0-1.0")
    return Document("act", Matter.APPENDIX, Path("text.md"), "ru", Provenance(**{**plain, **facts}))


def found(language, words=None, **facts):
    return dict(rows(document(**facts), language, Words(words or {})))


def test_an_ordinary_document_has_no_box():
    assert list(rows(Document("a", Matter.CHAPTER, Path("a.md"), "en"), ENGLISH, Words())) == []


def test_the_original_has_no_status():
    assert "Status" not in found(RUSSIAN)
    assert found(RUSSIAN) == {"Title": "Закон о портах", "Issued by": "Собрание", "Original language": "русский"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("official", "Official translation"),
        ("unofficial", "Unofficial translation"),
        ("machine-assisted", "Unofficial translation, machine-assisted"),
    ],
)
def test_a_translation_says_what_it_is_and_what_prevails(status, expected):
    said = found(ENGLISH, translations={"en": Translation(status, "ru")})["Status"]
    assert said == f"{expected}. The original (Russian) prevails."


def test_a_translation_of_which_nothing_is_told_is_unofficial():
    assert found(CHINESE)["Status"] == "Unofficial translation. The original (俄语) prevails."


def test_the_translator_is_named():
    said = found(ENGLISH, translations={"en": Translation("unofficial", "ru", "A. Marsh")})["Status"]
    assert said.startswith("Unofficial translation, by A. Marsh.")


def test_every_fact_has_its_row_in_order():
    facts = {
        "number": "35-Z",
        "adopted": date(2006, 3, 6),
        "in_force": date(2006, 4, 1),
        "source_url": "https://example.org/act",
        "digest": True,
    }
    assert list(rows(document(**facts), ENGLISH, Words({"Adopted": "Passed"}))) == [
        ("Status", "Unofficial translation. The original (Russian) prevails."),
        ("Digest of", "Harbour Act"),
        ("Issued by", "The Assembly"),
        ("Number", "35-Z"),
        ("Passed", "6 March 2006"),
        ("In force since", "1 April 2006"),
        ("Original language", "Russian"),
        ("Source", "https://example.org/act"),
    ]
