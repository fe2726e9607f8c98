"""frame: who asks, where we are in the process, what happens afterwards. No slides."""

from __future__ import annotations

import re
from typing import Any

from methods.activities.frame import reading, settings
from methods.activities.frame.showing import Showing
from methods.activity import Block
from methods.command import command
from methods.limits import minutes_given
from methods.overriding import set_aside
from methods.refusal import Refused
from methods.text import clean
from models import Group, Participant
from translations import N_, pick

ADDRESS = re.compile(r"https://[^\s/]+\S*")


class Frame(Showing):
    id = "frame"
    name = N_("Framing")
    lets_go = frozenset({"acks"})
    at_most = 10  # minutes in all (spec/ovre-eiker.md, step 2)

    Settings = settings.Settings

    @command("participant")
    def ack(self) -> None:
        """«I have read it». Said twice is said once; who has not is known to nobody."""
        if not self.settings.ack:
            raise Refused("no_ack", N_("There is nothing to confirm here. Just read along."))
        person = self.scope.participant()
        self.step.data = {**self.step.data, "acks": sorted({*self._acks(), person.id})}
        self.scope.touch(f"own:{person.id}", "console", "screen")

    @command("facilitator", states=("waiting", "open", "paused"))
    def slides(self, address: str = "", reason: str = "") -> None:
        """Show slides all the same, at this address; none takes them away.

        It takes a reason: people shall not have to respond to finished proposals
        (spec/ovre-eiker.md, «No professional presentations»).
        """
        wanted = clean(address, 500, required=False)
        if wanted and not ADDRESS.fullmatch(wanted):
            raise Refused("bad_address", N_("Write an address that begins with https://."))
        if wanted:
            set_aside(self.scope, "slides", self.step, reason)
        self.step.data = {**(self.step.data or {}), "slides": wanted}
        self.scope.touch("phone", "console", "screen")

    def progress(self) -> tuple[int, int] | None:
        """How many have read it, of those who are here."""
        return (done := self._read(), self.audience(done)) if self.settings.ack else None

    def publish(self) -> dict[str, Any]:
        """What was said, as it stood then, and how many read it. Who did is forgotten."""
        made = self._said()
        if self.settings.ack:
            made["acks"] = self._read()
            self.step.data = {k: v for k, v in self.step.data.items() if k != "acks"}
        return made

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        """What is said in the opening, and the steps ahead with their minutes."""
        said = self._said()
        agenda = self._agenda() if self.settings.agenda else []
        return {
            "said": reading.said(said),
            "sponsor": said["sponsor"] if "who_asks" in said["ask"] else "",
            "promise": said["promise"] if "after" in said["ask"] else "",
            "missing": reading.missing(said),
            "agenda": agenda,
            "minutes": sum(s["minutes"] for s in agenda),
            "picture": self.picture(),
            "media": said["media"],
            "slides": said["slides"],
            "length": reading.length(self.settings.video_max_s),
            "ack": self.settings.ack and self.step.state == "open",
            "read": self.progress() if self.step.state == "open" else None,
            "over": max(0, minutes_given(self.scope, self.step) - self.at_most),
            "at_most": self.at_most,
        }

    def own(self, person: Participant) -> dict[str, Any]:
        return {"acked": person.id in self._acks()}

    def outcome(self) -> dict[str, Any]:
        return self.step.result or self._said()

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)

    # --- how ---------------------------------------------------------------------------------

    def _said(self) -> dict[str, Any]:
        media, picture = self.settings.media, self.picture()
        return {
            "ask": list(self.settings.ask),
            "question": self.seminar.question,
            "sponsor": self.seminar.sponsor,
            "text": self.settings.text,
            "promise": self.seminar.promise,
            "media": "" if media == "none" or picture else media,
            "picture": picture["alt"] if picture else "",
            "slides": (self.step.data or {}).get("slides", ""),
        }

    def _agenda(self) -> list[dict[str, Any]]:
        ahead = {s.key: s for s in self.seminar.steps if s.position > self.step.position}
        return [
            {"title": pick(s.title), "minutes": s.minutes}
            for s in ahead.values()
            if s.minutes and s.state != "skipped"
        ]

    def _acks(self) -> list[int]:
        return list((self.step.data or {}).get("acks", []))

    def _read(self) -> int:
        """How many of those who are here have read it."""
        return self.scope.count(Participant, Participant.id.in_(self._acks()),
                                Participant.removed.is_(False))  # fmt: skip
