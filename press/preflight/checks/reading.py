"""F001: content that can't be read, or that is not as ISO 32000-1 wants it, so that presses may show it otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from press.diagnostics import Severity
from press.model.preflight import Finding, Rules
from press.preflight.pdf.file import Check, PrintFile
from press.preflight.pdf.interpreter import drawn

HINT = "export the page anew; what can't be read here may be missing in print"


def reading(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Streams that can't be read, operators that lack what they need, and what had to be repaired to be read."""
    for page in range(len(file.pdf.pages)):
        found = drawn(file, page)
        for problem in dict.fromkeys(found.problems):
            yield Finding("F001", Severity.ERROR, problem, HINT, page + 1)
        if found.ignored:
            message = f"{found.ignored} operators of its content have not what they need, and do nothing"
            yield Finding("F001", Severity.WARNING, message, HINT, page + 1)
    repaired = [str(row).removeprefix(str(file.path)).strip(" ,") for row in file.pdf.get_warnings()]
    if repaired:
        message = f"the file is damaged, and was read all the same: {'; '.join(repaired[:3])}"
        yield Finding("F001", Severity.WARNING, message, HINT)


CHECKS: tuple[Check, ...] = (reading,)
