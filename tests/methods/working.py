"""Groups at work on ideas, and then on the ideas that were chosen, for the tests of both."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast, Player
from tests.methods.topics import go, open_topics


def working(cast: Cast) -> tuple[Player, Player, Player, list[int]]:
    """Anna and Bo at the first topic and Cai at the second, at work on ideas."""
    anna, bo, cai = cast.people(3)
    groups = open_topics(cast)
    go([anna, bo], groups[0])
    go([cai], groups[1])
    cast.lead_to("ideer")
    return anna, bo, cai, groups


def cases(cast: Cast, *ideas: tuple[Player, str]) -> list[int]:
    """Work these ideas out: the groups of the step «kan», one for each idea, by number."""
    made = [writer.does("add", title=title)["item"] for writer, title in ideas]
    cast.lead_to("sil", opened=False)
    cast.facilitator.does("skip")
    cast.step("sil").result = {"items": made, "shortlist": made}
    cast.db.commit()
    cast.facilitator.does("open")
    return [g.id for g in cast.activity().groups()]


def sheet(cast: Cast, player: Player) -> dict[str, Any]:
    step = cast.activity()
    return step.view("group", step.group_of(player.person))


def texts(cast: Cast, player: Player) -> dict[str, str]:
    return {f["key"]: f["text"] for f in sheet(cast, player)["fields"] if f["text"]}


def ideas(cast: Cast, player: Player) -> dict[str, bool]:
    """The ideas on this person's sheet, and whether they go forward."""
    return {i["title"]: i["forward"] for i in sheet(cast, player)["ideas"]}
