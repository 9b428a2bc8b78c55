"""A sample of every kind of fault: the next build is right, or an error says what to do. All: benchmarks/faults.py."""

from __future__ import annotations

import pytest
from faulty import Place, met
from faulty_machines import CLOCKS, FULL, LIMITED, SEALED, TWO, disks, power_cut
from faulty_tools import TOOLS, broken, linked
from kills import killed


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("faults") / "machine")


@pytest.mark.parametrize("seed", [4, 8, 9, 11, 22])
def test_after_a_power_cut_all_is_right(place: Place, seed: int) -> None:
    name, fault = power_cut(seed)
    found = met(place, "cuts", name, fault, edited=seed % 2 == 0)
    assert found.right, found


@pytest.mark.parametrize("name", ["a disk of 200k", "build/ can't be written", "files of 128 blocks at most"])
def test_a_disk_that_takes_nothing_more_is_told(place: Place, name: str) -> None:
    fault = (FULL | SEALED | LIMITED)[name]
    if name not in disks():
        pytest.skip("nothing can be mounted here")
    found = met(place, "disks", name, fault, edited=True)
    assert (found.during, found.after) == ("told M001", "right")


@pytest.mark.parametrize("name", ["an edit with the old time and size", "results of 2100"])
def test_no_clock_is_trusted(place: Place, name: str) -> None:
    found = met(place, "clocks", name, CLOCKS[name], edited=True)
    assert (found.during, found.after) == ("right", "right")


def test_two_at_once_make_the_same(place: Place) -> None:
    found = met(place, "two", "another build", TWO["another build"], edited=True)
    assert (found.during, found.after) == ("right", "right")


@pytest.mark.parametrize("seed", [1, 2])
def test_after_kills_at_any_moment_all_is_right(place: Place, seed: int) -> None:
    kills, after = killed(place, seed, 3)
    assert [one.wrong for one in kills] == [""] * 3
    assert after == "right"


def test_an_edit_that_a_killed_build_has_seen_and_that_is_taken_back_is_not_published(place: Place) -> None:
    """The records are those of the build before, by which all that the killed one has replaced would be up to date."""
    place.reset(True)
    place.edit(False)
    records = (place.root / "build/.doit.db").read_bytes()
    assert place.judged(place.build(), False) == "right"
    (place.root / "build/.doit.db").write_bytes(records)
    place.edit(True)
    assert place.judged(place.build(), True) == "right"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with tools of its own."""
    folder = tmp_path_factory.mktemp("tools")
    return Place(folder / "place", ["txt:en"], linked(folder))


NAMED = ["a face is cut", "a library's module is cut", "Pandoc is gone", "another lock, no network"]


@pytest.mark.parametrize("name", NAMED)
def test_a_tool_that_is_damaged_is_told_with_what_to_do(workshop: Place, name: str) -> None:
    found = met(workshop, "tools", name, broken(*TOOLS[name]), edited=False)
    assert (found.during[:4], found.after) == ("told", "right")
