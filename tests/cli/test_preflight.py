"""`./whitepaper preflight`: by what a file is judged, what is said of it, and where it is written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reported import finding, pdf, stand_in

from press.cli import environment
from press.cli.main import parse
from press.cli.preflight import MOST_TOLD
from press.content.publication import read_publication
from press.diagnostics import Diagnostic, EngineError, Location
from press.languages.registry import named
from press.model.preflight import Finding, Kind, Report, Rules

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"
MILLIMETRE = 72 / 25.4


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal publication, and a folder of files to judge, which is the working folder."""
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    (tmp_path / "files").mkdir()
    monkeypatch.chdir(tmp_path / "files")
    monkeypatch.setattr(environment, "enter", lambda request, printing: environment.publication(request))
    return tmp_path / "p"


def run(root: Path, printer: str | None, words: Sequence[str]) -> int:
    """Carry out a command line."""
    chosen = ["--printer", printer] if printer else []
    request = parse(["preflight", "--publication", str(root), *chosen, *words])
    return int(request.run(request))


class Examiner:
    """Stands for the checks: keeps by what it judged, and finds what it was told to find."""

    def __init__(self) -> None:
        self.findings: Sequence[Finding] = ()
        self.asked: list[Rules] = []

    def __call__(self, path: Path, by: Rules, scratch: Path) -> Report:
        if path.read_bytes()[:5] != b"%PDF-":
            raise EngineError(Diagnostic("F001", "it can't be read", Location(path), "give a PDF"))
        self.asked.append(by)
        return Report(path, by, tuple(self.findings), 1, (120.0,))


@pytest.fixture
def examiner(monkeypatch: pytest.MonkeyPatch) -> Examiner:
    found = Examiner()
    stand_in(monkeypatch, found)
    return found


@pytest.fixture
def judged(root: Path, examiner: Examiner) -> Callable[..., Rules]:
    """Judge a file and give the rules that it was judged by."""

    def judge(name: str, *words: str, printer: str | None = None) -> Rules:
        pdf(Path(name), [{}])
        assert run(root, printer, [name, *words]) == 0
        return examiner.asked[-1]

    return judge


def test_another_file_is_judged_by_the_options(judged: Callable[..., Rules]) -> None:
    plain = judged("theirs.pdf")
    assert (plain.kind, plain.trim, plain.language, plain.spine) == (Kind.INTERIOR, None, None, None)
    assert (plain.printer.name, plain.signature) == ("offset-europe", 8)
    told = judged("theirs.pdf", "--cover", "--trim", "148mm×210mm", "--lang", "zh", printer="print-on-demand")
    assert told.trim == pytest.approx((148 * MILLIMETRE, 210 * MILLIMETRE))
    assert (told.kind, told.language, told.printer.name) == (Kind.COVER, named("zh"), "print-on-demand")


def test_an_edition_is_judged_by_its_own_rules(root: Path, judged: Callable[..., Rules]) -> None:
    interior = judged("reading-room-ru-print.pdf")
    assert (interior.kind, interior.trim, interior.language) == (Kind.INTERIOR, (432, 648), named("ru"))
    assert interior.signature == 8
    unknown = judged("reading-room-ru-cover.pdf")
    assert (unknown.kind, unknown.trim, unknown.spine, unknown.language) == (Kind.COVER, None, None, named("ru"))
    facts = root / "build/print/ru.json"
    facts.parent.mkdir(parents=True)
    facts.write_text('{"pages": 61, "filled": 64}')
    spine = read_publication(root).printing.spine(64)
    known = judged("reading-room-ru-cover.pdf")
    assert (known.spine, known.trim) == (spine, (864 + spine, 648))
    facts.write_text("{")
    assert judged("reading-room-ru-cover.pdf").spine is None


def test_an_option_goes_before_the_settings(judged: Callable[..., Rules]) -> None:
    found = judged("reading-room-ru-print.pdf", "--trim=5x8in", "--lang", "en")
    assert (found.trim, found.language) == ((360, 576), named("en"))
    assert judged("reading-room-ru-print.pdf", "--cover").kind is Kind.COVER


