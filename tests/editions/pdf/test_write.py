"""The screen PDF: pages, fonts, outline, labels, metadata; and what it refuses."""

from __future__ import annotations

import ctypes
import os
import re
from dataclasses import replace

import pdfbooks
import pikepdf
import pypdfium2
import pytest
import rich_samples
import samples
from PIL import Image

from press.diagnostics import EngineError
from press.editions.pdf import html
from press.model.publication import Matter

LANGUAGES = ("en", "zh", "ru")


def text(path, page: int) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[page].get_textpage().get_text_range()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_six_by_nine_inches(language):
    with pikepdf.open(pdfbooks.rich(language)) as pdf:
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, 432, 648)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_are_ours_embedded_and_subset(language):
    with pikepdf.open(pdfbooks.rich(language)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts
        for font in fonts:
            assert re.fullmatch(r"/[A-Z]{6}\+Press-(Serif|Sans)(-SC)?.*", str(font.FontName))
            assert "/FontFile2" in font or "/FontFile3" in font
    assert pdfbooks.rich(language).stat().st_size < 300_000


def test_front_matter_has_roman_labels_and_the_body_starts_recto_at_one():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        start, style = pdf.Root.PageLabels.Nums[2], pdf.Root.PageLabels.Nums[3]
        assert pdf.Root.PageLabels.Nums[1].S == "/r"
        assert style.S == "/D"
        assert start % 2 == 0
    assert "Introduction" in text(pdfbooks.rich("en"), start)
    assert not text(pdfbooks.rich("en"), start - 1).strip()  # blank pages are blank
    assert not text(pdfbooks.rich("en"), 1).strip()


def test_contents_names_the_pages():
    contents = text(pdfbooks.rich("en"), 4)
    assert re.search(r"Summary[\s.]*vii", contents)
    assert re.search(r"Introduction[\s.]*1\b", contents)


def test_references_within_the_body_say_their_page():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        start = pdf.Root.PageLabels.Nums[2]
    assert re.search(r"Table\s+1,\s+p\.\s+3", text(pdfbooks.rich("en"), start))


def test_a_reference_within_the_front_matter_says_its_roman_folio():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        front = pdf.Root.PageLabels.Nums[2]
        [page] = [at for at in range(front) if "as “Summary”" in " ".join(text(pdfbooks.rich("en"), at).split())]
        assert pikepdf.Page(pdf.pages[page]).label == "vii"
    assert "as “Summary”, p. vii says" in " ".join(text(pdfbooks.rich("en"), page).split())


def test_a_reference_of_the_body_to_the_front_matter_says_its_roman_folio():
    before = "# Preface {#sec-preface}\n\n" + "Before.\n\n" * 60 + "## Thanks {#sec-thanks}\n\nTo all."
    front = samples.part(before, Matter.FRONT, "", first=90)
    body = samples.part("# Body {#sec-body}\n\nSee [Thanks](#sec-thanks){.press-xref kind=section} there.")
    made = pdfbooks.write(replace(samples.book("en"), parts=(front, body)), "referring")
    with pikepdf.open(made) as pdf:
        count = pdf.Root.PageLabels.Nums[2]
        [page] = [at for at in range(count) if "To all" in text(made, at)]
        label = pikepdf.Page(pdf.pages[page]).label
    assert label in ("vii", "viii", "ix")
    assert f"See Thanks, p. {label} there" in " ".join(text(made, count).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_outline_is_nested_and_in_the_language(language):
    with pikepdf.open(pdfbooks.rich(language)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[0] == rich_samples.WORDS.get(language, {}).get("Contents", "Contents")
        assert [len(item.children) for item in outline.root][2] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_metadata(language):
    publication = rich_samples.publication(pdfbooks.folder())
    with pikepdf.open(pdfbooks.rich(language)) as pdf:
        assert str(pdf.docinfo["/Title"]) == publication.title[language]
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20110301")
        assert str(pdf.Root.Lang) == publication.language(language).tag
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        xmp = pdf.open_metadata()
        assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "2", "A")
        assert xmp["dc:title"] == publication.title[language]
        assert xmp["dc:language"] == {publication.language(language).tag}


def test_links_lead_somewhere():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        names = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        inside = [str(link.Dest) for link in links if "/Dest" in link]
        assert "tbl-one" in inside
        assert set(inside) <= names
        assert {"p-1", "sec-one", "fig-one"} <= names  # places of the book can be linked to from elsewhere


def test_same_book_same_bytes(monkeypatch, tmp_path):
    book = rich_samples.book("en")
    first = pdfbooks.write(book, "first").read_bytes()
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert pdfbooks.write(book, "second").read_bytes() == first


def test_fontconfig_setting_is_put_back():
    before = os.environ.get("FONTCONFIG_FILE")
    pdfbooks.rich("en")
    assert os.environ.get("FONTCONFIG_FILE") == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_glyph_is_named_with_its_place(language):
    with pytest.raises(EngineError, match=r"P001: no face has “ꙮ” \(U\+A66E\), in #p-1: “.*eye ꙮ here") as caught:
        pdfbooks.one(language, "# Title {#sec-t}\n\nA many-eyed eye ꙮ here.")
    assert len(caught.value.diagnostics) == 1


@pytest.mark.parametrize("address", ["https://example.org/x.png", "../../etc/x.png", "missing.png"])
def test_what_is_not_a_file_of_the_publication_is_not_fetched(address):
    with pytest.raises(EngineError, match="P004"):
        pdfbooks.one("en", f"# Title {{#sec-t}}\n\n![A picture]({address})")


@pytest.mark.parametrize("link", ["[x](#nowhere)", "[x](other.html)"])
def test_broken_links_are_refused(link):
    with pytest.raises(EngineError, match="P005"):
        pdfbooks.one("en", f"# Title {{#sec-t}}\n\nSee {link}.")


def test_text_outside_the_type_area_is_refused():
    code = "unbreakable" * 9
    with pytest.raises(EngineError, match=r"P003: .* on page 1") as caught:
        pdfbooks.one("en", f"# Title {{#sec-t}}\n\n[{code}]{{style='white-space: nowrap'}}", "wide")
    assert len(caught.value.diagnostics) == 1


WIDE = f"[{'x' * 120}]{{style='white-space: nowrap; hyphens: none'}}"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        (f"> Too *broad* a `word`: {WIDE}.[^n]\n\n[^n]: Note.", f"Too broad a word: {'x' * 120}."),
        (f"Text.[^n]\n\n[^n]: A *note*, {WIDE}", f"A note, {'x' * 120}"),
        ("Wide: ![x](figures/dot.png){style='width: 400pt; max-width: none'}", "dot.png"),
    ],
)
def test_what_stands_outside_is_told_by_all_the_text_that_it_is_a_piece_of(text, about):
    with pytest.raises(EngineError, match="P003") as caught:
        pdfbooks.one("en", f"# A {{#sec-a}}\n\nBefore.\n\n{text}", "outside")
    assert caught.value.diagnostics[0].about.replace("\u2060", "") == about


