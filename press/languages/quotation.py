"""The quotation marks of each locale, as CLDR 48 has them in its delimiters, which Babel leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.model.language import Quotes

_ROOT = "“”‘’"
# Outer and inner marks, and the locales that have them: those whose marks are not the ones that they inherit.
_MARKS: Mapping[str, str] = {
    "«»“”": "ast blo bm br ca cv dyo el es_US eu ewo ie it kab kk lij mg mua nnh pt_PT sc sg ti",
    "„“‚‘": "bs_Cyrl cs de dsb et hr hsb is ksh lb luy mk nds sk sl",
    "«»‹›": "am az_Arab az_Cyrl fa fr_CH gsw jgo kkj mzn rm sdh wae",
    "«»„“": "bas be ky os ru sah tyv uk",
    "””’’": "fi he lag rn se sn sv yi",
    "«»‘’": "dua ksf no rw",
    "”“’‘": "ar lld ms_Arab syr ur",
    "«»«»": "fr hy oc yav",
    "‘’“”": "fur ia ti_ER tn",
    "「」『』": "ja yue yue_Hans zh_Hant",
    "«»„”": "shi shi_Latn zgh",
    "„“„“": "bg lt prg",
    "„”«»": "nmg pl ro",
    "„”‚’": "agq ff",
    "„”’’": "sr sr_Latn",
    "„”»«": "hu szl",
    "»«›‹": "kk_Arab ug",
    "„”‘’": "bs",
    "„“«»": "ka",
    "“”«»": "eo",
    "“”’‘": "uz",
    "“”“”": "tk",
    "“’“”": "st",
    "«»”“": "fr_CA",
    "‘’‘’": "nl",
}
_OF = {name: marks for marks, names in _MARKS.items() for name in names.split()}


def quotes(locale: str) -> Quotes:
    """The marks of a CLDR locale (`de_CH`, `zh_Hant_HK`): its own, those that it inherits, or else the root's."""
    marks = next((_OF[name] for name in _line(locale) if name in _OF), _ROOT)
    return marks[0], marks[1], marks[2], marks[3]


def _line(locale: str) -> Iterator[str]:
    """A locale and those that it inherits from, as CLDR has it (UTS 35, part 1, 4.3): de_CH, de.

    A language in another script than its usual one inherits nothing: sr_Latn is not followed by sr.
    """
    from babel.core import get_global

    parents, likely = get_global("parent_exceptions"), get_global("likely_subtags")
    while locale and locale != "root":
        yield locale
        language, _, rest = locale.partition("_")
        foreign = len(rest) == _SCRIPT and rest.isalpha() and rest not in likely.get(language, rest).split("_")
        locale = parents.get(locale, "root" if foreign else locale.rpartition("_")[0])


_SCRIPT = 4  # letters of a script's subtag (RFC 5646, 2.2.3)
