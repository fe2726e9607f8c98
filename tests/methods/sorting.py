"""A seminar whose ideas are being sorted, and what lies in its columns."""

from __future__ import annotations

from methods.catalogue import parse
from storage import Storage
from tests.cast import Cast
from tests.plays import method, step

NOW = (
    'categories = [{ key = "naa", label = { nb = "Nå", nn = "No", en = "Now" } }, '
    '{ key = "sen", label = "Sen" }]'
)
WRITTEN = ("Bussen går ikke", "Ingen kafé", "For dyrt")


def sorting(storage: Storage, *settings: str) -> tuple[Cast, list[int]]:
    """A seminar whose three ideas are being sorted."""
    made = method("m", step("bord", "group", 'by = "table"'),
                  step("finn", "gather", 'unit = "group"'),
                  step("rydd", "sort", *settings),
                  step("senere", "sort", 'take = "where:category=naa"'))  # fmt: skip
    cast = Cast(storage, method=parse(made, "m")).lead_to("finn")
    anna = cast.join("Anna")
    anna.does("host", None, group=anna.person.table_id)
    items = [anna.does("add", title=title)["item"] for title in WRITTEN]
    cast.lead_to("rydd")
    return cast, items


def shown(cast: Cast, surface: str = "phone") -> dict[str, list[str]]:
    columns = cast.activity().view(surface)["columns"]
    return {c["label"]: [card["title"] for card in c["cards"]] for c in columns}
