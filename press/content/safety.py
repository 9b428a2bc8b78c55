"""What a content file must not hold: raw HTML, remote resources, paths outside, attributes that run or fetch."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from press import pandoc
from press.characters import HINT, controls
from press.content import addresses, code, dialects, pictures
from press.content.positions import find, locate, place
from press.content.table_shapes import HEADS
from press.content.tables import NUMBER_FORM, interval_problem, is_number
from press.diagnostics import Diagnostic, Location
from press.spelling import nearest

SCHEMES = {"http", "https", "mailto", "tel", "urn", "doi"}
ATTRIBUTES = {
    *("lang", "dir", "width", "height", "start", "startFrom", "alt", "title", "rowspan", "colspan"),
    HEADS,
}

OWN = "press-"  # begins the classes and ids that the press gives (press.model.book)

_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?:\n|\Z)")

Where = Callable[[str], Location]

_CALL = re.compile(r"\[\^[^\]\s]+\]")  # of a note


def hazards(
    tree: pandoc.Tree, path: Path, raw_html: tuple[str, ...], content: Path, directives: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """All that must not stand in a document; of other tools' directives, those that are not known yet."""
    passed: Counter[str] = Counter()
    text = code.blanked(path.read_text("utf-8", errors="replace"))

    def where(needle: str) -> Location:
        """The first place of a text outside of code; of one that is told again, the next."""
        passed[needle] += 1
        at = find(text, needle, passed[needle] - 1)
        return place(text, at, path) if at >= 0 else locate(path, needle, nth=passed[needle] - 1)

    yield from _title(tree, path)
    yield from _anchors(tree, where)
    yield from _examples(tree, path)
    if any(node["t"] == "Str" and "^[" in node["c"] for node in pandoc.walk(tree["blocks"])):
        yield from _open_notes(text, path)
    yield from dialects.refused(tree["blocks"], where, directives)
    yield from hazards_within(tree["blocks"], where, raw_html, content)


def hazards_within(elements: Any, where: Where, raw_html: tuple[str, ...], content: Path) -> Iterator[Diagnostic]:
    """All that must not stand in blocks or inlines, of a document or of a translation.

    Args:
        elements: of Pandoc's tree.
        where: the place of a text.
        raw_html: names of the HTML elements that may stand there.
        content: the folder that pictures are looked for in.
    """
    yield from _within_citations(elements, where)
    yield from _unpaired(elements, raw_html, where)
    decorative: set[int] = set()
    # How a citation is written stands in it as text, too.
    bare = pandoc.transform(elements, _without_fallback)
    for node in pandoc.walk(bare):
        match node["t"]:
            case "Figure":  # with a caption, a picture has no text in its place only if {alt=""} says so
                if pandoc.plain(node["c"][1]).strip():
                    decorative |= {id(found) for found in pandoc.walk(node["c"][2]) if found["t"] == "Image"}
            case "RawInline" | "RawBlock":
                yield from _raw(node["c"], raw_html, where)
            case "Image":
                yield from _image(node["c"], content, where, id(node) in decorative)
            case "Link":
                yield from _link(node["c"][2][0], where)
            case "Note":
                yield from _note(node["c"], where)
            case "Span":
                yield from _value(node["c"], where)
            case "Str":
                yield from _call(node["c"], where)
        yield from _hidden(node, where)
        yield from _attributes(node, where)


def _title(tree: pandoc.Tree, path: Path) -> Iterator[Diagnostic]:
    first = tree["blocks"][0] if tree["blocks"] else {"t": ""}
    titles = [block for block in tree["blocks"] if block["t"] == "Header" and block["c"][0] == 1]
    if not titles:
        yield Diagnostic("S008", "the document has no title", Location(path, 1), "begin it with `# Title {#sec-name}`")
    elif first is not titles[0]:
        title = pandoc.plain(titles[0]["c"][2])
        at = locate(path, f"# {title}")
        yield Diagnostic("S008", f"something stands before the title, “{title}”", at, "move the title to the beginning")
    for extra in titles[1:]:
        title = pandoc.plain(extra["c"][2])
        hint = "sections begin with ##, or put what begins here into a file of its own"
        yield Diagnostic("S008", f"the document has a second title, “{title}”", locate(path, f"# {title}"), hint)


