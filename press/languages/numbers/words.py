"""Numbers in words, of languages that part their words by spaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from press.languages.numbers import digits
from press.languages.numbers.lexicon import FOLLOWS, Lexicon, R, Word
from press.model.mention import Key, Kind, Mention, exact, roman

# Numbers in words from here on must have a counterpart; smaller ones are often said without one.
LEAST = 13
# “A hundred”, “a million”: so often a manner of speech that nothing is asked of them.
ROUND = frozenset(10**power for power in range(2, 13))
_SINGLE = 20  # characters before a Roman numeral in which to look for what it numbers


@dataclass(frozen=True)
class _Lexeme:
    """A number word, or digits with their mention; without a word, what joins nothing."""

    start: int
    end: int
    word: Word | None
    mention: Mention | None = None


class _Run:
    """A number as it is read word by word."""

    def __init__(self, lexeme: _Lexeme, word: Word) -> None:
        scale = word.role is R.SCALE
        self.first, self.end, self.last = lexeme, lexeme.end, word.role
        self.total: int | Fraction = word.value if scale else 0
        self.group: int | Fraction = 0 if scale else word.value
        self.scale = int(word.value) if scale else 1
        self.more: frozenset[Key] = word.more
        self.ordinal, self.about = word.role is R.ORDINAL, word.about

    def take(self, lexeme: _Lexeme, word: Word, half: bool) -> None:
        if word.role is R.HUNDRED:
            self.group *= 100
        elif word.role is R.SCALE:
            self.total, self.group, self.scale = self.total + self.group * word.value, 0, int(word.value)
        elif half and self.last is R.SCALE:  # a million and a half
            self.total += word.value * self.scale
        elif word.role is R.PART and not half:
            self.group *= word.value
        elif word.role is R.ORDINAL and self.last is R.UNIT:
            self.group = Fraction(self.group) / word.value
        else:
            self.group += word.value
        self.ordinal |= word.role is R.ORDINAL
        self.about |= word.about
        self.more = frozenset()
        self.last, self.end = R.HALF if half else word.role, lexeme.end

    def mention(self, text: str) -> Mention:
        written = self.first.mention
        if written and self.last is R.DIGITS and self.end == self.first.end:
            return written
        value = exact(self.total + self.group)
        keys: set[Key] = {value, *self.more}
        if self.about and value % 12 == 0:  # two dozen are two tens elsewhere
            keys.add(value // 12 * 10)
        loose = self.last is R.LOOSE or self.ordinal or self.about
        firm = bool(written) or not (loose or value < LEAST or value in ROUND or isinstance(value, Fraction))
        start = self.first.start
        return Mention(text[start : self.end], frozenset(keys), start, self.end, firm, scale=self.scale)


def read(text: str, lexicon: Lexicon) -> list[Mention]:
    """The numbers of a text, in order; expressions last."""
    text = digits.normal(text)
    found = digits.ranged(list(_numbers(text, lexicon, list(_lexemes(text, lexicon)))), text)
    for pattern, keys in lexicon.phrases:
        found += [Mention(m[0], keys, m.start(), m.end(), firm=False) for m in pattern.finditer(text)]
    return found


def _lexemes(text: str, lexicon: Lexicon) -> Iterator[_Lexeme]:
    for match in lexicon.lexer.finditer(text):
        raw: str | None = match["word"]
        if raw is None:
            for mention in digits.read(match, lexicon.decimal):
                yield _Lexeme(mention.start, mention.end, _countable(mention), mention)
        elif word := lexicon.words.get(raw.lower()) or lexicon.other(raw):
            yield _Lexeme(match.start(), match.end(), word)
        elif value := raw.isupper() and roman(raw):
            firm = len(raw) > 1 or bool(lexicon.single.search(text, max(0, match.start() - _SINGLE), match.start()))
            yield _alone(Mention(raw, frozenset((value,)), match.start(), match.end(), firm))
        else:
            month, sure = lexicon.month(text, match)
            if month:
                yield _alone(Mention(raw, frozenset((month,)), match.start(), match.end(), sure, Kind.MONTH))


def _alone(mention: Mention) -> _Lexeme:
    return _Lexeme(mention.start, mention.end, None, mention)


def _countable(mention: Mention) -> Word | None:
    """Digits as a word that another can multiply."""
    values = [key for key in mention.keys if not isinstance(key, str)]
    plain = mention.text[-1:].isdigit() and "/" not in mention.text
    return Word(R.DIGITS, values[0]) if plain and len(values) == 1 else None


def _numbers(text: str, lexicon: Lexicon, found: Sequence[_Lexeme]) -> Iterator[Mention]:
    run: _Run | None = None
    for at, lexeme in enumerate(found):
        word = lexeme.word
        half = bool(run and word) and _is_half(text, lexicon, run, lexeme)
        if run and word and (half or _joins(text, lexicon, run, found, at)):
            run.take(lexeme, word, half)
            continue
        if run:
            yield run.mention(text)
        run = _Run(lexeme, word) if word and word.bare else None
        if not word and lexeme.mention:
            yield lexeme.mention
    if run:
        yield run.mention(text)


def _is_half(text: str, lexicon: Lexicon, run: _Run | None, lexeme: _Lexeme) -> bool:
    if run is None or lexeme.word is None or lexeme.word.value != Fraction(1, 2):
        return False
    return run.last in FOLLOWS[R.HALF] and bool(lexicon.half.fullmatch(text, run.end, lexeme.start))


def _joins(text: str, lexicon: Lexicon, run: _Run, found: Sequence[_Lexeme], at: int) -> bool:
    """Whether the word at a place goes on with the number before it."""
    lexeme, word = found[at], found[at].word
    if word is None or run.last not in FOLLOWS[word.role]:
        return False
    gap = text[run.end : lexeme.start]
    after = found[at + 1] if at + 1 < len(found) else None
    by = after.word if after and text[lexeme.end : after.start].isspace() else None
    if word.role is R.DIGITS:  # 1 млн 200 тыс.
        return gap.isspace() and by is not None and by.role is R.SCALE and by.value < run.scale
    if word.role is R.ORDINAL and run.last is R.UNIT:  # two thirds, but no “one second”
        return gap.isspace() and word.value > 2 and run.total == 0
    if gap == lexicon.joint:  # “one hundred and five”, but no “one hundred and two hundred”
        return run.last in (R.HUNDRED, R.SCALE) and not (by and by.role in (R.HUNDRED, run.last))
    return gap.isspace() or gap in ("-", "\u2011") or (not gap and run.last is R.DIGITS)
