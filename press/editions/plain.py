"""What templates are given: plain values. A publication's own templates may be a stranger's, so that nothing they can
reach holds a path, opens a file or runs.

Text, numbers and truth stay; sequences and mappings become tuples and dicts of plain values; objects of the model
become records of their fields and properties. What else there is, a path, bytes, a method, is not there at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from types import FunctionType
from typing import Any


class NotPlainError(TypeError):
    """A value that no template is given."""


class Record:
    """An object of the model as templates see it: fields and properties by their names, and nothing else of it."""

    __slots__ = ("_of",)

    def __init__(self, of: Any) -> None:
        """Show an object: a dataclass, or a tuple with names."""
        self._of = of

    def __getattr__(self, name: str) -> Any:
        """A field or property.

        Raises:
            AttributeError: there is none, or it holds what is not plain.
        """
        of = object.__getattribute__(self, "_of")
        if name in _names(type(of)):
            try:
                return plain(getattr(of, name))
            except NotPlainError:
                pass
        raise AttributeError(name)

    def __iter__(self) -> Iterator[Any]:
        """The members of a tuple with names."""
        return map(plain, self._of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and bool(self._of == other._of)

    def __hash__(self) -> int:
        return hash(self._of)

    def __repr__(self) -> str:
        """The same everywhere: a place in memory would make editions differ."""
        return f"<{type(self._of).__name__}>"


class Function:
    """A function that templates are meant to have; what it gives them is plain."""

    def __init__(self, function: Callable[..., Any]) -> None:
        """Let templates call a function."""
        self._function = function

    def __call__(self, *args: Any, **named: Any) -> Any:
        """What the function gives, plain."""
        return plain(self._function(*args, **named))

    def __repr__(self) -> str:
        return f"<{self._function.__name__}>"


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a template, all of them plain; functions among them are those that it is meant to have."""
    return {name: Function(each) if isinstance(each, FunctionType) else plain(each) for name, each in values.items()}


def plain(value: Any) -> Any:
    """A value that holds nothing but text, numbers, truth, sequences, mappings and records.

    Raises:
        NotPlainError: it can't be had so.
    """
    if value is None or isinstance(value, str | int | float | Record):  # members of our StrEnums are texts
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return plain(value.value)
    if is_dataclass(value) or hasattr(value, "_fields"):
        return Record(value)
    if isinstance(value, Mapping):
        return {plain(key): plain(each) for key, each in value.items()}
    if isinstance(value, Set):
        return tuple(sorted(map(plain, value)))
    if isinstance(value, Sequence | Iterator) and not isinstance(value, bytes | bytearray | memoryview):
        return tuple(map(plain, value))
    raise NotPlainError(f"no template is given a {type(value).__name__}")


def extent(value: Any) -> int:
    """How many characters of text a value holds, without what is in Pandoc's trees."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Record):
        return extent(value._of)
    if is_dataclass(value):
        return sum(extent(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return 0 if "t" in value else sum(map(extent, value.values()))
    return sum(map(extent, value)) if isinstance(value, tuple | list) else 0


def _names(kind: type) -> frozenset[str]:
    """The names of a class's public fields and properties."""
    found = _NAMES.get(kind)
    if found is None:
        own = {name for each in kind.__mro__ for name, has in vars(each).items() if isinstance(has, _PROPERTIES)}
        own |= {field.name for field in fields(kind)} if is_dataclass(kind) else set(getattr(kind, "_fields", ()))
        found = _NAMES[kind] = frozenset(name for name in own if not name.startswith("_"))
    return found


_PROPERTIES = (property, cached_property)
_NAMES: dict[type, frozenset[str]] = {}