def _anchors(tree: pandoc.Tree, where: Where) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for node in pandoc.walk(tree["blocks"]):
        attr = pandoc.attr(node)
        if attr and attr[0]:
            if attr[0] in seen and node["t"] != "Header":
                yield Diagnostic("S010", f"the anchor {attr[0]} stands twice", where(f"#{attr[0]}"), "rename one")
            seen.add(attr[0])


# A key at the beginning of a paragraph, an item or a note, with what makes an example of it for Pandoc.
_EXAMPLE = re.compile(
    r"^[ \t>]*(?:(?:[-*+:~]|\[\^[^\]\s]+\]:)[ \t]*)?(@(\w[\w:.#$%&+?<>~/-]*?|))[.)](?=\s|$)", re.MULTILINE
)


def _examples(tree: pandoc.Tree, path: Path) -> Iterator[Diagnostic]:
    """Citations that Pandoc takes for the numbers of examples."""
    if any(map(_is_example, pandoc.walk(tree["blocks"]))):
        text = path.read_text("utf-8", errors="replace")
        for found in _EXAMPLE.finditer(text):
            cited = f"a citation as [@{found[2]}], " if found[2] else ""
            hint = f"write {cited}an example as (@{found[2]})"
            message = f"{text[found.start(1) : found.end()]} is read as the number of an example"
            yield Diagnostic("R006", message, place(text, found.start(1), path), hint)


def _is_example(node: pandoc.Node) -> bool:
    """Whether an element is a list of examples whose numbers have no brackets: `@key.` and `@key)`."""
    if node["t"] != "OrderedList":
        return False
    _, style, delimiter = node["c"][0]
    return bool(style["t"] == "Example" and delimiter["t"] != "TwoParens")


def _within_citations(elements: Any, where: Where) -> Iterator[Diagnostic]:
    """Notes in the brackets of citations, which Pandoc drops."""
    for cite in (node for node in pandoc.walk(elements) if node["t"] == "Cite"):
        written = pandoc.plain(cite["c"][1])
        for note in _CALL.findall(written):
            hint = f"put it behind them: [@{cite['c'][0][0]['citationId']}]{note}"
            message = f"{note} stands in the brackets of a citation, where no note can"
            at = where(written)
            yield Diagnostic("R001", message, at if at.line else where(note), hint)


def _without_fallback(node: pandoc.Node) -> pandoc.Node:
    return {"t": "Cite", "c": [node["c"][0], []]} if node["t"] == "Cite" else node


def _raw(content: list[str], allowed: tuple[str, ...], where: Where) -> Iterator[Diagnostic]:
    format_name, text = content
    elements = re.findall(r"</?([A-Za-z][A-Za-z0-9-]*)", text)
    # An allow-listed element is allowed bare: an attribute could run or fetch, and text beside it would not be found.
    if format_name == "html" and elements and _BARE.fullmatch(text) and set(elements) <= set(allowed):
        return
    hint = "write it in Markdown; as \\<… or between backquotes if it is text; or allow the element in publication.yaml"
    hint += " under raw_html"
    if format_name != "html" or not elements:
        hint = "write it in Markdown; what is to be printed as it is stands between backquotes, as code"
    yield Diagnostic("S005", f"raw {format_name} is not allowed: {text.strip()[:60]}", where(text.strip()[:60]), hint)


_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)\b[^>]*?(/?)>")
_BARE = re.compile(r"\s*(?:</?[A-Za-z][A-Za-z0-9-]*\s*/?>\s*)+")


