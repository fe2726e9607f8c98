"""The way somebody came by: the channel, table and topic of a printed link, kept until they join.

A poster is scanned weeks before the doors open, so the way is kept on the phone (no identity, only
what stood in the link). What is unknown is left out, and stops nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, make_response, request
from sqlalchemy.orm import Session

from live.house import house
from methods import channels
from methods.command import whole
from methods.doors import Place
from models import Seminar

DAYS = 60


@dataclass(frozen=True)
class Way:
    channel: str = ""
    place: Place = Place()

    @property
    def query(self) -> str:
        """As it stands in a link, with its question mark; nothing if there is no way."""
        told = {"channel": self.channel, "table": self.place.table, "topic": self.place.topic}
        kept = urlencode({k: v for k, v in told.items() if v})
        return kept and f"?{kept}"


def scanned() -> Way:
    """What the link that is being opened says."""
    return _way(*(request.args.get(name, "") for name in ("channel", "table", "topic")))


def paper() -> int:
    """The number of the paper ballot whose code was scanned; 0 if it was none."""
    return whole(request.args.get("paper", "")) or 0


def come_by(seminar: Seminar) -> Way:
    """What the form or the link says, else what this phone has kept."""
    now = Way() if request.method == "POST" else scanned()
    said = [request.form.get(name, "") for name in ("channel", "table", "topic")]
    now = _way(*said) if any(said) else now
    kept = _way(*(request.cookies.get(_cookie(seminar), "") + "..").split(".")[:3])
    return Way(now.channel or kept.channel, now.place or kept.place)


def keep(page: str, seminar: Seminar, way: Way) -> Response:
    """The page, with the way kept on the phone if there is one."""
    response = make_response(page)
    if way.query:
        value = f"{way.channel}.{way.place.table}.{way.place.topic}"
        response.set_cookie(_cookie(seminar), value, max_age=DAYS * 24 * 3600, path="/",
                            secure=house().config.secure, httponly=True,
                            samesite="Lax")  # fmt: skip
    return response


def forget(response: Response, seminar: Seminar) -> None:
    """Somebody has joined: nothing of it is left on the phone."""
    response.delete_cookie(_cookie(seminar), path="/", secure=house().config.secure,
                           httponly=True, samesite="Lax")  # fmt: skip


def told(db: Session, seminar: Seminar, way: Way) -> dict[str, str | int]:
    """The way as the join page shows it: the channel's name, and the number of the table."""
    channel = channels.by_key(db, seminar, way.channel) if way.channel else None
    return {"channel": channel.name if channel else "", "key": way.channel,
            "table": way.place.table, "topic": way.place.topic, "query": way.query}  # fmt: skip


def _way(channel: str, table: str, topic: str) -> Way:
    key = channel if channel.isalnum() and channel.isascii() else ""
    return Way(key[: channels.KEY_LENGTH], Place(whole(table) or 0, whole(topic) or 0))


def _cookie(seminar: Seminar) -> str:
    return f"{'__Host-' if house().config.secure else ''}floke-way-{seminar.id}"
