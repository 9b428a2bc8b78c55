"""The structure tree: it follows the text, and what repeats or decorates is no part of it."""

from __future__ import annotations

import pdfbooks
import pikepdf
import pytest

from press.verify.pdf_text import of_pdf

LONG = "A sentence that goes on and on, and is followed by others of its kind. " * 60


def test_a_paragraph_over_a_page_end_is_one_element():
    with pikepdf.open(pdfbooks.one("en", f"# Title {{#sec-t}}\n\n{LONG}", "over")) as pdf:
        over = [node for node in pdfbooks.elements(pdf, "P") if len(pdfbooks.pages_of(node)) > 1]
        assert len(over) == 1


def test_a_note_stands_at_its_call():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        callers = [n for n in pdfbooks.elements(pdf, "P") if "Note" in pdfbooks.kinds(n)]
        assert callers
        for node in callers:
            kinds = pdfbooks.kinds(node)
            assert all(kinds[at - 1] == "Reference" for at, kind in enumerate(kinds) if kind == "Note")
        notes = list(pdfbooks.elements(pdf, "Note"))
        assert len({str(note.ID) for note in notes}) == len(notes) == 6
        assert all(pdfbooks.kinds(note)[0] == "Lbl" for note in notes)


def test_contents_is_a_toc_of_links_without_leaders():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        outer = next(pdfbooks.elements(pdf, "TOC"))
        assert set(pdfbooks.kinds(outer)) == {"TOCI"}
        links = [node for item in pdfbooks.elements(pdf, "TOCI") for node in item.K if node.S == "/Link"]
        assert len(links) == 5
        for link in links:  # one annotation, and a few pieces of text: no dots
            annotations = [kid for kid in link.K if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
            assert len(annotations) == 1
            assert len(link.K) < 8


def test_no_level_of_headings_is_left_out():
    levels = ("###", "###", "####", "##", "###")
    text = "\n\n".join(f"{marks} Heading\n\nText." for marks in levels)
    with pikepdf.open(pdfbooks.one("en", f"# Title {{#sec-t}}\n\n{text}", "levels")) as pdf:
        types = [str(node.S) for node in pdfbooks.elements(pdf) if str(node.S)[:2] == "/H"]
    assert types[-6:] == ["/H1", "/H2", "/H2", "/H3", "/H2", "/H3"]


def test_foreign_passages_have_their_language():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        languages = {str(node.Lang) for node in pdfbooks.elements(pdf, "Span") if "/Lang" in node}
        assert languages == {"zh-Hans", "ru"}
        assert str(next(pdfbooks.elements(pdf, "Document")).Lang) == "en"


def test_running_heads_and_folios_are_artifacts():
    path = pdfbooks.one("en", f"# Title {{#sec-t}}\n\n{LONG * 3}", "heads")
    with pikepdf.open(path) as pdf:
        page = pdf.pages[-2]
        operators = pikepdf.parse_content_stream(page)
        artifacts = [o for o in operators if str(o.operator) == "BDC" and str(o.operands[0]) == "/Artifact"]
        assert len(artifacts) >= 2
        assert all(str(o.operands[1].Type) == "/Pagination" for o in artifacts)


def test_tables_have_heads_with_scope_and_repeat_them_as_artifacts():
    rows = "\n".join(f"| Row {n} | {n} |" for n in range(60))
    table = f"| Name | Number |\n|---|--:|\n{rows}\n\n: Many {{#tbl-m}}"
    path = pdfbooks.one("en", f"# Title {{#sec-t}}\n\n{table}", "rows")
    with pikepdf.open(path) as pdf:
        assert [str(node.A.Scope) for node in pdfbooks.elements(pdf, "TH")] == ["/Column", "/Column"]
        assert len(list(pdfbooks.elements(pdf, "TR"))) == 61
        assert len(list(pdfbooks.elements(pdf, "Table"))) == 1


def test_lists_figures_and_headings():
    with pikepdf.open(pdfbooks.rich("en")) as pdf:
        for item in pdfbooks.elements(pdf, "LI"):
            assert set(pdfbooks.kinds(item)) <= {"Lbl", "LBody"}
        figure = next(pdfbooks.elements(pdf, "Figure"))
        assert "picture" in str(figure.Alt)
        first = next(n for n in pdfbooks.elements(pdf) if str(n.S).startswith("/H"))
        assert first.S == "/H1"
        assert next(pdfbooks.elements(pdf, "Title"))
        assert pdf.Root.StructTreeRoot.RoleMap.Title == "/P"


def test_markers_of_lists_are_labels():
    markdown = "# Title {#sec-t}\n\n(b) one\n\n    more\n\n(c) two\n\n---\n\n1. iv) three\n2. ```\n   code\n   ```\n"
    with pikepdf.open(pdfbooks.one("en", markdown, "markers")) as pdf:
        items = list(pdfbooks.elements(pdf, "LI"))
        assert [pdfbooks.kinds(item) for item in items] == [["Lbl", "LBody"]] * 5
        numberings = [str(node.A.ListNumbering) for node in pdfbooks.elements(pdf, "L")]
        assert numberings == ["/LowerAlpha", "/Decimal", "/LowerRoman"]


def test_the_text_of_a_list_is_read_behind_its_marker():
    markdown = "# Title {#sec-t}\n\n(viii) one\n\n    more\n\n(ix) two\n\n> 1. iv) three\n> 2. (a)\n"
    text = " ".join(of_pdf(pdfbooks.one("en", markdown, "marked")).body.split())
    assert "(viii) one more (ix) two 1. iv) three 2. (a)" in text


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_every_link_annotation_is_in_the_tree_and_described(language):
    with pikepdf.open(pdfbooks.rich(language)) as pdf:
        links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        assert links
        assert all("/StructParent" in link and str(link.Contents) for link in links)


def test_a_long_note_is_one_note():
    note = "A sentence of a note that is far too long. " * 90
    with pikepdf.open(pdfbooks.one("en", f"# Title {{#sec-t}}\n\nText.^[{note}]", "long-note")) as pdf:
        assert len(list(pdfbooks.elements(pdf, "Note"))) == 1


EMPTY = """# Title {#sec-t}

|       | W | S |
|-------|---|---|
| Books |   | 2 |
|       |   |   |

: A caption {#tbl-t}
"""


def test_empty_cells_are_cells_and_a_caption_stands_once():
    with pikepdf.open(pdfbooks.one("en", EMPTY, "empty")) as pdf:
        (table,) = pdfbooks.elements(pdf, "Table")
        assert pdfbooks.kinds(table) == ["Caption", "THead", "TBody"]
        rows = [pdfbooks.kinds(row) for row in pdfbooks.elements(pdf, "TR")]
        assert rows == [["TD", "TH", "TH"], ["TD"] * 3, ["TD"] * 3]


def test_what_sums_up_a_table_stands_once():
    rows = "".join(f"| {n:2} | x  |\n+----+----+\n" for n in range(60))
    grid = f"+----+----+\n| A  | B  |\n+====+====+\n{rows}".removesuffix("+----+----+\n")
    text = f"# Title {{#sec-t}}\n\n{grid}+====+====+\n| S  | y  |\n+====+====+\n"
    with pikepdf.open(pdfbooks.one("en", text, "foot")) as pdf:
        (foot,) = pdfbooks.elements(pdf, "TFoot")
        cells = [cell for row in foot.K for cell in row.K]
        assert [len(cell.K) for cell in cells] == [1, 1]
        assert len({str(page) for cell in cells for page in pdfbooks.pages_of(cell)}) == 1
