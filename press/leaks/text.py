"""What text tells of whoever wrote it: names, paths, addresses, keys, hours of a place.

Text is looked at as whoever reads it would understand it: entities, escapes of addresses and of programs are undone,
compatible forms of letters are one (Unicode Standard Annex 15), what nobody sees is left out.
"""

from __future__ import annotations

import base64
import html
import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from press.diagnostics import Severity
from press.leaks.known import Known
from press.leaks.trace import Piece, Trace, within

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_BROKEN = re.compile(r"(?<=\w)[-\u2010][ \t]{0,9}\r?\n[ \t]{0,99}(?=\w)")

_END = r"""[^\s"'<>|)\]}`;,]"""
# Folders that name a user or a machine, and where an address of the web can't be meant.
_HOME = re.compile(rf"(?<![\w.~:/-])/(?:[Hh]ome|HOME|Users|USERS|run/(?:user|media)|mnt/[a-z]/[Uu]sers)/({_END}+)")
_MACHINE = re.compile(
    rf"(?<![\w.~:/-])/(?:root|tmp|var/tmp|var/folders|private/var|private/tmp|builds|github/workspace|Volumes|mnt)/{_END}+"
)
_FILE = re.compile(rf"\bfile:/{{1,3}}\w{_END}*", re.IGNORECASE)
_DRIVE = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:[\\/]{1,2}(?:users|documents and settings)[\\/]+([^\\/\s\"'<>|]+)", re.IGNORECASE
)
_FOLDER = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:\\{1,2}(?!(?i:users|documents and settings)\b)\w[\w .$-]*\\{1,2}\w[\w .$\\-]*"
    r"|(?<![\\\w])\\\\[A-Za-z][\w.-]+\\[\w$.-]+\\[\w.$\\-]*"
)
_ANYBODY = re.compile(
    r"(?:user(?:name)?|you|your[-_]?name|me|name|\$.*|%.*|\*.*|\{.*|…|\.\.\.|\W.*)(?:[/\\].*)?", re.IGNORECASE
)

_MAIL = re.compile(r"(?<![\w.+-])[\w+][\w.+'-]{0,63}@(?:[\w-]{1,63}\.){1,9}(?:xn--[\w-]+|[^\W\d_]{2,})(?![\w@-])")
_SPOKEN = re.compile(
    r"\b[\w.+-]{1,64} ?[\[({] ?at ?[\])}] ?[\w-]{1,63}(?: ?(?:\.|[\[({] ?dot ?[\])}]) ?[\w-]{1,63})+", re.IGNORECASE
)
# Domains that are nobody's (RFC 2606, RFC 6761), and what looks like one: files, and the user that git is asked as.
_NOBODY = re.compile(r"(?:^|[@.])(?:example|invalid|test|localhost|example\.(?:com|net|org))$", re.IGNORECASE)
_NO_DOMAIN = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|avif|css|m?js|html?|woff2?|md|py|ya?ml|json|txt)$|^git@", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w.+])(?:\+|tel:\+?)\d[\d ().\u00a0-]{7,20}\d(?!\w)", re.IGNORECASE)
_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/=_-])(?=[A-Za-z0-9+/]*[0-9+/])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{20,4000}(?=[^A-Za-z0-9+/_-]|$)"
)
_FOUR = re.compile(r"(?<![\w.-])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w.-]*[\w-])")
_PRIVATE = re.compile(r"10\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.")
_SIX = re.compile(r"(?<![\w:.])[0-9a-f]{1,4}:(?:[0-9a-f]{0,4}:){2,6}[0-9a-f]{1,4}(?![\w:.])", re.IGNORECASE)
_CARD = re.compile(
    r"(?<![\w:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|(?<![\w.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![\w.])",
    re.IGNORECASE,
)
_UUID = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-([126])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE
)
_ZONED = re.compile(
    r"(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)? ?|D:\d{8,14}|\d{4} \d\d:\d\d:\d\d )([+-]\d\d)[:']?(\d\d)\b"
)
_PLACE = re.compile(
    r"\b(?:exif:)?GPS(?:Latitude|Longitude|Position|Coordinates)\b|\bgeo\.position\b|\bICBM\b|\bgeo:-?\d+\.\d+,-?\d+\.\d+",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|AGE-SECRET-KEY-1[0-9A-Z]{20,}|minisign encrypted secret key"
    r"|(?<!\w)(?:ghp|gho|ghs|github_pat|glpat|xox[bp])[_-][\w-]{16,}|(?<!\w)AKIA[0-9A-Z]{16}(?!\w)"
)
_DOCUMENTED = [
    ipaddress.ip_network(name) for name in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]


