"""The box above a legal document."""

from datetime import date
from pathlib import Path

import pytest
from notation import CHINESE, ENGLISH, RUSSIAN

from press.book.provenance_box import rows
from press.model.interface import Words
from press.model.publication import DOCUMENT_TYPES, Document, Matter, Provenance, Translation

TITLES = {"en": "Harbour Act", "zh": "港口法", "ru": "Закон о портах"}
ISSUERS = {"en": "The Assembly", "zh": "议会", "ru": "Собрание"}


def document(**facts):
    plain = {"title": TITLES, "type": "statute", "digest": False, "issuer": ISSUERS}
    plain |= {"original_language": "ru", "licence": "CC0-1.0", **facts}
    return Document("act", Matter.APPENDIX, Path("text.md"), "ru", Provenance(**plain))


def found(language, **facts):
    """The box in a publication whose licence is CC0-1.0."""
    return {fact.label: fact.value for fact in rows(document(**facts), language, Words(), "CC0-1.0")}


def test_an_ordinary_document_has_no_box():
    assert list(rows(Document("a", Matter.CHAPTER, Path("a.md"), "en"), ENGLISH, Words())) == []


def test_the_original_has_no_status():
    assert found(RUSSIAN) == {
        "Title": "Закон о\u00a0портах",
        "Type": "Statute",
        "Issued by": "Собрание",
        "Original language": "русский",
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("unofficial", "Unofficial translation. The original (Russian) prevails."),
        ("machine-assisted", "Unofficial translation, machine-assisted. The original (Russian) prevails."),
    ],
)
def test_a_translation_says_what_it_is_and_that_the_original_prevails(status, expected):
    assert found(ENGLISH, translations={"en": Translation(status, "ru")})["Status"] == expected


def test_an_official_translation_says_what_prevails_only_if_it_is_told():
    told = found(ENGLISH, translations={"en": Translation("official", "ru")})
    assert told["Status"] == "Official translation. The original (Russian) prevails."
    silent = found(ENGLISH, translations={"en": Translation("official", "ru", original_prevails=False)})
    assert silent["Status"] == "Official translation"


def test_a_translation_of_which_nothing_is_told_is_unofficial():
    assert found(CHINESE)["Status"] == "Unofficial translation. The original (俄语) prevails."


def test_the_translator_is_named():
    said = found(ENGLISH, translations={"en": Translation("unofficial", "ru", "The Harbour Office")})["Status"]
    assert said.startswith("Unofficial translation, by The Harbour Office.")


def test_a_translation_from_the_original_needn_t_say_so():
    assert "Translated from" not in found(ENGLISH, translations={"en": Translation("official", "ru")})
    assert found(ENGLISH, translations={"en": Translation("official", "zh")})["Translated from"] == "Chinese"


@pytest.mark.parametrize(
    ("own", "translated", "expected"),
    [
        ("CC0-1.0", None, {}),
        ("CC0-1.0", "CC0-1.0", {}),
        ("MIT", None, {"Licence": "MIT"}),
        ("CC0-1.0", "MIT", {"Licence": "CC0-1.0", "Licence of the translation": "MIT"}),
        ("MIT", "CC0-1.0", {"Licence": "MIT", "Licence of the translation": "CC0-1.0"}),
    ],
)
def test_a_licence_is_told_where_it_is_not_the_publication_s(own, translated, expected):
    told = found(ENGLISH, licence=own, translations={"en": Translation("unofficial", "ru", licence=translated)})
    assert {label: value for label, value in told.items() if "Licence" in label} == expected


def test_the_licence_of_a_translation_is_not_that_of_the_original():
    facts = {"translations": {"en": Translation("unofficial", "ru", licence="MIT")}}
    assert not any("Licence" in label for label in found(RUSSIAN, **facts))


@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_every_type_has_a_word(kind):
    assert found(ENGLISH, type=kind)["Type"] == kind.capitalize()


def test_every_fact_has_its_row_in_order():
    facts = {
        "number": "35-Z",
        "adopted": date(2006, 3, 6),
        "in_force": date(2006, 4, 1),
        "source_url": "https://example.org/act",
        "retrieved": date(2010, 5, 2),
        "sha256": "0" * 64,
        "digest": True,
        "translations": {
            "en": Translation("unofficial", "zh", "The Office", "The Desk", date(2010, 6, 3), "MIT"),
            "zh": Translation("official", "ru"),
        },
    }
    assert list(rows(document(**facts), ENGLISH, Words({"Adopted": "Passed"}), "CC0-1.0")) == [
        ("Status", "Unofficial translation, by The Office. The original (Russian) prevails.", ""),
        ("Digest of", "Harbour Act", ""),
        ("Type", "Statute", ""),
        ("Issued by", "The Assembly", ""),
        ("Number", "35-Z", ""),
        ("Passed", "6 March 2006", ""),
        ("In force since", "1 April 2006", ""),
        ("Original language", "Russian", ""),
        ("Source", "https://example.org/act", "https://example.org/act"),
        ("Retrieved", "2 May 2010", ""),
        ("Translated from", "Chinese", ""),
        ("Reviewed by", "The Desk", ""),
        ("Date of translation", "3 June 2010", ""),
        ("Licence", "CC0-1.0", ""),
        ("Licence of the translation", "MIT", ""),
    ]
