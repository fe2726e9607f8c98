"""The facilitator's laptop dies in the middle of a vote; the second facilitator goes on."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
import requests
import socketio

from demo.browser import Browser, Console, Phone
from demo.server import Running
from tests.journeys.shortcut import FIND, GATHER, TICK, Lead
from tests.live.conftest import wait_for

pytestmark = pytest.mark.server
PASSWORD = "en lang setning"


class Helper(Browser):
    """A helper's phone."""

    surface = "helper"


@pytest.fixture(scope="module")
def lead(server: Running) -> Iterator[Lead]:
    """Kari leads from her laptop, and Ola is there: one seminar, which only goes forward."""
    made = Lead(server)
    yield made
    made.close()


def link(lead: Lead, role: str, name: str) -> str:
    """The address of an invitation, as it stands on the page where it is made."""
    page = lead.console.http.post(crew_page(lead), data={"role": role, "name": name}, timeout=10)
    found = re.search(r'id="invitation-link"[^>]* value="([^"]+)"', page.text)
    assert found, page.text
    return found.group(1)


def crew_page(lead: Lead) -> str:
    return f"{lead.server.base}/facilitator/{lead.console.number}/crew"


def dismiss(lead: Lead, name: str) -> None:
    page = lead.console.http.get(crew_page(lead), timeout=10).text
    found = re.search(rf'id="dismiss-(\d+)">[^<]*<span class="sr-only">: {name}<', page)
    assert found, page
    lead.console.http.post(f"{crew_page(lead)}/{found.group(1)}/dismiss", timeout=10)


def colleague(lead: Lead, name: str) -> Console:
    """One more facilitator, at a laptop, with the account that the invitation lets her make."""
    other = Console(lead.server.base)
    email = f"{secrets.token_hex(4)}@example.org"
    page = other.http.post(link(lead, "facilitator", name), timeout=10,
                           data={"name": name, "email": email, "password": PASSWORD})  # fmt: skip
    other.number, other.token = lead.console.number, lead.console.token
    assert page.url.endswith(f"/facilitator/{other.number}"), page.text
    other.connect(other.token)
    wait_for(lambda: other.boards)
    return other


def helper(lead: Lead, name: str) -> Helper:
    made = Helper(lead.server.base)
    made.http.post(link(lead, "helper", name), timeout=10)
    made.connect(lead.console.token)
    wait_for(lambda: made.boards)
    return made


def test_a_link_is_looked_at_without_being_used_and_used_only_once(lead: Lead) -> None:
    address, page = link(lead, "helper", "Tor"), f"{lead.join}/helper"
    for _ in range(3):
        assert requests.get(address, timeout=10).status_code == 200
    first, second = requests.Session(), requests.Session()
    assert first.post(address, timeout=10).url == page
    assert second.post(address, timeout=10).status_code == 404
    assert requests.get(address, timeout=10).status_code == 404
    assert first.get(page, timeout=10).status_code == 200
    assert second.get(page, timeout=10).status_code == 403


def test_an_account_is_made_once_with_a_link(lead: Lead) -> None:
    address = link(lead, "facilitator", "Unn")
    told = {"name": "Unn", "email": "unn@example.org", "password": "kort"}
    page = requests.post(address, data=told, timeout=10)
    assert page.status_code == 422 and 'value="unn@example.org"' in page.text
    assert requests.post(address, data={**told, "password": PASSWORD}, timeout=10).ok
    eve = {"name": "Eve", "email": "eve@example.org", "password": PASSWORD}
    assert requests.post(address, data=eve, timeout=10).status_code == 404
    nobody = requests.post(f"{lead.server.base}/facilitator/sign-in", data=eve, timeout=10)
    assert nobody.status_code == 422


def test_the_owner_who_opens_a_link_uses_nothing(lead: Lead) -> None:
    address = link(lead, "facilitator", "Vår")
    page = lead.console.http.post(address, timeout=10)
    assert page.url.endswith(f"/facilitator/{lead.console.number}")
    assert requests.get(address, timeout=10).status_code == 200


def test_each_console_tells_who_else_has_it_open(lead: Lead) -> None:
    assert "two-consoles" not in lead.console.boards["console"]
    siri = colleague(lead, "Siri")
    shown = wait_for(lambda: re.search(r'id="two-consoles"[^>]*>([^<]*)',
                                       lead.console.boards["console"]))  # fmt: skip
    assert "Demo, Siri" in shown.group(1)
    siri.close()
    wait_for(lambda: "two-consoles" not in lead.console.boards["console"])