def test_spaces_at_the_end_of_a_folded_line_of_code_stand_nowhere():
    pdfbooks.one("en", f"# Title {{#sec-t}}\n\n```\nHeader{' ' * 70}*header*\n```", "folded")


def test_highlighted_code_without_spaces_is_folded():
    line = "import os;" + "".join(f"a=run(b,'{'c' * 9}').read({number});" for number in range(9))
    assert inside(pdfbooks.one("en", f"# Title {{#sec-t}}\n\n```python\n{line}\nprint('中文', 1)\n```", "unbroken"))


def test_long_addresses_break():
    address = "https://www.example.org/" + "a-very-long-path-without-any-space/" * 8
    assert inside(pdfbooks.one("en", f"# Title {{#sec-t}}\n\nA.^[See <{address}>.] Text <{address}>.", "address"))


def test_indented_code_begins_where_it_is_written_however_long_its_line_is():
    lines = "\n".join(f'    """{"x" * length} word"""' for length in range(34, 58, 2))
    path = pdfbooks.one("en", f"# Title {{#sec-t}}\n\n```python\n{lines}\n```", "indented")
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [pdf[index].get_textpage() for index in range(len(pdf))]
        starts = [
            page.get_charbox(found.start())[0]
            for page in pages
            for found in re.finditer('"""x', page.get_text_range())
        ]
    assert len(starts) == 12
    assert max(starts) - min(starts) < 0.1


