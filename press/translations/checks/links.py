"""Links of a translation: they lead where the source's lead, or to the same page in the translation's language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from press import pandoc
from press.diagnostics import Severity
from press.model.translation_pair import Finding, Pair


@cache
def _parts(names: frozenset[str]) -> re.Pattern[str]:
    """Where an address names a language: a folder, a host, a value of the query, the end of a file's name."""
    name = "|".join(sorted(map(re.escape, names), key=len, reverse=True)).replace(r"\-", "[-_]")
    return re.compile(
        rf"(?<=://)(?P<host>{name})\.(?=[^/]*\.)|/(?P<folder>{name})(?=/|$|\?|#)"
        rf"|[?&](?:lang|language|hl|locale|l)=(?P<query>{name})(?=&|#|$)|[-_.](?P<end>{name})(?=\.\w{{2,5}}(?:$|\?|#))",
        re.IGNORECASE,
    )


def check(pair: Pair) -> Iterator[Finding]:
    """T012: an address that the source has is missing, or there is another one."""
    if pair.target is None:
        return
    wanted, found = Counter(_addresses(pair.source)), Counter(_addresses(pair.target))
    missing, extra = list((wanted - found).elements()), list((found - wanted).elements())
    for address in tuple(missing):
        same = next((other for other in extra if _is_same(address, other, pair)), None)
        if same is not None:
            missing.remove(address)
            extra.remove(same)
    parts = [f"{word} {', '.join(some)}" for word, some in (("it lacks", missing), ("it adds", extra)) if some]
    if parts:
        hint = "link to the same addresses, each as often as the source, or to the same page in your language"
        yield Finding("T012", pair.entry.id, f"the links differ: {'; '.join(parts)}", hint, Severity.ERROR)


def _addresses(inlines: Any) -> Iterator[str]:
    return (node["c"][2][0] for node in pandoc.walk(inlines) if node["t"] == "Link")


def _is_same(source: str, target: str, pair: Pair) -> bool:
    """Whether two addresses differ in their language alone, the second being in the pair's or saying none."""
    rows = (*pair.others, pair.original, pair.language)
    parts = _parts(frozenset(name for row in rows for name in row.addresses))
    said = {name.lower().replace("_", "-") for match in parts.finditer(target) for name in _named(match)}
    neutral = parts.sub("", source).rstrip("/"), parts.sub("", target).rstrip("/")
    return "://" in source and neutral[0] == neutral[1] and said <= {*pair.language.addresses}


def _named(match: re.Match[str]) -> list[str]:
    return [name for name in match.groupdict().values() if name]
