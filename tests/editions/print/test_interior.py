"""Print-ready interiors: the pages of the screen PDF, in inks, with boxes, marks, signature and gutter."""

from __future__ import annotations

import ctypes
import io
import re
from dataclasses import replace

import pdfbooks
import pikepdf
import printbooks
import pypdfium2
import pytest
import samples
from PIL import Image
from printbooks import HOUSE, printing
from pypdfium2 import raw

from press.diagnostics import EngineError
from press.editions.pdf.write import write_pdf
from press.model.printing import MILLIMETRE

LANGUAGES = ("en", "zh", "ru")
LONG = "# A {#sec-a}\n\n" + "\n\n".join(f"Paragraph {n} of words enough to fill a line or more." for n in range(60))


def letters(path, page: int) -> list[tuple[str, float, float]]:
    """Every character of a page that is seen, with its place from the trim's lower left corner, in points."""
    with pypdfium2.PdfDocument(path) as pdf:
        found = pdf[page]
        left, bottom, *_ = found.get_trimbox()
        text, out = found.get_textpage(), []
        for at in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            letter = chr(raw.FPDFText_GetUnicode(text, at))
            if letter.strip():
                out.append((letter, x.value - left, y.value - bottom))
        return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_stands_where_it_stands_on_the_screen(language):
    path, made = printbooks.rich(language)
    for page in range(made.pages):
        here, there = letters(path, page), letters(pdfbooks.rich(language), page)
        assert [row[0] for row in here] == [row[0] for row in there]
        assert [row[1:] for row in here] == [pytest.approx(row[1:], abs=0.1) for row in there]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pagination_is_that_of_the_screen(language, tmp_path):
    screen = write_pdf(
        pdfbooks.rich_book(language), printbooks.publication(printing()), pdfbooks.MODULES, tmp_path / "screen.pdf"
    )
    _, made = printbooks.rich(language)
    assert len(screen.anchors) > 20
    assert list(made.pagination.other(screen.values())) == []


def test_pages_that_differ_are_told():
    book = samples.book("en", LONG)
    _, made = printbooks.write(book, "long")
    narrow = printbooks.publication(printing())
    margins = replace(narrow.geometry.margins, foot=120)
    other = replace(narrow, geometry=replace(narrow.geometry, margins=margins))
    screen = write_pdf(book, other, pdfbooks.MODULES, pdfbooks.folder() / "other.pdf")
    with pytest.raises(EngineError, match=r"P009: .*p-[0-9]+ stands on page [0-9]+, not on page [0-9]+"):
        made.compare(screen.values())


@pytest.mark.parametrize(
    ("bleed", "slug", "marks"), [(3 * MILLIMETRE, 30, True), (5 * MILLIMETRE, 36, True), (9, 30, True), (9, 0, False)]
)
def test_boxes(bleed, slug, marks):
    house = replace(HOUSE, bleed=bleed, slug=slug, marks=marks)
    path, _ = printbooks.one(samples_text(), f"boxes-{bleed:.0f}-{slug}", printing(house))
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            edge = bleed + slug
            trim = [edge, edge, edge + 432, edge + 648]
            assert list(map(float, page.trimbox)) == pytest.approx(trim, abs=0.001)
            grown = [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed]
            assert list(map(float, page.obj.BleedBox)) == pytest.approx(grown, abs=0.001)
            sheet = [0, 0, 432 + 2 * edge, 648 + 2 * edge]
            assert list(map(float, page.mediabox)) == pytest.approx(sheet, abs=0.001)
            assert "/ArtBox" not in page.obj


def samples_text() -> str:
    return "# A {#sec-a}\n\nFew words."


def test_an_interior_without_bleed_has_pages_of_the_trimmed_size():
    house = replace(HOUSE, interior_bleed=False, marks=False, slug=0)
    path, _ = printbooks.one(samples_text(), "plain", printing(house))
    with pikepdf.open(path) as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 432, 648)}


