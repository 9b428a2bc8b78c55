"""The citation styles of templates/csl/: every type of work, in each language, in notes and bibliography."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from press import pandoc
from press.book.citations import cite
from press.book.works import localised_references
from press.content.bibliography import read_references
from press.content.publication import own_style
from press.languages.registry import LANGUAGES
from press.languages.typography import typeset
from press.model.language import Language

FIXTURES = Path(__file__).parent / "fixtures"
ROWS = {row.code: row for row in LANGUAGES.values()}
WORKS = read_references(FIXTURES / "works.yaml", FIXTURES)
LOCATORS = {"en": ("art. 7", "para. 3"), "zh": ("第7条", "第3段"), "ru": ("ст. 7", "п. 3")}
# Marks that stand doubled, brackets around nothing, separators with nothing before or after them.
WRONG = re.compile(
    r"[,;:，。；：]{2}|\.\.|(?<![A-Z])\. ?[,;:]|[(（\[] ?[)）\]]|[,，:：/] *[.。]|^[ .,:/，。：]|  "
    r"|[，。；：] | [，。；：]|《《"
)
# Words that only a style for English would say.
ENGLISH = re.compile(r"\b(ibid|and|in|accessed|pp?|vol|no|edn?|[Nn]o\. \d|January|May|June|September|n\.d)\b")

FULL = {
    "en": {
        "treaty": "Sea Union, Charter of the Sea, 7 June 2002.",
        "resolution": "Sea Union, Tides, A/RES/1, 18 December 2009, https://example.org/1.",
        "case": "Sea Union, Carp v. Pike, No. 12/09, 23 September 2010 (pending).",
        "report": "Ada Gull, “Wet”: A Report, Papers 7/28, Newtown: Shell, 2007.",
        "book": "Ada Gull and Tom Eel, Of Fish, 2nd edn, Shell, 2001.",
        "chapter": "Ada Gull, “Of Eels”, in Of Fish, ed. Ed Fry, 2001.",
        "newspaper": "“Whale Seen”, The Daily Gull, 22 September 2006.",
        "webpage": "Sea Union, “All Treaties”, https://example.org/2, accessed 5 March 2011.",
        "described": "[Report on a storm], 24 August 2010.",
        "edited": "Ann Nacre, The Net, vol. 3, ed. Emil Black and Bo Low, trans. Cy Low, Shell, June 2003.",
        "russian": "Пётр Ершов, О рыбах, ed. Иван Ёлкин, 3rd edn, May 2001.",
        "chinese": "欧海, 鱼论, ed. 曼丽, 2nd edn, 2001.",
    },
    "zh": {
        "treaty": "海洋联盟：《海洋宪章》，2002年6月7日。",
        "resolution": "海洋联盟：《潮汐》，A/RES/1，2009年12月18日，https://example.org/1。",
        "law": "海洋联盟：Law No. 3 on Nets，2005年2月1日。",
        "case": "海洋联盟：Carp v. Pike，第12/09号，2010年9月23日（待审）。",
        "month": "Ada Gull：Dry，2009年10月。",
        "book": "欧海、曼丽：《鱼论》，第2版，贝壳出版社，2001年。",
        "journal": "Ada Gull：《蟹论》，载《海岸》，第4卷，第2期，2003年，https://doi.org/10.1000/182。",
        "webpage": "海洋联盟：《全部条约》，https://example.org/2，2011年3月5日访问。",
        "described": "[关于风暴的报道]，2010年8月24日。",
        "chapter": "Ada Gull：Of Eels，Ed Fry主编，Of Fish，2001年。",
        "edited": "Ann Nacre：The Net，Emil Black、Bo Low主编，Cy Low译，第3卷，Shell，2003年6月。",
        "russian": "Пётр Ершов：О рыбах，Иван Ёлкин主编，第3版，2001年5月。",
        "chinese": "欧海：《鱼论》，曼丽主编，第2版，2001年。",
    },
    "ru": {
        "treaty": "Морской союз. Хартия моря. 7 июня 2002 года.",
        "resolution": "Морской союз. Приливы : A/RES/1. 18 декабря 2009 года. URL: https://example.org/1.",
        "case": "Морской союз. Карп против Щуки : № 12/09. 23 сентября 2010 года (на рассмотрении).",
        "month": "Gull A. Dry. Октябрь 2009 года.",
        "book": "Gull A., Eel T. Of Fish. 2nd ed. Shell, 2001.",
        "journal": "Gull A. О крабах // Берега. Т. 4. № 2. 2003. URL: https://doi.org/10.1000/182.",
        "webpage": "Морской союз. Все договоры. URL: https://example.org/2 (дата обращения: 05.03.2011).",
        "described": "[Сообщение о буре]. 24 августа 2010 года.",
        "chapter": "Gull A. Of Eels // Of Fish / ed. by E. Fry. 2001.",
        "edited": "Nacre A. The Net / ed. by E. Black, B. Low ; transl. by C. Low. Vol. 3. Shell, июнь 2003 года.",
        "russian": "Ершов П. О рыбах / ред. И. Ёлкин. 3-е изд. Май 2001 года.",
        "chinese": "欧海. 鱼论 / 曼丽主编. 第2版. 2001.",
    },
}
AGAIN = {
    "en": [
        "Sea Union, Charter of the Sea, 7 June 2002, art. 7.",
        "Ibid., para. 3.",
        "Charter of the Sea.",
        "Ibid.; Sea Union, Tides, A/RES/1, 18 December 2009, para. 3, https://example.org/1.",
        "Charter of the Sea, p. 12.",
        "Text. Sea Union, A/RES/1, art. 7. More (“Whale Seen”, The Daily Gull, 22 September 2006, pp. 12–14) yet.",
        "“Whale Seen”.",
        "“Whale Seen”.",
        "Sea Union, A/RES/1; Charter of the Sea, art. 7; ibid., para. 3.",
    ],
    "zh": [
        "海洋联盟：《海洋宪章》，2002年6月7日，第7条。",
        "同上，第3段。",
        "前注1，《海洋宪章》。",
        "同上；海洋联盟：《潮汐》，A/RES/1，2009年12月18日，第3段，https://example.org/1。",
        "前注1，《海洋宪章》，第12页。",
        "正文。前注4，海洋联盟，A/RES/1，第7条。又见（Whale Seen，The Daily Gull，2006年9月22日，第12—14页）等。",
        "前注6，Whale Seen。",
        "前注6，Whale Seen。",
        "前注4，海洋联盟，A/RES/1；前注1，《海洋宪章》，第7条；同上，第3段。",
    ],
    "ru": [
        "Морской союз. Хартия моря. 7 июня 2002 года, ст. 7.",
        "Там же, п. 3.",
        "Хартия моря.",
        "Там же; Морской союз. Приливы : A/RES/1. 18 декабря 2009 года, п. 3. URL: https://example.org/1.",
        "Хартия моря, с. 12.",
        "Текст. Морской союз. A/RES/1, ст. 7. Ещё (Whale Seen // The Daily Gull. 22 сентября 2006 года, p. 12–14) тут.",
        "Whale Seen.",
        "Whale Seen.",
        "Морской союз. A/RES/1; Хартия моря, ст. 7; там же, п. 3.",
    ],
}
OWN_NOTE = {
    "en": "Text.[@resolution, {0}] More [@newspaper, 12--14] yet.",
    "zh": "正文。[@resolution, {0}]又见[@newspaper, 12--14]等。",
    "ru": "Текст.[@resolution, {0}] Ещё [@newspaper, 12--14] тут.",
}
SEQUENCE = (
    "A[@treaty, {0}] B[@treaty, {1}] C[@treaty] D[@treaty; @resolution, {1}] E[@treaty, 12] F[^own]\n\n[^own]: %s\n\n"
    "G[^plain] H[@newspaper]\n\n[^plain]: Without a work.\n===\n"
    "I[@newspaper] J[@resolution; @treaty, {0}; @treaty, {1}]"
)


def cited(markdown: str, row: Language) -> tuple[list[str], list[str]]:
    """The texts of the notes and of the bibliography; parts are divided by a line of `===`."""
    parts = [pandoc.read(part, "markdown+smart")["blocks"] for part in markdown.split("===")]
    texts, bibliography = cite(parts, localised_references(WORKS, row, "en"), own_style(row), row)
    notes = [plain(node["c"], row) for node in pandoc.walk(texts) if node["t"] == "Note"]
    return notes, [plain(entry["c"][1], row) for entry in bibliography[0]["c"][1]]


def plain(blocks: Any, row: Language) -> str:
    """The text as it is printed, no-break spaces as spaces."""
    return pandoc.plain(typeset(blocks, row, ())).replace("\u00a0", " ")


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.code)
def test_every_work_is_printed(row: Language) -> None:
    notes, entries = cited(" ".join(f"A[@{work['id']}]" for work in WORKS), row)
    assert len(notes) == len(entries) == len(WORKS)
    for text in notes + entries:
        assert not WRONG.search(text), text
        assert text.endswith("." if row.spaced else "。")
    for work, note in zip(localised_references(WORKS, row, "en"), notes, strict=True):
        assert plain([pandoc.text(work["title"])], row) in note
        assert FULL[row.code].get(work["id"], note) == note
        assert any(work["title"] in entry for entry in entries)
        if row.code != "en" and "terms-latin" not in work:
            assert not ENGLISH.search(note.replace(work["title"], "")), note


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.code)
def test_works_cited_again(row: Language) -> None:
    """Ibid. only in the note after, and never at the head of a part; locators stand before addresses."""
    sequence = (SEQUENCE % OWN_NOTE[row.code]).format(*LOCATORS[row.code])
    notes, _ = cited(sequence, row)
    assert [note for note in notes if note != "Without a work."] == AGAIN[row.code]


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.code)
@pytest.mark.parametrize("locator", ["preamble", "序言", "преамбула", "第4至5条", "ст. 4–5", "第16—17条", "II A 3"])
def test_any_locator_comes_out_as_written(row: Language, locator: str) -> None:
    (note,), _ = cited(f"A[@resolution, {locator}]", row)
    assert f"{', ' if row.spaced else '，'}{locator}" in note
    assert note.index(locator) < note.index("https")


def test_the_bibliography_is_sorted_by_author_title_and_date() -> None:
    _, entries = cited(" ".join(f"[@{work['id']}]" for work in WORKS), ROWS["en"])
    assert [entries[0], entries[1], entries[2], entries[-3]] == [
        "Gull, Ada. Dry. October 2009.",
        "Gull, Ada. “Of Crabs”. Shores, vol. 4, no. 2, pp. 45–67. 2003. https://doi.org/10.1000/182.",
        "Gull, Ada. “Of Eels”. In Of Fish, pp. 10–19. Ed. Ed Fry. 2001.",
        "“Whale Seen”. The Daily Gull. 22 September 2006.",
    ]


def test_works_of_other_languages_are_described_in_their_own_terms() -> None:
    """ГОСТ Р 7.0.100-2018, 4.5; ГОСТ Р 7.0.5-2008, 6.7 (Ibid.)."""
    notes, entries = cited("A[@edited, 12] B[@edited, 13] C[@chinese, 7] D[@russian, 5] E[@russian, 6]", ROWS["ru"])
    assert [note.rpartition(", ")[2] for note in notes] == ["p. 12.", "p. 13.", "第7页.", "с. 5.", "с. 6."]
    assert [notes[1], notes[4]] == ["Ibid., p. 13.", "Там же, с. 6."]
    assert [re.findall(r"(?:[РPС]\. |第)\d+–\d+页?\.$", entry) for entry in entries] == [
        ["P. 45–67."],
        ["С. 4–9."],
        ["第3–8页."],
    ]
