"""The settings: what is read, and what stands where nothing is written. What is wrong is in tests/cases/C0*."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from press.content.publication import inputs, read_publication
from press.diagnostics import SourceError
from press.model.publication import Geometry, Margins, Matter

MINIMAL = Path(__file__).parents[1] / "fixtures" / "minimal"
SHORTEST = """\
slug: note
identifier: https://example.org/note
date: 2024-01-01
title: A Note
languages: [en]
reading_order: {chapters: [note.md]}
licence: {text: MIT, url: https://example.org/mit}
"""


def shortest(root: Path, more: str = "") -> Path:
    (root / "content").mkdir()
    (root / "content" / "publication.yaml").write_text(SHORTEST + more, "utf-8")
    (root / "content" / "note.md").write_text("# A Note\n", "utf-8")
    return root


def test_the_fixture() -> None:
    publication = read_publication(MINIMAL)
    assert [(d.id, d.matter, d.language) for d in publication.documents] == [
        ("the-house", Matter.CHAPTER, "en"),
        ("borrowing", Matter.CHAPTER, "en"),
        ("opening-hours", Matter.APPENDIX, "en"),
        ("lending-rules", Matter.APPENDIX, "zh"),
        ("bibliography", Matter.BACK, "en"),
    ]
    assert publication.title["zh"] == "阅览室"
    assert publication.contributors[0].role == "edt"
    assert publication.imprint is not None
    assert [document.id for document in publication.texts][-1] == "imprint"


def test_provenance() -> None:
    rules = read_publication(MINIMAL).documents[3].provenance
    assert rules is not None
    assert (rules.type, rules.digest, rules.number, rules.adopted) == ("rules", False, "3", date(1998, 4, 1))
    assert rules.translations["en"].translator == "The Shelf Committee"
    assert (rules.translations["ru"].translated_from, rules.translations["ru"].translator) == ("en", None)
    assert (rules.translations["en"].reviewer, rules.translations["en"].made) == ("The Key Holders", date(2024, 2, 1))
    assert (rules.sha256 or "").startswith("3b8c4f0a")
    assert [d.id for d in read_publication(MINIMAL).parallel_texts("ru")] == ["lending-rules"]
    assert read_publication(MINIMAL).parallel_texts("zh") == ()


def test_defaults(tmp_path: Path) -> None:
    publication = read_publication(shortest(tmp_path))
    assert publication.title == {"en": "A Note"}
    assert publication.version == "1"
    assert publication.source_language == "en"
    assert publication.formats == ("site", "page", "epub", "pdf", "print", "cover", "booklet")
    assert publication.geometry == Geometry()
    assert publication.citation_styles["en"].name == "notes-en.csl"
    assert (publication.imprint, publication.references, publication.raw_html) == (None, None, ())


@pytest.mark.parametrize(
    "name",
    "template noscript textarea title select xmp plaintext svg math frameset audio video script style iframe object "
    "embed link meta base form input button h1 table img a details dialog slot rp br wbr SUP on".split(),
)
def test_no_element_may_be_allowed_that_does_more_than_hold_text(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=f"C005: raw_html: {name} can't be allowed"):
        read_publication(shortest(tmp_path, f'raw_html: [ruby, "{name}"]\n'))


def test_elements_that_hold_text_may_be_allowed(tmp_path: Path) -> None:
    assert read_publication(shortest(tmp_path, "raw_html: [ruby, rt, bdi]\n")).raw_html == ("ruby", "rt", "bdi")


def test_lengths(tmp_path: Path) -> None:
    page = "page: {width: 152.4mm, height: 9 in, margins: {head: 2.54cm, foot: 70.5pt}}\n"
    assert read_publication(shortest(tmp_path, page)).geometry == Geometry(
        pytest.approx(432), pytest.approx(648), Margins(head=pytest.approx(72), foot=70.5)
    )


@pytest.mark.parametrize("identifier", ["urn:isbn:978-3-16-148410-0", "https://doi.org/10.1000/182"])
def test_identifiers(tmp_path: Path, identifier: str) -> None:
    path = shortest(tmp_path) / "content" / "publication.yaml"
    path.write_text(SHORTEST.replace("https://example.org/note", identifier), "utf-8")
    assert read_publication(tmp_path).identifier == identifier


def test_a_style_of_the_publication(tmp_path: Path) -> None:
    shortest(tmp_path, "citation_styles: {en: ours.csl}\n")
    shutil.copy(read_publication(MINIMAL).citation_styles["ru"], tmp_path / "content" / "ours.csl")
    assert read_publication(tmp_path).citation_styles["en"] == tmp_path.resolve() / "content" / "ours.csl"


def test_inputs_are_what_is_read() -> None:
    root = MINIMAL.resolve()
    assert inputs(read_publication(MINIMAL)) == (
        root / "content/publication.yaml",
        root / "content/documents/lending-rules/meta.yaml",
        *(root / f"languages/{tag}.yaml" for tag in ("en", "zh-Hans", "ru")),
    )


def test_all_is_told_in_order(tmp_path: Path) -> None:
    path = shortest(tmp_path) / "content" / "publication.yaml"
    path.write_text(SHORTEST.replace("note.md", "not.md").replace("slug: note", "slug: A Note"), "utf-8")
    with pytest.raises(SourceError) as raised:
        read_publication(tmp_path)
    assert [d.location.line for d in raised.value.diagnostics if d.location] == [1, 6]