def _unpaired(elements: Any, allowed: tuple[str, ...], where: Where) -> Iterator[Diagnostic]:
    """Tags of elements that may stand there, but have no partner beside them: XML, as EPUB has it, can't hold one."""
    waiting: list[Any] = [elements] if allowed else []
    while waiting:
        found = waiting.pop()
        opened: list[str] = []
        for child in found if isinstance(found, list) else found.values():
            if isinstance(child, list | dict):
                waiting.append(child)
            if isinstance(found, list) and isinstance(child, dict) and child.get("t") in ("RawInline", "RawBlock"):
                for closes, name, alone in _TAG.findall(child["c"][1]):
                    if name in allowed and not alone and not closes:
                        opened.append(name)
                    elif name in allowed and closes and opened[-1:] == [name]:
                        opened.pop()
                    elif name in allowed and closes:
                        yield _lonely(f"</{name}>", where)
        yield from (_lonely(f"<{name}>", where) for name in opened)


def _lonely(tag: str, where: Where) -> Diagnostic:
    hint = "write both tags of an element within the same paragraph, or both between paragraphs"
    return Diagnostic("S005", f"{tag} has no partner beside it", where(tag), hint)


def _meant(folder: Path, name: str) -> str:
    """What may be done about a picture that isn't there: the one whose name is nearest may be meant."""
    place = folder / name
    try:
        beside = [entry.name for entry in place.parent.iterdir() if pictures.is_picture(entry.name)]
    except OSError:  # there is no such folder, or its name is too long
        beside = []
    near = nearest(place.name, beside)
    meant = f"did you mean {place.with_name(near).relative_to(folder)}? Or " if near else ""
    return f"{meant}put it at {place}"


def _image(content: list[Any], folder: Path, where: Where, decorative: bool) -> Iterator[Diagnostic]:
    target = content[2][0]
    if concealed := list(controls(unquote(target))):  # in the name of a file; a literal one is told as in any address
        if not any(controls(target)):
            yield Diagnostic("S015", f"in the name of a picture {concealed[0][1]}", where(target), HINT)
        return
    found = where(target)
    at = found if found.line else where(target.rpartition("/")[2])  # it may be named from the document's folder
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", target):
        hint = "put the picture under content/ and name its path there"
        yield Diagnostic("S006", f"the picture {target} is not in the publication", at, hint)
        return
    path = Path(os.path.realpath(pictures.file_of(target, folder)))
    if not path.is_relative_to(os.path.realpath(folder)):
        hint = "pictures are named by their path under content/"
        yield Diagnostic("C008", f"the picture {target} lies outside the publication", at, hint)
    elif not os.path.isfile(path):  # noqa: PTH113  (Path.is_file raises where a name is too long)
        name = unquote(target)
        yield Diagnostic("S007", f"there is no picture {name}", at, _meant(folder, name))
    elif len(os.fsencode(path.name)) > pictures.LONGEST_NAME:
        hint = f"rename it: {pictures.LONGEST_NAME} bytes leave room for the names of what is made of it"
        yield Diagnostic("S007", f"the picture {target[:40]}… has too long a name", at, hint)
    elif path.suffix.lower() not in pictures.FORMATS:
        hint = f"convert it to one of {', '.join(sorted(pictures.FORMATS))}"
        yield Diagnostic("S007", f"{target} is no picture that can be shown", at, hint)
    else:
        yield from pictures.problems(path, target, at)
    if not (decorative or ["alt", ""] in content[0][2] or pandoc.plain(content[1]).strip()):
        hint = 'say between the brackets what it shows: ![A map of …](map.svg), or {alt=""} if it only decorates'
        yield Diagnostic("S013", f"the picture {target} has no text in its place", at, hint)


def _link(target: str, where: Where) -> Iterator[Diagnostic]:
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", target)
    if scheme and scheme[1].lower() not in SCHEMES:
        hint = f"allowed are {', '.join(sorted(SCHEMES))}"
        yield Diagnostic("S016", f"a link may not lead to {target[:60]}", where(target), hint)
    elif said := addresses.with_user(target):
        yield Diagnostic("S016", f"{target[:60]}: {said}", where(target), "take out what stands before the @")
    elif not scheme and not target.startswith("#") and not target.partition("#")[0].endswith(".md"):
        hint = "name a web address, a file of the book (other.md#sec-name), or refer to a section as [@sec-name]"
        yield Diagnostic("S016", f"the link {target[:60]} leads to a file", where(target), hint)


