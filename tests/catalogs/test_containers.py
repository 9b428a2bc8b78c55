"""The normal form and the places that hold inlines."""

import pytest
from hypothesis import HealthCheck, given, settings
from notation import CHINESE, ENGLISH, RUSSIAN, TREES, inlines, tree

from press import pandoc
from press.catalogs.containers import containers, duplicate, normalise
from press.content.markdown import OPTIONS, READER


def found(markdown):
    return [(c.kind, c.section, pandoc.plain(c.inlines)) for c in containers(tree(markdown))]


def test_quoted_text_gets_the_marks_of_the_documents_language():
    source = pandoc.read("A \"quoted 'inner' one\".", READER, *OPTIONS)
    texts = [pandoc.plain(normalise(source, row.quotes)["blocks"]) for row in (ENGLISH, CHINESE, RUSSIAN)]
    assert texts == ["A “quoted ‘inner’ one”.", "A “quoted ‘inner’ one”.", "A «quoted „inner“ one»."]


def test_neighbouring_words_and_spaces_are_joined():
    assert inlines('one\n"two"') == [pandoc.text("one"), pandoc.SPACE, pandoc.text("“two”")]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        *(("一行\n二行", "一行二行"), ("一行，\n二行", "一行，二行"), ("他说：\n“好。”\n她走", "他说：“好。”她走")),
        *(("ひら\nがな", "ひらがな"), ("*一行*\n二行", "一行二行"), ("𠮷\n野", "𠮷野")),
        *(("一行\nword", "一行 word"), ("word\n一行", "word 一行"), ("한국\n사람", "한국 사람"), ("a\nb", "a b")),
        *(("“a”\n“b”", "“a” “b”"), ("甲 乙", "甲 乙"), ("一行[^1]\n二行\n\n[^1]: 注。", "一行 二行")),
    ],
)
def test_the_end_of_a_line_is_a_space_but_not_between_signs_that_are_written_without(text, joined):
    assert pandoc.plain(tree(text)["blocks"]) == joined


def test_the_paragraphs_of_a_tight_definition_stay_apart():
    ((_, ((first, second),)),) = tree("Term\n:   One.\n\n    Two.")["blocks"][0]["c"]
    assert (first["t"], second["t"]) == ("Para", "Para")
    ((_, ((alone,),)),) = tree("Term\n:   One.")["blocks"][0]["c"]
    assert alone["t"] == "Plain"


def test_citations_lose_what_is_given_again():
    cite = inlines("See [@a, p. 3].")[2]
    assert cite["c"][1] == []
    assert cite["c"][0][0]["citationNoteNum"] == 0


def test_normal_form_is_normal():
    source = tree('A "b"\nc [@d] *e*[^1].\n\n[^1]: F "g".\n')
    assert normalise(source, ENGLISH.quotes) == source


def test_notes_follow_the_container_that_calls_them():
    assert found(
        "# T {#t}\n\nOne[^a] two[^b].\n\n## S {#s}\n\nThree.\n\n[^a]: Alpha.\n\n[^b]: Beta.\n\n    Gamma.\n"
    ) == [
        ("h1", "t", "T"),
        ("p", "t", "One two."),
        ("note", "t", "Alpha."),
        ("note", "t", "Beta."),
        ("note", "t", "Gamma."),
        ("h2", "s", "S"),
        ("p", "s", "Three."),
    ]


def test_a_list_in_a_quotation_in_a_division_is_reached():
    assert found("::: box\n> quote\n>\n> - item\n:::\n") == [("quote", "", "quote"), ("quote", "", "item")]


def test_every_cell_and_the_caption_of_a_table():
    table = "| A | B |\n|---|---|\n| c | d[^n] |\n\n: Cap\n\n[^n]: In a cell.\n"
    assert [kind for kind, _, _ in found(table)] == ["caption", "cell", "cell", "cell", "cell", "note"]


def test_metadata_to_translate():
    source = {
        **tree("x"),
        "meta": {"title": {"t": "MetaInlines", "c": [pandoc.text("T")]}, "date": {"t": "MetaString"}},
    }
    source["meta"]["keywords"] = {"t": "MetaList", "c": [{"t": "MetaInlines", "c": [pandoc.text("k")]}]}
    source["meta"]["abstract"] = {"t": "MetaBlocks", "c": [{"t": "Para", "c": [pandoc.text("a")]}]}
    assert [(c.kind, pandoc.plain(c.inlines)) for c in containers(source)] == [
        ("meta", "T"),
        ("meta", "a"),
        ("meta", "k"),
        ("p", "x"),
    ]


def test_containers_are_places_in_the_tree():
    source = tree("One.\n\nTwo.")
    containers(source)[1].holder["c"] = [pandoc.text("Three.")]
    assert pandoc.plain(source["blocks"]) == "One.Three."


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_a_duplicate_is_equal_and_apart(source):
    copy = duplicate(source)
    assert copy == source
    for container in containers(copy):
        container.holder[container.key] = []
    assert source != copy


def test_all_that_stands_in_a_note_is_its_text() -> None:
    note = "Text.[^a]\n\n[^a]: One.\n\n    - item\n\n    > Quoted.\n\n    | A | B |\n    |---|---|\n    | c | d |\n"
    found = containers({**tree(note), "meta": {}})
    assert [container.kind for container in found] == ["p", *["note"] * 7]
