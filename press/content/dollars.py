"""Which dollars mark mathematics: `$x^2$` is a formula, `$20, or US$` is money and stays what it is.

Pandoc takes both for formulas. Here a pair of dollars is mathematics where what stands between them can be nothing
else, and text where it can be no formula. What could be both stays with Pandoc, for a message to name it; it is told
apart by a backslash, `\\$`, or by backquotes within the dollars, as GitHub and GitLab have it: $`T_total`$.

The signs are weighed, not the author's intentions asked: a setting would be one more thing to know for those who write
formulas, and of no use to who has both in a book. Catalogs are read by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

from press import pandoc

# Stands for a dollar that Pandoc is not to see: as wide as it, and no character, so that no text holds it (S015).
_ASIDE = "\ufdd0"
LONGEST = 2000  # characters of a formula
_RUN = re.compile(r"(?<!\\)(?:\\\\)*(\$+)")
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
_EXPLICIT = re.compile(r"(`+)(.+)\1", re.DOTALL)

_STRONG = re.compile(r"\*\*(?:\s|$)|\s\*\*")

_COMMAND = re.compile(r"\\[A-Za-z]+")
_GROUP = re.compile(r"\{[^{}]*\}")
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc log exp lim max min sup inf det dim ker gcd lcm mod arg deg var cov sgn rank diag".split()
)
# An operator that has no second operand, unless it is all there is, or an exponent; an index without one.
_UNFINISHED = re.compile(r"(?<=[^\s^_])\s*[:/=<>+*\N{EN DASH}\N{EM DASH}-]$|[\^_]$")
_SIGN = re.compile(r"[\^_=<>+*±×÷−∂∑√∞∫≈≠≤≥∈→]")  # not those of `and/or`, `(C$)`, `low-cost`
_WORD = re.compile(r"[0-9A-Za-z\u0370-\u052f]")
_LETTERS = re.compile(r"[^\W\d_]+")
# Neither Latin nor Greek, nor a letter of mathematics; punctuation of Chinese.
_FOREIGN = re.compile(
    r"(?![A-Za-z\u00b5\u0370-\u03ff\u2100-\u214f\U0001d400-\U0001d7ff])[^\W\d_]|[\u3000-\u303f\uff00-\uffef]"
)
_TWO_WORDS = re.compile(r"(?!d[a-z]\b)[^\W\d_]{2,}[\s,;:.]+(?!d[a-z]\b)[^\W\d_]{2,}")
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:[,;]\s.*[A-Z]|\s[^\W\d_]{2,}\b.*)")  # `$30, C$`, `$20 or A$`


class Kind(Enum):
    """What stands between two dollars."""

    FORMULA = auto()
    TEXT = auto()
    DOUBT = auto()


def kind(content: str, before: str = "", after: str = "") -> Kind:
    """What stands between two dollars, with the characters before the first of them and behind the second."""
    if _EXPLICIT.fullmatch(content):
        return Kind.FORMULA
    if content.count("`") % 2 or _STRONG.search(content):  # one of the dollars stands in code, or in strong text
        return Kind.TEXT
    said = re.sub(r"\n[ \t>]*", " ", content).strip()
    rest, found = said, 1
    while found:
        rest, found = _GROUP.subn(" ", rest)
    rest = _COMMAND.sub(" ", rest)
    bare = _UNFINISHED.sub("", rest)
    formula = bool(_COMMAND.search(said) or _SIGN.search(bare))
    words = any(map(_is_word, _LETTERS.findall(rest)))
    prose = words or bool(_FOREIGN.search(rest) or _TWO_WORDS.search(rest) or _AMOUNT.fullmatch(rest))
    prose = prose or (len(said) > 1 and len(re.findall(r"[(\[]", said)) != len(re.findall(r"[)\]]", said)))
    # `20$`, `US$`; `$HOME:$PATH`, `$PATH$HOME`; `$20, or US$`.
    text = bool(_WORD.match(before)) and said[:1] not in ("^", "_", "\\")
    text = text or bool(re.search('[`"]', said)) or bare != rest
    text = text or (prose and (said[:1].isdigit() or bool(_WORD.match(after))))
    return Kind.FORMULA if not (text or prose) else Kind.TEXT if text and not formula else Kind.DOUBT


def _is_word(letters: str) -> bool:
    """Whether letters beside each other are a word rather than a product, a name of points or a function."""
    return letters.lower() not in _FUNCTIONS and (len(letters) > 3 or (len(letters) == 3 and letters.islower()))


def read(text: str, reader: str, *options: str, beside: bool = True) -> pandoc.Tree:
    """Parse Markdown as press.pandoc.read does, but for dollars that mark no formula.

    Formulas whose backquotes say what they are keep these (`doubtful`, `bare`). `beside` is as of `set_aside`.

    Raises:
        EngineError: as of press.pandoc.run.
    """
    if "$" not in text:
        return pandoc.read(text, reader, *options)
    found = pandoc.run(set_aside(text, beside), reader, "json", *options)
    return pandoc.tree(found.replace(_ASIDE, "$"))


def set_aside(text: str, beside: bool = True) -> str:
    """A text of the same length without dollars that mark no formula.

    Args:
        beside: whether what stands beside the dollars counts; not in a catalog, whose formulas are known ones.
    """
    out: list[str] = []
    done = 0
    for start, end, close in _runs(text, beside):
        out += [text[done:start], text[start:close] if close else _ASIDE * (end - start)]
        done = close or end
    return "".join(out) + text[done:]


def formulas(text: str) -> Iterator[tuple[str, bool]]:
    """The formulas of a catalog's text, each with whether it stands on a line of its own."""
    for start, end, close in _runs(text, False):
        if close:
            content = text[end : close - (end - start)]
            explicit = _EXPLICIT.fullmatch(content)
            yield (explicit[2] if explicit else content), end - start == 2


