"""Each language's typography; in the tables ~ is a no-break space."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notation import CHINESE, ENGLISH, RUSSIAN, inlines, tree

from press import pandoc
from press.languages.typography import OBJECT, bound, typeset

LANGUAGES = {"en": ENGLISH, "zh": CHINESE, "ru": RUSSIAN}
KNOWN = tuple(LANGUAGES.values())


def plain(nodes, language):
    return pandoc.plain(typeset(nodes, language, KNOWN)).replace("\u00a0", "~")


EN = [
    ("the state's duty", "the state’s duty"),
    ('He said "yes".', "He said “yes”."),
    ('"one" and "two"', "“one” and “two”"),
    ("law – and order", "law~– and order"),
    ("Art. 7 of it", "Art.~7 of it"),
    ("Nos. 3 and 4", "Nos.~3 and 4"),
    ("pp. 12–14", "pp.~12–14"),
    ("Article 7", "Article~7"),
    ("articles are", "articles are"),
    ("Chapter 2 and Table 3", "Chapter~2 and Table~3"),
    ("Appendix A holds", "Appendix~A holds"),
    ("resolution 1373", "resolution~1373"),
    ("§ 12", "§~12"),
    ("15 June 2001", "15~June~2001"),
    ("In June 2001", "In June~2001"),
    ("5 million people", "5~million people"),
    ("40 per cent", "40~per cent"),
    ("J. R. Hartley", "J.~R.~Hartley"),
    ("Mr. Smith", "Mr.~Smith"),
    ("the end. A new one", "the end. A new one"),
    ("in part a success", "in part a success"),
]
RU = [
    ('слово "да" и', "слово «да» и"),
    ("мир – труд", "мир~– труд"),
    ("Москва — столица", "Москва~— столица"),
    ("в Москве", "в~Москве"),
    ("и в доме", "и~в~доме"),
    ("Но он не знал", "Но~он~не~знал"),
    ("для людей", "для~людей"),
    ("без него", "без~него"),
    ("под «знаком»", "под~«знаком»"),
    ('под "знаком"', "под~«знаком»"),
    ("№5", "№~5"),
    ("№ 5", "№~5"),
    ("§ 7", "§~7"),
    ("ст. 7 закона", "ст.~7 закона"),
    ("п. 3 ст. 5", "п.~3 ст.~5"),
    ("с. 12", "с.~12"),
    ("г. Москва", "г.~Москва"),
    ("15 июня 2001 г.", "15~июня 2001~г."),
    ("в 2007 году", "в~2007~году"),
    ("XX век был", "XX век был"),
    ("конец XIX в. и", "конец XIX~в. и"),
    ("2 т. угля по 20 коп.", "2~т. угля по~20~коп."),
    ("ул. Садовая, д. 7", "ул.~Садовая, д.~7"),
    ("данным им. Он", "данным им. Он"),
    ("10 000 человек", "10~000~человек"),
    ("1 234 567 км", "1~234~567~км"),
    ("5 млн руб.", "5~млн руб."),
    ("40 %", "40~%"),
    ("т. е. так", "т.~е. так"),
    ("и т. д.", "и~т.~д."),
    ("А. С. Пушкин", "А.~С.~Пушкин"),
    ("А.С.Пушкин", "А.~С.~Пушкин"),
    ("Пушкин А. С.", "Пушкин~А.~С."),
    ("глава 2 и статья 7", "глава~2 и~статья~7"),
    ("резолюция 1373", "резолюция~1373"),
    ("Приложение А", "Приложение~А"),
    ("если бы он", "если~бы он"),
    ("он же сам", "он~же сам"),
    ("кое-что за ним", "кое-что за~ним"),
    ("человек идёт домой", "человек идёт домой"),
]
ZH = [
    ("中文 English 中文", "中文English中文"),
    ("中文 2007 年", "中文2007年"),
    ("2007 年 8 月 9 日", "2007年8月9日"),
    ("上合组织 SCO", "上合组织SCO"),
    ("SCO 成员国", "SCO成员国"),
    ("他说： “好”", "他说： “好”"),
    ("他说 “好”", "他说“好”"),
    ("“好” 的", "“好”的"),
    ("中文, English text", "中文, English text"),
    ("A B C", "A B C"),
    ('他说"好"', "他说“好”"),
    ('"一""二"', "“一”“二”"),
    ("第 7 条", "第7条"),
    ("第一条 借书", "第一条\u3000借书"),
    ("第12章 还书", "第12章\u3000还书"),
    ("他写下 第一条 借书", "他写下 第一条\u3000借书"),
    ("见第一条 借书", "见第一条 借书"),
    ("甲 乙", "甲 乙"),
    ("（ABC） 中文", "（ABC）中文"),
    ("第一 —— 第二", "第一——第二"),
    ('第一 " A" 第二', "第一“A”第二"),
]
CASES = [(name, *case) for name, table in (("en", EN), ("ru", RU), ("zh", ZH)) for case in table]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_rule(language, text, expected):
    assert plain(pandoc.words(text), LANGUAGES[language]) == expected


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_rules_twice_are_rules_once(language, text, expected):
    once = typeset(pandoc.words(text), LANGUAGES[language], KNOWN)
    assert typeset(once, LANGUAGES[language], KNOWN) == once


def test_a_rule_reaches_over_an_element():
    assert plain(inlines("в *Москве* и"), RUSSIAN) == "в~Москве и"
    assert plain(inlines("中文 *English* 中文"), CHINESE) == "中文English中文"


def test_a_short_word_in_an_element_is_bound_to_what_stands_behind_it():
    assert plain(inlines("слово *и* дело"), RUSSIAN) == "слово и~дело"
    assert plain(inlines("что **не только** слово, но [и](http://x.org) дело"), RUSSIAN).endswith("но~и~дело")
    assert plain(inlines("слово *дома* дело"), RUSSIAN) == "слово дома дело"
    assert plain(inlines("*Art.* 7 of it"), ENGLISH) == "Art.~7 of it"


def test_plain_text_of_titles_is_bound_too():
    assert bound("Органы и структуры", RUSSIAN) == "Органы и\u00a0структуры"


def test_a_foreign_passage_has_the_typography_of_its_own_language():
    assert plain(inlines("в доме [the state's duty in Art. 7]{lang=en} в нём"), RUSSIAN).startswith(
        "в~доме the state’s"
    )
    assert "Art.~7" in plain(inlines("[Art. 7 of it]{lang=en}"), RUSSIAN)
    assert "«да»" in plain(inlines('He says [слово \\"да\\" здесь]{lang=ru}'), ENGLISH)
    assert plain(inlines("[中文 A]{lang=zh}"), ENGLISH) == plain(inlines("[中文 A]{lang=zh-Hans}"), ENGLISH) == "中文A"


def test_a_passage_in_a_language_of_the_publication_s_own_has_its_typography():
    german = replace(ENGLISH, code="de", tag="de", quotes=("„", "“", "‚", "‘"))
    nodes = inlines('He says [\\"ja\\" hier]{lang=de}')
    assert "„ja“" in pandoc.plain(typeset(nodes, ENGLISH, (*KNOWN, german)))
    assert "„" not in pandoc.plain(typeset(nodes, ENGLISH, KNOWN))


def test_a_passage_in_a_language_without_rules_is_left_alone():
    assert plain(inlines("[Art. 7 l\\'été]{lang=fr}"), ENGLISH) == "Art. 7 l'été"


@pytest.mark.parametrize("markdown", ['`Art. 7 in "x"`', "$Art. 7$", "<http://x.org/a'b>"])
@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_code_and_mathematics_are_left_alone(markdown, language):
    nodes = inlines(markdown)
    if markdown.startswith("<"):
        assert typeset(nodes, language, KNOWN)[0]["c"][2] == nodes[0]["c"][2]
    else:
        assert typeset(nodes, language, KNOWN) == nodes


def test_targets_and_titles_of_links_are_left_alone():
    nodes = inlines('[№ 5 и в доме](http://x.org/№%205 "№ 5")')
    link = typeset(nodes, RUSSIAN, KNOWN)[0]
    assert link["c"][2] == nodes[0]["c"][2]
    assert pandoc.plain(link) == "№\u00a05 и\u00a0в\u00a0доме"


def test_what_stands_for_an_element_is_not_taken_for_one():
    assert pandoc.plain(typeset([pandoc.text(f"a{OBJECT}b"), *inlines("*c*")], ENGLISH, KNOWN)) == "abc"


def test_tables_keep_no_space_that_does_not_break():
    table = tree("| A |\n|---|\n| в Москве |\n")["blocks"]
    assert "в Москве" in pandoc.plain(typeset(table, RUSSIAN, KNOWN))


def test_captions_of_tables_are_bound_like_text():
    table = tree("| A |\n|---|\n| в Москве |\n\n: Совет в Москве\n")["blocks"]
    assert "Совет в\u00a0Москве" in pandoc.plain(typeset(table, RUSSIAN, KNOWN))


TEXTS = st.text(st.sampled_from("abАБваи019中文 \"'.,-–—№§«»“”()%\u00a0 "), max_size=30)
NODES = st.lists(
    st.one_of(
        TEXTS.map(pandoc.words),
        TEXTS.map(lambda text: [{"t": "Emph", "c": pandoc.words(text)}]),
        TEXTS.map(lambda text: [{"t": "Code", "c": [pandoc.attributes(), text]}]),
        st.tuples(TEXTS, st.sampled_from(["en", "ru", "zh-Hans", "fr"])).map(
            lambda pair: [pandoc.span(pandoc.words(pair[0]), lang=pair[1])]
        ),
    ),
    max_size=4,
).map(lambda lists: [node for nodes in lists for node in nodes])


@given(NODES, st.sampled_from(sorted(LANGUAGES)))
def test_no_letter_and_no_digit_changes(nodes, language):
    before, after = pandoc.plain(nodes), pandoc.plain(typeset(nodes, LANGUAGES[language], KNOWN))
    assert [c for c in after if c.isalnum()] == [c for c in before if c.isalnum()]


@given(NODES, st.sampled_from(sorted(LANGUAGES)))
def test_twice_is_once(nodes, language):
    once = typeset(nodes, LANGUAGES[language], KNOWN)
    assert typeset(once, LANGUAGES[language], KNOWN) == once


def test_code_in_a_heading_stays_as_it_is_in_contents_lists():
    said = bound('The "flag" --x "y" and Article 7', ENGLISH, ['--x "y"'])
    assert said.replace("\u00a0", " ") == 'The “flag” --x "y" and Article 7'
