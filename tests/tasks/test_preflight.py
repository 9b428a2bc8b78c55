"""The preflight of the tasks: by what an edition is judged, what stops the build, and the printer that is chosen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reported import finding, pdf, stand_in

from press.content.publication import read_publication
from press.diagnostics import PublicationError
from press.languages.registry import named
from press.model.edition import FORMATS, Edition
from press.model.preflight import Finding, Kind, Report, Rules
from press.model.printers import BINDINGS, PRINTERS, printing
from press.model.publication import Publication
from press.tasks import preflight as judging

PROJECT = Path(__file__).resolve().parents[2]
INTERIOR, COVER = Edition(FORMATS["print"], "zh"), Edition(FORMATS["cover"], "zh")


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    shutil.copytree(PROJECT / "tests/fixtures/minimal", tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    return read_publication(tmp_path / "p")


def finds(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> Sequence[Rules]:
    """Let a stand-in for the checks find something; the rules that it is given."""
    asked: list[Rules] = []

    def examine(path: Path, by: Rules, scratch: Path) -> Report:
        asked.append(by)
        return Report(path, by, findings, 1, (231.0,))

    stand_in(monkeypatch, examine)
    return asked


def judged(publication: Publication, edition: Edition = INTERIOR) -> Path:
    build = publication.root / "build"
    build.mkdir(exist_ok=True)
    (build / "facts.json").write_text('{"pages": 90, "filled": 96}')
    target = build / "preflight/report.html"
    file = pdf(build / "book.pdf", [{}])
    judging.preflight(edition, publication, file, build / "facts.json", target)
    return target


def test_what_an_interior_is_judged_by(publication: Publication) -> None:
    made = judging.rules(INTERIOR, publication, 96)
    house, known = PRINTERS["offset-europe"], publication.known
    assert made == Rules(Kind.INTERIOR, house, (432, 648), named("zh"), signature=8, known=known)


def test_what_a_cover_is_judged_by(publication: Publication) -> None:
    made = judging.rules(COVER, publication, 96)
    spine = publication.printing.spine(96)
    house, known = PRINTERS["offset-europe"], publication.known
    assert made == Rules(Kind.COVER, house, (864 + spine, 648), named("zh"), spine, known=known)
    stapled = replace(publication, printing=replace(printing(PRINTERS["office"]), binding=BINDINGS["saddle"]))
    assert judging.rules(COVER, stapled, 96).trim == (864, 648)
    assert judging.rules(INTERIOR, stapled, None).signature == 4
    unknown = judging.rules(COVER, publication, None)
    assert (unknown.kind, unknown.trim, unknown.spine) == (Kind.COVER, None, None)


def test_warnings_let_the_build_go_on(
    publication: Publication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = finds(monkeypatch, finding("F018", warning=True))
    target = judged(publication, COVER)
    assert asked == [judging.rules(COVER, publication, 96)]
    assert "cover:zh: preflight found 0 errors and 1 warning, most ink 231 %" in capsys.readouterr().err
    page = target.read_text("utf-8")
    assert "Ready for print" in page
    assert "The plate Cyan of page 1" in page


@pytest.mark.parametrize(("commit", "where"), [("", ": {}"), ("c" * 40, "")])
def test_a_report_is_named_where_it_stays(
    publication: Publication,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    commit: str,
    where: str,
) -> None:
    told = "    cover:zh: preflight found {}, most ink 231 %"
    monkeypatch.chdir(publication.root)
    for findings in ((), (finding("F018", warning=True),)):
        finds(monkeypatch, *findings)
        target = judged(replace(publication, commit=commit), COVER)
        assert target.is_file()
        counts = f"0 errors and {len(findings)} warning{'' if findings else 's'}"
        line = told.format(counts) + where.format("build/preflight/report.html") + "\n"
        assert capsys.readouterr() == (("", line) if findings else (line, ""))


def test_errors_stop_it_and_the_report_stays(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, finding("F008", 3), finding("F018", warning=True))
    with pytest.raises(PublicationError) as raised:
        judged(publication)
    (told,) = raised.value.diagnostics
    assert (told.code, told.message) == ("F008", "page 3: F008 is wrong on 3")
    assert json.loads((publication.root / "build/preflight/report.json").read_text("utf-8"))["errors"] == 1


def test_a_publication_may_have_a_report_of_its_own(publication: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch)
    own = publication.root / "templates/preflight/report.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("Ours: {{ verdict }}")
    assert judged(publication).read_text("utf-8") == "Ours: Ready for print"


def graph(root: Path, printer: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PRESS_PUBLICATION": str(root), "PRESS_PRINTER": printer}
    command = [sys.executable, "-c", "import dodo; from press.tasks import paths; print(paths.profile().name)"]
    return subprocess.run(command, cwd=PROJECT, env=settings, capture_output=True, text=True, check=False)


def test_the_graph_takes_the_printer_of_the_command_line(publication: Publication) -> None:
    assert graph(publication.root, "print-on-demand").stdout == "TR006.icc\n"
    assert graph(publication.root, "").stdout == "FOGRA39L.icc\n"
    refused = graph(publication.root, "print-on-demnad")
    assert refused.returncode == 1
    assert refused.stderr == (
        "error C005: --printer: there is no printer print-on-demnad\n    did you mean print-on-demand?\n"
    )
