"""What the preview answers: pages, their style, fonts and pictures from fixed tables, panels, PDFs, and events."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from press.diagnostics import PublicationError
from press.editions import pictures, templates
from press.preview import pages, pages_served
from press.preview.events import Client
from press.preview.framing import STATUS
from press.preview.pages_served import Desk
from press.preview.workbench import Workbench
from press.project import MODULES, TEMPLATES

OWN = {"preview.css": "text/css", "preview.js": "text/javascript"}
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk) -> list[Route]:
    """All that can be asked for; each is a GET, and lies in the folder of the secret (press.preview.server)."""
    answers = Answers(desk)
    return [
        Route("/", answers.front_door),
        Route("/events", answers.events),
        Route("/status.html", answers.status),
        Route("/favicon.ico", answers.icon),
        *(Route(f"/{name}", partial(answers.own, name)) for name in OWN),
        Route("/fonts/{name}", answers.font),
        Route("/{language}/", answers.first),
        Route("/{language}/site.css", answers.style),
        Route("/{language}/site.js", answers.script),
        Route("/{language}/pictures/{name}", answers.picture),
        Route("/{language}/{document}.pdf", answers.pdf),
        Route("/{language}/{document}.segments", answers.segments),
        Route("/{language}/{document}.segment", answers.segment),
        Route("/{language}/{name}", answers.page),
    ]


class Answers:
    """The endpoints; a language or a name that isn't known is not found."""

    def __init__(self, desk: Desk) -> None:
        """Answer with what a desk has."""
        self._desk = desk

    async def front_door(self, _: Request) -> Response:
        """The page that chooses the language."""

        def made(bench: Workbench) -> tuple[str, str]:
            bench.look()
            return pages.front_door(bench.publication)

        try:
            text, policy = await self._desk.call(made)
        except PublicationError as error:
            return Response(f"{error}\n", 500, media_type="text/plain")
        return HTMLResponse(text, headers={"content-security-policy": policy})

    async def first(self, request: Request) -> Response:
        """The first page of a language."""
        return RedirectResponse("index.html") if self._known(request) else _nothing()

    async def page(self, request: Request) -> Response:
        """A page of the site."""
        name = request.path_params["name"]
        if not self._known(request) or not name.endswith(".html"):
            return _nothing()
        framed = await self._desk.page(request.path_params["language"], name)
        return HTMLResponse(framed.text, 200 if framed.known else 404)

    async def style(self, request: Request) -> Response:
        """The style sheet of a language's pages."""
        if not self._known(request):
            return _nothing()
        return Response(await self._desk.call(Workbench.style, request.path_params["language"]), media_type="text/css")

    async def script(self, request: Request) -> Response:
        """The site's own script."""

        def made(bench: Workbench) -> str:
            return templates.render(templates.environment(bench.publication.root, {}), "site/site.js")

        if not self._known(request):
            return _nothing()
        return Response(await self._desk.call(made), media_type="text/javascript")

    async def own(self, name: str, _: Request) -> Response:
        """The preview's own style sheet and script."""
        return FileResponse(TEMPLATES / "preview" / name, media_type=OWN[name])

    async def font(self, request: Request) -> Response:
        """A whole face; it is the same as long as the project's fonts are."""
        file = pages.FONTS.get(request.path_params["name"])
        if file is None:
            return _nothing()
        kept = {"cache-control": "max-age=86400"}
        return FileResponse(MODULES / file, media_type="font/ttf", headers=kept)

    async def picture(self, request: Request) -> Response:
        """A picture that a page shows; its name changes with its content."""
        path = self._desk.bench.pictures.known.get(request.path_params["name"])
        if path is None or not path.is_file():
            return _nothing()
        try:
            data, suffix = await self._desk.call(lambda bench: pictures.published(path, bench.publication.root))
        except PublicationError:
            return _nothing()  # what is wrong with it is told where a chapter shows it
        return Response(data, media_type=pictures.TYPES[suffix])

    async def pdf(self, request: Request) -> Response:
        """The PDF of a chapter."""
        language, document = request.path_params["language"], request.path_params["document"]
        try:
            data = await self._desk.pdf(language, document) if self._known(request) else None
        except PublicationError as error:
            return self._sheet(language, "problems", problems=error.diagnostics, status=500)
        name = {"content-disposition": f'inline; filename="{document}-{language}.pdf"'}
        return Response(data, media_type="application/pdf", headers=name) if data else _nothing()

    async def segment(self, request: Request) -> Response:
        """The panel of a segment."""
        language, document = request.path_params["language"], request.path_params["document"]
        asked = language, document, request.query_params.get("id", "")
        found = await self._desk.call(pages_served.segment, *asked) if self._known(request) else None
        return self._sheet(language, "segment", panel=found) if found else _nothing()

    async def segments(self, request: Request) -> Response:
        """Every segment of a document."""
        language, document = request.path_params["language"], request.path_params["document"]
        found = await self._desk.call(pages_served.segments, language, document) if self._known(request) else None
        return self._sheet(language, "segments", rows=found, document=document) if found else _nothing()

    async def status(self, _: Request) -> Response:
        """How far the translations are, if the build has made a page of that; it allows its own style itself."""
        path = self._desk.root / STATUS
        policy = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}
        return FileResponse(path, media_type="text/html", headers=policy) if path.is_file() else _nothing()

    async def icon(self, _: Request) -> Response:
        """None; browsers ask for one, and where no page names it, outside of the secret's folder."""
        return Response(status_code=204)

    async def events(self, request: Request) -> Response:
        """What happens to a page, as long as it is open."""
        language, name = (request.query_params.get(key, "") for key in ("language", "name"))
        if language not in self._languages():
            return _nothing()
        client = Client(language, name)
        await self._desk.greet(client)
        return StreamingResponse(self._desk.hub.listen(client), media_type="text/event-stream")

    def _sheet(self, language: str, kind: str, status: int = 200, **values: Any) -> Response:
        text = self._desk.framing.render("preview/sheet.html.j2", kind=kind, language=language, **values)
        return HTMLResponse(text, status)

    def _known(self, request: Request) -> bool:
        return request.path_params["language"] in self._languages()

    def _languages(self) -> set[str]:
        publication = self._desk.bench.settings.value
        return {row.code for row in publication.languages} if publication else set()


def _nothing() -> Response:
    return Response("There is nothing here.\n", 404, media_type="text/plain")
