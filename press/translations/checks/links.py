"""Links of a translation: they lead where the source's lead, or to the same page in the translation's language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from press import pandoc
from press.diagnostics import Severity
from press.model.translation_pair import Finding, Pair

# How addresses name the languages.
_NAMES = {
    "en": ("en", "en-us", "en-gb", "eng", "english"),
    "zh": ("zh", "zh-hans", "zh-cn", "cn", "chn", "chinese", "zho"),
    "ru": ("ru", "ru-ru", "rus", "russian"),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_NAME = "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True)).replace(r"\-", "[-_]")
# As a folder, a host, a value of the query, or the end of a file's name.
_PART = re.compile(
    rf"(?<=://)(?P<host>{_NAME})\.(?=[^/]*\.)|/(?P<folder>{_NAME})(?=/|$|\?|#)"
    rf"|[?&](?:lang|language|hl|locale|l)=(?P<query>{_NAME})(?=&|#|$)|[-_.](?P<end>{_NAME})(?=\.\w{{2,5}}(?:$|\?|#))",
    re.IGNORECASE,
)


def check(pair: Pair) -> Iterator[Finding]:
    """T012: an address that the source has is missing, or there is another one."""
    if pair.target is None:
        return
    wanted, found = Counter(_addresses(pair.source)), Counter(_addresses(pair.target))
    missing, extra = list((wanted - found).elements()), list((found - wanted).elements())
    for address in tuple(missing):
        same = next((other for other in extra if _is_same(address, other, pair.language.code)), None)
        if same is not None:
            missing.remove(address)
            extra.remove(same)
    parts = [f"{word} {', '.join(some)}" for word, some in (("it lacks", missing), ("it adds", extra)) if some]
    if parts:
        hint = "link to the same addresses, each as often as the source, or to the same page in your language"
        yield Finding("T012", pair.entry.id, f"the links differ: {'; '.join(parts)}", hint, Severity.ERROR)


def _addresses(inlines: Any) -> Iterator[str]:
    return (node["c"][2][0] for node in pandoc.walk(inlines) if node["t"] == "Link")


def _is_same(source: str, target: str, code: str) -> bool:
    """Whether two addresses differ in their language alone, the second being in the one named or saying none."""
    languages = {_CODES[name.lower().replace("_", "-")] for match in _PART.finditer(target) for name in _named(match)}
    neutral = _PART.sub("", source).rstrip("/"), _PART.sub("", target).rstrip("/")
    return "://" in source and neutral[0] == neutral[1] and languages <= {code}


def _named(match: re.Match[str]) -> list[str]:
    return [name for name in match.groupdict().values() if name]
