"""`completion`: what a shell needs to complete this command line, and the words that it then asks for.

The scripts hold no words: they ask this program, which walks the tree of its own commands and reads the publication's
settings. So a completion is never older than the program, and one function serves three shells.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path

from press.cli import environment
from press.cli.parser import Commands, Parser, Request, usual_publication
from press.project import COMMAND

SCRIPTS = {
    "bash": r"""# ./whitepaper completion bash > ~/.local/share/bash-completion/completions/whitepaper
_whitepaper() {
    local line="${COMP_LINE:0:COMP_POINT}" kept="" last words
    read -ra words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    last="${words[-1]}"
    # To bash a colon ends a word: of pdf:zh only what follows it is completed.
    [[ $last == *:* && $COMP_WORDBREAKS == *:* ]] && kept="${last%:*}:"
    local IFS=$'\n'
    COMPREPLY=($("$1" completion words -- "${words[@]:1}" 2>/dev/null | cut -f1))
    COMPREPLY=("${COMPREPLY[@]#"$kept"}")
}
complete -o default -F _whitepaper whitepaper
""",
    "zsh": r"""#compdef whitepaper
# ./whitepaper completion zsh > a file _whitepaper in a folder of $fpath; or: source <(./whitepaper completion zsh)
_whitepaper() {
    local -a found
    found=("${(@f)$(${~words[1]} completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    found=(${found:#})
    if (( ! $#found )); then _files; return; fi
    # A colon parts a word from its description here.
    found=("${(@)found//:/\\:}")
    found=("${(@)found/$'\t'/:}")
    _describe -t words word found
}
if [[ $funcstack[1] == _whitepaper ]]; then _whitepaper "$@"; else compdef _whitepaper whitepaper; fi
""",
    "fish": r"""# ./whitepaper completion fish > ~/.config/fish/completions/whitepaper.fish
function __whitepaper
    set -l words (commandline -opc) "$(commandline -ct)"
    set -l found ($words[1] completion words -- $words[2..] 2>/dev/null)
    if test -n "$found"
        printf '%s\n' $found
    else
        __fish_complete_path "$words[-1]"
    end
end
complete -c whitepaper -f -a '(__whitepaper)'
""",
}


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "completion",
        help="a script that completes this command line in bash, zsh or fish",
        description="Write a script for a shell, which completes commands, options, editions and languages; its first\n"
        "line says where it belongs.",
    )
    parser.add_argument("shell", metavar="SHELL", help="bash, zsh or fish")
    parser.add_argument("words", nargs="*", metavar="WORD", help=argparse.SUPPRESS)  # what the scripts ask with
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Write a shell's script; or, as it asks, the words that can follow, each with what it means."""
    if request.shell == "words":
        sys.stdout.write("".join(f"{word}\t{told}\n" for word, told in candidates(request.tree, request.words)))
        return 0
    if request.shell not in SCRIPTS:
        environment.refuse(f"there is no completion for {request.shell}, only for {', '.join(SCRIPTS)}")
    sys.stdout.write(SCRIPTS[request.shell].replace("./whitepaper", COMMAND))
    return 0


def candidates(parser: Parser, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words that the last of some words can become, each with what it means; none where a file is wanted."""
    *before, last = words or [""]
    arguments, option = 0, ""
    for word in before:
        if option:
            option = ""
        elif word in parser.commands:
            parser = parser.commands[word]
        elif word in parser.valued:
            option = word
        elif not word.startswith("-"):
            arguments += 1
    offered = _offered(parser, arguments, option, last.startswith("-"), _folder(words))
    yield from ((word, told.split("\n")[0]) for word, told in offered if word.startswith(last))


def _offered(parser: Parser, arguments: int, option: str, dash: bool, folder: Path) -> Iterator[tuple[str, str]]:
    every = parser.options if parser.default is None else {**parser.commands[parser.default].options, **parser.options}
    if option:
        yield from _values(str(every[option].metavar), folder)
    elif dash:
        yield from ((name, row.help or "") for name, row in every.items())
    elif parser.commands:
        yield from ((name, command.description or "") for name, command in parser.commands.items())
    elif parser.arguments:
        # The last argument is the one that may be given several times.
        wanted = parser.arguments[min(arguments, len(parser.arguments) - 1)]
        yield from _values(str(wanted.metavar), folder)


def _values(metavar: str, folder: Path) -> Iterator[tuple[str, str]]:
    """What can stand for a metavar: of shells those that we know, of all else what the publication has."""
    if metavar == "SHELL":
        yield from ((shell, "") for shell in SCRIPTS)
        return
    try:
        from press.content.publication import read_publication
        from press.diagnostics import PublicationError
    except ImportError:  # nothing is installed yet
        return
    try:
        publication = read_publication(folder)
    except PublicationError:
        return
    if metavar == "EDITION":
        yield from ((row.name, row.format.title) for row in publication.editions)
        yield from ((name, "in every language") for name in publication.formats)
    if metavar in ("EDITION", "LANG"):
        yield from ((row.code, row.name) for row in publication.languages)
    if metavar == "DOCUMENT":
        yield from ((row.id, "") for row in publication.texts)


def _folder(words: Sequence[str]) -> Path:
    """The publication that some words of a command line are about."""
    apart = (value for option, value in pairwise(words) if option == "--publication")
    joined = (word.partition("=")[2] for word in words if word.startswith("--publication="))
    return Path(next(filter(None, chain(apart, joined)), usual_publication()))
