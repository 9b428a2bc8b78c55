"""What tests of the preview in a browser ask: entries by their text, and the marks of segments."""

from __future__ import annotations

import previews
from playwright.sync_api import Page
from previews import Running

MILLISECONDS = previews.SECONDS * 1000


def row(served: Running, text: str):
    """The entry whose source has a text."""
    return previews.entry(served.root, "zh", "borrowing", lambda e: text in e.source)


def translate(served: Running, identifier: str, target: str, **more: object) -> None:
    previews.translate(served.root, "zh", "borrowing", identifier, target=target, **more)


def segment(page: Page, identifier: str):
    return page.locator(f'main [data-segment="{identifier}"]')
