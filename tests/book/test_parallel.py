"""Originals beside their translations."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from manuscripts import chapter, make
from notation import CHINESE, RUSSIAN, TREES, tree
from parallels import ENGLISH, ONE, RULES, beside, book, rules

from press import pandoc
from press.book.localise import Localised
from press.book.parallel import Column, Original, fragments, pairs, pieces, without_citations
from press.book.stages.text import dump_text, load_text
from press.model.book import Completeness, Fragment
from press.model.interface import Words
from press.model.publication import Matter


def classes(node):
    return node["c"][0][1] if node["t"] == "Div" else []


def found(blocks, name):
    return [node for node in pandoc.walk(blocks) if name in classes(node)]


def plain(node):
    return pandoc.plain(node).replace("\u00a0", " ")


def part(made=None):
    return (made or book()).parts[1]


def originals(blocks):
    return [plain(node) for node in found(blocks, "press-original")]


def test_each_piece_stands_beside_its_original():
    told = [[(classes(cell)[0], plain(cell)) for cell in pair["c"][1]] for pair in found(part().blocks, "press-pair")]
    assert [[name for name, _ in cells] for cells in told] == [["press-translation", "press-original"]] * len(told)
    both = [(cells[0][1], cells[1][1]) for cells in told]
    assert ("tales;", "сказки;") in both
    assert ("4. the second.", "4. второе.") in both
    assert ("One room, one window.", "Одна комната, одно окно.") in both
    assert ("ShelfA board with books.", "ПолкаДоска с книгами.") in both
    assert len(both) == 11


def test_headings_stay_headings_the_original_s_behind_them():
    blocks = part().blocks
    assert [plain(node) for node in found(blocks, "press-original-heading")] == ["Правила читальни", "Статья 1. Выдача"]
    assert "press-original-heading" in classes(blocks[0])
    at = next(at for at, block in enumerate(blocks) if block["t"] == "Header")
    assert (blocks[at]["c"][1][0], classes(blocks[at + 1])) == ("sec-giving", ["press-original-heading"])
    assert [heading.title for heading in part().headings] == ["Article\u00a01. Lending"]


def test_numbers_references_and_dates_are_in_the_language_of_each_column():
    blocks = part().blocks
    first, _, dated = (found(blocks, "press-pair")[at] for at in (0, 1, 1))
    assert "See Table 1 and Section 1.1." in plain(first["c"][1][0])
    assert "См. табл. 1 и раздел 1.1." in originals(blocks)[0]
    assert "1 April 1998" in plain(dated["c"][1][0])
    assert "1 апреля 1998" in originals(blocks)[1]
    table = next(node for node in found(blocks, "press-original") if any(n["t"] == "Table" for n in pandoc.walk(node)))
    assert plain(table["c"][1][0]["c"][1][1]).startswith("Таблица 1. Часы работы")


def test_the_numbers_of_a_chapter_s_sections_stand_in_both():
    blocks = make(rules(matter=Matter.CHAPTER), chapter("one", ONE)).parts[0].blocks
    header = next(block for block in blocks if block["t"] == "Header")
    assert plain(header["c"][2]) == "1.1 Article 1. Lending"
    assert [plain(node) for node in found(blocks, "press-original-heading")][1] == "1.1 Статья 1. Выдача"
    assert "раздел 2.1" in originals(blocks)[0]


def test_no_anchor_and_no_reference_with_a_page_is_in_the_original():
    blocks = part().blocks
    for cell in (*found(blocks, "press-original"), *found(blocks, "press-original-heading")):
        assert dict(cell["c"][0][2])["lang"] == "ru"
        attributes = [attr for node in pandoc.walk(cell["c"][1]) if (attr := pandoc.attr(node))]
        assert {attr[0] for attr in attributes} == {""} or not attributes
        assert not any({"press-anchor", "press-pn", "press-xref"} & set(attr[1]) for attr in attributes)
    ids = [attr[0] for node in pandoc.walk(blocks) if (attr := pandoc.attr(node)) and attr[0]]
    assert len(ids) == len(set(ids))
    assert {"sec-giving", "tbl-days", "fig-table", "rules-p-1"} <= set(ids)


def test_links_are_in_both():
    links = [n["c"][2][0] for n in pandoc.walk(part().blocks) if n["t"] == "Link"]
    assert links.count("https://example.org/atlas") == 2
    assert links.count("#tbl-days") == 2


def test_notes_of_the_original_are_called_by_letters_and_told_in_its_column():
    blocks = part().blocks
    told = [plain(node) for node in found(blocks, "press-column-notes")]
    assert told == ["a Первая сноска.", "b Третья сноска."]
    raised = [plain(n) for n in pandoc.walk(found(blocks, "press-original")) if n["t"] == "Superscript"]
    assert raised == ["a", "a", "b", "b"]
    called = [cell for cell in found(blocks, "press-original") if found(cell, "press-column-notes")]
    assert [classes(cell["c"][1][-1]) for cell in called] == [["press-column-notes"]] * 2


def test_citations_stand_in_the_notes_of_the_translation_alone():
    made = book()
    assert part(made).notes == 4
    notes = [plain(n["c"]) for n in pandoc.walk(part(made).blocks) if n["t"] == "Note"]
    assert notes[0].startswith("Ada Marsh, The Ivory Gate")
    assert notes[1:] == ["First note (Marsh, The Ivory Gate).", "ibid., p. 4.", "Third note."]
    column = found(part(made).blocks, "press-original")
    assert [n["t"] for n in pandoc.walk(column) if n["t"] in ("Cite", "Note")] == []


def test_a_table_stands_over_its_original_a_picture_over_its_caption():
    table, figure = found(part().blocks, "press-stacked")
    assert [[block["t"] for block in cell["c"][1]] for cell in table["c"][1]] == [["Table"], ["Table", "Div"]]
    assert [[block["t"] for block in cell["c"][1]] for cell in figure["c"][1]] == [["Figure"], ["Plain"]]
    assert plain(figure["c"][1][1]) == "Рисунок 1. Стол у двери"


def test_items_keep_their_numbers():
    lists = [n for n in pandoc.walk(part().blocks) if n["t"] == "OrderedList"]
    assert [(n["c"][0][0], len(n["c"][1])) for n in lists] == [(3, 1), (3, 1), (4, 1), (4, 1)]


def test_what_is_not_translated_stands_on_both_sides():
    targets = [*ENGLISH[:5], "", *ENGLISH[6:]]
    blocks = make(chapter("one", ONE), beside("rules", RULES, targets)).parts[1].blocks
    cells = next(p["c"][1] for p in found(blocks, "press-pair") if plain(p["c"][1][1]) == "сказки;")
    assert plain(cells[0]) == "сказки;"
    assert any("press-untranslated" in n["c"][0][1] for n in pandoc.walk(cells[0]) if n["t"] == "Span")


def test_two_originals_in_different_languages():
    other = beside("act", "# 规则 {#sec-act}\n\n见[@sec-part]。\n", ["Act", "See [@sec-part]."], CHINESE, words={})
    made = book(other)
    (cell,) = found(made.parts[2].blocks, "press-original")
    assert dict(cell["c"][0][2]) == {"lang": "zh-Hans"}
    assert plain(cell) == "见Section 1.1。"
    assert found(made.parts[1].blocks, "press-original")


def test_editions_have_to_show_both():
    shown = [f for f in book().fragments if f.segment.startswith("rules ")]
    markers = [f for f in shown if f.marker]
    assert [(f.marker, f.runs) for f in markers] == [
        *(("3.", ("the first;",)), ("3.", ("первое;",)), ("4.", ("the second.",)), ("4.", ("второе.",))),
    ]
    # The alternative of a picture is no text of the page.
    assert len(shown) - len(markers) == 2 * (len(ENGLISH) - 1)
    assert [f.segment for f in shown[:2]] == ["rules rules-h1-0", "rules rules-h1-0 (ru)"]
    assert shown[1].runs == ("Правила читальни",)
    notes = [f for f in shown if "note" in f.segment]
    assert [f.note for f in notes] == [True, False] * 2
    assert [f.runs for f in notes[:2]] == [("First note", "."), ("Первая сноска", ".")]


def test_code_has_to_be_shown_once_for_both():
    code, text = Fragment("rules (code)", ("code",), code=True), Fragment("rules p", ("Текст",))
    stored = load_text(dump_text(Localised(tree("Текст."), (text, code), Completeness(0, 0, 0))))
    found = fragments((dataclasses.replace(text, runs=("Text",)), code), Original(stored, RUSSIAN, Words({})))
    assert [f.segment for f in found] == ["rules p", "rules p (ru)", "rules (code)"]


def test_a_cited_note_and_the_space_before_it_go():
    inlines = tree("A [@ivory].[^n] B [@ivory] c.\n\n[^n]: [@ivory]\n")["blocks"][0]["c"]
    assert pandoc.plain(without_citations(inlines)) == "A. B c."


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="Para beside BulletList"):
        pairs(tree("Text.")["blocks"], tree("- item")["blocks"], Column("ru"))
    with pytest.raises(ValueError, match="shorter"):
        pairs(tree("Text.\n\nMore.")["blocks"], tree("Text.")["blocks"], Column("ru"))


def test_a_division_stays_round_its_pairs_and_rules_and_code_stand_once():
    text = tree("::: {#d .frame}\nOne.\n\nTwo.\n:::\n\n---\n\n```\ncode\n```\n\n::: {lang=de}\nDrei.\n:::")["blocks"]
    division, rule, code, foreign = pairs(text, text, Column("ru"))
    assert (division["c"][0][:2], len(found(division["c"][1], "press-pair"))) == (["d", ["frame"]], 2)
    assert (rule["t"], code["t"]) == ("HorizontalRule", "CodeBlock")
    assert classes(foreign) == ["press-pair"]


def test_a_heading_inside_something_else_is_none_in_the_original():
    cell = Column("ru").cell([{"t": "BlockQuote", "c": tree("## In {#sec-in}")["blocks"]}])
    assert [n["t"] for n in pandoc.walk(cell) if n["t"] == "Header"] == []
    assert pandoc.plain(cell) == "In"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(TREES)
def test_every_block_of_both_sides_is_kept_in_order(source):
    """The translation is a tree of the same shape whose words are marked."""
    other = pandoc.transform(source["blocks"], lambda n: pandoc.text("T" + n["c"]) if n["t"] == "Str" else n)
    made = pairs(source["blocks"], other, Column("ru"))
    sides = {"press-translation": [], "press-original": []}
    for block in made:
        if block["t"] == "Header":
            sides["press-translation"].append(pandoc.plain(block))
        elif classes(block) == ["press-original-heading"]:
            sides["press-original"].append(_text(block))
        else:
            for cell in block["c"][1]:
                sides[classes(cell)[0]].append(_text(cell))
    assert sides["press-translation"] == [pandoc.plain(p) for block in other for p in pieces(block)]
    assert sides["press-original"] == [pandoc.plain(p) for block in source["blocks"] for p in pieces(block)]


def _text(cell):
    """The text of a cell without its notes and their letters."""
    blocks = [block for block in cell["c"][1] if "press-column-notes" not in classes(block)]
    return pandoc.plain(pandoc.transform(blocks, lambda n: [] if n["t"] == "Superscript" else n))


def test_the_same_original_makes_the_same_column():
    assert dataclasses.asdict(book()) == dataclasses.asdict(book())


def test_the_list_of_an_original_s_note_is_told_in_its_column():
    source = "# А {#sec-a}\n\nТекст.[^1]\n\n[^1]:\n    - раз;\n    - два.\n"
    act = beside("act", source, ["A", "Text.[^1]", "one;", "two."])
    (told,) = found(make(act).parts[0].blocks, "press-column-notes")
    assert [block["t"] for block in told["c"][1]] == ["Para", "BulletList"]
    assert plain(told) == "a раз;два."
