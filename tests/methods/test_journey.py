"""Several seminars about one floke: what one takes from the one before, and where it stands."""

from __future__ import annotations

import pytest

from methods import continuing, floker, items
from methods.catalogue import library
from methods.method import Method
from methods.refusal import Refused
from methods.seminars import Journey
from methods.shelf import alone
from models import Item, Seminar
from reports.outcome import outcome
from reports.reading import sections
from storage import Storage
from tests.cast import Cast, Player, kari
from translations import use

EIGHT = [f"Vi tror at {what} hjelper ungdommene" for what in (
    "én dør inn", "fast kontaktlærer", "jobb etter skolen", "skyss hjem", "et sted å være",
    "hjem-besøk", "tidlig varsel", "voksne som blir")]  # fmt: skip


def write_hypotheses(cast: Cast, titles: list[str]) -> None:
    """Leave the steps before out, write these, and end the seminar."""
    anna = cast.join("Anna")
    while cast.step().key != "tror":
        leave(cast)
    cast.facilitator.does("open")
    for title in titles:
        anna.does("add", title=title, body="Vi ser det når flere fullfører.")
    cast.facilitator.does("close")
    cast.facilitator.does("end")


def leave(cast: Cast) -> None:
    cast.facilitator.does("skip" if cast.step().state == "waiting" else "next")


def nordlia(storage: Storage, titles: list[str]) -> Seminar:
    """A seminar that found hypotheses, ended; it is about a floke in the register."""
    cast = Cast(storage, size=24, method=library()["flokefinning"])
    floke = floker.create(cast.db, kari(cast.db), title="Unge som faller utenfor",
                          origin="trend", stage="test")  # fmt: skip
    floker.join(floke, cast.seminar)
    cast.db.commit()
    write_hypotheses(cast, titles)
    cast.close()
    return cast.seminar


def goes_on(storage: Storage, earlier: Seminar, method: Method, what: str, *titles: str) -> Cast:
    """A new seminar about the same floke that takes the cards of these titles (all if none)."""
    with storage.reading() as db:
        before = db.get(Seminar, earlier.id)
        assert before is not None
        offer = next(o for o in continuing.offers(db, before) if what in (o.key, o.what))
        keys = [k for k, card in offer.cards.items() if not titles or card.title in titles]
        floke = floker.of(db, before.facilitator_id)[0]
        journey = Journey(floke, before, continuing.chosen(offer, keys))
        return Cast(storage, size=24, method=method, journey=journey)


def titles_about(cast: Cast, person: Player) -> list[str]:
    gather = cast.activity()
    return [i.title for i in gather.parents.of_person(person.person)]  # type: ignore[attr-defined]


def interview(cast: Cast, who: Player, supports: int, against: int, mixed: int) -> None:
    about = cast.activity().parents.all[0].id  # type: ignore[attr-defined]
    views = ["stotter"] * supports + ["avkrefter"] * against + ["blandet"] * mixed
    for n, view in enumerate(views):
        who.does("add", title=f"Intervju {n + 1}", about=about,
                 values=["Ungdom", "17", view])  # fmt: skip


def test_three_weeks_later_one_of_eight_hypotheses_is_refuted_and_asked_again(
    storage: Storage,
) -> None:
    """spec/scenarios.md (b) 5."""
    earlier = nordlia(storage, EIGHT)
    cast = goes_on(storage, earlier, library()["hypotesetest"], "hypotheses", EIGHT[2])
    bo = cast.join("Bo")
    assert [s.state for s in cast.seminar.steps[:2]] == ["published", "open"]
    cast.facilitator.does("next")
    assert cast.step().key == "tror"
    cast.facilitator.does("skip")
    cast.facilitator.does("open")
    assert titles_about(cast, bo) == [EIGHT[2]]
    interview(cast, bo, 2, 11, 2)
    cast.lead_to("valg")
    first = cast.step("spor")
    [told] = (first.result or {})["tallies"].values()
    assert (told["for"], told["against"], told["mixed"]) == (2, 11, 2)
    assert told["verdict"] == "refuted"
    cast.facilitator.does("close")
    another = cast.step().data["items"][0]
    cast.facilitator.does("choose", option=another, reason="Vi spurte bare elever.")
    cast.facilitator.does("publish")
    cast.facilitator.does("next")
    assert (cast.step().key, cast.step().round, cast.step().state) == ("tror", 2, "waiting")
    cast.facilitator.does("skip")
    assert (cast.step().key, cast.step().round) == ("spor", 2)
    cast.facilitator.does("open")
    assert titles_about(cast, bo) == [EIGHT[2]], "another group is asked about the same"
    interview(cast, bo, 6, 1, 0)
    cast.facilitator.does("next")
    assert first.state == "published" and first.result, "round 1 stays readable"
    cast.facilitator.does("end")
    both_rounds_are_told(cast)
    cast.close()


def both_rounds_are_told(cast: Cast) -> None:
    data = outcome(cast.db, cast.seminar)
    rounds = [s["outcome"]["tallies"][0]["verdict"] for s in data["steps"] if s["key"] == "spor"]
    assert rounds == ["refuted", "supported"], "each round by itself: 2 to 11, then 6 to 1"
    [again] = next(s["outcome"]["tallies"] for s in data["steps"]
                   if (s["key"], s["round"]) == ("spor", 2))  # fmt: skip
    assert (again["for"], again["against"]) == (6, 1)
    whole = {"verdict": "undecided", "for": 8, "against": 12, "mixed": 2}
    assert again["sum"] == whole, "of all who have been asked"
    told = data["seminar"]["journey"]
    assert told["floke"] == "Unge som faller utenfor"
    assert (told["stage"], told["origin"]) == ("test", "trend")
    assert told["from"]["method"] == "flokefinning"
    with use("nb"):
        read = sections(data)
    assert {"spor-1", "spor-2", "valg-1", "journey"} <= {s["id"] for s in read}
    assert "Alle rundene til sammen: 8 for, 12 mot, 2 blandet (uavklart)." in str(read)
    text = str(read[1])
    assert "Fortsetter fra «Bygda i 2040»" in text and "Unge som faller utenfor" in text


