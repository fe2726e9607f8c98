"""work: a group fills a sheet together, and puts ideas forward to the next sieve."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from methods import clock, items
from methods.activities.work import copying, hiding, ideas, reading, sheet, views
from methods.activity import Block
from methods.command import command
from methods.refusal import Refused
from models import Group, Line, Participant
from translations import N_

HELD = ("open", "paused", "closed", "published")


class Work(ideas.IdeaWork):
    """`step.data`: `drawn`, the groups that are `nudged`, what is `hidden` and why, and the one

    group whose sheet is `up` on the wall.
    """

    id = "work"
    name = N_("Group work")
    needs = frozenset({"groups", "items"})
    late = "shorten"
    gives = frozenset({"items", "groups", "sheets"})

    @classmethod
    def looks_for(cls, settings: dict[str, Any]) -> frozenset[str]:
        return frozenset({"items"}) if settings.get("per") == "item" else cls.needs

    @classmethod
    def begins(cls, settings: dict[str, Any]) -> bool:
        """A sheet for each item needs items; groups can be made of those who are here."""
        return settings.get("per") != "item"

    @classmethod
    def makes(cls, settings: dict[str, Any]) -> frozenset[str]:
        return frozenset(f["kind"] for f in settings["sheet"] if f["type"] == "items")

    # --- the facilitator ---------------------------------------------------------------------

    @command("facilitator")
    def draw(self) -> None:
        """Give every group its card now, and not only when its time has come."""
        self._note(drawn=True)
        self.scope.touch("phone", "console", "screen", "group:*")

    @command("facilitator", "helper")
    def nudge(self, group: int) -> None:
        """Remind a group that has nothing yet; refused if it has."""
        place = self.place(group)
        if views.has_something(self, place):
            raise Refused("has_something", N_("That group has begun. The page shows how far it "
                                              "has come."))  # fmt: skip
        self._note(nudged=[*self.noted("nudged", []), place.id])
        self.changed(place)

    @command("facilitator")
    def copy(self, field: str, source: int, source_field: str = "") -> dict[str, int]:
        """Fill in a field from an earlier step's sheets, where a group has written nothing yet."""
        filled = copying.copy(self, self.field(field), source, source_field or field)
        self.scope.log("copy", self.step, groups=filled)
        self.scope.touch("console", "screen", "group:*")
        return {"copied": filled}

    @command("facilitator", states=HELD)
    def hide_line(self, group: int, field: str, reason: str, line: int = 0) -> None:
        """Take a field's text (or one line of a list) off every board but the group's own."""
        hiding.hide(self, self.place(group), self.field(field), line, reason)

    @command("facilitator", states=HELD)
    def show_line(self, group: int, field: str, line: int = 0) -> None:
        """Show again what was hidden."""
        hiding.show(self, self.place(group), self.field(field), line)

    @command("facilitator", states=("closed", "published"))
    def put_up(self, group: int = 0) -> None:
        """Show one group's whole sheet on the wall; 0 shows them all again."""
        self._note(up=self.place(group).id if group else 0)
        self.scope.touch("screen", "console")

    def on_close(self) -> None:
        """Nobody can tell any more who wrote where."""
        for line in self.db.scalars(select(Line).where(Line.step_id == self.step.id)):
            line.locked_by = line.locked_at = None

    def publish(self) -> dict[str, Any]:
        """Items: the group's own if the sheet has a list of them, else those that were taken."""
        places = {g.id: n for n, g in enumerate(self.places())}
        live = [i for i in items.of_step(self.db, self.step) if i.status == "live" and i.forward]
        live.sort(key=lambda i: (places.get(i.group_id or 0, 0), i.id))
        for number, idea in enumerate(live, 1):
            idea.number = number
        handed = live if self.kind else self.taken()
        return {"items": [i.id for i in handed], "groups": list(places), **reading.handed_on(self)}

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        if self.step.state in ("waiting", "skipped"):
            return {"groups": [], "card": False}
        if surface == "group" and group is not None:
            return views.sheet(self, group)
        return views.room(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        """`place` is the group one is in, `is_host` whether one writes for it."""
        if self.step.state == "waiting":
            return {}
        group = self.group_of(person)
        member = self.scope.membership(group, person.id) if group else None
        return {"place": group.id if group else None,
                "place_number": group.number if group else None,
                "is_host": bool(member and member.host),
                "writes": self.locked_by(person) if group else []}  # fmt: skip

    def progress(self) -> tuple[int, int] | None:
        """Groups that have written something."""
        if self.step.state == "waiting":
            return None
        rooms = views.room(self, "screen")["groups"]
        return sum(1 for g in rooms if g["written"] or g["ideas"]), len(rooms)

    def stuck(self) -> list[Group]:
        """At half time: groups whose sheet is empty."""
        if not self.half_time():
            return []
        return [g for g in self.places() if not views.has_something(self, g)]

    def card_shown(self) -> bool:
        """Whether the groups have their constraint cards: when their time has come, or drawn."""
        return bool(self.settings.prompts and (self.noted("drawn", False) or self._has_come()))

    def outcome(self) -> dict[str, Any]:
        return reading.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)

    # --- how ---------------------------------------------------------------------------------

    def noted(self, key: str, otherwise: Any) -> Any:
        return (self.step.data or {}).get(key, otherwise)

    def note_hidden(self, hidden: dict[str, str]) -> None:
        """Keep what is hidden; what was handed on no longer has it either."""
        self._note(hidden=hidden)
        if self.step.result is not None:
            self.step.result = {**self.step.result, **reading.handed_on(self)}
        self.scope.touch("phone", "console", "screen", "group:*")

    def locked_by(self, person: Participant) -> list[str]:
        return list(self.db.scalars(
            select(Line.field).where(Line.step_id == self.step.id, Line.locked_by == person.id,
                                     Line.locked_at > clock.now() - sheet.LOCK_S)
        ))  # fmt: skip

    def _note(self, **values: Any) -> None:
        self.step.data = {**(self.step.data or {}), **values}

    def _has_come(self) -> bool:
        return self.half_time(self.settings.draw_at)
