"""The table of what leans on WeasyPrint's inside is whole, and the WeasyPrint that is installed is the one it is of."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import weasyprint
from weasyprint.layout import inline

from press.typesetting import chinese, engine, footnotes, names, paragraphs, right_to_left, rows, seam, tags

ROOM = Path(seam.__file__).parent
MODULES = sorted(path for path in ROOM.glob("*.py") if path.name not in ("__init__.py", "seam.py"))
# What WeasyPrint's reference documents: it may be used without a row.
PUBLIC = {
    "weasyprint.document.DocumentMetadata",
    "weasyprint.text.fonts.FontConfiguration",
    "weasyprint.urls.FatalURLFetchingError",
    "weasyprint.urls.URLFetcher",
    "weasyprint.urls.URLFetcherResponse",
}
# Everything of ours inside which WeasyPrint is another; `running` replaces nothing.
EXTENSIONS: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "chinese.justifying": chinese.justifying,
    "engine.running": lambda: engine.running([ROOM]),
    "footnotes.keeping_notes": footnotes.keeping_notes,
    "names.naming": names.naming,
    "paragraphs.breaking_whole": paragraphs.breaking_whole,
    "right_to_left.in_place": right_to_left.in_place,
    "rows.beginning_together": rows.beginning_together,
    "tags.tagging": lambda: tags.tagging([Element("html")]),
}


def attributes() -> dict[str, Any]:
    """Everything in WeasyPrint that has a name: of its modules, and of the classes that they define."""
    found: dict[str, Any] = {}
    for home in sorted(name for name in sys.modules if name.partition(".")[0] == "weasyprint"):
        for name, value in list(vars(sys.modules[home]).items()):
            if isinstance(value, ModuleType):
                continue
            found[f"{home}.{name}"] = value
            if isinstance(value, type) and value.__module__ == home:
                found |= {f"{home}.{name}.{inner}": own for inner, own in list(vars(value).items())}
    return found


def replaced(extension: Callable[[], AbstractContextManager[Any]]) -> set[str]:
    """What is another inside: functions, methods, and classes with the methods that their subclass overrides."""
    before = attributes()
    with extension():
        inside = attributes()
    changed = {name for name, value in inside.items() if before.get(name) is not value}
    for name in list(changed):
        if isinstance(inside[name], type):
            original = before[name]
            home = f"{original.__module__}.{original.__qualname__}"
            changed |= {f"{home}.{own}" for own in vars(inside[name]) if own in vars(original) and own[:2] != "__"}
    return changed


@pytest.mark.parametrize("module", [path.stem for path in MODULES])
def test_every_extension_is_watched(module: str) -> None:
    tree = ast.parse((ROOM / f"{module}.py").read_text("utf-8"))
    made = {
        f"{module}.{node.name}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and ast.unparse(node.decorator_list) == "contextmanager"
        if not node.name.startswith("_")
    }
    assert made == {name for name in EXTENSIONS if name.startswith(f"{module}.")}


def test_every_name_that_is_replaced_has_a_row() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for place, extension in EXTENSIONS.items():
        for name in replaced(extension):
            found[name].add(place.partition(".")[0])
    table = {row.name: row.modules.split() for row in seam.REPLACED}
    assert found.keys() == table.keys()
    assert not [name for name, modules in found.items() if not modules <= set(table[name])]


@pytest.mark.parametrize("place", EXTENSIONS)
def test_all_is_given_back_also_after_an_error(place: str) -> None:
    before = attributes()
    with pytest.raises(KeyError), EXTENSIONS[place]():
        raise KeyError
    assert attributes() == before


def used(path: Path) -> Iterator[str]:
    """The names in WeasyPrint's modules that a module of ours mentions; a private attribute of anything as "._name"."""
    tree = ast.parse(path.read_text("utf-8"))
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] == "weasyprint":
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import) and any(alias.name.partition(".")[0] == "weasyprint" for alias in node.names):
            known["weasyprint"] = "weasyprint"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            head, _, rest = ast.unparse(node).partition(".")
            if head in known:
                yield f"{known[head]}.{rest}".rstrip(".")
        private = isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__")
        if private and ast.unparse(node.value) not in ("self", "super()"):
            yield f".{node.attr}"


def is_inside(name: str) -> bool:
    """Whether a name is neither documented nor that of a module."""
    documented = name in PUBLIC or name.removeprefix("weasyprint.") in ("VERSION", "__version__", *weasyprint.__all__)
    return not documented and name not in sys.modules


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_name_that_is_used_has_a_row(path: Path) -> None:
    table = [row.name for row in (*seam.REPLACED, *seam.USED) if path.stem in row.modules.split()]
    for name in filter(is_inside, used(path)):
        # of what C makes, the library has the row; of a class whose method has one, that one is enough
        has_row = [row for row in table if f"{row}.".startswith(f"{name}.") or f"{name}.".startswith(f"{row}.")]
        assert has_row or [row for row in table if name.startswith(".") and row.endswith(name)], name


@pytest.mark.parametrize("row", [*seam.REPLACED, *seam.USED], ids=lambda row: row.name)
def test_a_row_names_modules_that_mention_it(row: seam.Name) -> None:
    last = row.name.rpartition(".")[2]
    assert not [module for module in row.modules.split() if last not in (ROOM / f"{module}.py").read_text("utf-8")]


def test_nothing_that_is_leaned_on_has_changed() -> None:
    assert not list(seam.changes((*seam.REPLACED, *seam.USED)))


def test_the_command_says_so() -> None:
    command = [sys.executable, "-m", "press.typesetting.seam"]
    result = subprocess.run(command, cwd=ROOM.parent.parent, capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "nothing that press/typesetting/ leans on has changed\n"


def test_what_has_changed_is_told_with_who_leans_on_it_and_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(row for row in seam.REPLACED if row.name == "weasyprint.layout.inline.text_align")
    other = tmp_path / "other_text_align.py"
    other.write_text("def text_align(context, line, width, last, more=None):\n    return 0\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(inline, "text_align", importlib.import_module("other_text_align").text_align)
    (told,) = seam.changes([row])
    assert told.startswith(f"{row.name} changed: press/typesetting/paragraphs.py replaces it: {row.why}\n")
    assert "is  context line width last more=\n" in told
    assert f"was {row.source}\n" in told
    monkeypatch.delattr(inline, "text_align")
    assert list(seam.changes([row])) == [f"{row.name} is gone: press/typesetting/paragraphs.py replaces it: {row.why}"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("def f(a):\n    return a", 'def f( a ):\n    """Says."""\n    # why\n    return (a)', True),
        ("def f(a):\n    return a", "def f(a):\n    return -a", False),
        ("def f(a):\n    return 0", "def f(a):\n    return None", False),
    ],
)
def test_comments_and_layout_do_not_count(
    one: str, other: str, same: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for name, text in (("seam_one", one), ("seam_other", other)):
        (tmp_path / f"{name}.py").write_text(f"{text}\n", "utf-8")
        monkeypatch.delitem(sys.modules, name, raising=False)
    importlib.invalidate_caches()
    assert (seam.look_up("seam_one.f").source == seam.look_up("seam_other.f").source) is same


def test_no_other_room_looks_into_it() -> None:
    private = {last for row in (*seam.REPLACED, *seam.USED) if (last := row.name.rpartition(".")[2]).startswith("_")}
    attributes_elsewhere = {
        node.attr
        for path in ROOM.parent.rglob("*.py")
        if path.parent != ROOM
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert not private & attributes_elsewhere