def _runs(text: str, beside: bool) -> Iterator[tuple[int, int, int]]:
    """Each run of dollars: where it begins and ends, and where the formula ends that it opens, 0 if it opens none."""
    done = 0
    while run := _RUN.search(text, done):
        start, end = run.span(1)
        close = _close(text, start, end, beside)
        yield start, end, close
        done = close or end


def _close(text: str, start: int, end: int, beside: bool) -> int:
    """Where the formula ends that begins with the dollars from `start` to `end`; 0 where none does."""
    if end - start > 2:
        return 0
    limit = _EMPTY_LINE.search(text, end)
    content = text[end : min(end + LONGEST, limit.start() if limit else len(text))]
    length = _length(content, end - start)
    close = end + length + end - start
    around = (text[start - 1 : start], text[close : close + 1]) if beside else ("", "")
    return close if length and kind(content[:length], *around) is not Kind.TEXT else 0


def _length(content: str, dollars: int) -> int:
    """How much of a text stands before the dollars that close a formula in Pandoc's Markdown; 0 where none do."""
    if dollars == 1 and content[:1].isspace():
        return 0
    depth = 0
    for sign in re.finditer(r"\\.|[{}]|\$+", content, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if sign[0].startswith("$") and depth <= 0:
            at = sign.start()
            tight = dollars == 2 or not (content[at - 1 : at].isspace() or content[at + 1 : at + 2].isdigit())
            return at if len(sign[0]) == dollars and tight else 0
    return 0


def doubtful(tree: pandoc.Tree) -> Iterator[str]:
    """The formulas of a tree that could be text, with their dollars, as they stand in the source."""
    for node in pandoc.walk(tree["blocks"]):
        if node["t"] == "Math" and kind(node["c"][1]) is Kind.DOUBT:
            dollars = "$" if node["c"][0]["t"] == "InlineMath" else "$$"
            yield f"{dollars}{node['c'][1]}{dollars}"


def certain(tree: pandoc.Tree) -> pandoc.Tree:
    """A tree without the formulas that could be text; the others have no backquotes."""

    def change(node: pandoc.Node) -> Any:
        return [] if node["t"] == "Math" and kind(node["c"][1]) is Kind.DOUBT else node

    return bare({**tree, "blocks": pandoc.transform(tree["blocks"], change)})


def bare(tree: pandoc.Tree) -> pandoc.Tree:
    """A tree whose formulas have no backquotes."""

    def change(node: pandoc.Node) -> pandoc.Node:
        explicit = _EXPLICIT.fullmatch(node["c"][1]) if node["t"] == "Math" else None
        return {"t": "Math", "c": [node["c"][0], explicit[2]]} if explicit else node

    return {**tree, "blocks": pandoc.transform(tree["blocks"], change)}


def written(node: pandoc.Node) -> Any:
    """A formula of a tree as it must be written to be read as one."""
    if node["t"] != "Math" or kind(node["c"][1]) is Kind.FORMULA:
        return node
    dollars = "$" if node["c"][0]["t"] == "InlineMath" else "$$"
    return {"t": "RawInline", "c": ["markdown", f"{dollars}`{node['c'][1]}`{dollars}"]}
