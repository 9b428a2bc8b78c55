"""What travels between machines: paths as places, what a step made and where it may lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from press import project
from press.content.publication import read_publication
from press.diagnostics import Diagnostic, Location, PublicationError
from press.model.edition import FORMATS, Edition
from press.tasks import shipment
from press.tasks.shipment import EDITION, Answer, Job
from press.tasks.stored import values_of

MINIMAL = project.PROJECT / "tests/fixtures/minimal"
THERE = "/elsewhere/press-x/publication"


def answer(**more: object) -> Answer:
    return Answer(**{"folder": THERE, "made": {}, "gone": (), **more})  # type: ignore[arg-type]


def test_a_publication_travels_without_a_path_of_this_machine(tmp_path: Path) -> None:
    publication = read_publication(MINIMAL)
    data = shipment.dump((publication, project.TEMPLATES / "csl", Path("relative")), MINIMAL)
    assert str(project.PROJECT).encode() not in data
    found, templates, relative = shipment.load(data, tmp_path)
    assert found.root == tmp_path
    assert [row.path for row in found.texts] == [
        row.path and tmp_path / row.path.relative_to(MINIMAL) for row in publication.texts
    ]
    assert (templates, relative) == (project.TEMPLATES / "csl", Path("relative"))


def test_what_is_the_presss_own_stays_here() -> None:
    root = project.PROJECT
    assert shipment.own(root / "content/publication.yaml", root) == "content/publication.yaml"
    assert shipment.own(MINIMAL / "content/a.md", MINIMAL) == "content/a.md"
    others = (project.TEMPLATES / "css/a.css", project.CODE / "files.py", project.LIBRARIES_LOCK, Path("/etc/hosts"))
    assert [shipment.own(path, root) for path in others] == [None] * 4


def test_only_plain_files_are_the_same_elsewhere(tmp_path: Path) -> None:
    plain, link, pipe = (tmp_path.resolve() / name for name in ("plain", "link", "pipe"))
    plain.write_text("text")
    link.symlink_to(plain)
    os.mkfifo(pipe)
    (tmp_path / "folder").symlink_to(tmp_path)
    assert [shipment.travels(path) for path in (plain, plain.with_name("absent"))] == [True, True]
    others = (link, pipe, tmp_path / "folder/plain", tmp_path)
    assert not any(map(shipment.travels, others))


@pytest.mark.parametrize("inside", [None, ".", "books/one"])
def test_a_step_finds_its_files_where_they_would_lie_here(inside: str | None, tmp_path: Path) -> None:
    job = Job(b"", inside, {"content/a.md": "digest", "content/absent.md": ""})
    root = shipment.lay_out(job, {"digest": b"text"}, tmp_path)
    assert root.relative_to(tmp_path / "home" if inside else tmp_path) == Path(inside or "publication")
    assert (root / "content/a.md").read_text() == "text"
    assert list(shipment.state(root)) == ["content/a.md"]


def test_an_edition_takes_its_place_beside_what_is_somebody_elses(tmp_path: Path) -> None:
    publication = read_publication(MINIMAL)
    arguments = [EDITION, Edition(FORMATS["site"], "en"), publication]
    site = tmp_path / "build/editions/site/en"

    def come(*names: str) -> None:
        made = {f"build/editions/site/en/{name}": name.encode() for name in names}
        more = {"build/made/site/en.json": b"{}", "build/facts/en.json": b"[]"}
        assert shipment.unpack(answer(made={**made, **more}), tmp_path, arguments) is None

    come("index.html", "old.html", "fonts/a.woff2")
    (site / "robots.txt").write_text("theirs")
    come("index.html", "fonts/b.woff2")
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert found == ["fonts/b.woff2", "index.html", "robots.txt"]
    assert (tmp_path / "build/facts/en.json").read_text() == "[]"
    assert "fonts/b.woff2" in (tmp_path / "build/made/site/en.json").read_text()


def test_a_step_fails_with_the_places_of_this_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = Diagnostic("S001", f"{THERE}/content/a.md is wrong", Location(Path(THERE) / "content/a.md", 3), "mend it")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/damaged.json").write_text("{")
    come = answer(
        diagnostics=[values_of(wrong, Path(THERE))],
        made={"build/report.html": b"page"},
        gone=["build/damaged.json"],
        out=f"see {THERE}/build/report.html\n",
    )
    with pytest.raises(PublicationError) as raised:
        shipment.unpack(come, tmp_path, ["press.tasks.preflight:preflight"])
    (found,) = raised.value.diagnostics
    assert (found.message, found.location) == (
        f"{tmp_path}/content/a.md is wrong", Location(tmp_path / "content/a.md", 3)
    )  # fmt: skip
    assert capsys.readouterr().out == f"see {tmp_path}/build/report.html\n"
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["report.html"]
    failed = shipment.unpack(answer(bug=f"Traceback in {THERE}"), tmp_path, ["press.tasks.words:words"])
    assert failed is not None
    assert failed.message == f"Traceback in {tmp_path}"


@pytest.mark.parametrize("name", ["../outside.txt", "build/../content/a.md", "content/a.md", "/etc/hosts"])
def test_nothing_is_written_or_removed_outside_of_build(name: str, tmp_path: Path) -> None:
    for come in (answer(made={name: b""}), answer(gone=[name])):
        with pytest.raises(ValueError, match="outside of build/"):
            shipment.unpack(come, tmp_path, ["press.tasks.words:words"])
    assert not list(tmp_path.iterdir())
