"""Inviting: when and where it is held, and the channels people are invited by.

Each channel (the school, the library …) has a link of its own. Arrivals are counted for each, in
aggregate: who came by which is nowhere (spec/ovre-eiker.md, step 0).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from methods.command import command
from methods.refusal import Refused
from methods.scope import Scope
from methods.seminars import code
from methods.text import clean
from models import Channel, Seminar, Step
from translations import N_

NAME_MAX, VENUE_MAX = 40, 120
MOST = 20  # channels
KEY_LENGTH = 5
SHOWN = 5  # fewer arrivals than this are never told


class Channels:
    """The facilitator's commands, until the seminar has ended."""

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.db = scope.db
        self.seminar = scope.seminar

    @command("facilitator")
    def invitation(self, begins: str = "", venue: str = "") -> None:
        """When (`2026-12-01T18:00`, as the clock shows there) and where; both may be empty."""
        self._not_ended()
        self.seminar.begins = _moment(begins)
        self.seminar.venue = clean(venue, VENUE_MAX, required=False)

    @command("facilitator")
    def channel(self, name: str) -> dict[str, str]:
        """One more way to invite; refuses a name there is already."""
        self._not_ended()
        name = clean(name, NAME_MAX)
        there = of(self.db, self.seminar)
        if name.casefold() in {c.name.casefold() for c in there}:
            raise Refused("same_channel", N_("There is a channel with that name already."))
        if len(there) >= MOST:
            raise Refused("many_channels", N_("There is room for %(n)s channels."), n=MOST)
        key = code(KEY_LENGTH)
        self.db.add(Channel(seminar_id=self.seminar.id, key=key, name=name, arrivals=0))
        return {"channel": key}

    @command("facilitator")
    def unchannel(self, channel: str) -> None:
        """Take a channel away, if nobody has come by it. Its links still let people in."""
        self._not_ended()
        found = by_key(self.db, self.seminar, channel)
        if found is None:
            raise Refused("no_channel", N_("That channel is not here any more."))
        if found.arrivals:
            raise Refused("used_channel", N_("People have come by that channel, so it is kept."))
        self.db.delete(found)

    def _not_ended(self) -> None:
        if self.seminar.state == "ended":
            raise Refused("ended_invite", N_("The seminar has ended. Nobody is invited any more."))


def of(db: Session, seminar: Seminar) -> Sequence[Channel]:
    """The seminar's channels, in the order they were made."""
    of_seminar = select(Channel).where(Channel.seminar_id == seminar.id)
    return db.scalars(of_seminar.order_by(Channel.id)).all()


def by_key(db: Session, seminar: Seminar, key: str) -> Channel | None:
    """The channel of a link; none if it is unknown."""
    return db.scalar(
        select(Channel).where(Channel.seminar_id == seminar.id, Channel.key == key[:KEY_LENGTH])
    )


def arrived(db: Session, seminar: Seminar, key: str) -> None:
    """Count one who came by the channel. Nothing is kept of who; an unknown one counts nowhere."""
    of_key = update(Channel).where(Channel.seminar_id == seminar.id, Channel.key == key)
    db.execute(of_key.values(arrivals=Channel.arrivals + 1))


def _moment(text: str) -> str:
    """The moment to the minute, as written; refuses what is no date and time."""
    if not text.strip():
        return ""
    try:
        moment = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        raise Refused("bad_moment", N_("Write the date and the time, such as "
                                       "2026-12-01T18:00.")) from None  # fmt: skip
    return moment.isoformat(timespec="minutes")
