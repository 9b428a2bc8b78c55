"""The table of quotation marks against what CLDR 48 says (main/<locale>/delimiters.json of its JSON data)."""

from __future__ import annotations

import pytest
from babel import Locale

from press.languages.quotation import quotes

# Read off CLDR's own files; the second column says whose marks they are where the locale has none itself.
SAID = """
en          root     “ ” ‘ ’
es          root     “ ” ‘ ’
es_419      es       “ ” ‘ ’
es_MX       es_419   “ ” ‘ ’
es_US       -        « » “ ”
pt_BR       pt       “ ” ‘ ’
pt_PT       -        « » “ ”
pt_AO       pt_PT    « » “ ”
fr          -        « » « »
fr_CH       -        « » ‹ ›
fr_CA       -        « » ” “
de          -        „ “ ‚ ‘
de_CH       de       „ “ ‚ ‘
nl          -        ‘ ’ ‘ ’
nl_BE       nl       ‘ ’ ‘ ’
fi          -        ” ” ’ ’
da          root     “ ” ‘ ’
nb          no       « » ‘ ’
pl          -        „ ” « »
hu          -        „ ” » «
lv          root     “ ” ‘ ’
bg          -        „ “ „ “
mk          -        „ “ ‚ ‘
sr          -        „ ” ’ ’
sr_Latn     -        „ ” ’ ’
sr_Latn_BA  sr_Latn  „ ” ’ ’
bs          -        „ ” ‘ ’
bs_Cyrl     -        „ “ ‚ ‘
uk          -        « » „ “
kk          -        « » “ ”
kk_Arab     -        » « › ‹
ky          -        « » „ “
uz          -        “ ” ’ ‘
uz_Cyrl     root     “ ” ‘ ’
uz_Latn     uz       “ ” ’ ‘
az          root     “ ” ‘ ’
az_Cyrl     -        « » ‹ ›
tk          -        “ ” “ ”
mn          root     “ ” ‘ ’
ka          -        „ “ « »
hy          -        « » « »
he          -        ” ” ’ ’
ar          -        ” “ ’ ‘
ar_EG       ar       ” “ ’ ‘
fa          -        « » ‹ ›
ur          -        ” “ ’ ‘
ug          -        » « › ‹
am          -        « » ‹ ›
hi          root     “ ” ‘ ’
zh          root     “ ” ‘ ’
zh_Hans_SG  root     “ ” ‘ ’
zh_Hant     -        「 」 『 』
zh_Hant_HK  zh_Hant  「 」 『 』
zh_Hant_MO  zh_Hant  「 」 『 』
ja          -        「 」 『 』
"""
ROWS = [(locale, owner, tuple(marks)) for locale, owner, *marks in map(str.split, SAID.strip().splitlines())]


@pytest.mark.parametrize(("locale", "owner", "marks"), ROWS, ids=[locale for locale, *_ in ROWS])
def test_marks_are_those_of_cldr_own_or_inherited(locale: str, owner: str, marks: tuple[str, ...]) -> None:
    assert str(Locale.parse(locale)) == locale
    assert quotes(locale) == marks
    assert owner == "-" or quotes(owner) == marks


def test_a_script_of_its_own_inherits_nothing() -> None:
    assert quotes("ug_Latn") == quotes("root") != quotes("ug")
