"""What every print has: the seminar's words and language, its codes, and its paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date, format_time

from methods.refusal import Refused
from models import Seminar
from translations import N_, _, language


@dataclass(frozen=True)
class Asked:
    """What is asked of a print; each takes what it knows. `address` is where phones find us."""

    address: str
    paper: str = ""
    channel: str = ""  # its key
    step: int = 0
    first: int = 0  # of ballots or tables, from and to; 0 is what is usual
    last: int = 0
    key: str = ""  # the server's secret, of which people's own links are made
    mail: bool = False  # whether those with an address get an e-mail


Print = tuple[str, dict[str, Any]]  # the sheet in reports/prints/sheets, and its data


def begin(seminar: Seminar, title: str, paper: str) -> dict[str, Any]:
    """The data that reports/prints/sheets/floke.typ reads; `title` is the document's."""
    return {
        "title": title,
        "language": language(),
        "paper": paper,
        "seminar": seminar.title,
        "question": seminar.question,
        "sponsor": seminar.sponsor,
        "code": seminar.code,
        "when": when(seminar.begins),
        "venue": seminar.venue,
    }


def paper(asked: str, *papers: str) -> str:
    """The size asked for, if this print is made in it; else its first."""
    return asked if asked in papers else papers[0]


def link(address: str, seminar: Seminar, **way: str | int) -> str:
    """Where a code leads: the seminar's page, with the channel, table or topic it stands for."""
    asked = "&".join(f"{name}={value}" for name, value in way.items() if value)
    return f"{address}/s/{seminar.token}" + (asked and f"?{asked}")


def when(begins: str) -> str:
    """The moment as people write it: tirsdag 1. desember 2026 kl. 18.00. Nothing of nothing."""
    if not begins:
        return ""
    moment, told = datetime.fromisoformat(begins), "en_GB" if language() == "en" else language()
    return _("%(day)s at %(time)s", day=format_date(moment, "full", locale=told),
             time=format_time(moment, "short", locale=told))  # fmt: skip


def not_ended(seminar: Seminar) -> None:
    """Refuses what nobody can use any more."""
    if seminar.state == "ended":
        raise Refused("ended_print", N_("The seminar has ended, so this print would lead nobody "
                                        "anywhere. The poster of agreements can still be "
                                        "printed."))  # fmt: skip
