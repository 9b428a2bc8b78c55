"""The task graph: read without engines, and every task names all that its result is made of."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from press.catalogs import interface
from press.model.edition import FORMATS
from press.model.interface import word_folders

PROJECT = Path(__file__).resolve().parents[2]
PRESS = PROJECT / "press"
ENGINES = ("weasyprint", "lxml", "pikepdf", "pypdfium2", "fontTools", "PIL", "pypandoc", "translate", "jinja2", "babel")
PROGRAM = f"""
import json, os, pickle, sys, dodo
makers = [value for name, value in vars(dodo).items() if name.startswith("task_")]
tasks, calls = {{}}, {{}}
for maker in makers:
    made, kind = maker(), maker.__name__.removeprefix("task_")
    for task in [made] if isinstance(made, dict) else made:
        base = task.get("basename", kind)
        name = f"{{base}}:{{task['name']}}" if "name" in task else base
        tasks[name] = {{"files": list(task.get("file_dep", [])), "targets": list(task.get("targets", []))}}
        calls[name] = [value for _, arguments in task["actions"] for value in arguments]
engines = [name for name in {ENGINES!r} if name in sys.modules]
if "CALLS" in os.environ:
    open(os.environ["CALLS"], "wb").write(pickle.dumps(calls))
json.dump({{"tasks": tasks, "engines": engines, "defaults": dodo.DOIT_CONFIG["default_tasks"]}}, sys.stdout)
"""


def copied(folder: Path) -> Path:
    """The minimal publication, in every format."""
    shutil.copytree(PROJECT / "tests/fixtures/minimal", folder, ignore=shutil.ignore_patterns("build"))
    with (folder / "content/publication.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"formats: [{', '.join(FORMATS)}]\n")
    return folder


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with a template of its own."""
    folder = copied(tmp_path_factory.mktemp("graph") / "publication")
    (folder / "templates/pdf").mkdir(parents=True)
    (folder / "templates/pdf/front.html.j2").write_text("{% extends 'pdf/document.html.j2' %}")
    return folder


