"""Which numbers of a text have no counterpart in its translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.model.mention import Kind, Mention

# Said once of several days or events here, of each of them there: “15 and 16 June”.
REPEATED = frozenset((Kind.YEAR, Kind.MONTH, Kind.DECADE))
Pairs = list[tuple[Mention, Mention]]


@dataclass
class _Side:
    """The mentions of a text that wait for a counterpart."""

    firm: list[Mention]
    loose: list[Mention]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> _Side:
        return cls([one for one in mentions if one.firm], [one for one in mentions if not one.firm])


def differences(source: Sequence[Mention], target: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """The numbers of the source that the target lacks, and those that it adds."""
    own, other = _Side.of(source), _Side.of(target)
    _match(own.firm, other.firm)
    _unfold(own, other)
    _match(own.firm, other.firm)
    away = _match(own.firm, other.loose)
    back = _match(other.firm, own.loose)
    missing, added = _crossed(away, back, own, other)
    lacking = [one for one in own.firm if not _again(one, target, other.firm)]
    adding = [one for one in other.firm if not _again(one, source, own.firm)]
    return _ordered(lacking + missing), _ordered(adding + added)


def _match(ours: list[Mention], theirs: list[Mention]) -> Pairs:
    """Take out of both what is the same, first what can be read in one way only."""
    taken: Pairs = []
    for same in (_equal, _meeting):
        for one in tuple(ours):
            for counterpart in theirs:
                if same(one, counterpart):
                    ours.remove(one)
                    theirs.remove(counterpart)
                    taken.append((one, counterpart))
                    break
    return taken


def _equal(one: Mention, other: Mention) -> bool:
    return one.keys == other.keys and _meeting(one, other)


def _meeting(one: Mention, other: Mention) -> bool:
    """Whether both may be the same; a month is no “two” of a text, only perhaps another language's digits."""
    months = (one.kind is Kind.MONTH) == (other.kind is Kind.MONTH)
    return bool(one.keys & other.keys) and (months or (one.firm and other.firm))


def _unfold(own: _Side, other: _Side) -> None:
    """Put the parts of what has no counterpart as a whole in its place; codes only where one side has none."""
    codes = [sum(one.kind is Kind.CODE for one in side.firm) for side in (own, other)]
    for side in (own, other):
        side.firm = [part for one in side.firm for part in _parts(one, keep=all(codes))]


def _parts(one: Mention, keep: bool) -> Sequence[Mention]:
    return (one,) if not one.parts or (keep and one.kind is Kind.CODE) else one.parts


def _again(one: Mention, others: Sequence[Mention], unmatched: Sequence[Mention]) -> bool:
    """Whether a year or month is only repeated: the other text has it too, and has none of its kind too many."""
    repeated = one.kind in REPEATED and any(one.keys & counterpart.keys for counterpart in others)
    return repeated and not any(counterpart.kind is one.kind for counterpart in unmatched)


def _crossed(away: Pairs, back: Pairs, own: _Side, other: _Side) -> tuple[list[Mention], list[Mention]]:
    """What seems to be matched and isn't: “5 of six, five” is not “6 of six, five”.

    Digits of each side have met a word of the other, and these words have a counterpart of their own already.
    """
    missing = [one for one, _ in away if any(one.keys & rest.keys for rest in own.loose)]
    added = [one for one, _ in back if any(one.keys & rest.keys for rest in other.loose)]
    return (missing, added) if missing and added else ([], [])


def _ordered(mentions: list[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda one: one.start)
