"""Who hears of an agreement after the seminar, and whose link opens what."""

from __future__ import annotations

from methods import followers
from models import Agreement
from tests.cast import Cast, Player

KEY = "k" * 32


def agreed(cast: Cast, contact: str = "bo@example.org", yes: bool = True) -> Agreement:
    """Anna's agreement; Bo collects it and Cai is the deputy. It is published and followed up."""
    anna, bo, cai = cast.people(3)
    cast.lead_to("avtaler")
    made = anna.does("propose", what="Nattbuss")["agreement"]
    bo.does("collect", agreement=made, name="Bo", contact=contact, consent_group=yes)
    cai.does("deputise", agreement=made, name="Cai")
    cast.lead_to("etter")
    return cast.db.get_one(Agreement, made)


def collector(cast: Cast, found: Agreement) -> Player:
    from methods.command import Actor

    return Player(cast, Actor("participant", found.collector_id or 0, cast.seminar.id))


def test_a_collector_and_a_deputy_have_a_link_each_when_it_is_agreed(cast: Cast) -> None:
    found = agreed(cast)
    told = [(f.kind, f.name, f.email) for f in followers.members(cast.db, found)]
    assert told == [("collector", "Bo", "bo@example.org"), ("deputy", "Cai", "")]


def test_without_a_yes_the_address_is_not_used(cast: Cast) -> None:
    bo = followers.one(cast.db, agreed(cast, yes=False), "collector")
    assert bo is not None and bo.email == ""


def test_a_link_can_be_made_again_and_only_with_the_servers_secret(cast: Cast) -> None:
    bo, cai = followers.members(cast.db, agreed(cast))
    link = followers.token(KEY, bo)
    assert followers.find(cast.db, KEY, link) is bo
    assert followers.token(KEY.encode(), bo) == link
    for wrong in (followers.token("another", bo), link[:-1], f"{cai.id}-{link.partition('-')[2]}",
                  "", "x", "0-0", "9" * 30 + "-x", f"{bo.id}-å"):  # fmt: skip
        assert followers.find(cast.db, KEY, wrong) is None, wrong


def test_who_leaves_gets_nothing_more_and_their_address_is_forgotten(cast: Cast) -> None:
    found = agreed(cast)
    eva = followers.add(cast.db, cast.seminar, None, "news", email="eva@example.org")
    again = followers.add(cast.db, cast.seminar, None, "news", email="Eva@example.org")
    assert (eva, followers.news_readers(cast.db, found)) == (again, [eva])
    followers.left(eva)
    assert (followers.news_readers(cast.db, found), eva.email) == ([], "")
    back = followers.add(cast.db, cast.seminar, None, "news", email="eva@example.org")
    assert back is not eva


def test_a_deputy_who_takes_over_has_the_collectors_link_and_the_old_one_is_out(cast: Cast) -> None:
    found = agreed(cast)
    before = followers.one(cast.db, found, "collector")
    collector(cast, found).does("leave", agreement=found.id)
    told = [(f.kind, f.name) for f in followers.members(cast.db, found)]
    assert told == [("collector", "Cai")]
    assert before is not None and before.left_at
