"""Measure the pipeline on a generated publication; prints a table and never judges.

    python benchmarks/run.py FOLDER [--languages en,zh,ru] [--no-build]

Each row is a process of its own, so that its peak memory is its own: that of Python and, apart from it, that of the
largest program that it started (Pandoc). Times are from the first import to the last byte, as a task takes them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
ROWS = ("book", "checks", "site", "page", "cover", "epub", "pdf", "bare", "print", "spread", "booklet", "preflight")
TITLES = {
    "book": "parse + apply + assemble",
    "checks": "checks of translations",
    "cover": "cover picture",
    "epub": "EPUB",
    "pdf": "PDF",
    "bare": "bare WeasyPrint",
    "print": "interior for print",
    "spread": "cover for print",
    "preflight": "preflight of the interior",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default="en,zh,ru")
    parser.add_argument("--no-build", action="store_true", help="leave out the build of the project's own publication")
    asked = parser.parse_args()
    if not asked.no_build:
        _nothing_to_do()
    print(f"\n{'':32}{'seconds':>9}{'MB':>8}{'MB/page':>9}{'pages':>7}{'child MB':>10}", flush=True)
    for language in asked.languages.split(","):
        found = {row: _measured(row, language, asked.folder.resolve()) for row in ROWS}
        pages = found["pdf"].get("pages", 0)
        for row, values in found.items():
            _print(f"{language}: {TITLES.get(row, row)}", values, pages)
        if "seconds" in found["pdf"] and "seconds" in found["bare"]:
            print(f"{language + ': PDF / bare WeasyPrint':32}{found['pdf']['seconds'] / found['bare']['seconds']:9.2f}")
        if "seconds" in found["pdf"] and "seconds" in found["print"]:
            print(f"{language + ': print / screen PDF':32}{found['print']['seconds'] / found['pdf']['seconds']:9.2f}")


def _print(title: str, values: dict[str, Any], pages: float) -> None:
    if "seconds" not in values:
        print(f"{title:32}  failed: {values.get('error')}", flush=True)
        return
    per_page = f"{values['mb'] / pages:9.2f}" if pages else f"{'':9}"
    own = f"{values['pages']:7.0f}" if values.get("pages") else f"{'':7}"
    print(f"{title:32}{values['seconds']:9.2f}{values['mb']:8.0f}{per_page}{own}{values['child']:10.0f}", flush=True)


def _nothing_to_do() -> None:
    """The time of a build in which nothing is to do: the best of five, after one that makes everything."""
    commands = {
        "./whitepaper build": [str(PROJECT / "whitepaper"), "build"],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    for name, command in commands.items():
        subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
        times = []
        for _ in range(5):
            started = time.perf_counter()
            done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
            times.append(time.perf_counter() - started)
        print(
            f"{'nothing to do: ' + name:40}{min(times):9.2f} s{'' if done.returncode == 0 else '  (it failed)'}",
            flush=True,
        )


def _measured(row: str, language: str, folder: Path) -> dict[str, Any]:
    """What a process told of one row."""
    command = [sys.executable, str(HERE / "steps.py"), row, language, str(folder)]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or ["?"])[-1][:200], "wall": time.perf_counter() - started}
    values: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return values


if __name__ == "__main__":
    main()
