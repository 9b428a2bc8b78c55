"""Connections over which nothing is asked: they end, and nobody who asks has to wait for them."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from previews import SECONDS, SECRET, Running

from press.preview import connections, server

HEAD = f"GET /{SECRET}/zh/borrowing.html HTTP/1.1\r\nHost: {{host}}\r\n"


@contextmanager
def opened(running: Running, *sent: str) -> Iterator[socket.socket]:
    """A connection over which something was sent."""
    with socket.create_connection((server.ADDRESS, running.port), SECONDS) as found:
        for text in sent:
            found.sendall(text.format(host=running.host).encode())
        yield found


def read(connection: socket.socket) -> bytes:
    """All that comes until the other side ends it."""
    found = bytearray()
    try:
        while data := connection.recv(65536):
            found += data
    except ConnectionError:
        pass
    return bytes(found)


@pytest.mark.parametrize("sent", ["", "GET", HEAD + "X: ", "\r\n" * 3, HEAD + "\r\nGET /"])
def test_what_asks_nothing_whole_is_ended(running: Running, monkeypatch: pytest.MonkeyPatch, sent: str) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.2)
    with opened(running, sent) as connection:
        assert read(connection).count(b"HTTP/1.1 200") == sent.count("\r\n\r\nGET")


def trickle(connection: socket.socket, text: bytes) -> None:
    """Send something again and again until the other side has had enough."""
    try:
        while True:
            connection.sendall(text)
            time.sleep(0.01)
    except OSError:
        pass


@pytest.mark.parametrize(("head", "more"), [(HEAD, b"a"), (HEAD + "Content-Length: 99999\r\n\r\n", b"b")])
def test_what_comes_by_drops_is_ended(
    running: Running, monkeypatch: pytest.MonkeyPatch, head: str, more: bytes
) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.2)
    with opened(running, head) as connection:
        drops = threading.Thread(target=trickle, args=(connection, more))
        drops.start()
        read(connection)
        drops.join(SECONDS)
        assert not drops.is_alive()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_many_that_wait_crowd_out_each_other_and_nobody_else(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST", 5)
    there = running.server.server_state.connections
    events = f"GET /{SECRET}/events?language=zh&name=borrowing.html HTTP/1.1\r\nHost: {{host}}\r\n\r\n"
    with ExitStack() as stack:
        streams = [stack.enter_context(opened(running, events)) for _ in range(3)]
        assert all(stream.recv(12) == b"HTTP/1.1 200" for stream in streams)
        for number in range(60):
            stack.enter_context(opened(running, HEAD))
            if number % 20 == 0:
                assert running.ask("/preview.js")[0] == 200
        until(lambda: len(there) <= 5 + len(streams))
        assert running.ask("/zh/borrowing.html")[0] == 200
        assert len([one for one in there if not one.end]) >= len(streams)  # type: ignore[union-attr]


def test_a_stream_of_events_outlives_those_that_wait(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.05)
    events = f"GET /{SECRET}/events?language=zh&name=borrowing.html HTTP/1.1\r\nHost: {{host}}\r\n\r\n"
    with opened(running, events) as stream, opened(running, HEAD) as half:
        assert stream.recv(12) == b"HTTP/1.1 200"
        assert read(half) == b""
        path = running.root / "content/chapters/borrowing.md"
        path.write_text(path.read_text("utf-8").replace("four weeks", "five weeks"), "utf-8")
        told = b""
        while told.count(b"data: ") < 2:
            told += stream.recv(65536)


def test_a_head_without_end_is_refused(running: Running) -> None:
    with opened(running, HEAD, "X: " + "a" * 100_000) as connection:
        assert read(connection).startswith(b"HTTP/1.1 400")