@pytest.mark.parametrize("signature", [1, 2, 4, 8, 16])
def test_the_last_signature_is_filled_with_blank_pages(signature):
    settings = printing(replace(HOUSE, signature=signature))
    path, made = printbooks.one(samples_text(), f"signature-{signature}", settings)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == made.filled
        assert made.filled % signature == 0
        assert made.filled % 4 == 0  # what is stapled is folded
        assert 0 <= made.filled - made.pages < max(signature, 4)
        assert len({tuple(map(float, page.trimbox)) for page in pdf.pages}) == 1
    for page in range(made.pages, made.filled):
        assert letters(path, page) == []


def test_the_text_block_moves_out_of_the_gutter():
    steps = printing(binding="loose")
    moved = replace(steps, binding=replace(steps.binding, gutter=((9999, 7.0),)))
    book = samples.book("en", LONG)
    plain, _ = printbooks.write(book, "gutter-none", steps)
    path, made = printbooks.write(book, "gutter", moved)
    both = [(page, letters(plain, page), letters(path, page)) for page in range(made.pages)]
    shifts = [(page % 2, round(new[0][1] - old[0][1], 2)) for page, old, new in both if old]
    assert set(shifts) == {(0, 7.0), (1, -7.0)}


def test_more_pages_than_the_binding_takes_are_refused():
    steps = printing(binding="perfect")
    with pytest.raises(EngineError, match="P011: the interior has 8 pages; the binding “perfect” takes 32 to 1200"):
        printbooks.one(samples_text(), "thin", steps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_stay_and_what_acts_goes(language):
    path, _ = printbooks.rich(language)
    with pikepdf.open(path) as pdf, pikepdf.open(pdfbooks.rich(language)) as screen:
        kinds = [str(node.S) for node in pdfbooks.elements(pdf)]
        assert kinds == [str(node.S) for node in pdfbooks.elements(screen)]
        assert not [key for key in pdf.Root if key in ("/Outlines", "/Names", "/Dests", "/OpenAction", "/AA")]
        assert not [page for page in pdf.pages if "/Annots" in page.obj]
        assert "/PageLabels" in pdf.Root
        assert b"/OBJR" not in b"".join(node.unparse() for node in pdfbooks.elements(pdf))


def test_the_same_bytes_twice():
    one, _ = printbooks.one(samples_text(), "same-1")
    first = one.read_bytes()
    again, _ = printbooks.one(samples_text(), "same-1")
    assert again.read_bytes() == first


def test_it_says_what_it_is():
    path, _ = printbooks.rich("zh")
    with pikepdf.open(path) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFX", "FOGRA39")
        assert intent.DestOutputProfile.read_bytes() == printbooks.PROFILE.read_bytes()
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in packet
        assert re.search(r"<xmpMM:DocumentID>uuid:[0-9a-f-]{36}<", packet)
        assert pdf.docinfo["/Trapped"] == "/False"
        assert pdf.docinfo["/CreationDate"] == "D:20110301000000+00'00'"
        assert pdf.pdf_version == "1.6"


def test_code_is_in_black_ink():
    code = "# A {#sec-a}\n\n```python\ndef f(x):  # c\n    return \"s\" + 1 or int\n```\n"
    path, _ = printbooks.one(code, "code")
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                assert str(operator) not in ("rg", "RG")
                if str(operator) in ("k", "K"):
                    assert [float(value) for value in operands[:3]] in ([0, 0, 0], [0.2, 0.85, 0.75])  # or the accent


def test_pictures_in_inks_stay_as_they_are():
    printbooks.publication(printing())
    data = pdfbooks.folder() / "content/figures/printed.jpg"
    Image.new("CMYK", (300, 300), (0, 255, 255, 0)).save(data)
    path, _ = printbooks.one("# A {#sec-a}\n\n![inks](figures/printed.jpg)", "inks")
    with pikepdf.open(path) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        found = [Image.open(io.BytesIO(image.read_raw_bytes())) for image in images]
    with Image.open(data) as wanted:
        assert [(picture.mode, picture.tobytes()) for picture in found] == [("CMYK", wanted.tobytes())]
