"""Which modules of press/ a function reaches: its module's imports, and theirs, as far as they go.

Imports inside functions count, those for types alone (`if TYPE_CHECKING`) don't. Sources are parsed once: what was
found is kept in build/, with the time and size that each file had.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from press import files


class Imports:
    """The imports among the modules of a package."""

    def __init__(self, package: Path, store: Path) -> None:
        """Read the imports of all modules.

        Args:
            package: its folder; its name is the package's.
            store: the file that keeps what was found; without it, or damaged, all is read again.
        """
        self.package = package
        known = _stored(store)
        found = {str(path.relative_to(package)): _row(path, known, package) for path in package.rglob("*.py")}
        if found != known:
            with suppress(OSError):  # what can't be kept is read again
                files.write_sealed(store, json.dumps(found))
        self._named = {name: tuple(row[2]) for name, row in found.items()}
        self._reached: dict[str, frozenset[Path]] = {}

    def reached(self, function: str) -> frozenset[Path]:
        """The files of the modules that a function, "module:function", reaches, its own and its packages' included.

        Raises:
            LookupError: there is no such module.
        """
        module = function.partition(":")[0]
        if module not in self._reached:
            found: set[Path] = set()
            waiting = [module]
            while waiting:
                for name in self._files(waiting.pop()):
                    if self.package / name not in found:
                        found.add(self.package / name)
                        waiting += self._named[name]
            base = self.package.parent / module.replace(".", "/")
            if not found & {base.with_suffix(".py"), base / "__init__.py"}:
                raise LookupError(f"there is no module {module}")
            self._reached[module] = frozenset(found)
        return self._reached[module]

    def _files(self, dotted: str) -> Iterator[str]:
        """The files that an import of a dotted name loads: each package's on the way, and the module's."""
        parts = dotted.split(".")[1:]
        for end in range(len(parts) + 1):
            base = "/".join(parts[:end])
            yield from (name for name in (f"{base}/__init__.py".lstrip("/"), f"{base}.py") if name in self._named)


def _stored(store: Path) -> dict[str, Any]:
    try:
        found = json.loads(files.read_sealed(store))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _row(path: Path, known: Mapping[str, Any], package: Path) -> list[Any]:
    """Time and size of a file, and the dotted names that it imports."""
    state = path.stat()
    row = known.get(str(path.relative_to(package)))
    if isinstance(row, list) and len(row) == 3 and row[:2] == [state.st_mtime_ns, state.st_size]:
        return row
    tree = ast.parse(path.read_bytes(), str(path))
    named = sorted({name for name in _imported(tree) if name.partition(".")[0] == package.name})
    return [state.st_mtime_ns, state.st_size, named]


def _imported(node: ast.AST) -> Iterator[str]:
    """Every dotted name that may be a module's: of `from a.b import c`, a.b.c, which b may hold or be a package of."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imported(child)
