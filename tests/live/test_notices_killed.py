"""`run.py notices` as cron runs it: killed in the middle of a mail, and run again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from methods import clock
from methods.shelf import alone
from models import Notice
from storage import Storage
from tests.cast import Cast
from tests.smtp import MailServer

ROOT = Path(__file__).parent.parent.parent


class Hanging(MailServer):
    """It takes the mail, and never says so."""

    def __init__(self) -> None:
        super().__init__()
        self.has_it, self.goes_on = threading.Event(), threading.Event()

    def taken(self) -> None:
        self.has_it.set()
        self.goes_on.wait()


def command(storage: Storage, post: MailServer, folder: Path, day: str) -> subprocess.Popen[str]:
    given = {
        "FLOKE_SMTP_HOST": "127.0.0.1", "FLOKE_SMTP_PORT": str(post.settings.port),
        "FLOKE_SMTP_TLS": "none", "FLOKE_SMTP_FROM": "floke@example.org", "FLOKE_DAY": day,
        "DATABASE_URL": storage.read.url.render_as_string(hide_password=False),
        "FLOKE_DATA": str(folder), "FLOKE_SECRET": "x" * 32, "FLOKE_URL": "https://floke.example",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "run.py", "notices"], cwd=ROOT, text=True,
                            env=os.environ | given, stdout=subprocess.PIPE)  # fmt: skip


@pytest.mark.server
def test_one_that_is_killed_in_the_middle_is_never_sent_twice(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: 1_796_126_400.0)  # noon on 1 December 2026, in UTC
    cast = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    anna = cast.join("Anna")
    deal = anna.does("propose", what="Delebil")["agreement"]
    anna.does("collect", agreement=deal, name="Anna", contact="anna@example.org",
              consent_group=True)  # fmt: skip
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    cast.close()

    slow = Hanging()
    first = command(storage, slow, tmp_path, "2026-12-02")
    assert slow.has_it.wait(60)
    first.kill()
    first.communicate()
    slow.goes_on.set()
    slow.close()

    post = MailServer()
    for day in ("2026-12-03", "2026-12-04"):
        done = command(storage, post, tmp_path, day)
        assert done.communicate()[0] and done.returncode == 0
    post.close()
    ids = [mail["Message-ID"] for mail in [*slow.mail, *post.mail]]
    assert len(slow.mail) == 1 and len(post.mail) >= 2 and len(set(ids)) == len(ids)
    with storage.reading() as db:
        assert len(db.scalars(select(Notice).where(Notice.state == "uncertain")).all()) == 1
