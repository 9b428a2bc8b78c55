"""Plain values: what templates are given holds no path, no method, and nothing of the machine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from press.editions.plain import Function, NotPlainError, Record, extent, given, plain
from press.model.publication import Matter


class Fact(NamedTuple):
    label: str
    path: Path


@dataclass(frozen=True)
class Thing:
    name: str = "a"
    root: Path = Path("/srv/secret")
    made: date = date(2024, 5, 1)
    facts: tuple[Fact, ...] = (Fact("l", Path("/x")),)
    kind: Matter = Matter.FRONT
    data: bytes = b"x"
    paths: tuple[Path, ...] = (Path("/y"),)
    tree: Any = field(default_factory=lambda: [{"t": "Str", "c": "words"}])
    run: Callable[[], str] = str

    @property
    def shown(self) -> str:
        return self.name * 2

    @cached_property
    def others(self) -> Iterator[str]:
        return iter(["b", "c"])

    def method(self) -> str:
        raise AssertionError


def test_a_record_has_the_fields_and_properties_of_its_object() -> None:
    thing = plain(Thing())
    assert (thing.name, thing.shown, thing.others, thing.made) == ("a", "aa", ("b", "c"), "2024-05-01")
    assert (thing.kind, thing.facts[0].label) == ("front", "l")
    assert thing == plain(Thing())
    assert hash(plain(Fact("l", Path("/x")))) == hash(plain(Fact("l", Path("/x"))))
    assert repr(thing) == "<Thing>"


@pytest.mark.parametrize("name", ["root", "data", "paths", "run", "method", "_of_nobody", "__dict__"])
def test_what_is_not_plain_is_not_there(name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        getattr(plain(Thing()), name)


def test_sequences_and_mappings_are_plain_all_through() -> None:
    found = plain({"a": [Thing(), {1}], "b": iter((None, 1.5, True))})
    assert isinstance(found["a"][0], Record)
    assert found["a"][1:] == ((1,),)
    assert found["b"] == (None, 1.5, True)
    for each in (Path("/x"), [Path("/x")], {"a": b"x"}, object(), str.upper):
        with pytest.raises(NotPlainError):
            plain(each)


def test_a_tuple_with_names_is_taken_apart() -> None:
    members = iter(plain(Fact("l", Path("/x"))))
    assert next(members) == "l"
    with pytest.raises(NotPlainError):
        next(members)


def test_functions_are_those_that_are_given_and_what_they_give_is_plain() -> None:
    def of(thing: Any) -> Any:
        return [thing.name, Thing()]

    told = given({"of": of, "thing": Thing()})
    assert isinstance(told["of"], Function)
    assert told["of"](told["thing"])[0] == "a"
    assert isinstance(told["of"](told["thing"])[1], Record)
    assert repr(told["of"]) == "<of>"


def test_the_extent_is_that_of_texts_without_trees() -> None:
    assert extent(given({"thing": Thing(name="abc"), "words": {"a": "four"}})) == 3 + 1 + 4 + len("front")