def test_what_is_said(root: Path, examiner: Examiner, capsys: pytest.CaptureFixture[str]) -> None:
    pdf(Path("theirs.pdf"), [{}])
    examiner.findings = [finding("F008", 3), finding("F008", 4), finding("F018", None, warning=True)]
    assert run(root, None, ["theirs.pdf"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "theirs.pdf: error F008: page 3: F008 is wrong on 3",
        "    mend F008",
        "theirs.pdf: error F008: page 4: F008 is wrong on 4",
        "theirs.pdf: warning F018: F018 is wrong on None",
        "    mend F018",
        "theirs.pdf: Not ready for print: 2 errors, 1 warning, for offset-europe",
        f"    {root}/build/preflight/theirs.html",
    ]


def test_warnings_are_no_errors(root: Path, examiner: Examiner) -> None:
    pdf(Path("theirs.pdf"), [{}])
    examiner.findings = [finding("F018", 1, warning=True)]
    assert run(root, None, ["theirs.pdf"]) == 0


def test_a_thousand_findings_do_not_fill_the_terminal(
    root: Path, examiner: Examiner, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf(Path("theirs.pdf"), [{}])
    examiner.findings = [finding("F008", page) for page in range(1, 1001)]
    run(root, None, ["theirs.pdf"])
    said = capsys.readouterr().out
    assert said.count("error F008") == MOST_TOLD
    assert "theirs.pdf: and 980 more of F008" in said
    run(root, None, ["-v", "theirs.pdf"])
    said = capsys.readouterr().out
    assert said.count("error F008") == 1000
    assert "more of F008" not in said


def test_errors_alone(root: Path, examiner: Examiner, capsys: pytest.CaptureFixture[str]) -> None:
    pdf(Path("theirs.pdf"), [{}])
    examiner.findings = [finding("F018", 1, warning=True)]
    assert run(root, None, ["-q", "theirs.pdf"]) == 0
    assert capsys.readouterr().out == ""
    examiner.findings.append(finding("F008", 1))
    assert run(root, None, ["-q", "theirs.pdf"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("theirs.pdf: ")
    assert [said.count(word) for word in ("theirs.pdf", "error F008", "F018")] == [1, 1, 0]


def test_nothing_is_written_beside_the_file(root: Path, examiner: Examiner, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "files" / folder).mkdir()
        pdf(Path(folder, "same.pdf"), [{}])
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*.pdf")}
    assert run(root, None, ["a/same.pdf", "--lang", "en", "b/same.pdf", "a/same.pdf"]) == 0
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*") if path.is_file()} == before
    made = sorted(path.name for path in (root / "build/preflight").iterdir())
    assert made == ["same-2.html", "same-2.json", "same.html", "same.json"]


def test_json_for_programs(root: Path, examiner: Examiner, capsys: pytest.CaptureFixture[str]) -> None:
    pdf(Path("theirs.pdf"), [{}])
    Path("broken.pdf").write_bytes(b"no PDF")
    examiner.findings = [finding()]
    assert run(root, None, ["--json", "theirs.pdf", "broken.pdf"]) == 1
    said = capsys.readouterr()
    good, bad = json.loads(said.out)
    assert (good["file"], good["errors"], good["findings"][0]["code"]) == ("theirs.pdf", 1, "F008")
    assert good["report"] == str(root / "build/preflight/theirs.html")
    assert (bad["file"], bad["errors"], bad["report"]) == ("broken.pdf", 1, None)
    assert set(bad["findings"][0]) == set(good["findings"][0])
    assert "broken.pdf: error F001" in said.err


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    root: Path, examiner: Examiner, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("broken.pdf").write_bytes(b"no PDF")
    pdf(Path("theirs.pdf"), [{}])
    assert run(root, None, ["broken.pdf", "theirs.pdf"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("broken.pdf: error F001: it can't be read")
    assert "theirs.pdf: Ready for print" in said.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "FILE"),
        (["none.pdf"], "none.pdf is no file that is there"),
        (["."], ". is no file that is there"),
        (["theirs.pdf", "--trim", "A5"], "A5 is no size; write 6inx9in or 148mmx210mm"),
        (["theirs.pdf", "--trim", "6inx0in"], "is no size"),
        (["theirs.pdf", "--trim", "6x9"], "is no size"),
        (["theirs.pdf", "--trim", "1.2.3x9in"], "is no size"),
        (["theirs.pdf", "--lang", "fr"], "fr"),
        (["theirs.pdf", "--mend"], "--mend"),
    ],
)
def test_wrong_usage(root: Path, words: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    pdf(Path("theirs.pdf"), [{}])
    with pytest.raises(SystemExit) as raised:
        run(root, None, words)
    assert raised.value.code == 2
    assert why in capsys.readouterr().err
    assert not (root / "build").exists()


def test_a_printer_that_there_is_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf(Path("theirs.pdf"), [{}])
    with pytest.raises(SystemExit) as raised:
        run(root, "offset-erope", ["theirs.pdf"])
    assert raised.value.code == 2
    said = capsys.readouterr().err
    assert said == "error C005: --printer: there is no printer offset-erope\n    did you mean offset-europe?\n"
