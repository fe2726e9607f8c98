"""«Ført av»: a table's host writes for somebody at the table who has no phone, and it says so."""

from __future__ import annotations

from methods.catalogue import parse
from models import Item
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import method, step
from translations import use


def host_and_other(cast: Cast, people: list[Player]) -> tuple[Player, Player]:
    """The one who writes for table 1, and somebody elsewhere."""
    table = cast.activity().scope.tables()[0]
    host = next(p for p in people if p.person.table_id == table.id
                and (m := cast.activity().scope.membership(table, p.id)) and m.host)  # fmt: skip
    return host, next(p for p in people if p.person.table_id != table.id)


def test_a_host_writes_for_somebody_without_a_phone(cast: Cast) -> None:
    people = cast.people(24)
    cast.facilitator.does("issue", None, count=1, table=1)
    cast.facilitator.does("issue", None, count=1, table=2)
    cast.lead_to("finn")
    host, other = host_and_other(cast, people)
    item = host.does("add", title="Vegen er glatt", paper=101)["item"]
    host.does("add", title="Bussen går ikke")
    assert host.refused("add", title="Nei", paper=102) == "not_your_table"
    assert other.refused("add", title="Nei", paper=101) in ("not_your_table", "not_host")
    place = cast.activity().scope.tables()[0]
    with use("nb"):
        shown = cast.activity().view("group", place)
    assert shown["without"] == [101]
    assert [p["said"] for p in shown["problems"]] == [[("Ført av", "bordverten")], []]
    assert cast.db.get(Item, item).carried  # type: ignore[union-attr]


def test_where_everybody_writes_alone_it_is_theirs_and_not_the_hosts(storage: Storage) -> None:
    text = method("alene", step("bord", "group", 'by = "table"'),
                  step("skriv", "gather", 'kind = "idea"', 'unit = "person"'))  # fmt: skip
    cast = Cast(storage, size=8, method=parse(text, "alene"))
    people = cast.people(8)
    cast.facilitator.does("issue", None, count=1, table=1)
    cast.lead_to("skriv")
    host = next(p for p in people if p.own("bord")["is_host"])
    made = host.does("add", title="Nattbuss", paper=101)["item"]
    found = cast.db.get(Item, made)
    assert found is not None and found.carried and found.group_id is None
    assert found.author_id != host.id
    assert (host.own()["list"]["problems"], host.own()["list"]["without"]) == ([], [101])
