"""frame: who asks, where we are in the process, what happens afterwards. No slides."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from methods.activity import Activity, Block
from models import Group
from translations import N_, _, pick

Ask = Literal["who_asks", "where", "after"]
Text = Annotated[str, msgspec.Meta(max_length=600)]


class Frame(Activity):
    id = "frame"
    name = N_("Framing")

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        text: Text = ""  # the one framing text: where in the process we are
        ask: tuple[Ask, ...] = ("who_asks", "where", "after")
        agenda: bool = True

    def publish(self) -> dict[str, Any]:
        """What was said, as it stood then."""
        return {
            "ask": list(self.settings.ask),
            "question": self.seminar.question,
            "sponsor": self.seminar.sponsor,
            "text": self.settings.text,
            "promise": self.seminar.promise,
        }

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        """What is said in the opening, and the steps ahead with their minutes."""
        said = self.publish()
        agenda = self._agenda() if self.settings.agenda else []
        return {
            "said": self.said(said),
            "sponsor": said["sponsor"] if "who_asks" in said["ask"] else "",
            "promise": said["promise"] if "after" in said["ask"] else "",
            "missing": self._missing(said),
            "agenda": agenda,
            "minutes": sum(s["minutes"] for s in agenda),
        }

    def _agenda(self) -> list[dict[str, Any]]:
        ahead = {s.key: s for s in self.seminar.steps if s.position > self.step.position}
        return [
            {"title": pick(s.title), "minutes": s.minutes}
            for s in ahead.values()
            if s.minutes and s.state != "skipped"
        ]

    @staticmethod
    def _missing(said: dict[str, Any]) -> list[str]:
        """What the facilitator has to say aloud, because nobody has written it."""
        points = {
            "who_asks": ("sponsor", _("Nobody has written who asks. Say it aloud.")),
            "after": ("promise", _("Nobody has written what happens with the answers afterwards. "
                                   "Say it aloud: it is what people wonder most about.")),
        }  # fmt: skip
        return [points[a][1] for a in said["ask"] if a in points and not said[points[a][0]]]

    @staticmethod
    def said(outcome: dict[str, Any]) -> list[dict[str, str]]:
        """The opening's points that have something to say: `[{key, label, text}]`."""
        how = _("We find the problems first. Nobody presents a ready answer, "
                "and everybody's tick counts the same.")  # fmt: skip
        points = {
            "who_asks": (_("Who asks"), outcome["sponsor"]),
            "where": (_("Where we are in the process"), outcome["text"])
            if outcome["text"]
            else (_("How we work"), how),
            "after": (_("What happens afterwards"), outcome["promise"]),
        }
        chosen = [(a, *points[a]) for a in outcome["ask"]]
        return [{"key": a, "label": label, "text": text} for a, label, text in chosen if text]

    def outcome(self) -> dict[str, Any]:
        return self.step.result or self.publish()

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        question: Block = {"kind": "text", "text": outcome["question"]}
        said = Frame.said(outcome)
        return [question, *({"kind": "text", "text": f"{p['label']}: {p['text']}"} for p in said)]