def test_one_who_is_removed_is_served_no_more(lead: Lead) -> None:
    per, ada = helper(lead, "Per"), colleague(lead, "Ada")
    gone: list[str] = []
    for name, one in (("Per", per), ("Ada", ada)):
        one.wire.on("leave", lambda *_: gone.append("leave"))
        dismiss(lead, name)
    wait_for(lambda: len(gone) == 2)
    led = f"{lead.server.base}/facilitator/{ada.number}"
    pages: dict[Browser, str] = {per: f"{lead.join}/helper", ada: led}
    for browser, page in pages.items():
        browser.boards.clear()
        browser.wire.emit("look", {})
        assert browser.do("message", text="Uønsket")["ok"] is False
        assert browser.http.get(page, timeout=10).status_code in (403, 404)
    lead.console.must("message", text="Kaffe")
    wait_for(lambda: "Kaffe" in lead.console.boards["console"])
    lead.console.must("message")
    for browser in pages:
        assert browser.boards == {}
        browser.wire.disconnect()
        with pytest.raises(socketio.exceptions.ConnectionError):
            browser.connect(lead.console.token)
        browser.http.close()


def test_a_helper_hears_the_call_and_the_group_hears_who_comes(lead: Lead) -> None:
    lead.to(FIND)
    pål, liv = helper(lead, "Pål"), helper(lead, "Liv")
    table = lead.ola.own["table"]
    lead.ola.must("help", group=table)
    wait_for(lambda: f'id="help-{table}"' in pål.boards["helper"])
    pål.must("coming", group=table)
    wait_for(lambda: "Pål er på vei til dere" in lead.ola.boards["group"])
    wait_for(lambda: "Pål er på vei" in lead.console.boards["console"])
    assert liv.do("coming", group=table)["code"] == "taken"
    pål.must("helped", group=table)
    wait_for(lambda: f'id="help-{table}"' not in liv.boards["helper"])
    pål.close()
    liv.close()


def test_two_consoles_that_press_next_at_the_same_moment_do_it_once(lead: Lead) -> None:
    lead.to(GATHER)
    mai, here = colleague(lead, "Mai"), lead.step
    answers: list[dict[str, Any]] = []
    both = [Thread(target=lambda c=c: answers.append(c.do("next", here)))  # type: ignore[misc]
            for c in (lead.console, mai)]  # fmt: skip
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(20)
    assert sorted(a["ok"] for a in answers) == [False, True]
    assert [a["code"] for a in answers if not a["ok"]] == ["moved"]
    wait_for(lambda: mai.at() == lead.console.at() == f"open {here + 1} waiting")
    lead.step += 1
    lead.console.must("open", lead.step)
    mai.close()


def test_the_second_facilitator_goes_on_in_the_middle_of_a_vote(lead: Lead) -> None:
    phones = [Phone(lead.server.base, lead.console.token, n).join() for n in ("Anna", "Bo", "Eli")]
    lead.to(TICK)
    first, second, third, *_ = wait_for(lambda: phones[0].forms("ballot"))[0].choices["items"]
    åse = colleague(lead, "Åse")
    for phone in phones[:2]:
        phone.must("ballot", TICK, items=[first, second])
    lead.console.wire.eio.disconnect(abort=True)  # the laptop is dead, and says no goodbye
    phones[2].must("ballot", TICK, items=[second, third])
    wait_for(lambda: 'id="voted">3<' in åse.boards["console"])
    assert 'id="voted">3<' in åse.read_page(f"/facilitator/{åse.number}"), "as on a fresh page"
    åse.must("close", TICK)
    åse.must("cut", TICK, size=2)
    for command in ("publish", "next"):
        åse.must(command, TICK)
    for command in ("open", "reveal_all", "next"):
        åse.must(command, TICK + 1)
    told = requests.get(f"{lead.join.replace('/s/', '/outcome/')}.json", timeout=10).json()
    assert sorted(p["ticks"] for p in told["problems"]) == [0, 0, 0, 1, 2, 3], "nothing is lost"
    for one in (*phones, åse):
        one.close()
