"""The text of a tagged PDF."""

import pikepdf
import pytest
from samples import book

from press.verify.pdf_text import of_pdf
from press.verify.text import letters, lost

TEXTS = {
    "en": "# A Harbour {#sec-a}\n\nBoats leave at *dawn*.[^n] They return.\n\n- one item\n\n| Port | Depth |\n"
    "|------|-------|\n| Quay | 7 |\n\n: Depths {#tbl-d}\n\n[^n]: Not on feast days.\n",
    "zh": "# 港口 {#sec-a}\n\n船只在黎明出发。[^n]它们返回。\n\n[^n]: 节日除外。\n",
}


@pytest.fixture(scope="module", params=TEXTS)
def made(request, tmp_path_factory):
    from datetime import date
    from pathlib import Path

    from press.content.publication import read_publication
    from press.editions.pdf.write import write_pdf

    tests = Path(__file__).parents[1]
    publication = read_publication(tests / "fixtures" / "minimal")
    assert publication.publication_date == date(2024, 2, 29)
    target = tmp_path_factory.mktemp("pdf") / "book.pdf"
    sample = book(request.param, TEXTS[request.param])
    write_pdf(sample, publication, tests.parent / "node_modules", target)
    return request.param, sample, target


def test_body_and_notes_are_told_apart(made):
    language, _, path = made
    body, notes = letters(of_pdf(path).body), letters(of_pdf(path).notes)
    inside, outside = ("notonfeastdays", "boatsleaveatdawn") if language == "en" else ("节日除外", "船只在黎明出发")
    assert inside in notes
    assert inside not in body
    assert outside in body
    assert outside not in notes


def test_lists_tables_and_captions_are_there(made):
    language, _, path = made
    if language == "en":
        body = letters(of_pdf(path).body)
        assert all(word in body for word in ("oneitem", "quay", "depths", "port"))


def test_calls_of_notes_part_no_text(made):
    language, _, path = made
    assert ("atdawntheyreturn" if language == "en" else "出发它们返回") in letters(of_pdf(path).body)


def test_the_edition_holds_every_fragment(made):
    _, sample, path = made
    assert list(lost(sample.fragments, of_pdf(path), "pdf")) == []


def test_text_in_a_form_is_found(made, tmp_path):
    """A page whose content was moved into a form XObject reads the same."""
    _, _, path = made
    target = tmp_path / "forms.pdf"
    with pikepdf.open(path) as pdf:
        page = pdf.pages[-1]
        form = pdf.make_stream(page.Contents.read_bytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox, form.Resources = page.MediaBox, page.Resources
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        pdf.save(target)
    assert of_pdf(target) == of_pdf(path)
