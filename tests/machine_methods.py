"""Small methods for the state machine: between them every activity, and every way of voting."""

from __future__ import annotations

from methods.catalogue import parse
from methods.method import Method
from tests.plays import method, step, words
from tests.plays.rating import PAIR
from tests.plays.sheets import CARD, FIELDS


def ways(**to: str) -> str:
    """Where a decision leads: `igjen="huk"`."""
    each = (f'{{ key = "{key}", label = {words(key)}, to = "{step}" }}' for key, step in to.items())
    return f"options = [{', '.join(each)}]"


TEXTS = {
    "ideas": method(
        "ideas",
        step("skriv", "gather", 'kind = "idea"'),
        step("rydd", "sort", 'mode = "categories"'),
        step("huk", "vote", "budget = 2", "target = 2", 'pause_after = "coffee"'),
        step("vei", "decide", ways(igjen="skriv", tilbake="huk", videre="les"), "reason = false"),
        step("les", "share", "from = 'huk'", "qa = true"),
        step("avtal", "agree", "from = 'huk'", 'take = "shortlist"'),
        step("etter", "follow"),
    ),
    "votes": method(
        "votes",
        step("skriv", "gather"),
        step("prikk", "vote", 'mode = "dots"', "budget = 4", "target = 1", "not_own = true"),
        step("rang", "vote", 'mode = "rank"', "target = 2", "from = 'skriv'"),
        step("velg", "vote", 'mode = "poll"', "options = ['Ja', 'Nei']", "target = 1"),
        step("enig", "vote", 'mode = "agree"', "from = 'skriv'"),
        step("vurder", "rate", PAIR, "from = 'skriv'", "feedback = true"),
        step("avgjor", "decide", 'rule = "majority"', "from = 'skriv'", "reason = false"),
    ),
    "tables": method(
        "tables",
        step("bord", "group", 'by = "table"', "size = 2"),
        step("finn", "gather", 'unit = "group"', 'kind = "problem"'),
        step("samle", "sort"),
        step("huk", "vote", "target = 2", "budget = 'free'", 'hide = "shown"'),
        step("saker", "group", 'by = "choice"', "from = 'huk'", 'take = "shortlist"', "min = 1"),
        step("ark", "work", f"sheet = [{', '.join(FIELDS)}]", CARD),
        step("hver", "work", f"sheet = [{FIELDS[0]}]", 'per = "item"', "from = 'huk'"),
    ),
    "deals": method(
        "deals",
        step("ark", "work", f"sheet = [{', '.join(FIELDS)}]"),
        step("avtal", "agree", "from = 'ark'"),
        step("etter", "follow"),
        step("igjen", "decide", ways(ark="ark", avtal="avtal", slutt="slutt"), "reason = false"),
        step("slutt", "frame"),
    ),
    "others": method(
        "others",
        step("start", "frame", "ack = true"),
        step("bland", "group", 'by = "random"', "size = 2"),
        step("bytt", "group", 'by = "rotate"'),
        step("skriv", "gather", 'unit = "group"', "async = true", "optional = true"),
        step("hender", "share", 'order = "volunteer"', "max = 2"),
        step("galleri", "share", "from = 'skriv'", "gallery = true"),
        step("slutt", "rate", 'show = "spread"'),
    ),
}


def small_methods() -> dict[str, Method]:
    return {name: parse(text, name) for name, text in TEXTS.items()}
