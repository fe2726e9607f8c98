"""People at real browsers: what they see, and what they press."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import SHOTS
from tests.journeys.inspector import LOOKS, Inspector, whole

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1440, "height": 900}
WALL = {"width": 1920, "height": 1080}

STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((a) => a.effect.getComputedTiming().endTime < Infinity).map((a) => a.finished))"""

# All that the boards say, but for clocks, numbers that count up, and refusals.
SAYS = """() => [...document.querySelectorAll("[id^=board-]")].map(board => {
  const all = board.cloneNode(true);
  all.querySelectorAll("time, [data-count-to], [data-refusal]").forEach(part => part.remove());
  return all.textContent.replace(/\\s+/g, " ").trim();
}).join("\\n")"""


class Person:
    """One browser. Anything the browser complains of is kept, and fails the test at the end."""

    def __init__(self, browser: Browser, name: str, size: dict[str, int], locale: str, *,
                 inspector: Inspector | None = None, **kind: Any) -> None:  # fmt: skip
        self.name = name
        self.inspector = inspector
        kind |= LOOKS if inspector else {}
        self.context = browser.new_context(viewport=size, locale=locale, **kind)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def press(self, name: str) -> None:
        """Press the control with this id; a page it leads to has come when this returns."""
        self.page.locator(f"#{name}").click()
        self.page.wait_for_load_state()

    def writes(self, name: str, text: str) -> None:
        self.page.locator(f"#{name}").fill(text)

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def opens(self, name: str) -> None:
        """Unfold a details element."""
        self.page.locator(f"#{name} > summary").click()

    def settled(self) -> None:
        """Everything this page has done is received by the server."""
        expect(self.page.locator("form[data-unsent]")).to_have_count(0)
        expect(self.page.locator("#wire")).to_have_attribute("data-state", "sent")

    def at(self) -> str:
        """The seminar's state, the step's number and its state, as this surface shows them."""
        return self.page.locator("[data-at]").get_attribute("data-at") or ""

    def is_as_fresh(self) -> None:
        """The page that was kept up to date says what a page that is opened now says.

        One that holds a change back, so as not to take a half-written text, does not yet.
        """
        if self.page.locator("#held").count():
            return
        fresh = self.context.new_page()
        fresh.goto(self.page.url)
        shown = wanted = ""
        for _ in range(20):
            shown, wanted = self.page.evaluate(SAYS), fresh.evaluate(SAYS)
            if shown == wanted:
                break
            fresh.wait_for_timeout(250)
        fresh.close()
        assert shown == wanted, f"{self.name} {self.at()}:\n{shown}\n\n{wanted}"

    def reaches(self, at: str) -> None:
        expect(self.page.locator("[data-at]")).to_have_attribute("data-at", at)

    def stands_still(self) -> None:
        """What turns over or grows has come to rest."""
        self.page.evaluate(STILL)

    def shot(self, step: str) -> None:
        """A picture of the page; an inspector looks at the page instead."""
        self.stands_still()
        if self.inspector is not None:
            self.inspector.inspect(self.page, step, self.name)
            return
        SHOTS.mkdir(exist_ok=True)
        path = SHOTS / f"{step}-{self.name}.png"
        if self.name == "wall":
            self.page.screenshot(path=path)
            return
        with whole(self.page):
            self.page.screenshot(path=path, full_page=True)


class Facilitator(Person):
    """Kari, with the console; she makes her account from the printed link."""

    def begins(self, link: str, title: str, size: int) -> None:
        self.page.goto(link)
        self.writes("name", "Kari Nordmann")
        self.writes("email", "kari@example.org")
        self.writes("password", "en lang og god setning")
        self.press("start-button")
        self.press("new-seminar")
        self.writes("title", title)
        self.writes("question", "Hva skal til for at flere blir boende på bygda?")
        self.writes("sponsor", "Granvik kommune")
        self.writes("promise", "Kommunestyret får svarene i mars, og svarer dere innen påske.")
        self.writes("size", str(size))
        self.shot("00-plan-form")
        self.press("create-button")
        self.shot("00-plan")
        self.press("to-console")

    def opens_step(self) -> None:
        self.press("open-step-button")
        expect(self.page.locator("#close-step-button")).to_be_visible()

    def closes(self) -> None:
        self.press("close-step-button")
        expect(self.page.locator("#close-step-button")).to_have_count(0)

    def publishes(self) -> None:
        self.press("publish-step-button")
        expect(self.page.locator("#publish-step-button")).to_have_count(0)

    def goes_on(self) -> None:
        self.press("next-step-button")
        expect(self.page.locator("#next-step-button")).to_have_count(0)


class Participant(Person):
    """Somebody with a phone."""

    def joins(self, address: str, name: str) -> None:
        self.page.goto(address)
        self.writes("name", name)
        self.press("join-button")
        self.settled()

    def ticks(self, title: str) -> None:
        self.row(title).check()
        self.settled()

    def row(self, title: str) -> Locator:
        """The box or ring of what is called `title` on the ballot."""
        return self.page.locator(".tick-list li").filter(has_text=title).locator("input")
