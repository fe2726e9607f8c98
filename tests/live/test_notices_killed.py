"""`run.py notices` as cron runs it: killed in the middle of a mail, and two beside each other."""

from __future__ import annotations

import os
import re
import ssl
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
import trustme
from sqlalchemy import select

from methods import clock, followers
from methods.shelf import alone
from models import Notice
from storage import Storage
from tests.cast import Cast
from tests.live.test_notices_secure import shows, trusts
from tests.smtp import MailServer

ROOT = Path(__file__).parent.parent.parent


class Hanging(MailServer):
    """It takes the first mail, and does not say so before `goes_on`."""

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        super().__init__(trust, "starttls" if trust else "none")
        self.has_it, self.goes_on = threading.Event(), threading.Event()

    def taken(self) -> None:
        if not self.has_it.is_set():
            self.has_it.set()
            self.goes_on.wait()


def command(storage: Storage, post: MailServer, folder: Path, day: str) -> subprocess.Popen[str]:
    given = {
        "FLOKE_SMTP_HOST": "127.0.0.1", "FLOKE_SMTP_PORT": str(post.settings.port),
        "FLOKE_SMTP_TLS": post.tls, "FLOKE_SMTP_FROM": "floke@example.org", "FLOKE_DAY": day,
        "FLOKE_SMTP_USER": post.settings.user, "FLOKE_SMTP_PASSWORD": post.settings.password,
        "DATABASE_URL": storage.read.url.render_as_string(hide_password=False),
        "FLOKE_DATA": str(folder), "FLOKE_SECRET": "x" * 32, "FLOKE_URL": "https://floke.example",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "run.py", "notices"], cwd=ROOT, text=True,
                            env=os.environ | given, stdout=subprocess.PIPE)  # fmt: skip


@pytest.fixture
def held(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seminar that ended at noon, in UTC, on 1 December 2026; six want news of it."""
    monkeypatch.setattr(clock, "now", lambda: 1_796_126_400.0)
    cast = Cast(storage, size=12, method=alone()["alone_agree"], lines="Kino\nSkyss")
    anna = cast.join("Anna")
    deal = anna.does("propose", what="Delebil")["agreement"]
    anna.does("collect", agreement=deal, name="Anna", contact="anna@example.org",
              consent_group=True)  # fmt: skip
    for name in ("bo", "cai", "dag", "eva", "finn", "gro"):
        followers.add(cast.db, cast.seminar, None, "news", email=f"{name}@example.org")
    cast.facilitator.does("close")
    cast.facilitator.does("end")
    cast.close()


@pytest.mark.server
@pytest.mark.usefixtures("held")
def test_one_that_is_killed_in_the_middle_is_never_sent_twice(
    storage: Storage, tmp_path: Path
) -> None:
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


@pytest.mark.server
@pytest.mark.usefixtures("held")
def test_two_processes_at_once_share_the_notices_and_send_none_twice(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one is in the middle of a mail while the other sends all the rest; over TLS."""
    authority = trustme.CA()
    trusts(authority, tmp_path / "authority.pem", monkeypatch)
    post = Hanging(shows(authority, "127.0.0.1"))
    both = [command(storage, post, tmp_path, "2026-12-02") for _ in range(2)]
    assert post.has_it.wait(60)
    while all(process.poll() is None for process in both):
        threading.Event().wait(0.05)
    post.goes_on.set()
    said = [process.communicate()[0] for process in both]
    post.close()
    sent = [int(count) for text in said for count in re.findall(r"sent (\d+)", text)]
    ids = [mail["Message-ID"] for mail in post.mail]
    assert len(ids) == len(set(ids)) and min(sent) >= 1, said
    with storage.reading() as db:
        states = Counter(db.scalars(select(Notice.state)))
    assert (
        states["sent"] == sum(sent) >= 7
        and not states["sending"] + states["failed"] + states["uncertain"]
    )
