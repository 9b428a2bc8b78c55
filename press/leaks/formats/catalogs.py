"""PO catalogs: what their headers and comments say of translators (GNU gettext manual, “The Format of PO Files”)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.diagnostics import Severity
from press.leaks.formats.fields import author
from press.leaks.known import Known
from press.leaks.trace import Trace, within

_FIELD = re.compile(
    r'^"(Last-Translator|Language-Team|Report-Msgid-Bugs-To|PO-Revision-Date|X-Poedit-\w+): *(.*?)(?:\\n)?"',
    re.MULTILINE,
)
_YEAR = re.compile(r"^#\s+(.*\b(?:19|20)\d\d\b.*)$", re.MULTILINE)


def is_catalog(text: str) -> bool:
    """Whether a text is a catalog: it begins with an entry, but for comments."""
    lines = (line.strip() for line in text[:20_000].lstrip("\ufeff").splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return first.startswith(('msgid "', 'msgctxt "'))


def read(text: str, where: str, known: Known) -> Iterator[Trace]:
    """The header's fields and comment that name somebody, and folders."""
    header = text.replace("\r", "").partition("\n\n")[0]
    for field, value in _FIELD.findall(header):
        if field.startswith("X-Poedit"):
            if re.search(r"path", field, re.IGNORECASE) and value not in ("", ".", ".."):
                yield Trace("N002", f"{field} names the folder {value}", where, value)
        elif field != "PO-Revision-Date":
            yield from author(field, value, within(where, "header"), known)
    for line in _YEAR.findall(header):
        if not known.credits(
            re.sub(r",?\s*(?:\(c\)|©|copyright)?[\s,]*(?:19|20)\d\d.*", "", line, flags=re.IGNORECASE)
        ):
            said = f"the header's comment names “{line.strip()[:60]}”"
            yield Trace("N006", said, where, line.strip(), Severity.WARNING)
