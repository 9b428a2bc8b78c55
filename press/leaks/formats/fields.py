"""Fields that many formats have, by the names that they have there: who made a file, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from press.leaks.known import Known
from press.leaks.trace import Trace

# By the last part of their names, small: Dublin Core, OOXML, OpenDocument, TMX, XLIFF, NCX, XMP, HTML's meta elements.
AUTHORS = frozenset(
    """
    creator contributor author lastmodifiedby initials initial-creator printed-by company manager docauthor artist
    byline by-line creationid changeid contact-name contact-email contact-phone company-name phase-name translator
    responsibility ownername owner captionwriter userid username responsible publisher
    """.split()
)
TIMES = frozenset(
    """
    created modified lastprinted createdate modifydate metadatadate creation-date creationdate changedate print-date
    lastusagedate timestamp date-time
    """.split()
)
_TIME = re.compile(
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?(?:[T ]?(\d\d):?(\d\d)?:?(\d\d)?(?:\.\d+)?)?\s*(Z|[+-]\d\d[:']?\d\d)?'?$"
)


def author(field: str, value: str, where: str, known: Known) -> Iterator[Trace]:
    """A trace, if a field names somebody whom the publication doesn't."""
    if value.strip() and not known.credits(value):
        said = f"{field} names “{value.strip()[:60]}”, whom the publication doesn't credit"
        yield Trace("N006", said, where, value.strip())


def time(field: str, value: str, where: str, known: Known) -> Iterator[Trace]:
    """A trace, if a field tells another time than the beginning of the publication's day."""
    found = _TIME.match(value.strip())
    if not found:
        return
    year, month, day, hour, minute, second = (
        int(part or least) for part, least in zip(found.groups()[:6], (0, 1, 1, 0, 0, 0), strict=True)
    )
    zone = re.sub(r"\D", "", found[7] or "0").ljust(4, "0")
    offset = timedelta(hours=int(zone[:2]), minutes=int(zone[2:4])) * (-1 if "-" in (found[7] or "") else 1)
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset) if offset else UTC)
    except ValueError:  # it is no time
        return
    if not known.timely(moment):
        yield Trace("N007", f"{field} says {value.strip()}, which isn't the publication's date", where, value.strip())