@pytest.mark.parametrize("raised", ["2", "n+1", "абв", "中", "−19", "a/b"])
def test_what_is_raised_or_lowered_is_so_whatever_it_is(raised):
    path = pdfbooks.one("en", f"# Title {{#sec-t}}\n\nWx^{raised}^W and y~{raised}~W.", "raised")
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [pdf[index].get_textpage() for index in range(len(pdf))]
        page = next(page for page in pages if "W and" in page.get_text_range())
        letters = page.get_text_range()
        base = _baseline(page, letters.index("W"))
        above = [_baseline(page, at) - base for at in range(len(letters))]
    assert sorted(letter for letter, up in zip(letters, above, strict=True) if 2 < up < 9) == sorted(raised)
    assert sorted(letter for letter, up in zip(letters, above, strict=True) if -9 < up < -1) == sorted(raised)


def _baseline(page, at):
    """Where a character stands, in points above the page's foot; where it isn't drawn, at its foot."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(page, at, x, y)
    return y.value


def inside(path) -> bool:
    """Whether all text of a PDF stands between the margins."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [pdf[index].get_textpage() for index in range(len(pdf))]
        boxes = [page.get_rect(index) for page in pages for index in range(page.count_rects())]
    return all(box[2] < 432 - 62 for box in boxes)


def test_failure_leaves_what_was_there():
    path = pdfbooks.one("en", "# Title {#sec-t}\n\nText.", "kept")
    before = path.read_bytes()
    with pytest.raises(EngineError):
        pdfbooks.one("en", "# Title {#sec-t}\n\n[x](#nowhere)", "kept")
    assert path.read_bytes() == before


def test_long_title_is_cut_for_the_running_head():
    from press.editions.pdf.html import HEAD_ROOM, running_head

    assert running_head("Short") == "Short"
    assert running_head("Main title: " + "and so on " * 9) == "Main title"
    assert running_head("word " * 30).endswith("word…")
    assert len(running_head("很长的标题" * 20)) <= HEAD_ROOM // 2


CODE = """# A {#sec-a}

Say `x = "y"  --z` and 'w'.

```
\ttabbed12\ta
```

``` {.python .numberLines}
def f(x):  # Комментарий: 中文, “q” -- '...'
    return "a" + `b` \\\\ $x {{ y }} ffi fl != -> [^1]

def long(argument, another): return "%s" % (argument + another + argument + another + argument)
```
"""


