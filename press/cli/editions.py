"""`list` and `info`: the editions, their files, how each stands, and what it is made of."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from press.cli import environment
from press.cli.build import looked_at
from press.cli.parser import Commands, Request, of_build, of_volume

if TYPE_CHECKING:
    from press.tasks.states import EditionState

MOST_NAMED = 3  # inputs that changed
NAMED = "an edition (pdf:zh), a format (pdf) or a language (zh)"


def add(commands: Commands) -> None:
    """Register the commands."""
    listed = commands.add_parser(
        "list",
        help="the editions, their files, and what changed since they were built",
        description="Show each edition: whether it is up to date, its file, and the inputs that changed.",
    )
    listed.add_argument("editions", nargs="*", metavar="EDITION", help=f"{NAMED}; default: all")
    listed.add_argument("--json", action="store_true", help="as JSON, for programs")
    of_build(listed)
    of_volume(listed, "the names of the editions alone", "every input that changed")
    listed.set_defaults(run=run_list)
    told = commands.add_parser(
        "info",
        help="what an edition is made of, what of it is out of date, and why",
        description="Show how an edition stands, why its steps would be done again, and the files that it is made of.",
    )
    told.add_argument("editions", nargs="+", metavar="EDITION", help=NAMED)
    of_build(told)
    of_volume(told, "how each stands, and no more", "the files of the program by name")
    told.set_defaults(run=run_info)


def run_list(request: Request) -> int:
    """Write the list."""
    folder = environment.enter(request)
    environment.require_settings(folder, request.printer)
    from press.tasks.states import state_of

    with looked_at(folder) as graph:
        rows = [state_of(graph, task) for task in environment.known(graph.chosen, request.editions)]
    if request.json:
        sys.stdout.write(as_json(rows))
    elif request.quiet:
        sys.stdout.write("".join(f"{row.edition}\n" for row in rows))
    else:
        sys.stdout.write(as_table(rows, None if request.verbose else MOST_NAMED))
    return 0


def run_info(request: Request) -> int:
    """Write what an edition is made of."""
    folder = environment.enter(request)
    environment.require_settings(folder, request.printer)
    from press.tasks.states import inputs, state_of, why

    with looked_at(folder) as graph:
        for task in environment.known(graph.chosen, request.editions):
            row = state_of(graph, task)
            lines = [f"{row.edition}  {row.title}: {row.state}", *(f"  file: {name}" for name in row.files)]
            lines += [f"  preflight: {row.report}"] if row.report else []
            lines += [f"  to build: {step}" for step in why(graph, [task.name])]
            written, others = inputs(graph, task.name)
            lines += [f"  made of: {name}" for name in (*written, *(others if request.verbose else ()))]
            lines += [] if request.verbose else [f"  and of {len(others)} files of the program"]
            sys.stdout.write("".join(f"{line}\n" for line in lines[:1 if request.quiet else None]))
    return 0


def as_json(rows: Iterable[EditionState]) -> str:
    """The states as a JSON list of objects, their keys the attributes of EditionState."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def as_table(rows: Sequence[EditionState], most: int | None = MOST_NAMED) -> str:
    """The states as lines for people, with so many changed inputs an edition at most; None: all."""
    width = max((len(row.edition) for row in rows), default=0)
    lines = []
    for row in rows:
        left = len(row.changed) - len(row.changed[:most])
        more = f" and {left} more" if left else ""
        changed = f"    changed: {', '.join(row.changed[:most])}{more}" if row.changed else ""
        report = f"    preflight: {row.report}" if row.report else ""
        lines.append(f"{row.edition:<{width}}  {row.state:<11}  {', '.join(row.files)}{report}{changed}\n")
    return "".join(lines)