def readable(text: str) -> str:
    """Text as it is meant: without escapes, compatible letters, words broken over lines and what nobody sees."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text).replace("\\/", "/")
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = unquote(text, errors="replace")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_UNSEEN))
    return _BROKEN.sub("", text) if "\n" in text else text


def _packed(text: str) -> Iterator[str]:
    """Texts that stand in a text as base64, the first ones."""
    for found in islice(_BASE64.finditer(text), 200):
        data = base64.b64decode(found[0][: len(found[0]) // 4 * 4])
        with suppress(UnicodeDecodeError):
            if (inner := data.decode()).isprintable():
                yield inner


def traces(piece: Piece, known: Known) -> Iterator[Trace]:
    """What a text tells, each thing once; what is listed as public is passed over."""
    text = readable(piece.text)
    if not text.strip():
        return
    small = text.lower()
    told = set()
    for trace in (
        *_names(piece, text, small, known),
        *_paths(piece, text, small, known),
        *_addresses(piece, text),
        *_others(piece, text),
    ):
        if trace not in told and not known.allows(trace.what):
            told.add(trace)
            yield trace
    for inner in _packed(text):
        yield from traces(Piece(inner, within(piece.where, "base64")), known)


def _names(piece: Piece, text: str, small: str, known: Known) -> Iterator[Trace]:
    text, small = (each.replace("ё", "е").replace("Ё", "Е") if "ё" in small else each for each in (text, small))
    for name in known.names:
        if (piece.seen and name.shy) or name.beginning not in small:
            continue
        if found := name.pattern.search(text):
            what = name.text if name.shy else found[0]
            yield Trace("N001", f"“{what}” is {name.of}", piece.where, what)


def _paths(piece: Piece, text: str, small: str, known: Known) -> Iterator[Trace]:
    flat = small.replace("\\", "/")
    for folder in known.folders:
        if folder.lower() in flat:
            yield Trace("N002", f"{folder} is a folder of this machine", piece.where, folder)
    patterns = [pattern for pattern, sign in ((_HOME, "/"), (_DRIVE, ":")) if sign in text]
    for found in (found for pattern in patterns for found in pattern.finditer(text)):
        if not _ANYBODY.fullmatch(found[1]):
            yield Trace("N002", f"{found[0]} is a path of somebody's machine", piece.where, found[0])
    others = [(_FILE, "file:")] if piece.seen else [(_MACHINE, "/"), (_FILE, "file:"), (_FOLDER, "\\")]
    for found in (found for pattern, sign in others if sign in small for found in pattern.finditer(text)):
        yield Trace("N002", f"{found[0]} is a path of a machine", piece.where, found[0])


def _addresses(piece: Piece, text: str) -> Iterator[Trace]:
    if "@" in text:
        for found in _MAIL.finditer(text):
            if not is_nobody_s(found[0]) and not _NO_DOMAIN.search(found[0]):
                yield Trace("N003", f"{found[0]} is an e-mail address", piece.where, found[0])
    for found in _SPOKEN.finditer(text) if "at" in text else ():
        yield Trace("N003", f"{found[0]} is an e-mail address", piece.where, found[0])
    if "+" in text or "tel:" in text:
        for found in _PHONE.finditer(text):
            if 10 <= sum(map(str.isdigit, found[0])) <= 15 and re.search(r"[ (-]|tel:|\d{10}", found[0]):
                yield Trace("N003", f"{found[0]} may be a telephone number", piece.where, found[0], Severity.WARNING)
    yield from _networks(piece, text)


def _networks(piece: Piece, text: str) -> Iterator[Trace]:
    severity = Severity.WARNING if piece.seen else Severity.ERROR
    for found in _FOUR.finditer(text):
        private = not piece.seen and _PRIVATE.match(found[0])
        if private or _is_machine(found[0], text[max(0, found.start() - 2) : found.start()]):
            yield Trace("N004", f"{found[0]} is the address of a machine", piece.where, found[0], severity)
    for found in _SIX.finditer(text) if ":" in text else ():
        if ("::" in found[0] or found[0].count(":") == 7) and _is_machine(found[0], ""):
            yield Trace("N004", f"{found[0]} is the address of a machine", piece.where, found[0], severity)
    for found in _CARD.finditer(text):
        if re.search("[a-fA-F]", found[0]) and found[0].strip("0:-fF"):
            yield Trace("N004", f"{found[0]} is the address of a network card", piece.where, found[0])
    for found in _UUID.finditer(text):
        said = "holds the hour of its making" + ("" if found[1] == "2" else " and, mostly, a network card's address")
        yield Trace("N004", f"{found[0]} is a UUID of version {found[1]}, which {said}", piece.where, found[0])


def _is_machine(written: str, before: str) -> bool:
    """Whether an address is one that a machine has, and no number of a section or a version."""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return False
    if (
        address.is_loopback
        or address.is_unspecified
        or address.is_multicast
        or any(address in net for net in _DOCUMENTED)
    ):
        return False
    if address.version == 6:
        return address.is_link_local or address.is_private or address.is_global
    parts = [int(part) for part in written.split(".")]
    telling = before.endswith(("//", "@")) or (written.startswith("192.168.") or sum(part > 99 for part in parts) > 1)
    return telling and not written.endswith(".0.0") and max(parts) < 255


def _others(piece: Piece, text: str) -> Iterator[Trace]:
    for found in _ZONED.finditer(text):
        if found[1][1:] + found[2] != "0000":
            zone = f"{found[1]}:{found[2]}"
            yield Trace("N007", f"{found[0]} is a time of the zone {zone}", piece.where, found[0])
    if not piece.seen and (place := _PLACE.search(text)):
        yield Trace("N005", f"{place[0]}: it says where it was made", piece.where, place[0])
    for found in _KEY.finditer(text):
        yield Trace("N009", f"a secret key stands here: {found[0][:10]}…", piece.where, found[0])


def is_nobody_s(address: str) -> bool:
    """Whether an e-mail address is in a domain that nobody can have."""
    return bool(_NOBODY.search(_ascii(address)))


@lru_cache(1000)
def _ascii(address: str) -> str:
    """An address with its domain as the net has it (IDNA)."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address
