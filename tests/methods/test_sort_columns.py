"""Texts lie in columns: named by the method or on the way, chosen by their writers, moved."""

from __future__ import annotations

from typing import Any

import pytest

from methods.activities.sort.settings import MOST
from methods.catalogue import parse
from methods.engine import known
from methods.faults import BadMethod
from models import Item
from reports.outcome import outcome
from reports.reading import sections
from storage import Storage
from tests.cast import Cast, Player
from tests.methods.sorting import NOW, WRITTEN, shown, sorting
from tests.plays import method, step
from translations import use


def test_what_lies_in_no_column_comes_last_until_it_is_moved(storage: Storage) -> None:
    cast, (bus, cafe, dear) = sorting(storage, 'mode = "categories"', NOW)
    with use("en"):
        assert shown(cast) == {"Now": [], "Sen": [], "Not sorted yet": list(WRITTEN)}
    for item, column in ((bus, "naa"), (cafe, "sen"), (dear, "naa")):
        cast.facilitator.does("move", item=item, category=column)
    with use("nn"):
        assert shown(cast, "screen") == {"No": [WRITTEN[0], WRITTEN[2]], "Sen": [WRITTEN[1]]}
    cast.facilitator.does("move", item=cafe)
    assert shown(cast)["Ikke sortert ennå"] == [WRITTEN[1]]


def test_columns_are_added_renamed_and_taken_away_while_it_goes_on(storage: Storage) -> None:
    cast, (bus, *_rest) = sorting(storage, 'mode = "categories"')
    kari = cast.facilitator
    key = kari.does("add_category", label="Lærte vi noe?")["category"]
    assert key == "laerte_vi_noe"
    assert kari.refused("add_category", label="lærte vi noe?") == "same_name"
    again = kari.does("add_category", label="Lærte vi noe!")["category"]
    assert again == "laerte_vi_noe_2"
    kari.does("rename", category=again, label="Slutt med")
    kari.does("move", item=bus, category=again)
    assert shown(cast)["Slutt med"] == [WRITTEN[0]]
    assert kari.refused("drop_category", category=again) == "not_empty"
    kari.does("drop_category", category=key)
    assert "Lærte vi noe?" not in shown(cast)
    assert kari.refused("move", item=bus, category=key) == "no_category"
    assert kari.refused("rename", category=key, label="Noe") == "no_category"
    for number in range(MOST - 1):
        kari.does("add_category", label=f"Nr. {number}")
    assert kari.refused("add_category", label="En til") == "full"


def test_a_sorting_that_only_merges_has_no_columns(storage: Storage) -> None:
    cast, (bus, *_rest) = sorting(storage)
    assert cast.facilitator.refused("add_category", label="Nå") == "no_columns"
    assert cast.facilitator.refused("move", item=bus, category="naa") == "no_category"
    assert cast.activity().view("phone")["columns"] == []


def test_only_the_facilitator_sorts(storage: Storage) -> None:
    cast, (bus, *_rest) = sorting(storage, 'mode = "categories"', NOW)
    bo = cast.join("Bo")
    assert bo.refused("move", item=bus, category="naa") == "not_allowed"
    assert bo.refused("exclude", item=bus, reason="Nei") == "not_allowed"


def test_the_next_step_takes_one_column_as_it_was_when_it_was_published(storage: Storage) -> None:
    cast, (bus, cafe, dear) = sorting(storage, 'mode = "categories"', NOW)
    cast.facilitator.does("move", item=bus, category="naa")
    cast.facilitator.does("move", item=dear, category="naa")
    cast.facilitator.does("close")
    result = cast.step("rydd").result or {}
    assert result["categories"] == {"naa": [bus, dear], "sen": []}
    assert result["items"] == [bus, cafe, dear]
    found = cast.db.get(Item, dear)
    assert found is not None
    found.category = "sen"  # as a later sorting of the same items would
    cast.lead_to("senere")
    assert [card["id"] for card in cast.activity().view("phone")["problems"]] == [bus, dear]


def test_a_merged_item_lies_where_the_one_it_was_merged_into_lies(storage: Storage) -> None:
    cast, (bus, cafe, _dear) = sorting(storage, 'mode = "categories"', NOW)
    cast.facilitator.does("merge", item=cafe, into=bus)
    cast.facilitator.does("move", item=bus, category="naa")
    assert cast.facilitator.refused("move", item=cafe, category="naa") == "no_item"
    cast.facilitator.does("close")
    assert (cast.step("rydd").result or {})["categories"]["naa"] == [bus]


def test_what_is_left_out_stays_readable_with_its_reason(storage: Storage) -> None:
    cast, (bus, cafe, dear) = sorting(storage)
    kari, bo = cast.facilitator, cast.join("Bo")
    kari.does("exclude", item=dear, reason="Handler ikke om bygda")
    assert kari.refused("exclude", item=bus, reason=" ") == "empty"
    assert bo.refused("same", item=dear, other=bus) == "no_item"
    out = cast.activity().view("phone")["excluded"]
    assert [(card["title"], card["reason"]) for card in out] == [
        (WRITTEN[2], "Handler ikke om bygda")
    ]
    kari.does("close")
    assert (cast.step("rydd").result or {})["items"] == [bus, cafe]
    with use("nb"):
        told = str(sections(outcome(cast.db, cast.seminar)))
    assert "ikke tatt med videre: Handler ikke om bygda" in told
    assert "en tekst ble ikke tatt med videre, med begrunnelse" in told


