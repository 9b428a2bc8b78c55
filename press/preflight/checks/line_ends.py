"""Preflight of line ends: marks that may not begin or end a line, words that may not hang, scraps of hyphenation.

What they are, each language says (Language.line_ends). What a line's language is, the edition says; without one, the
letters of its file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from press.diagnostics import Severity
from press.languages import scripts
from press.model.language import Language, Script
from press.model.preflight import Finding, Rules
from press.preflight.pdf import lines
from press.preflight.pdf.file import PrintFile
from press.preflight.pdf.lines import HAN, HYPHEN, Line
from press.preflight.pdf.paragraphs import Block, blocks, continued

# In em. Where words are bound to their neighbours, a narrow column would come out full of holes.
NARROW = 18
FEWEST = 3  # letters of a word on either side of a hyphen


def forbidden_ends(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """F020: a line that begins or ends as none may; the first that is wrong with each."""
    language = rules.language or language_of(file, rules.known)
    if language is None:
        return
    han = next((row for row in rules.known if row.script == scripts.HAN), language)
    for block in (block for page in blocks(file) for block in page):
        for line, following in continued(block):
            if message := _wrong(line, following, block, (language, han)):
                hint = "bind what belongs together with a no-break space, or change a word"
                yield Finding("F020", Severity.WARNING, message, hint, line.page + 1, line.area)


def language_of(file: PrintFile, known: Sequence[Language]) -> Language | None:
    """The language that the letters of a file speak for: the first of those known that are written in its script."""
    letters: Counter[Script] = Counter()
    for line in (line for page in lines.pages(file) for line in page):
        for row in known:
            letters[row.script] += row.script.weight * len(row.script.letter.findall(line.text))
    return max(known, key=lambda row: letters[row.script], default=None)


def _wrong(line: Line, following: Line, block: Block, languages: tuple[Language, Language]) -> str | None:
    """What is wrong with the end of a line and the beginning of the next, if anything is.

    Args:
        languages: the text's, and that whose rules hold where a line of it ends or begins with Han.
    """
    language, han = languages
    text, rest = line.text, following.text
    ends = (han if language.spaced and HAN.search(text[-1] + rest[0]) else language).line_ends
    if ends.split and ends.split.match(text[-1]) and text[-1] == rest[0]:
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
