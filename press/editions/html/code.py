"""Code in HTML: Pandoc's highlighting brought down to a few kinds of words, each line of a block an element of its own.

Style sheets tell the kinds by weight, and on screens by colour too. A line is an element so that what is folded can be
indented, and a number stands beside it without being copied. The patterns match what Pandoc 3.9 writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Skylighting's kinds of tokens by ours; the others are set as plain code.
_KINDS = {
    "keyword": "kw cf pp im",
    "name": "dt bu fu at ex",
    "string": "st ch sc vs ss",
    "number": "dv bn fl cn",
    "comment": "co do an cv in wa",
    "wrong": "er al",
}
_KIND = {token: kind for kind, tokens in _KINDS.items() for token in tokens.split()}
# Characters as wide as two (UAX #11). The letters of the monospaced face are 0.6 em wide: at 1.2 em these take two.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]+"
)
_BLOCK = re.compile(
    r'(<div class="sourceCode"(?P<div>[^>]*)>)?<pre(?P<pre>[^>]*)><code[^>]*>(?P<code>.*?)</code></pre>(?(1)</div>)',
    re.DOTALL,
)
_INLINE = re.compile(r'<code class="sourceCode ([^"]*)"( dir="\w+")?>(.*?)</code>', re.DOTALL)
_TOKEN = re.compile(r'<span class="(\w\w)">(.*?)</span>', re.DOTALL)
_ANCHOR = re.compile(r'<span id="[^"]*"><a href="#[^"]*"[^>]*></a>(.*)</span>')
_INDENTED = re.compile(r"( +)(<span [^>]*>)")
_GENERATED = re.compile(r"cb\d+")
_CLASSES = {"sourceCode", "numberSource", "numberLines", "lineAnchors"}


def in_lines(body: str) -> str:
    """Pandoc's HTML with code as style sheets want it."""
    if "<code" not in body:
        return body
    body = _BLOCK.sub(_block, body)
    return _INLINE.sub(_inline, body)


def _inline(found: re.Match[str]) -> str:
    return f'<code class="{found[1]}"{found[2] or ""}>{_TOKEN.sub(_token, found[3])}</code>'


def _block(found: re.Match[str]) -> str:
    outside = f"{found['div'] or ''} {found['pre']}"
    identifier = re.search(r'\sid="([^"]*)"', outside)
    named = re.search(r'class="([^"]*)"', found["pre"])
    given = named[1].split() if named else []
    first = re.search(r'\sdata-startFrom="(\d+)"', outside)
    number = (int(first[1]) if first else 1) if "numberLines" in given else None
    classes = " ".join(["press-code", *(name for name in given if name not in _CLASSES)])
    anchor = f' id="{identifier[1]}"' if identifier and not _GENERATED.fullmatch(identifier[1]) else ""
    direction = re.search(r'\sdir="\w+"', outside)
    said = f'{anchor}{direction[0] if direction else ""}'
    return f'<pre{said} class="{classes}"><code>{"".join(_lines(found["code"], number))}</code></pre>'


def _lines(code: str, number: int | None) -> Iterator[str]:
    for at, line in enumerate(code.split("\n")):
        numbered = "" if number is None else f' data-line="{number + at}"'
        said = _TOKEN.sub(_token, _ANCHOR.sub(r"\1", line))
        said = _INDENTED.sub(r"\2\1", said, count=1) if said.startswith(" ") else said  # or it may be a line by itself
        yield f'<span class="press-line"{numbered}>{_WIDE.sub(_wide, said)}\n</span>'


def _token(found: re.Match[str]) -> str:
    kind = _KIND.get(found[1])
    return f'<span class="press-{kind}">{found[2]}</span>' if kind else found[2]


def _wide(found: re.Match[str]) -> str:
    return f'<span class="press-double">{found[0]}</span>'