def test_given_cards_stand_beside_what_the_room_writes(storage: Storage) -> None:
    cast = goes_on(storage, nordlia(storage, EIGHT), library()["hypotesetest"], "hypotheses")
    bo = cast.join("Bo")
    cast.lead_to("tror")
    bo.does("add", title="Vi tror at foreldrene vet mest")
    cast.lead_to("spor")
    assert set(titles_about(cast, bo)) == {*EIGHT, "Vi tror at foreldrene vet mest"}
    cast.close()


def test_given_hypotheses_are_read_while_people_write_new_ones(storage: Storage) -> None:
    cast = goes_on(storage, nordlia(storage, EIGHT), library()["hypotesetest"], "hypotheses")
    cast.join("Bo")
    cast.lead_to("tror")
    [group] = cast.activity().places()  # type: ignore[attr-defined]
    shown = cast.activity().view("group", group)["given"]
    assert [(g["title"], g["body"]) for g in shown] == [
        (title, "Vi ser det når flere fullfører.") for title in EIGHT
    ]
    cast.facilitator.does("hide", None, item=shown[0]["id"], reason="Gjelder en person")
    assert len(cast.activity().view("group", group)["given"]) == 7
    cast.close()


def test_what_was_answered_beside_a_card_comes_along(storage: Storage) -> None:
    """Retrospective cards lie in a column; a name that stands there is nobody's to take along."""
    cast = Cast(storage, size=12, method=library()["open_space"])
    anna = cast.join("Anna")
    cast.lead_to("torg")
    anna.does("add", title="Skyss på kvelden", values=["Anna Lie", "Ved vinduet"])
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    floker.create(cast.db, kari(cast.db), title="Fritid")
    cast.db.commit()
    cast.close()
    later = goes_on(storage, cast.seminar, library()["ngt"], "all", "Skyss på kvelden")
    start = later.seminar.steps[0]
    [taken] = later.db.query(Item).filter(Item.step_id == start.id)
    assert taken.fields == {"plass": "Ved vinduet"}
    with use("nb"):
        assert items.said(taken, start.settings["fields"]) == [("Hvor?", "Ved vinduet")]
        told = str(sections(outcome(later.db, later.seminar)))
    assert "Ved vinduet" in told and "Anna Lie" not in told
    later.close()


def test_a_card_keeps_its_kind_its_text_and_its_number(storage: Storage) -> None:
    cast = Cast(storage, size=20, method=alone()["alone_vote"], lines="Kino\nSkyss\nKafé")
    anna = cast.join("Anna")
    ids = [i.id for i in cast.activity().taken()]
    anna.does("ballot", items=ids[1:2])
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    floker.create(cast.db, kari(cast.db), title="Fritid")
    cast.db.commit()
    cast.close()
    later = goes_on(storage, cast.seminar, library()["ngt"], "all", "Skyss")
    [taken] = later.db.query(Item).filter(Item.step_id == later.seminar.steps[0].id)
    assert (taken.title, taken.kind, taken.status) == ("Skyss", "idea", "live")
    assert taken.source == "2"
    bo = later.join("Bo")
    bo.does("add", title="Leksehjelp")
    later.lead_to("rang")
    vote = later.activity()
    found = vote.taken()
    assert {i.title for i in found} == {"Skyss", "Leksehjelp"}
    assert sorted(i.number or 0 for i in found) == [1, 2], "no two have the same number"
    later.close()


def test_a_method_begun_with_cards_takes_those_of_the_journey(storage: Storage) -> None:
    cast = goes_on(storage, nordlia(storage, EIGHT), alone()["alone_vote"], "hypotheses")
    cast.open_doors()
    assert [i.title for i in cast.activity().taken()] == EIGHT
    cast.close()


@pytest.mark.parametrize("method", [pytest.param(m, id=m.id) for m in library().values()])
def test_cards_have_a_place_in_every_method(method: Method) -> None:
    keys = [s.key for s in method.steps]
    for kind in ("problem", "hypothesis", "action"):
        assert set(continuing.beside(method, {kind})) <= set(keys)


def test_cards_stand_where_their_kind_is_written() -> None:
    places = {("hypotesetest", "hypothesis"): "tror", ("ovre_eiker", "problem"): "finn",
              ("flokefinning", "problem"): "floker", ("ngt", "action"): "stille"}  # fmt: skip
    for (method, kind), key in places.items():
        assert continuing.beside(library()[method], {kind}) == [key]


def test_nothing_ticked_is_refused_in_words(storage: Storage) -> None:
    earlier = nordlia(storage, EIGHT[:1])
    with storage.reading() as db:
        before = db.get(Seminar, earlier.id)
        assert before is not None
        offer = continuing.expected(continuing.offers(db, before), library()["hypotesetest"])
        assert offer is not None and offer.what == "hypotheses"
        with pytest.raises(Refused) as refused:
            continuing.chosen(offer, ["item-0"])
    assert refused.value.code == "no_cards" and refused.value.sentence()
