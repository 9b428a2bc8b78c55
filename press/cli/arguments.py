"""The command line of ./whitepaper: its help, and what a line of words asks for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from press.project import PUBLICATION

WITH_HELP = ("translations", "preview", "preflight", "new")  # commands that explain themselves

HELP = """\
usage: ./whitepaper [--publication DIR] [COMMAND]

  build [EDITION…]   build what is out of date (also when no command is given)
                     EDITION: pdf:zh, or a format (site page epub pdf), or a language (en zh ru)
                     --release   refuse what a draft may have: texts without translation, marks
                     --printer NAME   print for another printer than content/publication.yaml names
                     -n 2        two steps at a time
  list [--json]      the editions, their files, and what changed since they were built
  translations …     update, status, check, review, export, import: `./whitepaper translations --help`
  preview [LANG]     show the pages on this machine while their text is written
  preflight FILE…    judge print files, these or any others: `./whitepaper preflight --help`
  test [ARGUMENT…]   ruff, mypy and pytest; the arguments go to pytest
  new DIR            write a publication to start from: `./whitepaper new --help`
  setup              install what builds need; --tests: what tests need too; --repair: make whole what is damaged
  clean              remove the publication's build/
  doctor             every tool and font: the version wanted and the version found

Any other command goes to doit: info pdf:zh, forget, help … What is missing is installed first.
--publication DIR: another publication: a folder with its own content/, translations/ and, where wanted, templates/;
its build/ lies in it.
"""


class UsageError(Exception):
    """The command line can't be understood."""


@dataclass(frozen=True)
class Request:
    """What was asked for: a command, its arguments, the publication's folder, and whom to print for (None: its own)."""

    command: str
    arguments: tuple[str, ...]
    publication: Path
    release: bool
    printer: str | None = None


def parse(words: Sequence[str]) -> Request:
    """Understand a command line; our own options may stand before or after the command.

    Raises:
        UsageError: --publication or --printer has no value.
    """
    rest: list[str] = []
    publication = os.environ.get("PRESS_PUBLICATION") or str(PUBLICATION)
    release = bool(os.environ.get("PRESS_RELEASE"))
    printer = os.environ.get("PRESS_PRINTER") or None
    left = iter(words)
    for word in left:
        name = word.partition("=")[0]
        if name == "--publication":
            publication = _value(word, left, "a folder")
        elif name == "--printer":
            printer = _value(word, left, "a name: offset-europe, print-on-demand …")
        elif word == "--release":
            release = True
        elif word in ("-h", "--help") and rest[:1] not in ([name] for name in WITH_HELP):
            rest.insert(0, "--help")
        else:
            rest.append(word)
    command, *arguments = rest if rest and not _is_option(rest[0]) else ["build", *rest]
    return Request(command, tuple(arguments), Path(publication).resolve(), release, printer)


def _value(word: str, left: Iterator[str], wanted: str) -> str:
    """The value of an option: after its equals sign, or the next word."""
    name, _, value = word.partition("=")
    value = value or next(left, "")
    if not value or value.startswith("--"):
        raise UsageError(f"{name} needs {wanted}")
    return value


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "--help"
