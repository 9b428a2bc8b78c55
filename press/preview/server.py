"""`./whitepaper preview`: pages of the site on this machine alone, which follow the files while they are typed.

Whoever was told this very address may ask, and only look. Other users of the machine can connect too, so the address
begins with a secret. It stands in the path and in no cookie: cookies of 127.0.0.1 go to every port of it, also to a
server that another user runs there, two previews would share them, and a foreign page could make use of them.
"""

from __future__ import annotations

import asyncio
import gc
import secrets
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import LOGGING_CONFIG

from press.model.publication import Publication
from press.preview.connections import MOST, Connection
from press.preview.events import changes
from press.preview.pages_served import Desk
from press.preview.routes import routes
from press.preview.worker import ClosedError
from press.project import PROJECT

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}
ADDRESS = "127.0.0.1"
BYTES = 16  # of the secret
LONGEST = 8192  # bytes of an address, and of all headers
# uvicorn's warnings are about whoever asks, and one of them has translators install a library that nothing needs.
LOGGED = {**LOGGING_CONFIG, "loggers": {**LOGGING_CONFIG["loggers"], "uvicorn.error": {"level": "ERROR"}}}


class Guard:
    """Refuses what no reader of the preview asks for, and gives every answer the same headers.

    A name that leads to 127.0.0.1 lets a foreign page ask in this machine's place (DNS rebinding); its Host tells.
    Without the secret every path gets the same answer, whether there is something or not.
    """

    def __init__(self, app: ASGIApp, host: str, secret: str) -> None:
        """Guard an application that is reached at `host`, as a Host header says it, in the folder `/secret/`."""
        self._app, self._host, self._secret = app, host, secret.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        first, slash, path = scope["path"].removeprefix("/").partition("/")
        known = secrets.compare_digest(first.encode(), self._secret)
        if known:  # in the very scope that is logged: the secret is to stand nowhere
            scope["path"] = f"/{path}"
        refusal = self._refusal(scope, Headers(scope=scope), known and bool(slash))
        await (refusal or self._app)(scope, receive, sending)

    def _refusal(self, scope: Scope, headers: Headers, known: bool) -> PlainTextResponse | None:
        if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST:
            return PlainTextResponse("No address here is as long.\n", 414)
        if sum(len(name) + len(value) for name, value in headers.raw) > LONGEST:
            return PlainTextResponse("No browser says as much.\n", 431)
        if headers.getlist("host") != [self._host]:
            return PlainTextResponse(f"This is http://{self._host}/ and nothing else.\n", 421)
        if scope["method"] != "GET":
            return PlainTextResponse("The preview is for looking.\n", 405, {"allow": "GET"})
        foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        from_there = headers.get("origin", f"http://{self._host}") != f"http://{self._host}"
        if from_there or (foreign and headers.get("sec-fetch-mode") != "navigate"):
            return PlainTextResponse("Asked for by another site.\n", 403)
        if not known:
            return PlainTextResponse("Open the whole address that the preview has told.\n", 404)
        return None


class Server(uvicorn.Server):
    """A server that ends its open streams when it is told to stop, and doesn't wait for browsers to go away."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        """Serve an application; `desk` has the streams."""
        super().__init__(config)
        self._desk = desk

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then the server."""
        self._desk.close()
        await super().shutdown(sockets)


def serve(publication: Publication, language: str | None, port: int, quiet: bool = False, verbose: bool = False) -> int:
    """Serve until Ctrl-C.

    Args:
        publication: its settings as they are now.
        language: code of the language to begin with; without one, the page that chooses.
        port: 0 for one that is free.
        quiet: tell the address alone.
        verbose: tell every request.

    Returns:
        the exit status: 1 if the port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        said = getattr(error, "strerror", None) or str(error)
        hint = "Choose another, or leave --port out for one that is free."
        print(f"whitepaper: port {port} can't be used ({said}). {hint}", file=sys.stderr)  # noqa: T201
        return 1
    host = f"{ADDRESS}:{listening.getsockname()[1]}"
    where = f"{language}/index.html" if language else ""
    secret = secrets.token_urlsafe(BYTES)
    address = f"http://{host}/{secret}/{where}"
    said = f"The preview is at {address}\nWho has this address can read it, on this machine alone. Ctrl-C ends it."
    print(address if quiet else said, flush=True)  # noqa: T201
    server = make(publication, host, secret, verbose)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        pass  # uvicorn raises it again when all is done
    finally:
        listening.close()
        gc.freeze()  # or Python would look through all trees once more before it ends, for seconds
    return 0


def make(publication: Publication, host: str, secret: str, verbose: bool = False) -> Server:
    """A server of a publication.

    Args:
        host: address and port that it is reached at.
        secret: the folder that all its addresses lie in; letters that a path may have.
        verbose: it tells every request, without the secret.
    """
    desk = Desk(publication)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        following = asyncio.create_task(_follow(desk, stop))
        desk.begin()
        yield
        stop.set()
        following.cancel()

    # The trees of a book are many objects without cycles; to look for some takes longer than to make the trees.
    gc.set_threshold(100_000, 50, 100)
    app = Starlette(routes=routes(desk), lifespan=lifespan, exception_handlers={ClosedError: _closed})
    app.router.redirect_slashes = False  # what is not in a table is not there, under no other spelling
    options: dict[str, Any] = {
        "http": Connection,
        "ws": "none",
        "backlog": MOST,  # so many are let in at once, of which the oldest then go
        "timeout_graceful_shutdown": 1,
        "access_log": verbose,
        "log_config": LOGGED,
        "server_header": False,
    }
    return Server(uvicorn.Config(Guard(app, host, secret), **options), desk)


async def _closed(_: Request, __: Exception) -> Response:
    return Response("The preview has ended.\n", 503, media_type="text/plain")


async def _follow(desk: Desk, stop: asyncio.Event) -> None:
    """Tell the open pages of every change, as long as the server runs."""
    with suppress(ClosedError):
        async for _ in changes([desk.root, PROJECT], stop):
            await desk.refresh()
