"""Terms are found in every form that a text gives them, the longest first, and suggested to translators."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import growth
import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.catalogs import terms
from press.languages import cldr
from press.languages.registry import named
from press.model.catalog import Entry
from press.model.glossary import Glossary, Term, TermStatus
from press.model.language import Language


def row(code: str) -> Language:
    found = named(code) or cldr.language(code)
    assert found
    return found


def finder(code: str, *forms: str) -> terms.Finder:
    return terms.Finder(row(code), [terms.Use(form, Term(form, {code: (form,)})) for form in forms])


def found(code: str, text: str, *forms: str) -> list[str]:
    return [match.text for match in finder(code, *forms).longest(text)]


# Paradigms of nouns and adjectives; a fleeting vowel or an ending like a verb's is in many.
PARADIGMS = """
читальня читальни читальню читальней читален читальням | обмен обмена обмену обменом обмене
список списка списком списки списков спискам | беженец беженца беженцу беженцем беженцы беженцев
орган органа органу органом органы органов органам | канал канала каналу каналом каналы каналов
режим режима режимом режимы режимов | пытка пытки пытке пытку пыток пытками
полка полки полку полок полками | карточка карточки карточек карточку
перечень перечня перечни перечней | печать печати печатью печатям
собрание собрания собранию собранием собраний собраниями | выставка выставки выставок
партнёр партнера партнёром партнёры партнеров | библиотекарь библиотекаря библиотекари библиотекарей
сельский сельского сельскому сельским сельские сельских | общественный общественного общественной
безопасность безопасности безопасностью | свобода свободы свобод свободам
директор директора директору директором | залог залога залогом залогу
"""


@pytest.mark.parametrize("words", [row.strip() for row in PARADIGMS.replace("\n", "|").split("|") if row.strip()])
def test_the_cases_of_a_russian_word_have_one_key(words: str) -> None:
    assert len({terms.key(word, row("ru")) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["общество общественный", "собрание собрать", "МБА мба", "читальня читатель", "право справка", "союз союзник"],
)
def test_other_russian_words_have_another_key(pair: str) -> None:
    assert len({terms.key(word, row("ru")) for word in pair.split()}) == 2


@pytest.mark.parametrize(
    "pair",
    "box boxes|library libraries|shelf shelves|archive archives|atlas atlases|lens lenses|bus buses|class classes|"
    "exercise exercises|Room rooms|ILL ILLs|authority authorities|knife knives|phrase phrases|house houses".split("|"),
)
def test_an_english_plural_has_the_key_of_its_singular(pair: str) -> None:
    assert len({terms.key(word, row("en")) for word in pair.split()}) == 1


@pytest.mark.parametrize("pair", ["ILL ill", "read reading", "us US", "lend lens", "staff stave", "policy police"])
def test_other_english_words_have_another_key(pair: str) -> None:
    assert len({terms.key(word, row("en")) for word in pair.split()}) == 2


@pytest.mark.parametrize(
    ("code", "text", "forms", "there"),
    [
        ("en", "Reading rooms and READING room", ["reading room"], ["Reading rooms"]),
        ("en", "The reading-room’s door", ["reading room"], ["reading-room"]),
        ("en", "The visitors’ book, the Visitors' books", ["visitors’ book"], ["visitors’ book", "Visitors' books"]),
        ("en", "He is reading. Room two is shut.", ["reading room"], []),
        ("en", "ILL, ill, ILLs", ["ILL"], ["ILL", "ILLs"]),
        ("en", "a shelf committee, the Shelf Committee", ["Shelf Committee"], ["Shelf Committee"]),
        ("ru", "В сельских же библиотеках", ["сельская библиотека"], ["сельских же библиотеках"]),
        ("ru", "«Книжные комитеты»", ["Книжный комитет"], ["Книжные комитеты"]),
        ("ru", "книжный комитет", ["Книжный комитет"], []),
        ("ru", "читателями-членами", ["читатель-член"], ["читателями-членами"]),
        ("ru", "с правилами, действующими здесь", ["правило, действующее здесь"], ["правилами, действующими здесь"]),
        ("zh", "村阅览室和《借阅规则》", ["阅览室", "借阅规则"], ["阅览室", "借阅规则"]),
        ("zh", "村民会，议论", ["村民会议"], []),
        ("zh", "馆际互借（ILL）免费", ["ILL", "馆际互借"], ["馆际互借", "ILL"]),
        ("zh", "读者、作者和“编者”大会", ["读者、作者和编者大会"], ["读者、作者和“编者”大会"]),
        ("en", "", ["book"], []),
        ("en", "a \ufffc b", ["a b"], []),
    ],
)
def test_forms_are_found(code: str, text: str, forms: list[str], there: list[str]) -> None:
    assert found(code, text, *forms) == there


def test_the_longest_wins_wherever_it_begins() -> None:
    forms = ["book list", "list of readers", "readers", "book"]
    assert found("en", "the book list of readers", *forms) == ["book", "list of readers"]
    assert found("zh", "图书馆员大会", "图书馆", "馆员", "图书馆员大会") == ["图书馆员大会"]
    everywhere = finder("zh", "图书馆", "馆员", "图书馆员大会").everywhere("图书馆员大会")
    assert {match.text for match in everywhere} == {"图书馆", "馆员", "图书馆员大会"}


def test_a_place_knows_all_concepts_that_it_may_mean() -> None:
    uses = [terms.Use("目录", Term("catalogue", {})), terms.Use("目录", Term("contents", {}), True)]
    (match,) = terms.Finder(row("zh"), uses).longest("看目录。")
    assert match.uses == tuple(uses)


TEXT = st.text(st.sampled_from("ab s’'-—.,;()书馆员阅яйо«» \ufffcILL"), max_size=40)


@given(TEXT, st.lists(TEXT, max_size=6), st.sampled_from(["en", "zh", "ru", "de"]))
def test_places_stand_in_the_text_apart_from_each_other(text: str, forms: list[str], code: str) -> None:
    places = finder(code, *forms).longest(text)
    assert all(text[match.start : match.end] == match.text and match.uses for match in places)
    assert all(one.end <= two.start for one, two in pairwise(places))


@given(st.text(st.sampled_from("abcsyei"), min_size=1, max_size=9), st.sampled_from(["en", "ru", "zh"]))
def test_a_form_is_found_as_it_is_written(form: str, code: str) -> None:
    assert found(code, f"x {form}, x", form)[:1] == [form]


@pytest.mark.parametrize("code", ["en", "zh", "ru"])
def test_forty_times_the_terms_are_far_less_than_forty_times_the_work(code: str) -> None:
    letters = {"en": "abcdefgh", "zh": "书馆员阅览室借还", "ru": "абвгдежз"}[code]
    words = [f"{a}{b}{c}{d}" for a in letters for b in letters for c in letters for d in letters[:4]]
    forms = [f"{words[at]} {words[-at - 1]}" for at in range(400)]
    text = " ".join(words[at * 7 % 2000] for at in range(30))
    texts = [f"{text} {words[at % 2000]} {words[-at - 1]}." for at in range(0, 600, 6)]

    def work(count: int) -> int:
        found_by = finder(code, *forms[:count])
        return growth.lines(lambda: [found_by.longest(text) for text in texts])

    found_by = finder(code, *forms)
    assert sum(len(found_by.longest(text)) for text in texts) >= 60
    assert work(400) < 10 * work(10)


ROOM = Term("reading-room", {"en": ("reading room",), "ru": ("читальня",)})
LOAN = Term("loan", {"en": ("interlibrary loan", "ILL"), "ru": ("межбиблиотечный абонемент", "МБА")})
MARK = Term("bookmark", {"en": ("bookmark",), "ru": ("закладка",)}, TermStatus.UNCHECKED)
GLOSSARY = Glossary(Path("glossary.csv"), (ROOM, LOAN, MARK))


def notes(source: str, glossary: Glossary = GLOSSARY, origin: str = "en", target: str = "ru") -> tuple[str, ...]:
    entry = Entry("p-1", source, "…", comments=("mine",), notes=("paragraph",))
    (done,) = terms.annotate([entry], terms.finder(glossary, row(origin)), target)
    assert (done.id, done.source, done.target, done.comments) == ("p-1", source, "…", ("mine",))
    assert done.notes[0] == "paragraph"
    return done.notes[1:]


def test_terms_are_suggested_once_in_the_order_in_which_they_are_used() -> None:
    assert notes("By ILL, the reading room lends bookmarks. ILL is free; so are interlibrary loans.") == (
        "term: ILL → межбиблиотечный абонемент | МБА",
        "term: reading room → читальня",
        "term: bookmark → закладка (unchecked)",
    )


def test_terms_are_suggested_from_any_language() -> None:
    assert notes("В читальнях тихо.", origin="ru", target="en") == ("term: читальня → reading room",)


def test_markup_is_no_use_of_a_term() -> None:
    markup = "`bookmark` [@bookmark, reading room 3] [a](#reading-room) [b]{.bookmark} c[^1]"
    assert notes(markup) == ()
    assert notes("The *reading* **room** and [bookmarks](#x)") == (
        "term: reading room → читальня",
        "term: bookmark → закладка (unchecked)",
    )


def test_no_more_are_suggested_than_can_be_taken_in() -> None:
    many = Glossary(Path("g"), tuple(Term(f"t{n}", {"en": (f"word{n}",), "ru": ("слово",)}) for n in range(20)))
    text = " ".join(f"word{n}" for n in range(20))
    assert notes(text, many) == tuple(f"term: word{n} → слово" for n in range(terms.LIMIT))


def test_what_is_obsolete_gets_none() -> None:
    gone = Entry("p-1", "reading room", "…", obsolete=True)
    assert terms.annotate([gone], terms.finder(GLOSSARY, row("en")), "ru") == (gone,)
