"""Lists of HTML whose markers are text: the list element says so, lest a second marker be shown or spoken."""

from __future__ import annotations

import re

# What Pandoc writes of press.model.book's lists: anchors, then the first item's marker with the room that all need.
_LIST = re.compile(
    r"<(ol|ul)\b([^>]*)>(?=\s*<li>\s*(?:<p>)?\s*(?:<span[^>]*></span>)*"
    r'<span class="press-marker (press-[a-z]+)[" ])'
)
_CLASS = re.compile(r'\sclass="[^"]*"')


def unmarked(body: str) -> str:
    """HTML whose lists with written markers have the class "press-list", and are told as lists.

    Browsers number such lists no more, as style sheets ask; those of Apple then need to be told that it is a list.
    """
    return _LIST.sub(_named, body)


def _named(found: re.Match[str]) -> str:
    name, attributes, room = found.groups()
    return f'<{name}{_CLASS.sub("", attributes)} class="press-list {room}" role="list">'
