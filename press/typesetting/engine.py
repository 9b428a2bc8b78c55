"""WeasyPrint as it is run: what it may fetch, which fonts it sees, and its warnings as our errors.

Fonts come from @font-face alone: fontconfig is given an empty folder, so that neither the bytes of a PDF nor its
glyphs depend on what a machine has installed.
"""

from __future__ import annotations

import io
import logging
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import md5
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from PIL import Image
from weasyprint.images import RasterImage
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from press.diagnostics import Diagnostic, EngineError

VERSION = "70.0"
FONTCONFIG = "<?xml version='1.0'?><fontconfig><dir>{0}/fonts</dir><cachedir>{0}/cache</cachedir></fontconfig>"


# The bytes that stand for a file, None: its own.
Instead = Callable[[Path], bytes | None]


class RootedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens files under some folders, and what an address holds itself (data:), and nothing else."""

    def __init__(self, roots: Sequence[Path], instead: Instead) -> None:
        """Allow what lies under `roots`."""
        super().__init__(allowed_protocols=["file", "data"], allow_redirects=False, fail_on_errors=True)
        self._roots = tuple(root.resolve() for root in roots)
        self._instead = instead

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Open a file: or data: URL.

        Raises:
            ValueError: it leads elsewhere than into the roots.
        """
        parts = urlsplit(url)
        if parts.scheme == "data":  # a picture within a drawing
            return super().fetch(url, headers)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or not any(path.is_relative_to(root) for root in self._roots):
            raise ValueError(f"not under {', '.join(map(str, self._roots))}: {url}")
        data = self._instead(path)
        # WeasyPrint would read a file: URL once more, from the file.
        return super().fetch(url, headers) if data is None else URLFetcherResponse(f"instead-of:{url}", data)


class _Collector(logging.Handler):
    """Keeps what WeasyPrint says, each message once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.messages[record.getMessage()] = None


class Engine:
    """WeasyPrint with its fonts, its fetcher and its warnings; made by `running`."""

    def __init__(self, roots: Sequence[Path], instead: Instead, collector: _Collector) -> None:
        """Keep the fonts of one run, which all documents of a PDF share."""
        self.fonts = FontConfiguration()
        self.fetcher = RootedFetcher(roots, instead)
        self.profiles: dict[str, bytes] = {}  # ICC profiles that pictures bring, by their files' checksums
        self._collector = collector

    def parse(self, text: str, base: Path) -> weasyprint.HTML:
        """HTML as WeasyPrint's tree; relative addresses stand for files under `base`."""
        return weasyprint.HTML(string=text, base_url=f"{base.resolve().as_uri()}/", url_fetcher=self.fetcher)

    def sheet(self, text: str, base: Path) -> weasyprint.CSS:
        """A style sheet, its faces loaded."""
        return weasyprint.CSS(
            string=text, base_url=f"{base.resolve().as_uri()}/", url_fetcher=self.fetcher, font_config=self.fonts
        )

    def lay_out(self, html: weasyprint.HTML, sheet: weasyprint.CSS) -> weasyprint.Document:
        """Pages of a document; a picture is named by its bytes, for WeasyPrint's own name would tell its folder."""
        images: dict[str, Any] = {}
        document = html.render(stylesheets=[sheet], font_config=self.fonts, cache=images)
        for image in images.values():
            if isinstance(image, RasterImage):
                image.id = md5(image.image_data.data, usedforsecurity=False).hexdigest()
                if profile := _own_profile(image.image_data.data):
                    self.profiles[image.id] = profile
        return document

    @property
    def warnings(self) -> tuple[str, ...]:
        """What WeasyPrint has warned of so far."""
        return tuple(self._collector.messages)


def _own_profile(data: bytes) -> bytes | None:
    """The ICC profile that a picture brings."""
    with Image.open(io.BytesIO(data)) as picture:
        found = picture.info.get("icc_profile")
    return found if isinstance(found, bytes) else None


@contextmanager
def running(roots: Sequence[Path], instead: Instead = lambda _path: None) -> Iterator[Engine]:
    """WeasyPrint, able to read what lies under `roots` alone, and given other bytes `instead` of some files.

    Raises:
        EngineError: another version than the one that this was written for (P006), or a resource that is missing,
            remote or outside the roots (P004).
    """
    if weasyprint.__version__ != VERSION:
        message = f"WeasyPrint {weasyprint.__version__} is installed"
        raise EngineError(Diagnostic("P006", message, hint=f"install the locked requirements: {VERSION} is needed"))
    with _empty_fontconfig(), _listening() as collector:
        try:
            yield Engine(roots, instead, collector)
        except FatalURLFetchingError as error:
            hint = "pictures and fonts are files of the publication; nothing is fetched from elsewhere"
            raise EngineError(Diagnostic("P004", f"{error}: {error.__cause__}", hint=hint)) from error


@contextmanager
def _empty_fontconfig() -> Iterator[None]:
    """Let fontconfig see no font of the machine; its cache is thrown away."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="press-fontconfig-") as folder:
        (Path(folder) / "fonts").mkdir()
        settings = Path(folder) / "fonts.conf"
        settings.write_text(FONTCONFIG.format(folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(settings)
        try:
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _listening() -> Iterator[_Collector]:
    """Keep WeasyPrint's warnings instead of printing them."""
    logger, collector = logging.getLogger("weasyprint"), _Collector()
    before, propagate = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield collector
    finally:
        logger.handlers, logger.propagate = before, propagate
