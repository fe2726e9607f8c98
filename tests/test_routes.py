"""Every route against everybody: whom a page is for is decided by its address, and held here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from config import Config
from methods import examples, floker, workshop
from methods.catalogue import library
from methods.command import Actor
from tests.cast import Cast, Player, kari
from tests.conftest import fresh

# Whom the addresses are for. A new one that is none of these has to be put among them.
KINDS = {
    "led": r"/facilitator/<int:number>(/.*)?",  # who leads this seminar
    # with an account
    "account": r"/facilitator(/(new|methods|agreements|archives|examples|faq|floker|workshop|year)"
               r"(/.*)?)?",
    "helper": r"/s/<token>/helper(/.*)?",
    "participant": r"/s/<token>/(do|one-more(/.*)?)",
    "watch": r"/(health|ready|metrics)",  # who runs the server; figures only with the secret
    "link": r"/facilitator/(start|password)/<token>|/crew/<token>",  # who has an unused link
    "all": r"/|/join|/facilitator/sign-(in|out)|/static/.*|/s/<token>(/join|/back)?"
           r"|/(outcome|screen|pictures)/<token>(\.json)?"
           r"|/deal/<token>(/leave)?|/examples(/<int:number>)?|/components|/faq"
           r"|/outcome/<token>/(follow(/<wish>)?|report(/<kind>.<format>)?"
           r"|(problem|idea|agreement)/<int:number>)",
}  # fmt: skip
MAY = {"led": {"owner", "colleague"}, "account": {"owner", "colleague", "outsider", "removed"},
       "helper": {"helper"}, "participant": {"participant"}, "link": set()}  # fmt: skip
WHO = ["owner", "colleague", "outsider", "removed", "helper", "removed helper", "other helper",
       "participant", "other participant", "nobody"]  # fmt: skip
MADE_ON_PAPER = re.compile("/(prints|files)/|/archive$")  # files, tested where they are made
Rule = tuple[str, str]  # its address, and GET or POST


def rules() -> list[Rule]:
    """Every address the server answers at."""
    app = Flask("addresses")
    from facilitator import facilitator
    from live.watch import watch
    from participant import participant

    for part in (participant, facilitator, watch):
        app.register_blueprint(part)
    return sorted((r.rule, method) for r in app.url_map.iter_rules()
                  for method in (r.methods or ()) if method in ("GET", "POST"))  # fmt: skip


def kind(address: str) -> str:
    return next((k for k, pattern in KINDS.items() if re.fullmatch(pattern, address)), "")


@dataclass
class Doors:
    """Browsers of everybody, and what stands for the parts of an address."""

    app: Flask
    values: dict[str, object]
    browsers: dict[str, FlaskClient]

    def status(self, who: str, rule: Rule, **values: object) -> int:
        address, method = rule
        for name, value in {**self.values, **values}.items():
            address = re.sub(rf"<(\w+:)?{name}>", str(value), address)
        answer = self.browsers[who].open(address, method=method)
        answer.close()
        return answer.status_code

    def shut(self, who: str, rule: Rule, **values: object) -> bool:
        """Whether one is turned away; or sent to where one joins."""
        status = self.status(who, rule, **values)
        return status in (401, 403, 404) or (status in (302, 303) and "one-more" in rule[0])


@pytest.fixture(scope="module")
def doors(migrated: Path | str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Doors]:
    """Two seminars; nothing that is tried here by one who may not is done."""
    folder = tmp_path_factory.mktemp("routes")
    with fresh(migrated, folder) as storage:
        app = create_app(Config(data=folder, secret="x" * 32), storage)
        cast, other = Cast(storage).open_doors(), Cast(storage).open_doors()
        made = Doors(app, {}, {})
        arrive(made, cast, other)
        owner = kari(cast.db)  # her floke, method and example are number one, as the seminar is
        floker.create(cast.db, owner, title="Unge utenfor")
        workshop.copy(cast.db, owner.id, library()["ovre_eiker"])
        examples.save(cast.db, owner.id, {**dict.fromkeys(("title", "place", "done"), "Kino"),
                      "component": "use", "phase": "test", "kind": "example"},
                      consent=True, contact_yes=False)  # fmt: skip
        cast.db.commit()
        waiting = cast.step("etter").id
        made.values = {"number": cast.seminar.id, "token": cast.seminar.token, "one": 1,
                       "step_id": waiting, "place": 0, "surface": "phone", "name": "poster",
                       "method_id": "ovre_eiker"}  # fmt: skip
        cast.close()
        other.close()
        yield made


def arrive(doors: Doors, cast: Cast, other: Cast) -> None:
    removed, gone = cast.colleague("Unn"), helps(doors, cast, "removed helper")
    accounts = {"owner": cast.facilitator, "colleague": cast.colleague("Ola"),
                "outsider": other.colleague("Eve"), "removed": removed}  # fmt: skip
    for who, player in accounts.items():
        doors.browsers[who] = doors.app.test_client()
        with doors.browsers[who].session_transaction() as session:
            session["facilitator"] = player.id
    helps(doors, cast, "helper")
    helps(doors, other, "other helper")
    for who, seminar in (("participant", cast), ("other participant", other)):
        joins(doors, seminar, who)
    doors.browsers["nobody"] = doors.app.test_client()
    for one in (removed, gone):
        cast.dismisses(one)


def helps(doors: Doors, cast: Cast, who: str) -> Player:
    """A helper whose browser has the cookie; it is shown at every seminar's address."""
    identity = doors.app.extensions["floke"].identity
    invited = cast.invites("helper", who)
    invited.does("take_part", None, cookie_hash=identity.hash(who))
    doors.browsers[who] = browser = doors.app.test_client()
    for number in (1, 2):
        browser.set_cookie(f"floke-helper-{number}", who)
    return Player(cast, Actor("helper", invited.id, cast.seminar.id))


def joins(doors: Doors, cast: Cast, who: str) -> None:
    token = doors.app.extensions["floke"].identity.hash(who)
    cast.guest.does("join", None, token_hash=token, language="nb")
    doors.browsers[who] = browser = doors.app.test_client()
    for number in (1, 2):
        browser.set_cookie(f"floke-{number}", who)


@pytest.mark.parametrize("rule", rules(), ids=" ".join)
def test_an_address_says_whom_it_is_for(rule: Rule) -> None:
    assert kind(rule[0]), "say in KINDS whom it is for"


@pytest.mark.parametrize("rule", [r for r in rules() if kind(r[0]) in MAY], ids=" ".join)
def test_nobody_else_comes_in(doors: Doors, rule: Rule) -> None:
    here = kind(rule[0])
    for who in WHO:
        if who not in MAY[here]:
            assert doors.shut(who, rule, token="x"), who
            assert doors.shut(who, rule), who


@pytest.mark.parametrize("rule", [r for r in rules() if kind(r[0]) == "account"
                                  and "<int:number>" in r[0]], ids=" ".join)  # fmt: skip
def test_nobody_comes_to_what_another_account_has(doors: Doors, rule: Rule) -> None:
    for who in MAY["account"] - {"owner"}:
        assert doors.status(who, rule) == 404, who
    if rule[1] == "GET":
        assert doors.status("owner", rule) == 200


@pytest.mark.parametrize("rule", [r for r in rules() if kind(r[0]) in ("led", "helper")
                                  and r[1] == "GET" and not MADE_ON_PAPER.search(r[0])],
                         ids=" ".join)  # fmt: skip
def test_those_it_is_for_come_in(doors: Doors, rule: Rule) -> None:
    for who in MAY[kind(rule[0])]:
        assert doors.status(who, rule) in (200, 302, 303), who
