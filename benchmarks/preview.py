"""Measure the preview: from saving a catalog to the changed page in a browser, and the PDF of one chapter.

    python benchmarks/preview.py FOLDER [--language zh] [--paragraphs 300] [--edits 10] [--short] [--no-pdf] [--cold]

Writes a publication with a chapter of exactly so many paragraphs, each with a note, into FOLDER; serves it; opens the
chapter in Chromium, scrolls to its middle; then saves the catalog again and again, each time with one msgstr changed.
A time is from the rename that puts the new catalog in its place to the change of the page's tree. Judges nothing.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
sys.path[:0] = [str(PROJECT), str(HERE)]

import generate  # noqa: E402
from filler import CODES, SENTENCES, TOPICS  # noqa: E402

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
A_SECTION = 30
WATCH = """() => {
  new MutationObserver(() => { window.seen = performance.timeOrigin + performance.now(); })
    .observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
}"""
SERVE = (
    "import sys; from pathlib import Path; from press.preview import server; "
    "from press.content.publication import read_publication; "
    "sys.exit(server.serve(read_publication(Path(sys.argv[1])), sys.argv[2], 0))"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="zh", choices=CODES[1:])
    parser.add_argument("--paragraphs", type=int, default=300)
    parser.add_argument("--edits", type=int, default=10)
    parser.add_argument("--short", action="store_true", help="a sentence a paragraph instead of four to six")
    parser.add_argument("--no-pdf", action="store_true")
    parser.add_argument("--cold", action="store_true", help="ask for the PDF before any page is open")
    asked = parser.parse_args()
    root = asked.folder.resolve()
    write(root, asked.paragraphs, asked.short)
    command = [sys.executable, "-c", SERVE, str(root), asked.language]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.search(r"http://[\d.:]+/[\w-]+", process.stdout.readline())
        assert found
        address = f"{found[0]}/{asked.language}/chapter-01"
        try:
            if asked.cold:
                data, seconds = _got(f"{address}.pdf")
                print(f"{'PDF of the chapter, cold':32}{seconds:9.2f} s   ({len(data) / 1e6:.1f} MB)")
            edits(root, address, asked.language, asked.edits)
            if not asked.no_pdf:
                pdf(root, address, asked.language)
        finally:
            started = time.perf_counter()
            process.terminate()
            process.wait()
            print(f"{'the end':32}{time.perf_counter() - started:9.2f} s")


def write(root: Path, paragraphs: int, short: bool) -> None:
    """A publication of a preface, the chapter and a bibliography, with complete catalogs."""
    generate.generate(root, 1)
    dice, notes = random.Random(2), list[str]()
    text = [f"# {TOPICS[0][0]} 1 {{#sec-1}}", *_blocks(dice, notes, paragraphs, short), *notes]
    path = root / "content/chapters/chapter-01.md"
    path.write_text("\n\n".join(text) + "\n", "utf-8")
    for pot in (root / "translations").rglob("*.po*"):
        pot.unlink()
    generate._write_catalogs(root)
    words = len(re.findall(r"\w+", path.read_text("utf-8")))
    print(f"{paragraphs} paragraphs, {len(notes)} notes, {words:,} words of English")


def _blocks(dice: random.Random, notes: list[str], paragraphs: int, short: bool) -> Iterator[str]:
    for at in range(paragraphs):
        if at % A_SECTION == 0:
            number = at // A_SECTION + 1
            yield f"## {dice.choice(TOPICS)[0]} {number} {{#sec-1-{number}}}"
        cited = f"[@work-{dice.randint(1, generate.WORKS):02}, {at + 1}]"
        notes.append(f"[^n{at}]: {dice.choice(SENTENCES)[0]} Compare {cited}.")
        said = dice.choice(SENTENCES)[0] if short else generate._sentences(dice)
        more = f" Compare [@sec-1-{at // A_SECTION + 1}]." if at % 4 == 2 else ""
        yield f"{said}[^n{at}]{more}"


def edits(root: Path, address: str, language: str, count: int) -> None:
    """The times of some edits in the middle of the chapter."""
    from playwright.sync_api import sync_playwright

    path = root / f"translations/{language}/chapter-01.po"
    before = path.read_text("utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        started = time.perf_counter()
        page.goto(f"{address}.html", timeout=120_000)
        page.wait_for_selector("#press-preview.press-live")
        print(f"{'first page, nothing made before':32}{time.perf_counter() - started:9.2f} s")
        page.evaluate(WATCH)
        page.evaluate("() => scrollTo(0, document.body.scrollHeight / 2)")
        page.wait_for_timeout(2000)
        times = [_edit(page, path, before, at) for at in range(count)]
        browser.close()
    path.write_text(before, "utf-8")
    shown = " ".join(f"{seconds:.2f}" for seconds in times)
    print(f"{'saved to seen, median':32}{statistics.median(times):9.2f} s   ({shown}; worst {max(times):.2f})")


def _edit(page: Any, path: Path, before: str, at: int) -> float:
    """Seconds from the rename to the change in the page."""
    mark = f"Q{at:03}Q"
    pieces = before.split('\nmsgstr "')
    place = len(pieces) // 2 + 3 * at
    pieces[place] = f"{mark} {pieces[place]}"
    other = path.with_name(f".{path.name}.new")
    other.write_text('\nmsgstr "'.join(pieces), "utf-8")
    page.evaluate("() => { window.seen = 0; }")
    started = time.time()
    other.replace(path)
    page.locator("main", has_text=mark).wait_for(timeout=60_000)
    seen = page.evaluate("() => window.seen") / 1000
    page.wait_for_timeout(700)
    return float(seen - started)


def pdf(root: Path, address: str, language: str) -> None:
    """The times of the chapter's PDF: at first, again, and after an edit and some time to get ready."""
    import io

    import pikepdf

    data, seconds = _got(f"{address}.pdf")
    with pikepdf.open(io.BytesIO(data)) as found:
        pages = len(found.pages)
    each = f"({pages} pages, {seconds / pages * 1000:.0f} ms a page)"
    print(f"{'PDF of the chapter, page open':32}{seconds:9.2f} s   {each}")
    print(f"{'PDF again, nothing changed':32}{_got(f'{address}.pdf')[1]:9.2f} s")
    path = root / f"translations/{language}/chapter-01.po"
    path.write_text(path.read_text("utf-8").replace('\nmsgstr "', '\nmsgstr "Q ', 5), "utf-8")
    wait = 3 + 0.2 * pages
    time.sleep(wait)
    print(f"{f'PDF, {wait:.0f} s after an edit':32}{_got(f'{address}.pdf')[1]:9.2f} s")


def _got(address: str) -> tuple[bytes, float]:
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=300) as answer:
        return answer.read(), time.perf_counter() - started


if __name__ == "__main__":
    main()
