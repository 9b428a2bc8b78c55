"""Preflight of line ends: marks that may not begin or end a line, words that may not hang, scraps of hyphenation.

Chinese follows GB/T 15834 (5.1) and CLREQ 3.1.6; Russian follows Мильчин's handbook and OST 29.124; English, Hart's
Rules. What a line's language is, the edition says; without one, the letters of its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from press.diagnostics import Severity
from press.model.preflight import Finding, Rules
from press.preflight.pdf import lines
from press.preflight.pdf.file import PrintFile
from press.preflight.pdf.lines import HAN, HYPHEN, Line
from press.preflight.pdf.paragraphs import Block, blocks, continued

# In em. Where words are bound to their neighbours, a narrow column would come out full of holes.
NARROW = 18
FEWEST = 3  # letters of a word on either side of a hyphen

_SHORT = (
    # Particles that lean on the word before (же, ли, бы) may end a line.
    "а|в|во|вы|до|за|и|из|из-за|из-под|их|к|ко|мы|на|не|ни|но|о|об|обо|он|от|по|с|со|та|те|то|ту|ты|у|я"
)


@dataclass(frozen=True)
class Ends:
    """How the lines of a language may not begin and end.

    Attributes:
        first: what none begins with.
        last: what none ends with.
        split: what stands on both sides of an end.
        bound: an end that the next line may not part from its beginning, as patterns of the two; in wide columns.
    """

    first: re.Pattern[str]
    last: re.Pattern[str]
    split: re.Pattern[str]
    bound: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()


_NEVER = re.compile(r"(?!)")
_SPACED_FIRST, _SPACED_LAST = re.compile(r"[,;:!?…)\]»”](?!\w)"), re.compile(r"[(\[«„“]$")

ENDS: Mapping[str, Ends] = {
    "zh": Ends(
        re.compile("[，。、；：！？）》」』】〉〕”’…·％]"),
        re.compile("[（《「『【〈〔“‘]$"),
        re.compile("[—…]"),
    ),
    "ru": Ends(
        _SPACED_FIRST,
        _SPACED_LAST,
        _NEVER,
        (
            (re.compile(rf"(?<![\w.{HYPHEN}-])(?:[АаВвИиКкОоСсУуЯя]|(?i:{_SHORT}))$"), re.compile(r"[\w«„(]")),
            (re.compile(r"(?:№|§|(?<!\w)(?:ст|пп?|ч|гл|с|стр|рис|табл|разд|прил|абз|подп|г|т)\.)$"), re.compile(r"\d")),
            (re.compile(r"(?<!\w)[А-ЯЁ]\.$"), re.compile(r"[А-ЯЁ](?:\.|[а-яё])")),
        ),
    ),
    "en": Ends(
        _SPACED_FIRST,
        _SPACED_LAST,
        _NEVER,
        ((re.compile(r"(?:№|§|(?<!\w)(?:[Aa]rts?|[Nn]os?|pp?|paras?)\.)$"), re.compile(r"\d")),),
    ),
}


def forbidden_ends(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """F020: a line that begins or ends as none may; the first that is wrong with each."""
    language = rules.language or language_of(file)
    for block in (block for page in blocks(file) for block in page):
        for line, following in continued(block):
            if message := _wrong(line, following, block, language):
                hint = "bind what belongs together with a no-break space, or change a word"
                yield Finding("F020", Severity.WARNING, message, hint, line.page + 1, line.area)


def language_of(file: PrintFile) -> str:
    """The language that the letters of a file speak for: Chinese, Russian or, with neither, English."""
    letters: Counter[str] = Counter()
    for line in (line for page in lines.pages(file) for line in page):
        letters["zh"] += 2 * len(HAN.findall(line.text))  # a syllable each
        letters["ru"] += len(re.findall("[а-яё]", line.text))
        letters["en"] += len(re.findall("[a-z]", line.text))
    return max(letters, key=lambda language: letters[language], default="en")


def _wrong(line: Line, following: Line, block: Block, language: str) -> str | None:
    """What is wrong with the end of a line and the beginning of the next, if anything is."""
    text, rest = line.text, following.text
    ends = ENDS.get("zh" if HAN.search(text[-1] + rest[0]) else language, ENDS["en"])
    if ends.split.match(text[-1]) and text[-1] == rest[0]:
        return f"“{text[-1]}{rest[0]}” is split by the end of the line: {line.quoted}"
    if ends.first.match(rest):
        return f"the next line begins with “{rest[0]}”: {following.quoted}"
    if ends.last.search(text):
        return f"ends with “{text[-1]}”: {line.quoted}"
    if wide(block):
        for end, beginning in ends.bound:
            if (found := end.search(text)) and beginning.match(rest):
                return f"ends with “{found[0]}”, which belongs to the next: {line.quoted}"
    return _scrap(text, rest)


def wide(block: Block) -> bool:
    """Whether a block is wide enough for words to be bound."""
    return max(line.right for line in block.lines) - block.left > NARROW * block.size


def _scrap(text: str, rest: str) -> str | None:
    """A hyphen with too few letters on one of its sides."""
    if not text.endswith(HYPHEN):
        return None
    found = re.search(r"([^\W\d_]+)\n([^\W\d_]+)", f"{text[:-1]}\n{rest}")
    if found and min(len(found[1]), len(found[2])) < FEWEST:
        return f"leaves “{found[1]}-{found[2]}” split, with fewer than {FEWEST} letters on one side"
    return None