def test_code_is_extracted_as_it_stands_and_folds_with_a_sign_that_is_not():
    path = pdfbooks.one("en", CODE, "code")
    found = text(path, page_with(path, "def f"))
    for line in (
        'Say x = "y" --z and ‘w’.',
        "tabbed12 a",
        "def f(x): # Комментарий: 中文, “q” -- '...'",
        'return "a" + `b` \\\\ $x {{ y }} ffi fl != -> [^1]',
        'def long(argument, another): return "%s" % (argument ',
    ):
        assert line in found
    assert not re.search("[↪↳\u00ad\u2010]", found)
    with pikepdf.open(path) as pdf:
        names = {str(o.FontName)[8:] for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert {"Press-Mono", "Press-Mono-Semi-Bold", "Press-Sans-SC"} <= names


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_in_a_text_is_parted_at_its_signs_without_a_hyphen(language):
    code = "`ArrayBuffer.prototype[Symbol.toStringTag]`"
    items = f"- {code}：'ArrayBuffer'\n- Words {code}{{.js}}\n"
    path = pdfbooks.one(language, f"# A {{#sec-a}}\n\n{items}", "parted")
    found = text(path, page_with(path, "toStringTag"))
    assert "\u200b" not in found
    assert re.search(r"ArrayBuffer\.prototype\[Symbol\.\s*toStringTag\]：.Array", found)


@pytest.mark.parametrize(
    ("code", "pieces"),
    [
        ("std::collections::HashMap<String>", ["std::", "collections::", "HashMap", "<String>"]),
        ("some_long_name(argument)", ["some_", "long_", "name", "(argument)"]),
        ("https://example.org/a-b", ["https://", "example.", "org/a-b"]),
        ("git commit --amend", ["git commit --amend"]),
    ],
)
def test_where_code_may_be_parted(code, pieces):
    assert html.parted(code) == pieces


def test_polytonic_greek_and_phonetic_signs_are_set():
    path = pdfbooks.one("en", "# A {#sec-a}\n\nIn Greek ἐν ἀρχῇ, said [ˈfəʊnɪks].", "greek")
    assert "ἐν ἀρχῇ, said [ˈfəʊnɪks]" in text(path, page_with(path, "Greek"))


def page_with(path, wanted: str) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return next(at for at, page in enumerate(pdf) if wanted in page.get_textpage().get_text_range())


def test_a_book_without_code_has_no_monospaced_face():
    with pikepdf.open(pdfbooks.one("en", "# A {#sec-a}\n\nNo code.", "no-code")) as pdf:
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "Mono" in str(o.get("/FontName"))]


def pictured(markdown: str, name: str, **pictures: Image.Image):
    """The PDF of a book that shows some pictures, which are made first."""
    rich_samples.publication(pdfbooks.folder())
    for stem, picture in pictures.items():
        options = {"dpi": (250, 250)} if stem == "dense" else {}
        picture.save(pdfbooks.folder() / f"content/figures/{stem}.jpg", **options)
    return pdfbooks.one("en", f"# A {{#sec-a}}\n\n{markdown}", name)


def test_a_picture_has_its_own_size_at_150_to_300_pixels_an_inch_and_never_more_than_the_measure():
    shapes = {stem: Image.new("RGB", (width, 30)) for stem, width in (("plain", 300), ("dense", 500), ("wide", 3000))}
    rows = [*(f"![{stem}](figures/{stem}.jpg)" for stem in shapes), "![half](figures/plain.jpg){width=50%}"]
    with pypdfium2.PdfDocument(pictured("\n\n".join(rows), "sizes", **shapes)) as pdf:
        objects = [found for page in pdf for found in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
        bounds = [found.get_bounds() for found in objects]
    widths = [round(right - left) for left, _, right, _ in bounds]
    assert widths == [144, 144, 294, 147]


def test_pictures_are_in_the_colours_of_a_screen():
    path = pictured("![inks](figures/inks.jpg)", "inks", inks=Image.new("CMYK", (40, 40), (0, 255, 255, 0)))
    with pikepdf.open(path) as pdf:
        spaces = [str(o.ColorSpace) for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/ColorSpace" in o]
    assert spaces == ["/DeviceRGB"]


def test_a_picture_that_decorates_is_no_part_of_the_text():
    text = 'A ![](figures/d.jpg){alt="" width=1em} b.\n\n![Caption](figures/d.jpg){alt=""}\n\n![Shown](figures/d.jpg)'
    with pikepdf.open(pictured(text, "decorates", d=Image.new("L", (9, 9)))) as pdf:
        assert [str(found.Alt) for found in pdfbooks.elements(pdf, "Figure")] == ["Shown"]
