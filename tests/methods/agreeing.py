"""A room of three that makes agreements, and how these show, for the tests of them."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast, Player

SURFACES = ("phone", "console", "screen")
LATER = "2099-09-01"


def room(cast: Cast) -> tuple[Player, Player, Player]:
    """Anna, Bo and Cai, when the agreements are to be made."""
    anna, bo, cai = cast.people(3)
    cast.lead_to("avtaler", opened=False)
    cast.step("kan").result = {"items": [], "groups": []}
    cast.db.commit()
    cast.facilitator.does("open")
    return anna, bo, cai


def propose(player: Player, what: str = "Kafé", **more: str) -> int:
    return int(player.does("propose", what=what, **more)["agreement"])


def deal(cast: Cast, surface: str = "console", place: int = 0) -> dict[str, Any]:
    """An agreement as a surface shows it."""
    found: dict[str, Any] = cast.activity("avtaler").view(surface)["deals"][place]
    return found


def told(cast: Cast) -> dict[str, Any]:
    """The first agreement as it is kept afterwards."""
    found: dict[str, Any] = cast.activity("avtaler").outcome()["agreements"][0]
    return found
