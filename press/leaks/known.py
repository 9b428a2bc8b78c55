"""What may be told and what may not: the publication's own words, and the names of this machine and its people."""

from __future__ import annotations

import os
import pwd
import re
import socket
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from press.content.bibliography import read_references
from press.diagnostics import PublicationError
from press.leaks import git
from press.model.publication import Publication

# Names that so many have that they tell of nobody.
_COMMON = frozenset(
    """
    root user users username admin administrator runner builder build builds nobody guest owner test tester dev devel
    developer git github gitlab gitlab-runner jenkins travis ci docker vagrant ubuntu debian fedora arch alpine centos
    linux macos windows www-data node python ec2-user pi vscode codespace home work workspace host hostname localhost
    localdomain local machine laptop desktop server main master default unknown none anonymous author editor translator
    translators maintainer maintainers contributors team bot name full you me web press the www data
    """.split()
)
# What gettext's programs write where nobody has filled in a name, or a team.
_PLACEHOLDER = re.compile(
    r"full name|<?email@address>?|automatically generated|unknown|none|language|<?ll@li\.org>?|\W*", re.IGNORECASE
)
_ADDRESS = re.compile(r"[<(\[]?[^\s<>()]+@[^\s<>()]+[>)\]]?")
COMMITTER = "the name of somebody who commits here"
_NEVER = frozenset((date(1980, 1, 1), date(1970, 1, 1)))  # what zip and the clock of Unix begin with: no time is told
_DECLINED = re.compile("[а-я]{4,}")
# A word as the name of a user or a machine: in a path, before or behind an @, as whose something is.
_AS_A_NAME = (
    r"(?:[/\\~@]|\b(?:by|on|from|user(?:name)?|author|host|owner|login)\b\W{{1,4}}){0}(?![^\W_])"
    r"|(?<![^\W_]){0}(?:@\w|['’]s\b|[-_. ](?:laptop|desktop|pc|mac\w*|box|thinkpad)\b|\\)"
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")


@dataclass(frozen=True)
class Name:
    """A name that should stand nowhere.

    Attributes:
        of: whose it is, for messages.
    """

    text: str
    of: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of it, small."""
        return tuple(word for word in re.split(r"[\s._+-]+", self.text.casefold().replace("ё", "е")) if word)

    @property
    def shy(self) -> bool:
        """Whether it is a short word that texts and programs may use: it is told where it stands as a name alone."""
        return len(self.words) == 1 and len(self.text) < 6 and not _HAN.search(self.text)

    @property
    def beginning(self) -> str:
        """What stands, small, wherever the name does."""
        return self.words[0][:1] if _HAN.search(self.text) else _stem(self.words[-1])

    @property
    def tellable(self) -> bool:
        """Whether somebody can be told by it."""
        whole = self.text.casefold()
        words = [word for word in re.split(r"[\W_]+", whole) if word not in _COMMON and not word.isdigit()]
        letters = sum(map(len, words)) if whole not in _COMMON else 0
        return bool(words) and letters >= (2 if _HAN.search(self.text) else 3)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in any case, in either order, over line ends, with other signs between its words or an initial."""
        parts = [re.escape(_stem(word)) + (r"\w{0,3}" if _DECLINED.fullmatch(word) else "") for word in self.words]
        if _HAN.search(self.text):
            return re.compile(r"\s*".join(map(re.escape, "".join(self.words))), re.IGNORECASE)
        if self.shy:
            return re.compile(_AS_A_NAME.format(parts[0]), re.IGNORECASE)
        orders = [parts, [*parts[1:], parts[0]], [parts[-1], *parts[:-1]]] if len(parts) > 1 else [parts]
        if len(parts) > 1 and len(self.words[-1]) > 3:
            orders.append([re.escape(self.words[0][0]) + "[.]", parts[-1]])
        alternatives = dict.fromkeys(r"[\s._+,-]{0,3}".join(order) for order in orders)
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(alternatives)})(?![^\W_])", re.IGNORECASE)


def _stem(word: str) -> str:
    """What a Cyrillic word begins with in every case of its declension; another word as it is."""
    return re.sub(r"(?<=...)[аяоеийьыую]+$", "", word) if _DECLINED.fullmatch(word) else word


@dataclass(frozen=True)
class Known:
    """What is known of a publication and of the machine at work.

    Attributes:
        names: of people and machines, which should stand nowhere.
        folders: of this machine; none of them is a short one such as /root.
        credited: names that the publication itself prints or holds in its metadata, small.
        public: what its settings list, small.
        days: the dates that files may be made on.
    """

    names: tuple[Name, ...] = ()
    folders: tuple[str, ...] = ()
    credited: frozenset[str] = frozenset()
    public: frozenset[str] = frozenset()
    days: frozenset[date] = _NEVER

    def allows(self, what: str) -> bool:
        """Whether something is listed as public: itself, a folder that it lies in, or @ with its domain."""
        small = " ".join(what.casefold().split())
        return any(
            small == one or small.startswith(f"{one.rstrip('/')}/") or (one.startswith("@") and small.endswith(one))
            for one in self.public
        )

    def credits(self, name: str) -> bool:
        """Whether everybody that a name or a list of names names is credited, or may be public."""
        whole = " ".join(name.casefold().split())
        parts = [part for part in re.split(r"\s*[;,、，/]\s*|\s+(?:and|&)\s+", whole) if part]
        return self._credits(whole) or all(map(self._credits, parts))

    def _credits(self, name: str) -> bool:
        bare = _ADDRESS.sub("", name).strip(" ,;")
        addresses = [found.strip("<>()[]") for found in _ADDRESS.findall(name)]
        named = bool(_PLACEHOLDER.fullmatch(bare)) or bare in self.credited or self.allows(bare)
        told = [address for address in addresses if not (_PLACEHOLDER.fullmatch(address) or self.allows(address))]
        return self.allows(name) or (named and not told)

    def timely(self, moment: datetime) -> bool:
        """Whether a file may have been made then: at the beginning of one of the days, in UTC."""
        begins = not (moment.hour or moment.minute or moment.second)
        return begins and not moment.utcoffset() and moment.date() in self.days


