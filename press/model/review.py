"""Which translations a second person has read: a translator's comment in the PO says so, and a stamp says of what.

`# reviewed` is typed by hand in any editor. `translations update` turns it into a stamp, `# reviewed: 1a2b3c4d`: the
first 8 hexadecimal digits of SHA-256 over source, NUL and translation. An edit of either makes the stamp void.

`# Q: is this the court's own word?` asks something of whoever knows; `# A: yes, in its press release` answers it. Who
asked and who answered is written nowhere.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from press.model.catalog import Entry

_REVIEWED = re.compile(r"reviewed(?::\s*([0-9a-f]{8}))?", re.IGNORECASE)
_SAID = re.compile(r"([QA])\s*[:：]\s*(.*)")  # the second colon is the one of Chinese keyboards


def is_reviewed(entry: Entry) -> bool:
    """Whether a translation is reviewed as it stands: the bare word, or a stamp that matches; never a fuzzy one."""
    return _publishable(entry) and any(stamp in ("", _stamp(entry.source, entry.target)) for stamp in _stamps(entry))


def stamped(entry: Entry) -> Entry:
    """The entry marked as reviewed as it stands now."""
    own = f"reviewed: {_stamp(entry.source, entry.target)}"
    return replace(entry, comments=(*_others(entry), own))


def swept(entry: Entry) -> Entry:
    """The entry without stamps that are void; the bare word becomes a stamp where there is a translation to review.

    A fuzzy entry keeps the stamp of its earlier source: it counts again if the edit is taken back.
    """
    stamps = set(_stamps(entry))
    if not stamps:
        return entry
    if is_reviewed(entry):
        return stamped(entry)
    before = _stamp(entry.previous, entry.target) if entry.fuzzy and entry.previous else None
    kept = ["reviewed"] * ("" in stamps) + [f"reviewed: {before}"] * (before in stamps)
    return replace(entry, comments=(*_others(entry), *kept))


def open_questions(entry: Entry) -> tuple[str, ...]:
    """The questions in the comments of an entry that have no answer; an answer is one to the question before it."""
    unanswered: list[str] = []
    for comment in entry.comments:
        if said := _SAID.fullmatch(comment.strip()):
            if said[1] == "Q":
                unanswered.append(said[2])
            elif said[2]:
                del unanswered[-1:]
    return tuple(unanswered)


def _publishable(entry: Entry) -> bool:
    return bool(entry.target) and not entry.fuzzy


def _stamp(source: str, target: str) -> str:
    return hashlib.sha256(f"{source}\0{target}".encode()).hexdigest()[:8]


def _stamps(entry: Entry) -> list[str]:
    """The stamps of an entry, "" for the bare word."""
    found = (_REVIEWED.fullmatch(comment.strip()) for comment in entry.comments)
    return [(match[1] or "").lower() for match in found if match]


def _others(entry: Entry) -> tuple[str, ...]:
    return tuple(comment for comment in entry.comments if not _REVIEWED.fullmatch(comment.strip()))
