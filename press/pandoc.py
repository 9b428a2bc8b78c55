"""The one seam to Pandoc: run it, walk its JSON tree, turn its errors into ours.

Pandoc is the binary that pypandoc_binary ships. It runs sandboxed: no file and no network from inside a document.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from press.blockwise import blockwise
from press.diagnostics import Diagnostic, EngineError

Node = dict[str, Any]
Tree = dict[str, Any]

API = (1, 23)
# Pandoc is told by these in which characters names of files are written; C has it stumble over all beyond ASCII.
LOCALE = {"LC_ALL": "C.UTF-8"}
# What Pandoc may take of a processor's time and of memory: a share for its start, and one for each MB of letters.
# A chapter of 100 kB takes 0.15 s and 170 MB, one of 1 MB 0.9 s and 190 MB, 5 MB of prose 4.2 s and 430 MB; the tree of
# these, 33 MB of JSON, 5.5 s and 1.3 GB as HTML, and 10 s as EPUB; ten thousand citations 3.1 s and 330 MB. Brackets,
# quotations or lists nested to exhaust the parser take all that there is.
SECONDS, SECONDS_PER_MB = 4, 4
MEGABYTES, MEGABYTES_PER_MB = 384, 64
WRITTEN, WRITTEN_PER_BYTE = 16_000_000, 40  # bytes that it may write; the tree of a text is seven times as long as it
PATIENCE = 300  # seconds by the clock, on a machine that is busy with other work
DEEPEST = 150  # lists and elements within each other in a tree: 50 lists or divisions; a book has a handful
EXHAUSTED = "S060"
_HEAP = 251  # the exit code of a Haskell program whose heap is full
_SIGNS = re.compile(r"""[][(){}<>*_^~$`'"|\\!@&]""")
_HINT = "write it otherwise: what Pandoc warns of comes out other than it is meant"
ADDRESS = "uri"  # the class of an address that is shown as it is
EMPTY: Tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": []}
_BRANCHES = frozenset((list, dict))  # of the JSON that a tree is; asked for each of its values
_WORDS = re.compile(r"\\(?:text|mathrm|mbox)\{[^{}\\$]*\}|\s")
SPACE: Node = {"t": "Space"}
# Where the Attr stands among the contents of the elements that have one.
_FIRST = ("Table", "Figure", "Div", "Span", "Link", "Image", "CodeBlock", "Code")
_ATTRIBUTED = {"Header": 1, **dict.fromkeys(_FIRST, 0)}


@cache
def binary() -> str:
    """The path of Pandoc."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def run(
    text: str,
    reader: str,
    writer: str,
    *options: str,
    cwd: Path | None = None,
    sandbox: bool = True,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Convert text; warnings are errors, since each of them is text that came out otherwise than its author meant.

    Args:
        text: the source.
        reader: Pandoc's name of its format.
        writer: Pandoc's name of the format that is asked for.
        options: of Pandoc's command line.
        cwd: where Pandoc runs.
        sandbox: whether a document is kept from files and the network.
        environment: variables beside those of this process.

    Raises:
        EngineError: Pandoc failed or warned (S004, S012), the message is Pandoc's own; or it would take more time or
            memory than it has (S060).
    """
    data = text.encode()
    size = len(data.translate(None, b" \t\n")) / 1e6  # an indent is no text
    seconds, memory = int(SECONDS + SECONDS_PER_MB * size), int(MEGABYTES + MEGABYTES_PER_MB * size)
    command = [binary(), "+RTS", f"-M{memory}M", "-RTS", "--from", reader, "--to", writer, *options]
    command += ["--sandbox"] if sandbox else []
    length = WRITTEN + WRITTEN_PER_BYTE * len(data)
    process, written, told = _done(command, data, seconds, length, cwd, {**os.environ, **LOCALE, **(environment or {})})
    said = told.decode(errors="replace").strip()
    if process.returncode == -signal.SIGXFSZ or len(written) > length:
        raise _exhausted(f"Pandoc makes more than {length:,} bytes of this")
    if process.returncode < 0:
        raise _exhausted(f"Pandoc takes more than {seconds} seconds for this")
    if process.returncode == _HEAP or "stack overflow" in said:
        raise _exhausted(f"Pandoc takes more than {memory} MB of memory for this")
    if process.returncode:
        raise EngineError(Diagnostic("S004", said or f"Pandoc ended with {process.returncode}"))
    if said:
        formula = re.search(r"TeX math (.+?)(?:, rendering|$)", said, re.MULTILINE)
        raise EngineError(Diagnostic("S012", said, hint=_HINT, about=formula[1] if formula else said))
    return written.decode()


def _done(
    command: Sequence[str], data: bytes, seconds: int, length: int, cwd: Path | None, variables: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], bytes, bytes]:
    """A process that has ended, what it has written, and what it has said."""
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryFile() as out,  # which has a limit, as a pipe has not
        subprocess.Popen(command, stdin=pipe, stdout=out, stderr=pipe, cwd=cwd, env=variables) as process,
    ):
        if sys.platform == "linux":
            with suppress(ProcessLookupError):  # it may have ended
                resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds))
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (length, length))
        try:
            _, told = process.communicate(data, PATIENCE)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise _exhausted(f"Pandoc took more than {PATIENCE} seconds") from error
        out.seek(0)
        return process, out.read(), told


def _exhausted(message: str) -> EngineError:
    hint = "look for what is nested very deep, for macros that multiply, and for what is called again and again"
    return EngineError(Diagnostic(EXHAUSTED, message, hint=hint))


def densest(texts: Sequence[str]) -> int:
    """Which of some texts is most likely to exhaust Pandoc: that with most signs of markup and the deepest indent."""
    weights = [len(_SIGNS.findall(text)) + len(text) - len(text.lstrip(" \t>")) for text in texts]
    return weights.index(max(weights)) if weights else 0


def read(text: str, reader: str, *options: str) -> Tree:
    """Parse text into Pandoc's tree.

    Raises:
        EngineError: as of `run` and `tree`.
    """
    return tree(run(text, reader, "json", *options))


def tree(written: str) -> Tree:
    """The tree of Pandoc's JSON.

    Raises:
        EngineError: its elements are nested deeper than what walks through them and sets them can follow (S060).
    """
    try:
        found: Tree = json.loads(written)
    except RecursionError as error:
        raise _exhausted("elements are nested deeper than can be set") from error
    level: list[Any] = [found["blocks"]]
    for _ in range(DEEPEST):
        level = [child for node in level for child in _within(node) if child.__class__ in _BRANCHES]
        if not level:
            return found
    raise _exhausted("elements are nested deeper than can be set")


def _within(node: Any) -> Iterable[Any]:
    return node.values() if isinstance(node, dict) else node


def write(blocks: Sequence[Node], writer: str, *options: str, meta: Node | None = None) -> str:
    """Render blocks."""
    return run(dump(blocks, meta), "json", writer, *options)


def dump(blocks: Sequence[Node], meta: Node | None = None) -> str:
    """Blocks as the JSON that Pandoc reads."""
    return json.dumps({**EMPTY, "meta": meta or {}, "blocks": list(blocks)}, ensure_ascii=False)


def walk(node: Any) -> Iterator[Node]:
    """Every element ({"t": …}) of a tree in document order, parents first."""
    waiting: list[Any] = [node]  # a stack of its own: nested generators would pass each element up through all of them
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if "t" in found:
                yield found
            found = [found["c"]] if "t" in found and "c" in found else list(found.values())
        if isinstance(found, list):
            waiting += [child for child in reversed(found) if child.__class__ in _BRANCHES]


def transform(node: Any, change: Callable[[Node], Any]) -> Any:
    """A new tree, changed from the leaves up.

    Args:
        node: a tree, or any list of its elements.
        change: is given each element, its children already changed, and returns an element, a list of elements to
            stand in its place, or the element itself.
    """
    if isinstance(node, list):
        out: list[Any] = []
        for child in node:
            new = transform(child, change) if child.__class__ in _BRANCHES else child
            out.extend(new) if isinstance(new, list) and isinstance(child, dict) and "t" in child else out.append(new)
        return out
    if isinstance(node, dict):
        new_node = node.copy()
        for key, child in node.items():
            if child.__class__ in _BRANCHES:
                new_node[key] = transform(child, change)
        return change(new_node) if "t" in new_node else new_node
    return node


def plain(inlines: Any) -> str:
    """The text of inlines or blocks as a reader sees it, without notes."""
    return "".join(_plain(inlines))


def _plain(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _plain(child)
    elif isinstance(node, dict) and "t" in node:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind in ("Code", "Math", "CodeBlock"):
            yield content[1]
        elif kind == "Quoted":
            yield from _plain(content[1])
        elif kind not in ("Note", "RawInline", "RawBlock"):
            yield from _plain(content)


def formulas(inlines: Any) -> Iterator[str]:
    """The formulas of inlines, without their spaces and the words in them, which a translation may have otherwise."""
    return (_WORDS.sub("", node["c"][1]) for node in walk(inlines) if node["t"] == "Math")


def text(content: str) -> Node:
    """A Str."""
    return {"t": "Str", "c": content}


def words(content: str) -> list[Node]:
    """Plain text as inlines: words and spaces (no-break spaces stay inside words)."""
    out: list[Node] = []
    for index, word in enumerate(content.split(" ")):
        out += ([SPACE] if index else []) + ([text(word)] if word else [])
    return out


def attributes(identifier: str = "", classes: Sequence[str] = (), pairs: Sequence[tuple[str, str]] = ()) -> list[Any]:
    """Pandoc's Attr."""
    return [identifier, list(classes), [list(pair) for pair in pairs]]


def span(content: Sequence[Node], identifier: str = "", classes: Sequence[str] = (), **pairs: str) -> Node:
    """A Span."""
    return {"t": "Span", "c": [attributes(identifier, classes, tuple(pairs.items())), list(content)]}


def div(content: Sequence[Node], identifier: str = "", classes: Sequence[str] = (), **pairs: str) -> Node:
    """A Div."""
    return {"t": "Div", "c": [attributes(identifier, classes, tuple(pairs.items())), list(content)]}


def link(content: Sequence[Node], target: str, identifier: str = "", classes: Sequence[str] = (), **pairs: str) -> Node:
    """A Link."""
    return {"t": "Link", "c": [attributes(identifier, classes, tuple(pairs.items())), list(content), [target, ""]]}


def attr(node: Node) -> list[Any] | None:
    """The Attr of an element (the list itself, not a copy), or None for a kind that has none."""
    at = _ATTRIBUTED.get(node["t"])
    return None if at is None else node["c"][at]


@blockwise
def anchors(blocks: Sequence[Node]) -> list[list[str]]:
    """The anchors that stand in each block, in order."""
    return [[at[0] for node in walk(block) if (at := attr(node)) and at[0]] for block in blocks]