def of(publication: Publication) -> Known:
    """What is known of a publication and of the machine that this runs on."""
    public = frozenset(" ".join(text.casefold().split()) for text in publication.public)
    credited = frozenset(" ".join(name.casefold().split()) for name in _credited(publication))
    cited = frozenset(" ".join(name.casefold().split()) for name in _cited(publication))
    names = [*machine_names(), *_translators(publication.root), *_committers(publication.root)]
    names = [name for name in names if name.tellable]
    known = Known(credited=credited | cited, public=public)
    kept = {name.text.casefold(): name for name in reversed(names) if not known.credits(name.text)}
    folders = tuple(machine_folders(publication.root))
    return replace(known, names=tuple(kept.values()), folders=folders, days=_NEVER | {publication.publication_date})


def machine_names(environment: Mapping[str, str] = os.environ) -> Iterator[Name]:
    """The names of this machine and of who works on it."""
    for variable in ("USER", "LOGNAME", "USERNAME", "SUDO_USER"):
        yield Name(environment.get(variable, ""), "the name of this machine's user")
    try:
        row = pwd.getpwuid(os.getuid())
    except KeyError:  # in a container, a user may have a number alone
        row = None
    if row:
        yield Name(row.pw_name, "the name of this machine's user")
        yield Name(row.pw_gecos.partition(",")[0], "the name of this machine's user")
    for host in (socket.gethostname(), environment.get("HOSTNAME", "")):
        yield Name(host, "the name of this machine")
        yield Name(host.partition(".")[0], "the name of this machine")
    for place in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
        if place.is_file():
            yield Name(place.read_text("ascii", errors="replace").strip(), "the number of this machine")
    for card in sorted(Path("/sys/class/net").glob("*/address")):
        address = card.read_text("ascii", errors="replace").strip()
        if address.strip("0:"):
            yield Name(address, "the address of this machine's network card")


def machine_folders(root: Path) -> Iterator[str]:
    """The folders of this machine that files may name: home, the publication's, temporary ones."""
    found = {str(place) for place in (Path.home(), root, root.resolve(), Path.cwd(), Path(tempfile.gettempdir()))}
    yield from sorted(place for place in found if place.count("/") > 1)


def _credited(publication: Publication) -> Iterator[str]:
    """Who and what the publication names itself."""
    texts = [publication.title, publication.publisher, *(row.name for row in publication.contributors)]
    yield from (text for row in texts for text in row.values())
    for provenance in (document.provenance for document in publication.documents):
        if provenance:
            yield from provenance.issuer.values()
            for row in provenance.translations.values():
                yield from filter(None, (row.translator, row.reviewer))


def _cited(publication: Publication) -> Iterator[str]:
    """The names of the works' authors, in both orders."""
    try:
        works = read_references(publication.references, publication.root)
    except PublicationError:  # a build tells what is wrong
        return
    for value in (value for work in works for value in work.values() if isinstance(value, list)):
        for person in (person for person in value if isinstance(person, dict)):
            given, family = str(person.get("given", "")), str(person.get("family", ""))
            yield from (f"{given} {family}".strip(), f"{family} {given}".strip(), str(person.get("literal", "")))


def _translators(root: Path) -> Iterator[Name]:
    """Whom the headers of catalogs name."""
    for path in sorted((root / "translations").rglob("*.po")):
        header = path.read_text("utf-8", errors="replace").partition("\n\n")[0]
        for value in re.findall(r'"(?:Last-Translator|Language-Team): *(.*?)(?:\\n)?"', header):
            yield from people(value, "the name of a translator in a catalog's header")


def _committers(root: Path) -> Iterator[Name]:
    """Whom git's settings and history name."""
    identities: Iterable[str] = [git.setting(root, "user.name"), git.setting(root, "user.email"), *git.people(root)]
    for value in dict.fromkeys(identities):
        yield from people(value, COMMITTER)


def people(value: str, of: str) -> Iterator[Name]:
    """The name in `Name <address>`, and that before the address's @."""
    bare = _ADDRESS.sub("", value).strip(" ,;<>")
    if not _PLACEHOLDER.fullmatch(bare):
        yield Name(bare, of)
    for address in (found for found in _ADDRESS.findall(value) if not _PLACEHOLDER.fullmatch(found)):
        local = address.strip("<>()[]").partition("@")[0].rpartition("+")[2]
        yield Name(local, of)
