"""What a reader is told of a release: what its publisher says of it, and which passages are others than in the last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from press import pandoc
from press.catalogs import interface
from press.content.bibliography import read_references
from press.content.publication import survey
from press.diagnostics import PublicationError
from press.model.interface import Words, word_catalogs
from press.model.publication import Publication, Text
from press.release import forge
from press.release.changelog import section
from press.release.changes import Change, Changed, Kind, compare
from press.release.passages import CODE, PICTURE, read
from press.release.source import CHANGELOG
from press.worddiff import Change as Run
from press.worddiff import Kind as How
from press.worddiff import changes, excerpt

# A page of a release holds 125 000 characters on GitHub: lines of a document, lines in all, characters of a quotation.
OF_A_DOCUMENT = 20
IN_ALL = 200
LEAST = 3
LONGEST = 300
COMPARED = 10_000  # characters of a passage: a page of its length has a third of them
WORD = 30  # no cut looks further back for the end of a word
SHORT = 24  # a cell that is told whole: 15,300 became 15,400, not 300 400


def changelog_of(publication: Publication, language: str) -> str | None:
    """What a publication's changelog in a language says, of all versions; None: it has none.

    CHANGELOG.<code>.md stands beside content/ or in it; CHANGELOG.md is in the language of the source.
    """
    own = [f"{CHANGELOG}.{language}.md", *([f"{CHANGELOG}.md"] if language == publication.source_language else [])]
    folders = (publication.root, publication.root / "content")
    paths = (folder / name for name in own for folder in folders)
    found = next((path for path in paths if path.is_file()), None)
    return found.read_text("utf-8", errors="replace") if found else None


def release_notes(
    publication: Publication, language: str, version: str, changelog: str | None, before: Path | None
) -> str:
    """The notes on a release in a language, as Markdown that a forge can publish as it is.

    Args:
        publication: what is released.
        language: code of one of its languages.
        version: of the release.
        changelog: the whole changelog in that language; None: there is none (`changelog_of`).
        before: the folder with the tree of the last release, which is read as it can be; None: this is the first.

    Raises:
        SourceError: a source or a catalog of what is released can't be read.
        EngineError: Pandoc refused one, or the changelog.
    """
    words = _words(publication, language)
    title = forge.escaped(publication.title.get(language, publication.slug))
    parts = [f"# {title}", words.word("Version {version}", version=forge.escaped(version))]
    parts += _changelog(publication, language, version, changelog, words)
    if before is None:
        parts.append(words.word("This is the first release."))
    else:
        parts += _since(publication, language, before, words)
    return "\n\n".join(parts) + "\n"


def _words(publication: Publication, language: str) -> Words:
    tag = publication.language(language).tag
    return Words(interface.read(word_catalogs(publication.root, language), tag))


def _changelog(
    publication: Publication, language: str, version: str, changelog: str | None, words: Words
) -> Iterator[str]:
    said = section(changelog, version) if changelog else None
    if said:
        yield forge.quoted(said, 2)
    source = publication.source_language
    if changelog is None and language != source and changelog_of(publication, source):
        name = forge.escaped(publication.language(source).name)  # a publication may write it itself
        yield words.word("What is new in this version is told in another language: {language}.", language=name)


def _since(publication: Publication, language: str, before: Path, words: Words) -> Iterator[str]:
    was, _ = survey(before)
    if was is None:
        yield words.word("It can’t be compared with the last release, whose settings can’t be read.")
        return
    heading = words.word("Changes since version {version}", version=forge.escaped(was.version))
    yield f"## {heading}"
    settings = [*_settings(was, publication, language, words), *_works(was, publication, language, words)]
    if language not in {row.code for row in was.languages}:
        yield words.word("The publication did not appear in this language before.")
        yield from settings
        return
    old = read(was, language, words, lenient=True)
    documents = compare(old, read(publication, language, words))
    if not settings and not documents:
        yield words.word("No text has changed.")
        return
    every = [change for document in documents if document.kind is Kind.CHANGED for change in document.changes]
    if every:
        yield _counts(every, words)
    yield from settings
    listed = [document for document in documents if document.kind is Kind.CHANGED]
    most = max(LEAST, min(OF_A_DOCUMENT, IN_ALL // max(1, len(listed))))
    for document in documents:
        yield from _document(document, most, {one.id: one.title for one in old}, words)
    legend = []
    if any(change.kind in (Kind.CHANGED, Kind.REVISED) for change in every):
        legend.append(words.word("Struck through: what went. Bold: what came."))
    if any(change.kind is Kind.GONE and change.passage.number for change in every):
        numbered = words.word("What was removed has the numbers of version {version}.", version=was.version)
        legend.append(numbered)
    yield from (f"*{line}*" for line in legend)


def _named(kind: Kind, words: Words) -> str:
    """What became of passages, as a row of a table and as the beginning of a line says it."""
    return {
        Kind.NEW: words.word("New"),
        Kind.CHANGED: words.word("Changed"),
        Kind.REVISED: words.word("Translation revised"),
        Kind.TRANSLATED: words.word("Newly translated"),
        Kind.MOVED: words.word("Moved"),
        Kind.GONE: words.word("Removed"),
        Kind.UNTRANSLATED: words.word("Not translated yet"),
    }[kind]


def _counts(every: Sequence[Change], words: Words) -> str:
    """How many passages became what, as lines of a list: numbers stand alone, so that no plural is needed."""
    counted = {kind: sum(change.kind is kind for change in every) for kind in Kind}
    rows = [words.word("{label}: {value}", label=_named(k, words), value=n) for k, n in counted.items() if n]
    return "\n".join([words.word("Passages of text:"), "", *(f"- {row}" for row in rows)])


def _settings(was: Publication, now: Publication, language: str, words: Words) -> Iterator[str]:
    """What a reader sees of the settings: names, people, languages, formats, licence."""

    def localised(text: Text) -> str:
        return text.get(language, "")

    def people(publication: Publication) -> str:
        return ", ".join(localised(one.name) for one in publication.contributors)

    def names(publication: Publication) -> str:
        return ", ".join(row.name for row in publication.languages)

    def source(publication: Publication) -> str:
        return publication.spoken(publication.source_language).name

    rows = (
        (words.word("Title"), localised(was.title), localised(now.title)),
        (words.word("Subtitle"), localised(was.subtitle), localised(now.subtitle)),
        (words.word("Contributors"), people(was), people(now)),
        (words.word("Publisher"), localised(was.publisher), localised(now.publisher)),
        (words.word("Languages"), names(was), names(now)),
        (words.word("Original language"), source(was), source(now)),
        (words.word("Formats"), ", ".join(was.formats), ", ".join(now.formats)),
        (words.word("Licence"), was.licence, now.licence),
    )
    if changed := [(label, old, new) for label, old, new in rows if old != new]:
        told = ((label, _difference(old, new)) for label, old, new in changed)
        lines = (words.word("{label}: {value}", label=label, value=value) for label, value in told)
        yield "\n".join(f"- {line}" for line in lines)


def _works(was: Publication, now: Publication, language: str, words: Words) -> Iterator[str]:
    """The works cited that are new, changed or gone, by their titles."""
    old, new = _titles(was, language, lenient=True), _titles(now, language, lenient=False)
    rows = [
        *((Kind.NEW, title) for key, (title, _) in new.items() if key not in old),
        *((Kind.CHANGED, title) for key, (title, whole) in new.items() if key in old and old[key][1] != whole),
        *((Kind.GONE, title) for key, (title, _) in old.items() if key not in new),
    ]
    if rows:
        lines = [
            words.word("{label}: {value}", label=_named(kind, words), value=_quoted(title)) for kind, title in rows
        ]
        heading = words.word("Bibliography")
        yield f"### {heading}"
        yield _listed(lines, OF_A_DOCUMENT, words)


def _titles(publication: Publication, language: str, lenient: bool) -> Mapping[str, tuple[str, str]]:
    """The works of a bibliography by their ids: their titles in a language, and all that is said of each."""
    try:
        works = read_references(publication.references, publication.root)
    except PublicationError:
        if not lenient:
            raise
        return {}
    found = {}
    for work in works:
        forms = work.get("localized", {}).get(language, {})
        title = forms.get("title", work["title"])
        plain = pandoc.plain(title["c"]) if isinstance(title, dict) else str(title)
        found[str(work["id"])] = (plain, json.dumps(work, ensure_ascii=False, sort_keys=True, default=str))
    return found


def _document(document: Changed, most: int, titles: Mapping[str, str], words: Words) -> Iterator[str]:
    yield f"### {forge.escaped(document.title)}"
    if document.kind is not Kind.CHANGED:
        whole = {Kind.NEW: words.word("All of it is new."), Kind.GONE: words.word("All of it was removed.")}
        yield whole[document.kind]
        return
    if document.was:
        yield words.word("Stands elsewhere now; before: “{title}”", title=forge.escaped(document.was))
    lines = [line for line in _lines(document, titles, words) if line]
    if lines:
        yield _listed(lines, most, words)


def _listed(lines: Sequence[str], most: int, words: Words) -> str:
    """A list that ends with the count of what it leaves out."""
    shown = list(lines) if len(lines) <= most + 1 else list(lines[:most])
    if rest := len(lines) - len(shown):
        shown.append(words.word("further changes: {number}", number=rest))
    return "\n".join(f"- {line}" for line in shown)


def _lines(document: Changed, titles: Mapping[str, str], words: Words) -> Iterator[str]:
    """A line for each change; neighbouring cells of a table share one."""

    def row(change: Change) -> tuple[str, Kind, str]:
        joined = change.passage.kind == "cell"
        return (_label(change, words) if joined else str(id(change))), change.kind, _origin(change, titles)

    for (_, kind, origin), group in groupby(document.changes, row):
        found = list(group)
        place = _label(found[0], words)
        named = _named(kind, words)
        if origin:
            named = words.word("{change} from “{title}”", change=named, title=forge.escaped(origin))
        texts = words.word("; ").join(filter(None, (_shown(change, words) for change in found)))
        said = words.word("{label}: {value}", label=named, value=texts) if texts else named
        yield f"**{place}** · {said}"


def _origin(change: Change, titles: Mapping[str, str]) -> str:
    """The title of another document that a passage has come from."""
    before, after = change.before, change.after
    moved = change.kind is Kind.MOVED and before and after and before.document != after.document
    return titles.get(before.document, "") if before and moved else ""


def _label(change: Change, words: Words) -> str:
    """A passage's name: its paragraph's number, or what it is and the paragraph that it stands at."""
    passage = change.passage
    if passage.own:
        return words.word("Paragraph {number}", number=passage.number)
    kinds = {
        "p": words.word("Paragraph"),
        "title": words.word("Heading"),
        "li": words.word("List item"),
        "quote": words.word("Quotation"),
        "term": words.word("Term"),
        "def": words.word("Definition"),
        "cell": words.word("Table"),
        "caption": words.word("Caption"),
        "alt": words.word("Description of a picture"),
        "line": words.word("Line"),
        "note": words.word("Footnote"),
        CODE: words.word("Code"),
        PICTURE: words.word("Picture"),
    }
    kind = kinds.get(passage.kind, kinds["title"])
    number = words.reference("para. {number}", number=passage.number) if passage.number else ""
    return words.word("{kind}, at {paragraph}", kind=kind, paragraph=number) if number else kind


def _shown(change: Change, words: Words) -> str:
    """The text of a change, or the words of it that changed."""
    before, after = change.before, change.after
    if change.kind is Kind.UNTRANSLATED or change.passage.kind == PICTURE:
        return _quoted(change.passage.id) if change.passage.kind == PICTURE else ""
    if before and after and change.kind in (Kind.CHANGED, Kind.REVISED):
        if before.text == after.text:
            return words.word("its references, notes or emphasis")
        if after.kind == "cell" and max(len(before.text), len(after.text)) <= SHORT:
            return forge.marked([Run(How.DELETED, before.text), Run(How.INSERTED, after.text)])
        return _difference(before.text, after.text)
    return _quoted(change.passage.text)


def _quoted(text: str) -> str:
    return forge.escaped(_cut(text))


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    at = text.rfind(" ", LONGEST - WORD, LONGEST)
    return f"{text[: at if at > 0 else LONGEST]} …"


def _difference(old: str, new: str) -> str:
    """The words of a text that changed, in bold and struck through; of long ones, as much as a line bears."""
    found = excerpt(changes(old[:COMPARED], new[:COMPARED]))
    told, length = [], 0
    for change in found:
        told.append(change)
        length += len(change.text)
        if length > LONGEST and change is not found[-1]:
            break
    cut = forge.marked(Run(c.kind, _cut(c.text)) for c in told)
    return cut if len(told) == len(found) else f"{cut} …"
