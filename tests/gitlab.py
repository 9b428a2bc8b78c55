"""GitLab on one machine: runs the jobs of a tag by the very commands of .gitlab-ci.yml, each in a clone of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import workflows
from forge import Forge, bare, shell

STAGES = ("editions", "join", "publish")  # those of a tag


@dataclass
class Received:
    """What was sent to the project's interface: (method, path) with token and content."""

    address: str
    sent: dict[tuple[str, str], tuple[str, bytes]] = field(default_factory=dict)


@contextmanager
def interface() -> Iterator[Received]:
    """An interface for programs that takes everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            received.sent[self.command, self.path] = (self.headers["JOB-TOKEN"], content)
            self.send_response(201)
            self.end_headers()

        do_POST = do_PUT

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        received = Received(f"http://127.0.0.1:{server.server_port}/api/v4")
        Thread(target=server.serve_forever, daemon=True).start()
        yield received
        server.shutdown()


def run(forge: Forge, nodes: int, address: str, **settings: str) -> Path:
    """Run the jobs of a tag; the folder of the artifacts that each leaves to the next.

    Args:
        nodes: how many clones share the editions.
        address: that of the interface for programs.
        settings: variables of the project.
    """
    kept = forge.folder / "kept"
    given = {
        **settings,
        "CI_COMMIT_TAG": forge.tag,
        "CI_API_V4_URL": address,
        "CI_PROJECT_ID": "7",
        "CI_JOB_TOKEN": "a token",
        "CI_NODE_TOTAL": str(nodes),
    }
    jobs = workflows.gitlab_jobs()
    for stage in STAGES:
        rows = {name: job for name, job in jobs.items() if job["stage"] == stage}
        cells = [(name, number) for name, job in rows.items() for number in range(nodes if "parallel" in job else 1)]

        def work(cell: tuple[str, int], rows: Mapping[str, Any] = rows) -> Path:
            name, number = cell
            more = {"CI_NODE_INDEX": str(number + 1)}
            return _job(forge, f"{name} {number}", rows[name], {**given, **more}, kept)

        with ThreadPoolExecutor() as pool:
            for made in list(pool.map(work, cells)):
                shutil.copytree(made, kept, dirs_exist_ok=True)
    return kept


def _job(forge: Forge, name: str, job: Mapping[str, Any], given: Mapping[str, str], kept: Path) -> Path:
    """Run a job; the folder of its artifacts."""
    room = forge.folder / "gitlab" / name
    clone, made = room / "clone", room / "made"
    made.mkdir(parents=True)
    (room / "home").mkdir()
    forge.clone(clone)
    variables = {**bare(room), **forge.prepare(clone), **given, "CI_PROJECT_DIR": str(clone)}
    if kept.exists():
        shutil.copytree(kept, clone, dirs_exist_ok=True)
    shell("\n".join([*job["before_script"], *job["script"]]), clone, variables)
    for path in job.get("artifacts", {}).get("paths", ()):
        shutil.copytree(clone / path, made / path)
    return made
