"""The follow-up by e-mail, through a real mail server: each notice once, at its time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select

from config import Config
from live import mail
from live.postman import Postman
from methods import clock, notices
from methods.letters import Letter
from models import Agreement, Notice
from storage import Storage
from tests.cast import Cast, Player
from tests.smtp import MailServer

HELD = datetime(2026, 12, 1, 12)
DAY = timedelta(days=1)


@pytest.fixture
def post() -> Iterator[MailServer]:
    made = MailServer()
    yield made
    made.close()


class Year:
    """A seminar with one agreement, and the calendar in our hand."""

    def __init__(self, cast: Cast, post: MailServer, patch: pytest.MonkeyPatch) -> None:
        self.cast, self.post, self.day = cast, post, HELD
        patch.setattr(clock, "now", lambda: self.day.timestamp())
        self.anna: Player = cast.join("Anna", "nn")
        cast.lead_to("avtaler")
        self.deal = self.anna.does("propose", what="Nattbuss på prøve")["agreement"]
        self.anna.does("collect", agreement=self.deal, name="Anna Å",
                       contact="anna@example.org", consent_group=True)  # fmt: skip
        cast.lead_to("etter")
        cast.facilitator.does("end", None)

    def postman(self) -> Postman:
        """A new one, as after a restart."""
        config = Config(url="https://floke.example.org", smtp=self.post.settings)
        return Postman(config, self.cast.storage)

    def states(self) -> Counter[str]:
        with self.cast.storage.reading() as db:
            return Counter(db.scalars(select(Notice.state)))


@pytest.fixture
def year(cast: Cast, post: MailServer, monkeypatch: pytest.MonkeyPatch) -> Year:
    return Year(cast, post, monkeypatch)


def test_a_year_of_notices_each_once_across_ten_restarts(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process dies after the mail server has the mail and before it is noted as sent."""
    postman, killed, at = year.postman(), [], {}
    for n in range(366):
        year.day = HELD + n * DAY
        if n % 36 == 1:
            postman = year.postman()  # ten times
        if n == 14:
            with monkeypatch.context() as patch:
                patch.setattr(postman, "_settle", lambda *_: (_ for _ in ()).throw(SystemExit))
                with pytest.raises(SystemExit):
                    postman.round()
            killed.append(n)
            postman = year.postman()
        if n == 250:
            year.cast.facilitator.does("close_agreement", agreement=year.deal, status="done")
        postman.round()
        at[n] = len(year.post.mail)
    ids = [m["Message-ID"] for m in year.post.mail]
    assert len(ids) == len(set(ids)), "something was sent twice"
    days = [(datetime.strptime(m["Date"][5:16], "%d %b %Y") - HELD).days + 1
            for m in year.post.mail if m["Subject"].startswith(("Korleis", "Hvordan"))]  # fmt: skip
    assert days == [14, 44, 74, 104, 134, 164, 194, 224]
    asked = next(m for m in year.post.mail if m["Subject"].startswith("Korleis"))
    told = str(next(asked.iter_parts()).get_content())
    assert told.count("https://floke.example.org/deal/") == 5  # three answers, the page, leaving
    assert asked["List-Unsubscribe"].strip()[:9] == "<https://" and asked["List-Unsubscribe-Post"]
    assert at[365] == at[249], "something was sent after it was done"
    assert year.states()["uncertain"] == 1 and not year.states()["sending"]


def test_an_unreachable_server_is_tried_again_and_told_of(year: Year) -> None:
    year.post.close()
    told = year.postman().round()
    assert told["unreachable"] == 1 and not told["sent"]
    assert year.states() == {"failed": 1, "waiting": told["planned"] - 1}
    with year.cast.storage.reading() as db:
        failed = db.scalars(select(Notice).where(Notice.state == "failed")).one()
    assert notices.ERRORS[failed.error] and failed.next_at == clock.now() + notices.DELAYS[0]
    year.post = MailServer()
    year.day += timedelta(seconds=notices.DELAYS[0])
    assert year.postman().round()["sent"] == told["planned"]
    year.post.close()


@pytest.mark.parametrize(("verb", "answer", "error", "tried"), [
    ("RCPT", "550 nobody here", "address", False),
    ("MAIL", "451 later", "refused", True),
    ("DATA", "554 spam", "refused", True),
    ("TEXT", "", "uncertain", False),
])  # fmt: skip
def test_what_the_mail_server_says_is_kept_in_words(year: Year, verb: str, answer: str,
                                                    error: str, tried: bool) -> None:  # fmt: skip
    year.post.fails[verb] = answer
    assert year.postman().round()[error]
    with year.cast.storage.reading() as db:
        found = db.scalars(select(Notice).where(Notice.error == error)).first()
    assert found is not None and bool(found.next_at) == tried
    before = len(year.post.mail)
    year.post.fails.clear()
    with year.cast.storage.writing() as db:
        notices.again(db, year.cast.seminar, found.id)
        db.commit()
    year.postman().round()
    assert len(year.post.mail) > before and not year.states()["uncertain"]


def test_two_processes_do_not_both_send(year: Year) -> None:
    one, two = year.postman(), year.postman()
    one._plan()
    with year.cast.storage.reading() as db:
        ready = notices.ready(db)
    assert ready and sum(one._send([n]) + two._send([n]) for n in ready) == len(ready)
    assert len(year.post.mail) == len(ready)


def test_what_one_reader_is_told_in_a_round_comes_in_one_letter(year: Year) -> None:
    """How does it go, and: it is handed over in a week."""
    found = year.cast.db.get_one(Agreement, year.deal)
    found.handover_when = (HELD + 21 * DAY).date().isoformat()
    year.cast.db.commit()
    year.day += 13 * DAY
    year.postman().round()
    before, year.day = len(year.post.mail), year.day + DAY
    assert year.postman().round()["sent"] == 2
    [sent] = year.post.mail[before:]
    assert sent["Subject"].endswith("(og 1 til)") and sent["List-Unsubscribe"]
    for kind in ("plain", "html"):
        body = sent.get_body((kind,))
        assert body is not None
        told = body.get_content()
        assert told.count("/deal/") == 9 if kind == "plain" else "<h2>" in told
        assert told.count("Hei, Anna Å!") == 1 and told.count("?say=done") == 2


def test_without_a_mail_server_everything_waits_for_paper(year: Year) -> None:
    postman = year.postman()
    postman.config = replace(postman.config, smtp=None)
    told = postman.round()
    assert told["planned"] and year.states() == {"waiting": told["planned"]}
    assert not year.post.mail


def test_a_letter_has_no_header_that_people_wrote(year: Year) -> None:
    with year.cast.storage.writing() as db:
        db.execute(delete(Notice))
        db.commit()
    year.cast.seminar.title = "Bygda\r\nBcc: all@example.org\r\n\r\nHei"
    year.cast.db.commit()
    year.postman().round()
    sent = year.post.mail[0]
    assert sent["Bcc"] is None and "Bcc: all@example.org" in sent["Subject"]
    assert sent["Auto-Submitted"] == "auto-generated" and sent["Date"]
    assert sent.get_body(("html",)) and sent.get_body(("plain",))
    with pytest.raises(mail.Unsent):
        mail.message(letter(), year.post.settings, "a@example.org\r\nBcc: b@example.org", "k")


def letter() -> Letter:
    return Letter("nb", "Hei", ["Hei"], [])


def test_a_rehearsal_writes_to_nobody(year: Year, storage: Storage) -> None:
    year.cast.seminar.rehearses = year.cast.seminar.id
    year.cast.db.commit()
    assert not year.postman().round()["planned"]
