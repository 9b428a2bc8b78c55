"""What a page, a style sheet or a script would have a reader's machine fetch from elsewhere, or run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2  # type: ignore[import-untyped]
from lxml import etree

_REMOTE = re.compile(r"(?!data:)[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
_HELD = re.compile(r"""url\(\s*(["']?)data:[^"')]*\1\s*\)""")  # fonts and pictures that a style sheet holds itself
_IN_SCRIPT = re.compile(r"""["'`]((?:https?:|wss?:)?//[^"'`\s]*)""", re.IGNORECASE)
# Attributes whose addresses are fetched, or sent something, by themselves (HTML Living Standard; SVG 2).
_FETCHING = frozenset("src srcset imagesrcset poster data background action formaction ping manifest codebase".split())
_HREF = ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href")
_FOLLOWED = frozenset(("a", "area"))  # whose addresses a reader follows
_NAMED = frozenset(("license", "canonical", "alternate", "author"))  # of links that name an address and fetch nothing
_SOURCES = re.compile(r"'(?:none|self|unsafe-inline|sha(?:256|384|512)-[A-Za-z0-9+/=]+)'|data:")
POLICY = "Content-Security-Policy"
_PAGES = ("page/", "site/")  # that browsers show
_XML = (".xhtml.j2", ".opf.j2", ".ncx.j2", ".xml.j2")


def fetched(text: str, template: str) -> Iterator[str]:
    """Addresses that are fetched from elsewhere, and policies that allow it, in what a template has written.

    Args:
        text: what it has written.
        template: its name, whose ending tells what kind of text that is.
    """
    if template.endswith(".js"):
        yield from _IN_SCRIPT.findall(text)
    elif template.endswith(".css.j2"):
        yield from _in_style(text)
    elif (root := _parsed(text, template)) is not None:
        yield from _in_page(root)
        if template.startswith(_PAGES):
            yield from _policies(root)


def deepest(text: str, template: str) -> int:
    """How many elements stand within each other, at most, in a page that a template has written."""
    waiting = [(_parsed(text, template), 1)] if template.endswith(".j2") and not template.endswith(".css.j2") else []
    found = 0
    while waiting:
        node, depth = waiting.pop()
        found = max(found, depth)
        waiting += [(child, depth + 1) for child in node] if node is not None else []
    return found


def _parsed(text: str, template: str) -> Any:
    """The root of a page, as a browser or a reading system would have it; None of one that is empty."""
    as_xml = template.endswith(_XML)
    inert = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser = inert if as_xml else etree.HTMLParser(encoding="utf-8", huge_tree=True)
    return etree.fromstring(text.encode(), parser) if text.strip() else None


def _in_page(root: Any) -> Iterator[str]:
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname.lower()
        for key, value in node.attrib.items():
            if key == "style":
                yield from _in_style(value)
            elif key == "srcdoc":
                yield key
            elif key in _FETCHING or (key in _HREF and name not in _FOLLOWED and not _named(node, name)):
                yield from (each for each in _addresses(key, value) if _REMOTE.match(each))
        if name == "style":
            yield from _in_style("".join(node.itertext()))
        elif name == "script":
            yield from _IN_SCRIPT.findall("".join(node.itertext()))
        elif name == "meta" and str(node.get("http-equiv", "")).lower() == "refresh":
            yield str(node.get("content", "refresh"))


def _named(node: Any, name: str) -> bool:
    return name == "link" and set(str(node.get("rel", "")).lower().split()) <= _NAMED


def _addresses(key: str, value: str) -> Iterable[str]:
    """The addresses of an attribute, as a browser reads them."""
    whole = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(33))))
    return (part.split()[0] for part in whole.split(",") if part.strip()) if key.endswith("srcset") else (whole,)


def _policies(root: Any) -> Iterator[str]:
    """What is wrong with the content security policy of a page: without it a script could fetch what it likes."""
    metas = [node for node in root.iter("meta") if str(node.get("http-equiv", "")).lower() == "content-security-policy"]
    if not any(node.getparent() is not None and node.getparent().tag == "head" for node in metas):
        yield POLICY
    for said in (str(node.get("content", "")) for node in metas):
        directives = {name.lower(): rest for name, *rest in map(str.split, filter(str.strip, said.split(";")))}
        foreign = [source for rest in directives.values() for source in rest if not _SOURCES.fullmatch(source)]
        yield from foreign if directives.get("default-src") == ["'none'"] else [said]


def _in_style(text: str) -> Iterator[str]:
    yield from _fetching(tinycss2.parse_component_value_list(_HELD.sub("none", text), skip_comments=True), False)


def _fetching(tokens: Iterable[Any], within: bool) -> Iterator[str]:
    """Remote addresses: as `url()`, as a string within a function, or behind @import."""
    rule = ""
    for token in tokens:
        if token.type == "at-keyword":
            rule = token.lower_value
        elif token.type == "{} block" or token == ";":
            rule = ""
        counted = (within or rule == "import") if token.type == "string" else token.type == "url"
        if counted and rule != "namespace" and _REMOTE.match(token.value.strip()):
            yield token.value
        if token.type == "function":
            yield from _fetching(token.arguments, rule != "namespace")
        elif token.type.endswith("block"):
            yield from _fetching(token.content, False)
