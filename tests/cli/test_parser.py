"""The tree of commands: what a line of words is understood as, and what is said of one that can't be."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.cli.main import parse, tree
from press.cli.parser import Parser

PROJECT = Path(__file__).resolve().parents[2]


def commands(parser: Parser, *path: str) -> Iterator[tuple[str, ...]]:
    """Every command, and every command of a group."""
    yield path
    for name, command in parser.commands.items():
        yield from commands(command, *path, name)


EVERY = list(commands(tree()))


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PUBLICATION", "RELEASE", "PRINTER"):
        monkeypatch.delenv(f"PRESS_{name}", raising=False)


def bare(*words: str) -> subprocess.CompletedProcess[str]:
    """The command line in a Python that has nothing but the standard library."""
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from press.cli.main import main; sys.exit(main())"
    command = [sys.executable, "-I", "-S", "-W", "error", "-c", program, str(PROJECT), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_explains_itself_before_anything_is_installed(path: tuple[str, ...]) -> None:
    result = bare(*path, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(" ".join(["usage: ./whitepaper", *path]))
    parser = tree()
    for name in path:
        parser = parser.commands[name]
    for word in (*parser.options, *parser.commands):
        assert word in result.stdout


def test_the_version_and_the_scripts_of_shells_need_nothing_either() -> None:
    assert bare("--version").stdout == "whitepaper 0.1.0\n"
    for shell in ("bash", "zsh", "fish"):
        assert "completion words --" in bare("completion", shell).stdout


def test_the_help_tells_what_the_exit_status_means() -> None:
    said = bare("-h", "--publication", "x").stdout
    for line in ("Exit status: 0 success; 1 the publication is wrong", "2 the command line can't be understood"):
        assert line in said


def test_an_option_takes_a_value_in_every_command_or_in_none() -> None:
    """Else what stands before the command could not be told apart from it."""
    takes: dict[str, set[bool]] = {}
    for path in EVERY:
        parser = tree()
        for name in path:
            parser = parser.commands[name]
        for option, action in parser.options.items():
            takes.setdefault(option, set()).add(action.nargs != 0)
    assert {option for option, answers in takes.items() if len(answers) > 1} == set()


@pytest.mark.parametrize(
    "words",
    [
        "-n 2 --publication x build pdf:zh --release",
        "build pdf:zh --release -n2 --publication=x",
        "--release build --publication x pdf:zh -n 2",
        "build --publication x -n 2 --release -- pdf:zh",
    ],
)
def test_options_stand_before_or_after_the_command(words: str) -> None:
    found = parse(words.split())
    assert (found.editions, found.publication, found.n, found.release) == (["pdf:zh"], ["x"], 2, True)
    assert not any((found.quiet, found.verbose, found.again, found.dry_run))


def test_options_stand_between_arguments() -> None:
    assert parse(["build", "pdf:zh", "-q", "epub"]).editions == ["pdf:zh", "epub"]
    found = parse("--json translations status --publication x ru zh".split())
    assert (found.json, found.publication, found.language) == (True, "x", ["ru", "zh"])


def test_without_a_command_it_builds() -> None:
    assert parse([]).run is parse(["build"]).run
    found = parse(["-n", "2", "-v"])
    assert (found.run, found.n, found.verbose) == (parse(["build"]).run, 2, True)


def test_a_build_may_be_told_to_go_on_as_it_does_anyway() -> None:
    assert parse(["build", "-c", "pdf:en"]).editions == ["pdf:en"]
    assert parse(["build", "--continue"]).editions == []


def test_the_environment_chooses_where_the_command_line_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (parse(["build"]).printer, parse(["build"]).release) == (None, False)
    monkeypatch.setenv("PRESS_PRINTER", "print-on-demand")
    monkeypatch.setenv("PRESS_RELEASE", "1")
    monkeypatch.setenv("PRESS_PUBLICATION", "elsewhere")
    assert (parse(["build"]).printer, parse(["build"]).release) == ("print-on-demand", True)
    assert parse(["list"]).publication == "elsewhere"
    found = parse(["--printer=office", "preflight", "--publication", "here", "a.pdf"])
    assert (found.printer, found.publication, found.files) == ("office", "here", [Path("a.pdf")])


def test_every_command_can_be_told_to_say_less_or_more() -> None:
    """But for `test`, whose words are pytest's, and `completion`, whose lines are a script."""
    for path in EVERY:
        parser = tree()
        for name in path:
            parser = parser.commands[name]
        if path and not parser.commands and path[0] not in ("test", "completion"):
            assert {"-q", "--quiet", "-v", "--verbose"} <= parser.options.keys(), path
    for words in ("-q translations check", "translations -q check", "translations check --quiet"):
        found = parse(words.split())
        assert (found.quiet, found.verbose) == (True, False)
    assert parse(["-v", "doctor"]).verbose


def test_all_words_of_a_test_go_to_pytest() -> None:
    words = ["tests/cli", "-k", "a or b", "-n", "0", "--lf", "-q"]
    assert parse(["test", *words]).words == words
    assert parse(["test", "-x"]).words == ["-x"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("buidl", "there is no command buidl; did you mean build? (./whitepaper --help)"),
        ("pdf:zh", "there is no command pdf:zh; did you mean build pdf:zh?"),
        ("forget", "there is no command forget; known: build,"),
        ("translations updaet", "no command updaet; did you mean update? (./whitepaper translations --help)"),
        ("translations", "the following arguments are required: COMMAND"),
        ("build --relase", "there is no option --relase; did you mean --release? (./whitepaper build --help)"),
        ("--relase build", "there is no option --relase; did you mean --release?"),
        ("--release=yes build", "--release"),
        ("build --rel", "there is no option --rel; did you mean --release?"),
        ("build --zzz", "there is no option --zzz (./whitepaper build --help)"),
        ("-n 2 list", "there is no option -n (./whitepaper list --help)"),
        ("doctor zh", "there is no argument zh (./whitepaper doctor --help)"),
        ("build -n zero", "zero is no count from 1 to 64"),
        ("build -n 0", "0 is no count from 1 to 64"),
        ("build -q -v", "not allowed with"),
        ("build --again --dry-run", "not allowed with"),
        ("build --publication", "argument --publication"),
        ("build --printer --release", "argument --printer"),
        ("build --printer=", "give a name: offset-europe, print-on-demand"),
        ("preview --port x", "--port"),
        ("info", "EDITION"),
    ],
)
def test_what_cannot_be_understood_is_a_mistake_of_usage(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as raised:
        parse(words.split())
    told = capsys.readouterr()
    assert (raised.value.code, told.out) == (2, "")
    assert told.err.startswith("whitepaper: ")
    assert told.err.count("\n") == 1
    assert said in told.err
