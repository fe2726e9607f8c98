"""A new laptop, and the password not at hand: the server's terminal gives a link."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from demo.browser import Console
from demo.server import RUN, Running, running
from tests.live.conftest import wait_for

pytestmark = pytest.mark.server
TOLD = {"title": "Bygda", "size": "8", "language": "nb", "question": "Hva er viktigst?"}


def user(data: Path, server: Running, *words: str) -> subprocess.CompletedProcess[str]:
    """`run.py user …` on the database of the running server."""
    environment = {**os.environ, "FLOKE_DATA": str(data), "FLOKE_URL": server.base}
    return subprocess.run([sys.executable, str(RUN), "user", *words], env=environment, text=True,
                          capture_output=True, timeout=60, check=False)  # fmt: skip


def test_a_new_password_from_the_terminal_takes_the_seminar_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with running(tmp_path) as server:
        lost = Console(server.base).start(server.link, **TOLD)
        gone: list[str] = []
        lost.wire.on("leave", lambda *_: gone.append("leave"))
        assert user(tmp_path, server, "ingen@example.org").returncode == 1
        link = user(tmp_path, server, lost.email.upper()).stdout.strip()
        assert requests.post(link, data={"password": "kort"}, timeout=10).status_code == 422
        found = Console(server.base)
        page = found.http.post(link, data={"password": "en helt ny setning"}, timeout=10)
        assert page.url.endswith("/facilitator") and "Bygda" in page.text
        assert requests.get(link, timeout=10).status_code == 404, "used once"
        wait_for(lambda: gone)
        seminar = f"{server.base}/facilitator/{lost.number}"
        assert lost.http.get(seminar, timeout=10).status_code == 401
        assert lost.do("open_doors")["ok"] is False
        assert found.http.get(seminar, timeout=10).status_code == 200
        found.connect(lost.token)
        found.must("open_doors")
        found.close()
        lost.close()


def test_a_link_to_make_an_account_changes_no_password_and_the_other_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with running(tmp_path) as server:
        swapped = server.link.replace("/start/", "/password/")
        told = {"name": "Eve", "email": "eve@example.org", "password": "en lang setning"}
        assert requests.post(swapped, data=told, timeout=10).status_code == 404
        assert requests.post(server.link, data=told, timeout=10).ok
        renews = user(tmp_path, server, "eve@example.org").stdout.strip()
        swapped = renews.replace("/password/", "/start/")
        assert requests.post(swapped, data=told, timeout=10).status_code == 404
