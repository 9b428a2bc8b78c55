"""Paragraphs broken as a whole: proved by pages, since functions of WeasyPrint are replaced for it."""

from __future__ import annotations

from statistics import mean

import linebooks

from press.preflight.pdf.file import opened
from press.preflight.pdf.lines import HYPHEN
from press.preflight.pdf.paragraphs import blocks, continued
from press.typesetting.paragraphs import breaking_whole

RUSSIAN = (
    "Конвенция предусматривает, что стороны предпринимают необходимые меры законодательного характера для того, чтобы "
    "ни при каких обстоятельствах подобные деяния не подлежали оправданию по соображениям исключительно политического, "
    "философского, идеологического, расового, этнического или религиозного характера и влекли наказания сообразно "
    "степени их тяжести. Государства-участники информируют депозитарий о принятых законах и международных договорах. "
)
STYLE = '<style>p.free { white-space: normal; hyphens: auto; hyphenate-limit-chars: 6 3 3 }</style><p class="free">'


def lines_of(name, body, language="ru"):
    with opened(linebooks.write(STYLE + body, name, language)) as file:
        return [pair[0] for page in blocks(file) for block in page if block.measure for pair in continued(block)]


def test_fewer_lines_are_loose_and_none_is_lost():
    filled = lines_of("filled", RUSSIAN * 3)
    with breaking_whole():
        whole = lines_of("whole", RUSSIAN * 3)
    assert max(line.words or 0 for line in whole) <= max(line.words or 0 for line in filled)
    assert mean((line.words or 0) ** 3 for line in whole) < mean((line.words or 0) ** 3 for line in filled)
    assert {round(line.right) for line in whole} == {260}


def test_the_text_stays_what_it_was():
    with breaking_whole(), opened(linebooks.write(STYLE + RUSSIAN, "text", "ru")) as file:
        text = "".join(line.text for page in blocks(file) for block in page for line in block.lines if line.size > 9)
    assert list(filter(str.isalpha, text)) == list(filter(str.isalpha, RUSSIAN))


def test_a_note_s_call_leaves_three_letters():
    with breaking_whole():
        text = " ".join(f"{'я' * count} наблюдатели\u2060<sup>1</sup>" for count in range(1, 30))
        found = lines_of("joiner", text)
    assert not [line for line in found if line.text.endswith(f"наблюдате{HYPHEN}")]
