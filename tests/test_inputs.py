"""A sample of what an accident or somebody who means harm may bring; benchmarks/hostile.py tries all."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from inputs import hidden, running
from inputs.situation import Situation

KINDS = (
    *("what nobody sees", "what belongs there", "links out of the tree", "no file", "names of files", "too large"),
    *("odd dates", "settings", "Markdown", "words of the press", "catalogs", "what came back", "drawings"),
)
SAMPLE = {situation.kind: situation for situation in reversed(list(running.situations())) if situation.kind in KINDS}


@pytest.mark.parametrize("situation", SAMPLE.values(), ids=SAMPLE)
def test_it_ends_as_it_should(situation: Situation, tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(running.MINIMAL, base, ignore=shutil.ignore_patterns("build"))
    outcome = running.run(situation, base, tmp_path / "one")
    assert not outcome.wrong, outcome.said


def test_the_sample_has_one_of_each() -> None:
    assert set(SAMPLE) == set(KINDS)


def test_no_two_have_one_name() -> None:
    names = Counter(f"{situation.kind}: {situation.name}" for situation in running.situations())
    assert [name for name, count in names.items() if count > 1] == []


def test_each_character_is_tried_in_several_fields() -> None:
    tried = Counter(situation.name.partition(": ")[0] for situation in hidden.situations())
    assert min(tried[name] for name in hidden.CHARACTERS) >= 3


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Traceback (most recent call last):\n  …\nValueError: a", "traceback: ValueError: a"),
        ("a.yaml:1: error C001: a\x1b[31mb", "it steers the terminal"),
        ("something is wrong", "no code"),
        ("error C001: something is wrong", "no line"),
    ],
)
def test_what_ends_badly_is_seen(said: str, seen: str, tmp_path: Path) -> None:
    assert seen in list(running.judged(SAMPLE["settings"], tmp_path, 1, said))
    assert "accepted" in list(running.judged(SAMPLE["settings"], tmp_path, 0, ""))
