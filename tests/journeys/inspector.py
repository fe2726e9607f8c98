"""Looks at a page as the law on universal design does: WCAG 2.2 AA, and what we promise besides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import SHOTS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # what another colour scheme may break
LOOKS = {"reduced_motion": "reduce", "bypass_csp": True}  # axe is a script of another origin
LEAST = 44  # px: what a thumb hits
ROOM = 200  # px: how much a page may grow while it is looked at

# What is folded away is looked at too; afterwards the page is as it was.
UNFOLD = """() => {
  window.folded = [...document.querySelectorAll('details:not([open])')];
  window.folded.forEach((el) => { el.open = true; });
}"""
FOLD = "window.folded.forEach((el) => { el.open = false; })"
# Controls that stand alone; a link in running text is as high as its line (WCAG 2.5.8).
TOO_SMALL = """(least) => [...document.querySelectorAll(
  'button, summary, select, textarea, input:not([type=hidden]), a.ds-button,'
  + 'body:not(.console) nav a')]
  .map((el) => !/^(checkbox|radio)$/.test(el.type) ? el
    : el.closest('label') ?? el.labels?.[0] ?? el)
  .filter((el) => el.checkVisibility({ visibilityProperty: true }) && !el.closest('.sr-only'))
  .map((el) => [el, el.getBoundingClientRect()])
  .filter(([, box]) => box.height > 0 && (box.height < least - 0.5 || box.width < least - 0.5))
  .map(([el, box]) => `${el.localName}#${el.id} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
MOVING = """document.getAnimations().filter((a) => a.playState === 'running').length"""


@contextmanager
def whole(page: Page) -> Iterator[None]:
    """The window higher than its page: what sticks to an edge covers nothing. Its width stays.

    A page may grow when its window does, or when something comes in meanwhile.
    """
    seen = page.viewport_size or {"width": 1280, "height": 800}
    height = seen["height"]
    while (needed := page.locator("html").evaluate("html => html.scrollHeight")) > height:
        height = needed + ROOM
        page.set_viewport_size({"width": seen["width"], "height": height})
    yield
    page.set_viewport_size(seen)


class Inspector:
    """Gathers the faults of every page it is shown, with step, surface and element."""

    def __init__(self) -> None:
        self.axe = Axe()
        self.pages = 0
        self.faults: list[str] = []

    def look(self, page: Page, step: str, name: str) -> None:
        """Keep a picture of the whole page, and inspect it."""
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{step}-{name}.png", full_page=True)
        self.inspect(page, step, name)

    def inspect(self, page: Page, step: str, name: str) -> None:
        self.pages += 1
        page.evaluate(UNFOLD)
        with whole(page):
            found = self._axe(page, "tag", RULES) + self._measures(page)
            page.emulate_media(color_scheme="dark")
            found += [f"dark, {fault}" for fault in self._axe(page, "rule", COLOURS)]
            page.emulate_media(color_scheme="light")
            page.evaluate(FOLD)
        self.faults += [f"{step} {name}: {fault}" for fault in found]

    def _axe(self, page: Page, kind: str, values: list[str]) -> list[str]:
        told: dict[str, Any] = {"runOnly": {"type": kind, "values": values},
                                "resultTypes": ["violations"], "iframes": False}  # fmt: skip
        found = self.axe.run(page, options=told).response["violations"]
        return [
            f"{fault['id']} at {node['target']}: {node['failureSummary'][:200]}"
            for fault in found for node in fault["nodes"][:3]
        ]  # fmt: skip

    def _measures(self, page: Page) -> list[str]:
        faults: list[str] = [f"too small: {el}" for el in page.evaluate(TOO_SMALL, LEAST)]
        if (over := page.evaluate(SIDEWAYS)) > 0:
            faults.append(f"scrolls sideways by {over} px")
        if page.evaluate(MOVING):
            faults.append("something moves for who asked for less motion")
        return faults
