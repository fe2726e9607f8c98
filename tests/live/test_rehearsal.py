"""A rehearsal on the real server: simulated phones come, act, lose the net, and are wiped."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from demo.browser import Console
from demo.server import RUN, Running, running
from tests.conftest import fresh
from tests.live.conftest import wait_for

pytestmark = pytest.mark.server
ABOUT = {"title": "Bygda i 2040", "question": "Hva skal til for at flere blir boende?",
         "language": "nb", "size": 16}  # fmt: skip
PEOPLE = 20


def present(console: Console) -> int:
    found = re.search(r'id="present">(\d+)<', console.boards["console"])
    return int(found.group(1)) if found else 0


def rehearsal_of(kari: Console, server: Running) -> Console:
    """The console of the rehearsal, whose people are on their way."""
    page = kari.http.post(f"{server.base}/facilitator/{kari.number}/rehearsal", timeout=30,
                          data={"people": PEOPLE, "tempo": "fastest"})  # fmt: skip
    found = re.search(r'id="to-rehearsal" href="/facilitator/(\d+)"', page.text)
    assert found, page.text
    console = Console(server.base)
    console.http.cookies.update(kari.http.cookies)
    console.number = int(found.group(1))
    html = console.read_page(f"/facilitator/{console.number}")
    token = re.search(r'data-key="([^"]+)"', html)
    assert token
    console.token = token.group(1)
    console.connect(console.token)
    return console


def step(console: Console, command: str) -> int:
    found = wait_for(lambda: [f for f in console.forms(command) if f.step])
    return int(found[0].step)


def test_simulated_people_play_along_and_are_wiped_when_the_doors_open(
    migrated: Path | str, tmp_path: Path
) -> None:
    with fresh(migrated, tmp_path), running(tmp_path) as server:
        kari = Console(server.base).start(server.link, **ABOUT)
        console = rehearsal_of(kari, server)
        assert 'class="callout rehearsal"' in console.boards["console"]
        console.must("open_doors")
        wait_for(lambda: present(console) >= PEOPLE - 2, 40)
        for _ in range(2):
            console.must(
                "next", step(console, "next") if console.forms("next") else step(console, "close")
            )
            console.must("open", step(console, "open"))
        wait_for(lambda: re.search(r'id="progress">\s*[1-9]', console.boards["console"]), 40)
        console.must("close", step(console, "close"))
        assert wait_for(lambda: "note-title" in console.boards["console"]), "they wrote problems"

        assert present(kari) == 0
        kari.must("open_doors")
        gone = requests.get(f"{server.base}/s/{console.token}", timeout=10)
        assert gone.status_code == 404
        again = kari.http.get(f"{server.base}/facilitator/{console.number}", timeout=10)
        assert again.status_code == 404
        assert wait_for(lambda: _crowds(console.token) == 0)
        assert present(kari) == 0
        console.close()
        kari.close()


def _crowds(token: str) -> int:
    """How many processes play people at this address."""
    found = 0
    for words in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += f"/s/{token}".encode() in words.read_bytes()
        except OSError:
            continue  # it has ended
    return found


def test_simulated_people_never_come_to_a_real_seminar(server: Running, kari: Console) -> None:
    words = [sys.executable, str(RUN), "rehearse", "--join", f"{server.base}/s/{kari.token}"]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 1
    assert "no rehearsal" in ran.stderr
    assert present(kari) == 0


def test_a_wish_out_of_bounds_is_a_sentence_and_keeps_what_was_typed(
    server: Running, kari: Console
) -> None:
    address = f"{server.base}/facilitator/new"
    page = kari.http.post(address, data=ABOUT, timeout=30)
    planned = page.url.replace("/plan", "/rehearsal")
    for people, tempo in (("7", "quick"), ("401", "quick"), ("åtte", "quick"), ("40", "light")):
        page = kari.http.post(planned, data={"people": people, "tempo": tempo}, timeout=10)
        assert page.status_code == 422
        assert "8" in page.text and "400" in page.text
        assert f'value="{people}"' in page.text
