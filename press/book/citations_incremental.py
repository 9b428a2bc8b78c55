"""Citations after an edit of prose: what citeproc said of them holds as long as their sequence is the same.

Citeproc sees a whole book, since a citation depends on those before it; that is the slow step. What it does to the text
around a citation (a space goes, a full stop changes places with a note) depends on that text alone: a changed block is
given to it by itself, and its citations are then replaced by those of the whole book.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from press import pandoc
from press.blockwise import Memo, blockwise, key

Parts = Sequence[tuple[list[Any], list[Any]]]
Run = Callable[..., tuple[list[list[Any]], list[Any]]]
NAME = "citations"


@dataclass
class _Known:
    """What citeproc made of a book.

    Attributes:
        settings: works, style and language.
        sequence: all citations.
        rendered: what each of them became.
        blocks: what each block became, by the block.
    """

    settings: Any
    sequence: bytes
    rendered: list[Any]
    blocks: dict[bytes, Any]
    bibliography: list[Any]


def again(memo: Memo, parts: Parts, run: Run, settings: Any) -> tuple[list[list[Any]], list[Any]]:
    """What `run` would give, from what the memo knows where that is enough.

    Args:
        memo: keeps the last answer.
        parts: of each part, its blocks with their citations counted, and what ends it.
        run: citeproc; told the ids of some works, it reads those alone.
        settings: what else the answer depends on.
    """
    sequence = key([[list(_citations(blocks)), end] for blocks, end in parts])
    known = memo.store.get(NAME)
    if not (
        isinstance(known, _Known)
        and (known.settings, known.sequence) == (settings, sequence)
        and _only_new(memo, known, parts, run)
    ):
        known = memo.store[NAME] = _whole(parts, run, settings, sequence)
    names = [[memo.key(block) for block in blocks] for blocks, _ in parts]
    known.blocks = {name: known.blocks[name] for part in names for name in part}
    return [[known.blocks[name] for name in part] for part in names], known.bibliography


def _whole(parts: Parts, run: Run, settings: Any, sequence: bytes) -> _Known:
    cited, bibliography = run(parts)
    blocks = {
        key(before): after
        for (part, _), made in zip(parts, cited, strict=True)
        for before, after in zip(part, made, strict=True)
    }
    return _Known(settings, sequence, [node["c"][1] for node in _cites(cited)], blocks, bibliography)


def _only_new(memo: Memo, known: _Known, parts: Parts, run: Run) -> bool:
    """Run the blocks that are new; whether that gave an answer that can be used."""
    new: list[Any] = []
    rendered: list[Any] = []
    at = 0
    blocks = [block for part, _ in parts for block in part]
    for block, found in zip(blocks, _citations(blocks), strict=True):
        if memo.key(block) not in known.blocks:
            new.append(block)
            rendered += known.rendered[at : at + len(found)]
        at += len(found)
    if not new:
        return True
    works = {work["citationId"] for block in _citations(new) for _, cite in block for work in cite}
    (made,), _ = run([(new, [])], works)
    if len(made) != len(new) or len(_cites(made)) != len(rendered):
        return False
    answers = iter(rendered)
    known.blocks |= {key(before): _filled(after, answers) for before, after in zip(new, made, strict=True)}
    return True


@blockwise
def _citations(blocks: Sequence[Any]) -> list[list[Any]]:
    """The citations of each block in order, each with whether it stands in a note."""
    return [_citations_in(block) for block in blocks]


def _citations_in(node: Any, noted: bool = False) -> list[Any]:
    if isinstance(node, list):
        return [found for child in node if isinstance(child, list | dict) for found in _citations_in(child, noted)]
    if not isinstance(node, dict):
        return []
    kind = node.get("t")
    return [[noted, node["c"][0]]] if kind == "Cite" else _citations_in(list(node.values()), noted or kind == "Note")


def _cites(node: Any) -> list[pandoc.Node]:
    """The Cite elements of a tree in order, not those within another."""
    if isinstance(node, list):
        return [found for child in node if isinstance(child, list | dict) for found in _cites(child)]
    if not isinstance(node, dict):
        return []
    return [node] if node.get("t") == "Cite" else _cites(list(node.values()))


def _filled(node: Any, answers: Any) -> Any:
    """A new tree whose citations say what they are given, in order."""
    if isinstance(node, list):
        return [_filled(child, answers) for child in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Cite":
        return {**node, "c": [node["c"][0], next(answers)]}
    return {name: _filled(child, answers) for name, child in node.items()}