def test_what_was_left_out_can_be_brought_on_after_all(storage: Storage) -> None:
    cast, items = sorting(storage)
    cast.facilitator.does("exclude", item=items[0], reason="Nei")
    cast.facilitator.does("include", item=items[0])
    assert cast.facilitator.refused("include", item=items[0]) == "no_item"
    cast.facilitator.does("close")
    assert (cast.step("rydd").result or {})["items"] == items


def test_a_new_round_begins_as_the_last_one_ended(storage: Storage) -> None:
    cast, (bus, cafe, _dear) = sorting(storage, 'mode = "categories"', NOW)
    kari = cast.facilitator
    key = kari.does("add_category", label="Aldri")["category"]
    kari.does("move", item=bus, category=key)
    kari.does("exclude", item=cafe, reason="Nei")
    kari.does("close")
    kari.does("reopen")
    assert shown(cast)["Aldri"] == [WRITTEN[0]]
    assert [card["id"] for card in cast.activity().view("phone")["excluded"]] == [cafe]


KEEP = """fields = [{ key = "kolonne", type = "choice", label = { nb = "Kolonne", nn = "Kolonne",
en = "Column" }, options = [
{ key = "behold", label = { nb = "Behold", nn = "Behald", en = "Keep" } },
{ key = "slutt", label = { nb = "Slutt", nn = "Slutt", en = "Stop" } }] }]""".replace("\n", " ")


def test_in_columns_mode_items_lie_where_their_writers_put_them(storage: Storage) -> None:
    made = method("m", step("kort", "gather", KEEP), step("rydd", "sort", 'mode = "columns"'))
    cast = Cast(storage, method=parse(made, "m")).open_doors()
    anna = cast.join("Anna")
    bus, cafe, _dear = [
        anna.does("add", title=title, values=[column])["item"]
        for title, column in zip(WRITTEN, ("slutt", "behold", ""), strict=True)
    ]
    cast.lead_to("rydd")
    with use("en"):
        assert shown(cast) == {
            "Keep": [WRITTEN[1]], "Stop": [WRITTEN[0]], "Not sorted yet": [WRITTEN[2]],
        }  # fmt: skip
    cast.facilitator.does("move", item=bus, category="behold")
    cast.facilitator.does("close")
    assert (cast.step("rydd").result or {})["categories"] == {"behold": [bus, cafe], "slutt": []}
    with use("en"):
        blocks = known()["sort"].section(cast.activity("rydd").outcome())
    headings = [b["text"] for b in blocks if b["kind"] == "heading"]
    assert headings == ["Keep (2)", "Stop (0)", "Not sorted (1)"]
    assert {"kind": "list", "items": [f"1. {WRITTEN[0]}", f"2. {WRITTEN[1]}"]} in blocks
    assert {"kind": "list", "items": [f"3. {WRITTEN[2]}"]} in blocks


def test_a_writer_without_a_table_may_object_too(storage: Storage) -> None:
    cast, (bus, cafe, _dear) = sorting(storage)
    bo: Player = cast.join("Bo")
    item = cast.db.get(Item, cafe)
    assert item is not None
    item.group_id, item.author_id = None, bo.id
    cast.db.commit()
    cast.facilitator.does("merge", item=cafe, into=bus)
    assert cafe in bo.own()["mine"]
    bo.does("object", item=cafe)
    assert cast.activity().view("phone")["merged"] == 0


@pytest.mark.parametrize(
    ("setting", "key"),
    [
        ('mode = "piles"', "mode"),
        ('categories = [{ key = "A b", label = "A" }]', "categories[0].key"),
        ('categories = [{ key = "a" }]', "categories[0].label"),
        ('categories = [{ key = "a", label = { nb = "A" } }]', "categories[0].label"),
        ('categories = [{ key = "a", label = "A", colour = "red" }]', "categories[0].colour"),
        ("object_min = -1", "object_min"),
        ("suggest = 3", "suggest"),
    ],
)
def test_a_mistake_in_the_method_file_is_named(setting: str, key: str) -> None:
    made = method("m", step("finn", "gather"), step("rydd", "sort", setting))
    with use("en"), pytest.raises(BadMethod, match="step 'rydd'") as told:
        parse(made, "m.toml")
    assert key in str(told.value)


def test_the_settings_are_those_of_the_spec() -> None:
    kept: dict[str, Any] = (
        parse(method("m", step("finn", "gather"), step("rydd", "sort")), "m").steps[1].settings
    )
    assert kept == {"mode": "merge", "categories": [], "suggest": True, "object_min": 3}