@pytest.fixture(scope="module")
def graph(root: Path) -> dict[str, Any]:
    settings = {**os.environ, "PRESS_PUBLICATION": str(root)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=PROJECT, env=settings, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def files(graph: dict[str, Any]) -> dict[str, set[Path]]:
    """What each task depends on."""
    return {name: set(map(Path, task["files"])) for name, task in graph["tasks"].items()}


def modules(names: Iterable[str]) -> set[Path]:
    """Some modules of press/ and all that they import, anywhere in them."""
    found: set[Path] = set()
    waiting = [PRESS / name for name in names]
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found.add(path)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("press"):
                base = PROJECT / (node.module or "").replace(".", "/")
                waiting += [base.with_suffix(".py"), base / "__init__.py"]
                waiting += [(base / alias.name).with_suffix(".py") for alias in node.names]
    return found


def templates(code: Iterable[Path]) -> set[Path]:
    """The templates that some modules name, and all that those name."""
    found: set[Path] = set()
    waiting = [name for path in code for name in re.findall(r'"(\w+/[\w.-]+\.j2)"', path.read_text("utf-8"))]
    while waiting:
        path = PROJECT / "templates" / waiting.pop()
        if path not in found and path.is_file():
            found.add(path)
            waiting += re.findall(r"""["'](\w+/[\w.-]+\.j2)["']""", path.read_text("utf-8"))
    return found


def test_no_engine_is_loaded(graph: dict[str, Any]) -> None:
    assert graph["engines"] == []


def test_a_build_makes_every_edition_the_front_door_and_the_status(graph: dict[str, Any]) -> None:
    wanted = {f"{name}:{code}" for name in FORMATS for code in ("en", "zh", "ru")}
    judged = {f"preflight:{name}" for name in wanted if name.startswith(("print:", "cover:"))}
    assert len(judged) == 6
    assert set(graph["defaults"]) == wanted | judged | {"site:index", "status"}


def test_what_is_made_on_the_way_is_made_by_a_task(graph: dict[str, Any], root: Path) -> None:
    made = {target for task in graph["tasks"].values() for target in task["targets"]}
    assert len(made) == sum(len(task["targets"]) for task in graph["tasks"].values())
    for name, task in graph["tasks"].items():
        assert {path for path in task["files"] if path.startswith(f"{root}/build/")} <= made, name


def test_all_depend_on_settings_and_locks(files: dict[str, set[Path]], root: Path) -> None:
    for name, paths in files.items():
        assert {PROJECT / "requirements.txt", PRESS / "files.py", PRESS / "tasks/__init__.py"} <= paths, name
        if not name.startswith("words"):
            assert root / "content/publication.yaml" in paths, name
            assert root / "content/documents/lending-rules/meta.yaml" in paths, name


def test_texts_depend_on_sources_and_catalogs(files: dict[str, set[Path]], root: Path) -> None:
    for name, kind in (("source", "source:borrowing"), ("text", "text:ru:borrowing"), ("book", "book:ru")):
        assert modules([f"book/stages/{name}.py"]) - files[kind] == set()
    assert root / "content/chapters/borrowing.md" in files["source:borrowing"]
    assert root / "content/data/hours.yaml" in files["source:opening-hours"]
    assert root / "translations/pot/borrowing.pot" in files["source:borrowing"]
    assert root / "translations/ru/borrowing.po" in files["text:ru:borrowing"]
    assert root / "translations/en/lending-rules.po" in files["text:en:lending-rules"]
    foreign = [path for path in files["text:ru:borrowing"] if path.suffix == ".po" and path.parent.name != "ru"]
    assert foreign == []


def test_a_book_depends_on_words_works_and_style(files: dict[str, set[Path]], root: Path) -> None:
    paths = files["book:zh"]
    assert {root / "content/references.yaml", PROJECT / "translations/zh/ui.po", root / "build/words.json"} <= paths
    assert any(path.suffix == ".csl" and "zh" in path.name for path in paths)
    every = [path for path in (PROJECT / "templates").rglob("*.j2") if "_(" in path.read_text("utf-8")]
    assert set(every) <= files["words:templates"]
    assert root / "templates/pdf/front.html.j2" in files["words:templates"]


def test_parallel_text_depends_on_the_original_and_the_words_of_its_language(
    files: dict[str, set[Path]], root: Path
) -> None:
    beside = {root / "build/text/zh/lending-rules.json", PROJECT / "translations/zh/ui.po"}
    assert beside <= files["book:en"] & files["book:ru"]
    assert {path for path in files["book:zh"] if "text" in path.parts and "zh" not in path.parts} == set()
    assert PROJECT / "translations/ru/ui.po" not in files["book:en"] | files["book:zh"]


PICTURE = "press.editions.cover.picture:write_cover_image"
FUNCTIONS = {
    "cover_image": [PICTURE],
    **{row.name: [row.writer, *filter(None, [row.extractor])] for row in FORMATS.values() if "modules" in row.takes},
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_editions_depend_on_templates_fonts_pictures_and_code(
    name: str, files: dict[str, set[Path]], root: Path
) -> None:
    code = modules(f"{function.partition(':')[0].replace('.', '/')}.py"[6:] for function in FUNCTIONS[name])
    for language in ("en", "zh", "ru"):
        paths = files[f"{name}:{language}"]
        assert code - paths == set()
        assert templates(code) - paths == set()
        assert {PROJECT / "package-lock.json", PROJECT / "node_modules/.installed"} <= paths
        if name != "cover_image":
            assert {root / "content/figures/shelf.svg", root / "content/figures/stamp.png"} <= paths
        assert {path for path in paths if path.parent == root / "build/book"} == {root / f"build/book/{language}.json"}


def test_the_status_depends_on_every_text_and_catalog(files: dict[str, set[Path]], root: Path) -> None:
    code = modules(["translations/status.py", "translations/status_page.py"])
    assert (code | templates(code)) - files["status"] == set()
    written = [path for path in (root / "translations").rglob("*.po") if path.name != "ui.po"]
    assert {*written, PROJECT / "translations/ru/ui.po", root / "build/words.json"} <= files["status"]
    assert {root / f"build/source/{name}.json" for name in ("borrowing", "lending-rules")} <= files["status"]


def test_a_publication_s_own_templates_count(files: dict[str, set[Path]], root: Path) -> None:
    assert root / "templates/pdf/front.html.j2" in files["pdf:ru"]
    assert root / "templates/pdf/front.html.j2" not in files["site:ru"]
    assert root / "build/cover/ru.png" in files["epub:ru"]


def test_a_repagination_makes_the_cover_anew(files: dict[str, set[Path]], root: Path) -> None:
    for code in ("en", "zh", "ru"):
        facts, interior = root / f"build/print/{code}.json", root / f"build/editions/reading-room-{code}-print.pdf"
        assert facts in files[f"cover:{code}"]
        assert interior not in files[f"cover:{code}"]  # another byte of it with as many pages leaves the spine alone
        assert {facts, interior} <= files[f"booklet:{code}"] & files[f"preflight:print:{code}"]
        assert root / f"build/pages/{code}.json" in files[f"print:{code}"]


LIBRARIES = ("weasyprint", "lxml.etree", "pikepdf", "pypdfium2", "fontTools.subset", "PIL.Image", "jinja2", "babel")
# Runs actions as doit would, each in a process that has read no graph and loaded libraries alone; tells which modules
# of press/ are loaded then.
WITNESS = f"""
import importlib, json, os, pickle, sys
for engine in {LIBRARIES!r}:
    importlib.import_module(engine)
for task in sys.argv[3:]:
    if child := os.fork():
        if os.waitpid(child, 0)[1]:
            sys.exit(f"{{task}} failed")
        continue
    action, *arguments = pickle.load(open(sys.argv[1], "rb"))[task]
    module, _, name = action.partition(":")
    getattr(importlib.import_module(module), name)(*arguments)
    loaded = [m.__file__ for n, m in sys.modules.items() if n.partition(".")[0] == "press"]
    open(sys.argv[2], "a").write(json.dumps([task, loaded]) + "\\n")
    break
"""
CHAIN = (  # in an order in which each finds what it takes
    *("source:the-house", "source:borrowing", "source:opening-hours", "source:lending-rules", "source:imprint"),
    *("text:en:the-house", "text:en:borrowing", "text:en:opening-hours", "text:en:lending-rules", "text:en:imprint"),
    *("text:zh:lending-rules", "words:templates", "check:en", "book:en", "status", "cover_image:en", "site:index"),
    *("site:en", "page:en", "epub:en", "txt:en", "pdf:en", "print:en", "cover:en", "booklet:en"),
    *("preflight:print:en", "preflight:cover:en"),
)


def test_every_module_that_a_task_loads_is_among_what_it_depends_on(tmp_path: Path) -> None:
    root = copied(tmp_path / "publication")
    settings = {**os.environ, "PRESS_PUBLICATION": str(root), "CALLS": str(tmp_path / "calls")}
    read = subprocess.run([sys.executable, "-c", PROGRAM], cwd=PROJECT, env=settings, capture_output=True, check=True)
    files = {name: set(map(Path, task["files"])) for name, task in json.loads(read.stdout)["tasks"].items()}
    command = [sys.executable, "-c", WITNESS, str(tmp_path / "calls"), str(tmp_path / "loaded"), *CHAIN]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = map(json.loads, (tmp_path / "loaded").read_text().splitlines())
    loaded = {name: set(map(Path, paths)) for name, paths in rows}
    assert loaded.keys() == set(CHAIN)
    for name, paths in loaded.items():
        assert PRESS / "__init__.py" in paths
        assert paths - files[name] == set(), name


def test_a_comment_in_the_code_of_one_format_leaves_the_others_alone(files: dict[str, set[Path]]) -> None:
    def hit(module: str) -> set[str]:
        return {name for name, paths in files.items() if PRESS / module in paths}

    languages = ("en", "zh", "ru")
    assert hit("editions/cover/barcode.py") == {"words:templates", *(f"cover:{code}" for code in languages)}
    assert hit("editions/html/site.py") == {"words:templates", "site:index", *(f"site:{code}" for code in languages)}
    assert hit("editions/txt/write.py") == {"words:templates", *(f"txt:{code}" for code in languages)}
    judged = {"status", *(f"check:{code}" for code in languages)}
    assert hit("languages/ru.py") == hit("translations/checks/numbers.py") == judged
    texts = {name for name in files if name.startswith("text:")}
    assert hit("translations/checks/markup.py") == judged | texts
    assert not {name for name in hit("book/citations.py") if name.startswith(("source", "text"))}
    for module in ("cli/main.py", "preview/server.py", "setup/steps.py", "tasks/graph.py", "tasks/reporter.py"):
        assert hit(module) == set(), module


def test_a_part_of_a_language_counts_only_where_it_is_read(root: Path) -> None:
    program = """
import sys
from press.tasks import paths
typography, ends = ("[Рр]езолюци", "»”](?!")
for read in ((), ("typography",), ("line_ends",)):
    told = paths._settings(False, frozenset(read))
    print(typography in told, ends in told, "Русский" in told)
"""
    settings = {**os.environ, "PRESS_PUBLICATION": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, env=settings, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False", "True", "True", "False", "True", "False", "True", "True"]


def test_what_is_scanned_for_words_is_what_holds_them() -> None:
    """The rooms that are looked through hold every word of press/, so that the others needn't be."""
    found, every = interface.find(word_folders(PROJECT)), interface.find([PRESS, PROJECT / "templates"])
    assert [(entry.id, entry.source) for entry in found] == [(entry.id, entry.source) for entry in every]
    assert found == every
