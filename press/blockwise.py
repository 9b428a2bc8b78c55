"""Results of pure functions kept block by block, while somebody asks for them: the preview does, a build does not.

A function of blocks is marked `blockwise`. Outside `keeping` it does what it always did; inside, it is asked only for
blocks that the memo doesn't know. So what a preview shows is by construction what a build makes.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
Blockwise = Callable[Concatenate[Sequence[Any], P], Sequence[R]]

KEPT = 4  # how many sets of further arguments of one function are remembered


def key(node: Any) -> bytes:
    """A value of JSON as bytes; equal bytes, equal values."""
    return marshal.dumps(node, 2)  # the version that tells nothing of how objects are shared


class Memo:
    """What is kept: per function and further arguments, results by block; and anything else by name in `store`."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.store: dict[str, Any] = {}
        self._tables: dict[str, list[tuple[Any, _Table]]] = {}
        self._keys: list[dict[int, tuple[Any, bytes]]] = [{}, {}]  # of blocks met, by their place in memory

    def key(self, block: Any) -> bytes:
        """`key` of a block that nobody changes any more; of a tuple too, whose first member is such a block."""
        if isinstance(block, tuple):
            return self.key(block[0]) + key(block[1:])
        young, old = self._keys
        found = young.get(id(block)) or old.get(id(block))
        if found is None or found[0] is not block:
            found = (block, key(block))
        young[id(block)] = found  # which keeps the block, so that nothing else comes to stand in its place
        return found[1]

    def each(self, function: Callable[..., Sequence[Any]], blocks: Sequence[Any], rest: tuple[Any, ...]) -> list[Any]:
        """The function's results, one for each block; it is called once, with those that are new."""
        table = self._table(f"{function.__module__}.{function.__qualname__}", rest)
        keys = [self.key(block) for block in blocks]
        new = {name: block for name, block in zip(keys, blocks, strict=True) if name not in table}
        if new:
            table.add(dict(zip(new, function(list(new.values()), *rest), strict=True)))
        return [table[name] for name in keys]

    def _table(self, name: str, rest: tuple[Any, ...]) -> _Table:
        known = self._tables.setdefault(name, [])
        found = next((row for row in known if row[0] == rest), None) or (rest, _Table())
        self._tables[name] = [found, *(row for row in known if row is not found)][:KEPT]
        return found[1]

    def recall(self, function: Callable[..., R], arguments: tuple[Any, ...], stamp: Any) -> R:
        """What a function gave for equal arguments and an equal stamp."""
        known = self.store.setdefault(f"{function.__module__}.{function.__qualname__}", [])
        found = next((row for row in known if row[0] == (arguments, stamp)), None)
        found = found or ((arguments, stamp), function(*arguments))
        known[:] = [found, *(row for row in known if row is not found)][:KEPT]
        result: R = found[1]
        return result

    def turn(self) -> None:
        """Forget what has not been asked for since the turn before the last one."""
        self._keys = [{}, self._keys[0]]
        for rows in self._tables.values():
            for _, table in rows:
                table.turn()


class _Table:
    """Results in two generations: what is asked for moves into the younger one."""

    def __init__(self) -> None:
        self.young: dict[bytes, Any] = {}
        self.old: dict[bytes, Any] = {}

    def __contains__(self, name: bytes) -> bool:
        return name in self.young or name in self.old

    def __getitem__(self, name: bytes) -> Any:
        if name not in self.young:
            self.young[name] = self.old[name]
        return self.young[name]

    def add(self, new: dict[bytes, Any]) -> None:
        self.young.update(new)

    def turn(self) -> None:
        self.old, self.young = self.young, {}


_ACTIVE: ContextVar[Memo | None] = ContextVar("memo", default=None)


def active() -> Memo | None:
    """The memo that functions are to use; None in a build."""
    return _ACTIVE.get()


@contextmanager
def keeping(memo: Memo) -> Iterator[Memo]:
    """Let blockwise functions use a memo."""
    before = _ACTIVE.set(memo)
    try:
        yield memo
    finally:
        _ACTIVE.reset(before)


def recalled(function: Callable[..., R], *arguments: Any, stamp: Any = None) -> R:
    """A function's result; inside `keeping` that of the last call with equal arguments and stamp (a file's, say)."""
    memo = _ACTIVE.get()
    return function(*arguments) if memo is None else memo.recall(function, arguments, stamp)


def stamp(path: Path | None) -> tuple[int, ...]:
    """What tells one state of a file from another; nothing for a file that isn't there."""
    try:
        found = path.stat() if path else None
    except OSError:
        found = None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if found else ()


def blockwise(function: Blockwise[P, R]) -> Blockwise[P, R]:
    """Mark a pure function that gives one result for each block, from that block and the further arguments alone.

    The blocks are JSON, or tuples that begin with one; the further arguments are given by position and can be
    compared. Nobody changes blocks or results afterwards.
    """

    @wraps(function)
    def kept(blocks: Sequence[Any], /, *rest: P.args, **none: P.kwargs) -> Sequence[R]:
        memo = _ACTIVE.get()
        return function(blocks, *rest, **none) if memo is None else memo.each(function, blocks, rest)

    return kept
