"""The server as a process: it tells open pages of changes, outlives bugs, and ends at once."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import previews
import pytest
from previews import SECONDS, Running

from press.content.publication import read_publication
from press.preview import server

PROJECT = Path(__file__).resolve().parents[2]


@contextmanager
def listening(port: int, query: str, secret: str = previews.SECRET) -> Iterator[Iterator[dict[str, str]]]:
    """The events of a page."""
    connection = http.client.HTTPConnection(server.ADDRESS, port, timeout=SECONDS)
    connection.request("GET", f"/{secret}/events?{query}")
    with connection.getresponse() as answer:
        assert answer.getheader("content-type") == "text/event-stream; charset=utf-8"
        yield (json.loads(line[6:]) for line in answer if line.startswith(b"data: "))
    connection.close()


def test_an_open_page_is_told_of_its_changes(running: Running):
    with listening(running.port, "language=zh&name=borrowing.html") as told:
        before = next(told)
        assert before["page"] in running.ask("/zh/borrowing.html")[2].decode()
        row = previews.entry(running.root, "zh", "borrowing", lambda e: len(e.target) > 20)
        previews.translate(running.root, "zh", "borrowing", row.id, target="另外的话。" + row.target)
        after = next(found for found in told if found["page"] != before["page"])
    assert after["style"] == before["style"]
    text = running.ask("/zh/borrowing.html")[2].decode()
    assert after["page"] in text
    assert "另外的话。" in text


def test_the_pdf_of_an_open_page_is_made_before_it_is_asked_for(running: Running):
    printer = running.server._desk.printer
    with listening(running.port, "language=ru&name=the-house.html") as told:
        next(told)
        end = time.monotonic() + SECONDS
        while not (printer._answer and printer._answer[0][:2] == ("the-house", "ru")):
            assert time.monotonic() < end
            time.sleep(0.05)
    made = printer._answer[1]
    assert running.ask("/ru/the-house.pdf")[2] == made


def test_it_ends_while_pages_are_open_and_pdfs_are_made(tmp_path: Path):
    found = Running(previews.publication(tmp_path))
    with listening(found.port, "language=zh&name=borrowing.html") as told:
        next(told)

        def ask() -> None:
            with suppress(ConnectionError):  # it ends before the PDF is there
                found.ask("/zh/borrowing.pdf")

        pending = threading.Thread(target=ask)
        pending.start()
        found.stop()
        assert len(list(told)) <= 1  # what was on its way may still come
    pending.join(SECONDS)
    assert not pending.is_alive()


def command(root: Path, port: int, verbose: bool = False) -> list[str]:
    program = (
        "import sys; from pathlib import Path; from press.preview import server; "
        "from press.content.publication import read_publication; "
        f"sys.exit(server.serve(read_publication(Path({str(root)!r})), 'zh', {port}, verbose={verbose}))"
    )
    return [sys.executable, "-c", program]


def test_ctrl_c_ends_it(tmp_path: Path):
    root = previews.publication(tmp_path)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command(root, 0), cwd=PROJECT, **pipes) as process:
        assert process.stdout
        said = process.stdout.readline()
        port, secret = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]{22})/zh/index\.html", said).groups()  # type: ignore[union-attr]
        with listening(int(port), "language=zh&name=index.html", secret) as told:
            next(told)
            process.send_signal(signal.SIGINT)
            assert len(list(told)) <= 1  # the stream ends; what was on its way may still come
        _, errors = process.communicate(timeout=SECONDS)
    assert (process.returncode, errors) == (0, "")


def test_requests_are_told_without_the_secret_and_nobody_is_asked_to_install_anything(tmp_path: Path):
    root = previews.publication(tmp_path)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    with subprocess.Popen(command(root, 0, verbose=True), cwd=PROJECT, **pipes) as process:
        assert process.stdout
        port, secret = re.search(r":(\d+)/([\w-]{22})/", process.stdout.readline()).groups()  # type: ignore[union-attr]
        for path in (f"/{secret}/zh/", f"/{secret}/preview.js?x", "/zh/", f"/{secret}"):
            connection = http.client.HTTPConnection(server.ADDRESS, int(port), timeout=SECONDS)
            connection.request("GET", path, headers=upgrade)
            connection.getresponse().read()
            connection.close()
        arguments = Path(f"/proc/{process.pid}/cmdline").read_text("utf-8")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=SECONDS)
    assert [line.split('"')[1] for line in said.splitlines() if '"' in line] == [
        "GET /zh/ HTTP/1.1",
        "GET /preview.js?x HTTP/1.1",
        "GET /zh/ HTTP/1.1",
        "GET / HTTP/1.1",
    ]
    assert secret not in said + arguments
    assert "install" not in said


def test_a_port_that_is_taken_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with socket.socket() as taken:
        taken.bind((server.ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert server.serve(read_publication(previews.MINIMAL), None, port) == 1
    assert f"port {port} can't be used" in capsys.readouterr().err


def test_a_port_that_is_none_is_told(capsys: pytest.CaptureFixture[str]):
    assert server.serve(read_publication(previews.MINIMAL), None, 99999) == 1
    assert "port 99999" in capsys.readouterr().err


def test_a_bug_is_told_and_passes(
    running: Running, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from press.preview import pages

    good = running.ask("/en/the-house.html")[2].decode()
    with monkeypatch.context() as patched:
        patched.setattr(pages, "page", lambda *_: {}["<gone>"])
        previews.edit(running.root / "content/chapters/the-house.md", "\n\n", "\n\nNew words. ")
        status, _, body = running.ask("/en/the-house.html")
    text = body.decode()
    assert status == 200
    assert "Internal error" in text
    assert "KeyError: &#39;&lt;gone&gt;&#39;" in text
    assert "New words" not in text
    assert good.split("<main")[1][:500] in text
    assert "Traceback" in capsys.readouterr().err
    assert "New words" in running.ask("/en/the-house.html")[2].decode()


def test_a_worker_that_is_closed_answers_nobody():
    from press.preview.worker import ClosedError, Worker

    async def asked() -> None:
        worker = Worker()
        assert await worker.call(lambda: 1) == 1
        with pytest.raises(ZeroDivisionError):
            await worker.call(lambda: 1 // 0)
        slow = asyncio.create_task(worker.call(time.sleep, 0.5))
        await asyncio.sleep(0.05)
        worker.close()
        with pytest.raises(ClosedError):
            await slow
        with pytest.raises(ClosedError):
            await worker.call(lambda: 1)

    asyncio.run(asked())
