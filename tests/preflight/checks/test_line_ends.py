"""Ends of lines as preflight sees them, in three languages."""

from __future__ import annotations

import linebooks
import pytest

from press.languages.registry import LANGUAGES
from press.model.preflight import Kind, Rules
from press.model.printers import PRINTERS
from press.preflight.checks.line_ends import forbidden_ends, language_of
from press.preflight.pdf.file import opened

KNOWN = tuple(LANGUAGES.values())
ZH = "上海合作组织成员国元首在会议上签署了文件"
BAD = [
    ("zh", f"{ZH}", f"，{ZH}", "，"),
    ("zh", f"{ZH}", f"》{ZH}", "》"),
    ("zh", f"{ZH}《", f"{ZH}", "《"),
    ("zh", f"{ZH}—", f"—{ZH}", "——"),
    ("zh", f"{ZH}…", f"…{ZH}", "……"),
    ("ru", "Заседание совета глав государств прошло в", "Москве и было посвящено борьбе против угроз", "“в”"),
    ("ru", "Заседание совета глав государств прошло, но", "оно не было посвящено борьбе с угрозами", "“но”"),
    ("ru", "Заседание совета приняло решение по ст.", "7 договора, которое вступило в силу тогда", "“ст.”"),
    ("ru", "Заседание совета приняло решение за №", "7 о борьбе, которое вступило в силу тогда", "“№”"),
    ("ru", "Заседание совета глав государств вёл А.", "Иванов, которого избрали тогда на три года", "“А.”"),
    ("ru", "Заседание совета глав государств в Моск-", "ве было посвящено борьбе с угрозами миру", "Моск-ве"),
    ("en", "The council of the heads of state met re-", "cently and adopted what had been drafted", "re-cently"),
    ("en", "The council of the heads of state saw Art.", "7 and adopted what had been drafted there", "“Art.”"),
]
GOOD = [
    ("zh", f"{ZH}，", f"《{ZH}"),
    ("zh", f"{ZH}——", f"{ZH}"),
    ("ru", "Заседание совета глав государств прошло", "в Москве и было посвящено борьбе против угроз"),
    ("ru", "Заседание совета глав государств, если же", "оно было посвящено борьбе с угрозами миру"),
    ("ru", "Заседание совета глав государств состоя-", "лось и было посвящено борьбе с угрозами"),
    ("en", "The council of the heads of state adop-", "ted what had been drafted there before it"),
    ("en", "The council of the heads of state met in", "a city that had not been chosen before it"),
]


def told(language, *lines):
    body = linebooks.full(*lines, indented=False)
    with opened(linebooks.write(body, "ends", language)) as file:
        rules = Rules(Kind.INTERIOR, next(iter(PRINTERS.values())), known=KNOWN)
        assert getattr(language_of(file, KNOWN), "code", None) == language
        return [finding.message for finding in forbidden_ends(file, rules)]


@pytest.mark.parametrize(("language", "first", "second", "part"), BAD)
def test_a_bad_end_is_told_once(language, first, second, part):
    (message,) = told(language, first, second)
    assert part in message


@pytest.mark.parametrize(("language", "first", "second"), GOOD)
def test_a_good_end_is_not(language, first, second):
    assert told(language, first, second) == []
