"""Diagnostics: how they are told, ordered and carried."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from press.diagnostics import (
    CODES,
    Diagnostic,
    EngineError,
    Location,
    MachineError,
    PublicationError,
    Severity,
    SourceError,
    ToolMissingError,
    refusal,
)

PATH = Path("content/a.md")


@pytest.mark.parametrize(
    ("place", "text"), [((), ""), ((3,), ":3"), ((3, 5), ":3:5"), ((0, 0), "")], ids=lambda value: str(value)
)
def test_a_location(place: tuple[int, ...], text: str) -> None:
    assert str(Location(PATH, *place)) == f"content/a.md{text}"


def test_a_diagnostic_says_where_what_and_what_to_do() -> None:
    told = Diagnostic("S007", "there is no picture", Location(PATH, 3, 5), "draw it")
    assert str(told) == "content/a.md:3:5: error S007: there is no picture\n    draw it"
    assert str(Diagnostic("E003", "odd", severity=Severity.WARNING)) == "warning E003: odd"


def test_a_hint_calls_the_command_as_whoever_reads_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Diagnostic("T003", "no translation", None, "run `./whitepaper translations update`")
    monkeypatch.setattr("press.project.COMMAND", "../a/whitepaper")
    assert told.advice == "run `../a/whitepaper translations update`"
    assert str(told).endswith(told.advice)
    assert "./whitepaper" in told.hint  # what is stored suits everybody


def test_no_part_of_a_diagnostic_steers_the_terminal() -> None:
    told = Diagnostic("C002", "unknown key a\x1b[2J", Location(Path("con\x9btent/\u202e.md"), 1), "remove \a")
    assert str(told) == "con\\x9btent/\\u202e.md:1: error C002: unknown key a\\x1b[2J\n    remove \\x07"
    assert str(PublicationError(told)) == str(told)


@pytest.mark.parametrize(
    ("number", "hint"),
    [(errno.ENOSPC, "make room"), (errno.EROFS, "on a copy"), (errno.EACCES, "on a copy"), (errno.EIO, "disk")],
)
def test_what_the_machine_refuses_is_told_at_its_file(number: int, hint: str) -> None:
    error = refusal(OSError(number, os.strerror(number), "build/a.json"))
    assert error is not None
    (told,) = error.diagnostics
    assert (told.code, str(told.location), told.message) == ("M001", "build/a.json", os.strerror(number))
    assert hint in told.hint


def test_a_bug_is_no_refusal() -> None:
    for error in (FileNotFoundError(errno.ENOENT, "No such file"), OSError(errno.EBADF, "Bad file"), OSError("odd")):
        assert refusal(error) is None


def test_every_code_is_explained() -> None:
    with pytest.raises(KeyError):
        Diagnostic("S999", "what?")
    assert all(title and title[-1] != "." for title in CODES.values())
    assert len(set(CODES.values())) == len(CODES)


def test_an_error_keeps_its_diagnostics_in_order() -> None:
    first, second = Diagnostic("S007", "a"), Diagnostic("C001", "b")
    assert PublicationError(first).diagnostics == (first,)
    both = SourceError(d for d in (first, second))
    assert both.diagnostics == (first, second)
    assert str(both) == "error S007: a\nerror C001: b"


def test_one_except_catches_all() -> None:
    for kind in (SourceError, EngineError, MachineError, ToolMissingError):
        with pytest.raises(PublicationError):
            raise kind(Diagnostic("S007", "a"))


def test_locations_are_ordered_by_file_and_line() -> None:
    places = [Location(Path("b"), 1), Location(Path("a"), 10), Location(Path("a"), 9, 2), Location(Path("a"), 9)]
    assert sorted(places) == [*places[3:1:-1], places[1], places[0]]


def test_no_message_can_be_taken_for_two() -> None:
    where = Location(Path("a\nb.md"), 1)
    told = str(Diagnostic("C002", "unknown key a\n::error::b", where, "remove it"))
    assert told == "a\\nb.md:1: error C002: unknown key a\n    | ::error::b\n    remove it"
