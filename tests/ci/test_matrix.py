"""A release by the jobs of a forge, each edition in a clone of its own, is that of one place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import forge
import gitlab
from forge import GIT, Forge
from workflows import PROJECT

VERSION = "1.0"
EDITIONS = {"site:en", "site:zh", "site:ru", "pdf:en", "pdf:zh", "pdf:ru"}


def prepared(clone: Path) -> Mapping[str, str]:
    """The press that is tested, beside a publication that lies in a repository of its own."""
    for name in ("whitepaper", ".ci"):
        (clone / name).symlink_to(PROJECT / name)
    (clone / ".git/info/exclude").write_text("/whitepaper\n/.ci\n")
    return {"PRESS_PUBLICATION": str(clone)}


def repository(work: Path) -> None:
    """The minimal publication with few formats, tagged."""
    shutil.copytree(PROJECT / "tests/fixtures/minimal", work, ignore=shutil.ignore_patterns("build"))
    (work / ".gitignore").write_text("/build/\n")
    with (work / "content/publication.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f'version: "{VERSION}"\nformats: [site, pdf]\n')
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "A book"], ["tag", "-am", VERSION, f"v{VERSION}"]):
        subprocess.run([*GIT, "-C", work, *words], check=True)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_editions_of_clones_are_joined_to_the_release_of_one_place(tmp_path: Path) -> None:
    repository(tmp_path / "work")
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    by_jobs = Forge(tmp_path / "work", f"v{VERSION}", tmp_path, prepared, {"WHITEPAPER_SIGNING_KEY": key.read_text()})
    by_jobs.run(PROJECT / ".github/workflows/release.yml", len(os.sched_getaffinity(0)))
    assert {name.removeprefix("edition ") for name in by_jobs.seconds if name.startswith("edition ")} == EDITIONS

    alone = forge.in_one_place(by_jobs, VERSION, "--key", str(key))
    assert list(forge.differences(tmp_path / "artifacts/release", alone)) == []
    assert {"SHA256SUMS", "SHA256SUMS.sig", "manifest.json", "sbom.cdx.xml"} < names(alone)
    assert {"reading-room-en-site.zip", "reading-room-zh.pdf", "RELEASE-NOTES.ru.md"} < names(alone)

    noted = dict(by_jobs.noted)
    attested = (tmp_path / "jobs/attest/clone").glob(noted["actions/attest"]["subject-path"])
    assert {path.name for path in attested} == names(alone)
    asked = by_jobs.asked.read_text().splitlines()
    assert asked[:3] == ["release", "create", f"v{VERSION}"]
    assert {Path(word).name for word in asked if word.startswith("release/")} == names(alone)
    site = tmp_path / "jobs/site/clone" / noted["actions/upload-pages-artifact"]["path"]
    assert names(site) == {"index.html", "en", "zh", "ru"}

    with gitlab.interface() as received:
        kept = gitlab.run(by_jobs, 2, received.address, WHITEPAPER_SIGNING_KEY=str(key))
    assert list(forge.differences(kept / "build/release" / VERSION, alone)) == []
    assert names(kept / "public") == {"index.html", "en", "zh", "ru"}
    project = "/api/v4/projects/7"
    token, release = received.sent.pop(("POST", f"{project}/releases"))
    packages = f"{project}/packages/generic/release/{VERSION}"
    sent = {("PUT", f"{packages}/{path.name}"): (token, path.read_bytes()) for path in alone.iterdir()}
    assert received.sent == sent
    assert {row["name"] for row in json.loads(release)["assets"]["links"]} == names(alone)