def _note(blocks: list[pandoc.Node], where: Where) -> Iterator[Diagnostic]:
    for heading in (node for node in pandoc.walk(blocks) if node["t"] == "Header"):
        title = pandoc.plain(heading["c"][2])
        hint = "end the note before the heading, with a line that is not indented, or make it a paragraph"
        yield Diagnostic("S009", f"a note holds the heading “{title}”", where(f"# {title}"), hint)


def _open_notes(text: str, path: Path) -> Iterator[Diagnostic]:
    """Notes within the line that hold more than their paragraph, for which Pandoc leaves them as they are typed."""
    for opening in re.finditer(r"(?<!\\)(?:\\\\)*\^\[", text):
        end = _PARAGRAPH_END.search(text, opening.end())
        depth = 1
        for sign in re.finditer(r"\\.|[\[\]]", text[opening.end() : end.start() if end else None], re.DOTALL):
            depth += {"[": 1, "]": -1}.get(sign[0], 0) if depth else 0
        if depth:
            hint = "write [^name] there, and its blocks below: [^name]: …, each further one indented by four spaces"
            where = place(text, opening.end() - 2, path)
            yield Diagnostic("S019", "this note has no end in its paragraph, and ^[ would be printed", where, hint)


def _value(content: list[Any], where: Where) -> Iterator[Diagnostic]:
    """Dates and numbers that are formatted for each language."""
    classes, said = content[0][1], pandoc.plain(content[1])
    problem = interval_problem(said) if "date" in classes else None
    if "number" in classes and not is_number(said):
        problem = (f"{said} is no number", NUMBER_FORM)
    if problem:
        yield Diagnostic("S014", problem[0], where(f"[{said}]"), problem[1])


def _hidden(node: pandoc.Node, where: Where) -> Iterator[Diagnostic]:
    """What nobody sees in an element's own texts: words, code, formulas, addresses, attributes.

    A source was looked at as it is written; here are the entities in it (`&#x202E;`), and translations.
    """
    waiting = [node.get("c")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            for at, message in controls(part):
                yield Diagnostic("S015", message, where(part[at]), HINT)
        elif isinstance(part, list):
            waiting += reversed(part)
        elif isinstance(part, dict) and "t" not in part:
            waiting += reversed(part.values())  # of a citation


def _call(text: str, where: Where) -> Iterator[Diagnostic]:
    if note := _CALL.search(text):
        hint = f"write its text, {note[0]}: …, or as `[^…]` with backquotes if no note is meant"
        yield Diagnostic("R001", f"there is no note {note[0]}", where(note[0]), hint)


def _attributes(node: pandoc.Node, where: Where) -> Iterator[Diagnostic]:
    anchor, classes, pairs = pandoc.attr(node) or ["", [], []]
    for sign, name in [("#", anchor), *((".", name) for name in classes)]:
        if name.startswith(OWN) or (sign, name) == ("#", "refs"):  # where Pandoc puts the works that are cited
            hint = "give it another name; those that begin with press- are for the press's own style sheets"
            yield Diagnostic("S040", f"the name {sign}{name} is not yours to give", where(name), hint)
    for key, value in pairs:
        if key == HEADS and not value.isdecimal():
            hint = f"write how many columns head the rows: {HEADS}=1"
            yield Diagnostic("S005", f'the attribute {key}="{value[:40]}" is no number', where(f"{key}="), hint)
        if key not in ATTRIBUTES:
            hint = f"allowed are {', '.join(sorted(ATTRIBUTES))}; looks belong in templates/css"
            yield Diagnostic("S005", f'the attribute {key}="{value[:40]}" is not allowed', where(f"{key}="), hint)
