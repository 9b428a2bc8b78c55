"""argparse as people expect a command line to be: options anywhere, and a word that isn't known gets the nearest one.

Of argparse's own it replaces: the order (before Python 3.13 no FILE may follow an option, and an option before the
command is not the command's), abbreviated options (a script that says --rel breaks with the next one), and what is
said of a word that can't be.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, Protocol

from press.project import PUBLICATION
from press.spelling import nearest, suggestion

Request = argparse.Namespace
Run = Callable[[Request], int]


class Parser(argparse.ArgumentParser):
    """A command with its options, or a group of commands.

    Attributes:
        default: of a group, the command that is meant where none is named; None: one has to be.
        passes_on: whether all words go to another program, as they are; they are in `words` then.
    """

    default: str | None = None
    passes_on = False

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what argparse takes."""
        defaults = {"allow_abbrev": False, "formatter_class": argparse.RawDescriptionHelpFormatter}
        super().__init__(*args, **{**defaults, **more})

    @property
    def commands(self) -> Mapping[str, Parser]:
        """The commands of a group, by name."""
        groups = (row for row in self._actions if isinstance(row, argparse._SubParsersAction))
        return next((row.choices for row in groups), {})

    @property
    def options(self) -> Mapping[str, argparse.Action]:
        """The options, by each way to write them."""
        return self._option_string_actions

    @property
    def arguments(self) -> Sequence[argparse.Action]:
        """What is told apart by its place alone, in order."""
        return self._get_positional_actions()

    @property
    def valued(self) -> frozenset[str]:
        """The options that a value follows, those of all commands of a group among them."""
        own = (name for name, row in self.options.items() if row.nargs != 0)
        return frozenset(own).union(*(command.valued for command in self.commands.values()))

    def parse_known_args(  # type: ignore[override]  # argparse's own overloads say nothing more
        self, args: Sequence[str] | None = None, namespace: Request | None = None
    ) -> tuple[Request, list[str]]:
        """Put the words in argparse's order first; what stays unknown is an error."""
        words = list(args or ())
        if self.passes_on and words[:1] not in (["-h"], ["--help"]):
            return Request(**self._defaults, words=words), []
        words = self._command_first(words) if self.commands else self._options_first(words)
        found, unknown = super().parse_known_args(words, namespace)
        if unknown:
            self._refuse(next(word for word in unknown if word != "--"))
        return found, []

    def _refuse(self, word: str) -> NoReturn:
        name = word.partition("=")[0]
        if not name.startswith("-"):
            self.error(f"there is no argument {name}")
        known = {option.strip("-"): option for option in self.options}
        near = nearest(name.strip("-"), known)
        self.error(f"there is no option {name}" + (f"; did you mean {known[near]}?" if near else ""))

    def _options_first(self, words: Sequence[str]) -> list[str]:
        options: list[str] = []
        rest: list[str] = []
        for first, *more in self._grouped(words):
            if first == "--":
                rest += more
            else:
                (options if first.startswith("-") else rest).extend([first, *more])
        return [*options, "--", *rest] if rest else options

    def _command_first(self, words: Sequence[str]) -> list[str]:
        """The group's own options, the command, then what stood before it and after it."""
        pairs = list(self._grouped(words))
        place = next((n for n, group in enumerate(pairs) if not group[0].startswith("-")), None)
        before = [word for group in pairs[:place] for word in group]
        if place is None:
            own = any(word in self.options for word in before)
            return before if own or self.default is None else [self.default, *before]
        name, after = pairs[place][0], words[sum(map(len, pairs[:place])) + 1 :]
        if name not in self.commands:
            self.error(f"there is no command {name}; {self._meant(name)}")
        mine = [word for word in before if word in self.options and word not in ("-h", "--help")]
        return [*mine, name, *(word for word in before if word not in mine), *after]

    def _meant(self, name: str) -> str:
        edition = f"did you mean {self.default} {name}?" if self.default and ":" in name else ""
        return edition or suggestion(name, self.commands)

    def _grouped(self, words: Sequence[str]) -> Iterator[list[str]]:
        """Each option with the value that follows it, each other word, and `--` with all that follows it."""
        valued, left = self.valued, list(words)
        while left:
            word = left.pop(0)
            takes = word in valued and left and not left[0].startswith("--")
            yield [word, *left] if word == "--" else [word, left.pop(0)] if takes else [word]
            if word == "--":
                return

    def error(self, message: str) -> NoReturn:
        """Tell what can't be understood, and end with exit status 2."""
        self.exit(2, f"whitepaper: {message} ({self.prog} --help)\n")


class Commands(Protocol):
    """Where commands are registered: what `add_subparsers` gives."""

    def add_parser(self, name: str, *, help: str, description: str, **more: Any) -> Parser:
        """Add a command; `help` is its line in the list of all."""


def filled(wanted: str) -> Callable[[str], str]:
    """The type of an option whose value may not be empty; `wanted` says what it is."""

    def given(value: str) -> str:
        if not value:
            raise argparse.ArgumentTypeError(f"give {wanted}")
        return value

    return given


def usual_publication() -> str:
    """The folder of the publication that is meant where the command line names none."""
    return os.environ.get("PRESS_PUBLICATION") or str(PUBLICATION)


def of_publication(parser: Parser, printer: bool = False, several: bool = False) -> None:
    """Add the options that say which publication is meant and, where wanted, how it is made.

    Args:
        several: whether several can be meant; the request then has them in a list, or None, the usual one.
    """
    what = "the folder of a publication, with its own content/ and translations/; its build/ lies in it"
    parser.add_argument(
        "--publication",
        type=filled("a folder"),
        metavar="DIR",
        action="append" if several else "store",
        default=None if several else usual_publication(),
        help=f"{what}; can be given several times" if several else what,
    )
    if printer:
        parser.add_argument(
            "--printer",
            type=filled("a name: offset-europe, print-on-demand …"),
            metavar="NAME",
            default=os.environ.get("PRESS_PRINTER") or None,
            help="print for another printer than content/publication.yaml names",
        )


def of_volume(parser: Parser, quiet: str = "nothing but errors and warnings", verbose: str = "") -> None:
    """Add -q and -v; every command that says something for people has both, whatever they leave out or add there."""
    volume = parser.add_mutually_exclusive_group()
    volume.add_argument("-q", "--quiet", action="store_true", help=f"tell {quiet}")
    also = "which publication and which press are at work" + (f", and {verbose}" if verbose else "")
    volume.add_argument("-v", "--verbose", action="store_true", help=f"tell also {also}")


def of_build(parser: Parser, several: bool = False) -> None:
    """Add the options that change what is built, and so what is out of date; `several` is as of `of_publication`."""
    of_publication(parser, printer=True, several=several)
    parser.add_argument(
        "--release",
        action="store_true",
        default=bool(os.environ.get("PRESS_RELEASE")),
        help="refuse what a draft may have: texts without translation, marks",
    )
