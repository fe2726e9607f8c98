"""Printing while the room is live: nobody waits for paper."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import pytest

from demo.browser import Console, Phone
from demo.server import Running

pytestmark = pytest.mark.server


def test_the_room_goes_on_while_two_hundred_table_cards_are_made(
    server: Running, kari: Console, joins: Callable[..., Phone]
) -> None:
    anna, made = joins("Anna"), []
    number = re.search(r"/facilitator/(\d+)/do", kari.boards["console"])
    assert number
    link = f"{server.base}/facilitator/{number[1]}/prints/tables.pdf?first=1&last=200"
    printing = threading.Thread(target=lambda: made.append(kari.http.get(link, timeout=60)))
    printing.start()
    meanwhile = 0
    while printing.is_alive():
        assert anna.do("profile", name=f"Anna {meanwhile}")["ok"]
        meanwhile += printing.is_alive()
    printing.join()
    assert made[0].status_code == 200 and made[0].content.startswith(b"%PDF-")
    assert meanwhile >= 3, "commands were done and acknowledged while the print was made"
