"""Inline codes: the Markdown in a segment that a translator moves but does not write, apart from the text around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Without curly quotes: those that a word processor makes of straight ones are none to Pandoc.
_ATTRIBUTES = r'\{(?:[^{}"“”„«»\n]|"(?:\\.|[^"\\])*")*\}'
_ADDRESS = r"(?:<[^<>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*)"
_TITLE = r"""(?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))?"""
_KEY = r"(?<![\w@])-?@(?:\{[^{}\s]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
_TOKEN = re.compile(
    rf"""
      (?P<break>\\\n)
    | (?P<escape>\\[!-/:-@\[-`{{-~ ])
    | (?P<note>\[\^[^\]\s]+\])
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`)[^`](?:.*?[^`])??(?P=ticks)(?!`)(?:{_ATTRIBUTES})?)
    | (?P<math>\$\$[^$]+\$\$|\$(?![\s$])[^$\n]*(?<![\s\\])\$(?!\d))
    | (?P<url><(?:https?://|mailto:)[^\s<>]+>)
    | (?P<cites>\[[^][\\]*{_KEY}[^][\\]*\](?![({{]))
    | (?P<key>{_KEY})
    | (?P<link>\]\(\s*(?P<address>{_ADDRESS}){_TITLE}\s*\)(?:{_ATTRIBUTES})?)
    | (?P<span>\](?P<attributes>{_ATTRIBUTES}))
    | (?P<close>\])
    | (?P<open>!?\[)
    | (?P<mark>\*{{1,3}}|~~|(?<=\S)[\^~]|[\^~](?=\S))
    """,
    re.VERBOSE | re.DOTALL,
)
_CITED = re.compile(_KEY)
_MARK = "mark"
# Closing brackets by the kind of what they close.
_ENDS = ("link", "span")


@dataclass(frozen=True)
class Piece:
    """A run of a segment.

    Attributes:
        kind: empty for text; note, citation, open and link or span (the brackets around text), code, math, url, mark
            (of emphasis and the like), escape, break.
        value: what must be the same in a translation: a number, a key, an address; several are separated by spaces.
    """

    text: str
    kind: str = ""
    value: str = ""


def pieces(text: str) -> tuple[Piece, ...]:
    """A segment cut into text and codes; joined, they are the segment again."""
    found: list[Piece] = []
    at = 0
    for match in _TOKEN.finditer(text):
        found.append(Piece(text[at : match.start()]))
        found += _coded(match)
        at = match.end()
    return tuple(_joined([*_paired(found), Piece(text[at:])]))


def _coded(match: re.Match[str]) -> Iterator[Piece]:
    kind, text = match.lastgroup or "", match[0]
    match kind:
        case "cites":
            yield from _citation(text)
        case "key":
            yield Piece(text, "citation", _key(text))
        case "link" | "span":
            yield Piece(text, kind, match["address" if kind == "link" else "attributes"].strip("<>{} "))
        case "mark" if _stands_alone(match):
            yield Piece(text)
        case _:
            yield Piece(text, kind, text if kind in ("note", "code", "math", "url") else "")


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a mark has space on both sides and so is none."""
    start, end = match.span()
    return not match.string[start - 1 : start].strip() and not match.string[end : end + 1].strip()


def _key(text: str) -> str:
    return "@" + text.lstrip("-@").strip("{}")


def _citation(text: str) -> Iterator[Piece]:
    """A group of citations: all of it but the words in it, which are translated: [@handbook, `chap.` 2]."""
    code, at = "", 0
    keys: list[str] = []
    for match in [*_CITED.finditer(text), None]:
        between = text[at : match.start()] if match else text[at:-1]
        if any(map(str.isalpha, between)):
            start = 1 if at == 0 else 0
            yield Piece(code + between[:start], "citation", " ".join(keys))
            yield Piece(between[start:])
            code, keys = "", []
        else:
            code += between
        if match:
            code, keys, at = code + match[0], [*keys, _key(match[0])], match.end()
    yield Piece(f"{code}]", "citation", " ".join(keys))


def _paired(found: Sequence[Piece]) -> list[Piece]:
    """Brackets that have no counterpart, or that only stand around words, are text."""
    out, stack = list(found), []
    for at, piece in enumerate(found):
        if piece.kind == "open":
            stack.append(at)
        elif piece.kind in (*_ENDS, "close"):
            start = stack.pop() if stack else None
            if start is None or piece.kind == "close":
                out[at] = Piece(piece.text)
            if start is not None and piece.kind == "close":
                out[start] = Piece(found[start].text)
    for at in stack:
        out[at] = Piece(found[at].text)
    return out


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    text = ""
    for piece in found:
        if not piece.kind:
            text += piece.text
            continue
        if text:
            yield Piece(text)
        text = ""
        yield piece
    if text:
        yield Piece(text)


def numbered(*texts: str) -> Mapping[tuple[str, int], str]:
    """A number for each code of some texts, by the code and its place among those that are the same: 1, 2 …"""
    found: dict[tuple[str, int], str] = {}
    for text in texts:
        seen: Counter[str] = Counter()
        for piece in pieces(text):
            if piece.kind:
                found.setdefault((piece.text, seen[piece.text]), str(len(found) + 1))
                seen[piece.text] += 1
    return found


def partners(found: Sequence[Piece]) -> Mapping[int, int]:
    """The place of the closing code of each opening one, by its place."""
    pairs: dict[int, int] = {}
    brackets: list[int] = []
    marks: dict[str, int] = {}
    for at, piece in enumerate(found):
        if piece.kind == "open":
            brackets.append(at)
        elif piece.kind in _ENDS:
            pairs[brackets.pop()] = at
        elif piece.kind == _MARK and piece.text in marks:
            pairs[marks.pop(piece.text)] = at
        elif piece.kind == _MARK:
            marks[piece.text] = at
    return pairs


def lost(source: str, target: str) -> tuple[str, ...]:
    """How the codes of a translation are damaged, in words: what it lacks, what it has too often, what is unpaired.

    Emphasis is the translator's own, and so is the language of a few words: a Russian name in an English text is no
    foreign word in the Russian one.
    """
    before, after = pieces(source), pieces(target)
    wanted, got = _values(before), _values(after)
    return (
        *(f"it lacks {code}" for code in (wanted - got).elements()),
        *(f"it has {code} more often than the source" for code in (got - wanted).elements()),
        *(f"{code} has no counterpart" for code in (_unpaired(after) - _unpaired(before)).elements()),
    )


def _values(found: Sequence[Piece]) -> Counter[str]:
    return Counter(
        value
        for piece in found
        if piece.value and not (piece.kind == "span" and piece.value.startswith("lang="))
        for value in (piece.value.split() if piece.kind == "citation" else [piece.value])
    )


def _unpaired(found: Sequence[Piece]) -> Counter[str]:
    """Marks without a counterpart, and ends of links and spans without a beginning."""
    rest: Counter[str] = Counter()
    for piece in found:
        if piece.kind == _MARK:
            _toggle(rest, piece.text)
        elif not piece.kind:
            rest.update(re.findall(r"\](?=[({])", piece.text))
    return +rest


def _toggle(opened: Counter[str], mark: str) -> None:
    """Close what a mark closes, or open it; three asterisks stand for two and one."""
    for each in ("**", "*") if mark == "***" else (mark,):
        opened[each] = 1 - opened[each]
