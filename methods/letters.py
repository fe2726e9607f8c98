"""What a notice says: warm, short, what was agreed, what to do, and how to leave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from methods import followers, schedule
from methods.due import Wanted
from models import Agreement
from translations import N_, _, day, language, use

CHOICES = (
    ("unchanged", N_("Nothing has changed")),
    ("done", N_("It is done")),
    ("help", N_("We need help")),
)
SUBJECTS = {
    "outcome": N_("What came out of “%(seminar)s”"),
    "draft": N_("Read the report of “%(seminar)s” before it goes out"),
    "archive": N_("“%(seminar)s” is removed in a month"),
    "first": N_("The first words about “%(what)s”"),
    "status": N_("How is it going with “%(what)s”?"),
    "handover_30": N_("“%(what)s” is handed over in a month"),
    "handover_7": N_("“%(what)s” is handed over in a week"),
    "evaluate": N_("What came of “%(what)s”?"),
    "overdue_deputy": N_("Can you see to “%(what)s”?"),
    "overdue_contact": N_("Nobody has heard of “%(what)s”"),
}
ROLES = {
    "collector": N_("the collector"),
    "deputy": N_("the deputy"),
    "receiver": N_("the one who takes over"),
    "member": N_("one who takes part"),
    "news": N_("one who wants news"),
    "contact": N_("the municipality"),
    "facilitator": N_("who led the seminar"),
}
BODIES = {
    "outcome": N_("Thank you for taking part. What you came to, and who does what now, can be "
                  "read by everyone."),
    "draft": N_("The seminar is over, and the draft of the report is ready. Read it and put right "
                "what is wrong; it should go out within three working days."),
    "archive": N_("The years that we keep a seminar are over. In a month it is removed whole, with "
                  "agreements and results. Take out a copy for the archive before then."),
    "first": N_("You are the collector of this. By %(first)s they should have heard from "
                "you: when you meet, and what happens first. A few lines are enough."),
    "status": N_("You are the collector of this. Tell the others how it is going: one word is "
                 "enough."),
    "handover_30": N_("It is handed over on %(handover)s. Is everything ready: who takes over, "
                      "and what do they have to know?"),
    "handover_7": N_("It is handed over on %(handover)s, in a week. Talk together before then, "
                     "or choose another date."),
    "evaluate": N_("It is time to look back: what came of it, and what did you learn? What "
                   "went wrong is worth as much as what went well."),
    "overdue_deputy": N_("A date has passed, and we have heard nothing for two weeks. You are the "
                         "deputy: have a word with the collector, and tell how it goes."),
    "overdue_contact": N_("A date has passed, and nobody who takes part has told how it goes. "
                          "Somebody from the municipality should ask whether they need help."),
}  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """A notice in one reader's language, for an e-mail or for paper."""

    language: str
    subject: str
    lines: list[str]
    links: list[tuple[str, str]]  # what it says, and the whole address
    small: list[str] = field(default_factory=list)
    leave: str = ""  # where one press ends it
    more: list[Letter] = field(default_factory=list)  # what else the reader is told, below it

    def text(self) -> str:
        """All of it as plain text."""
        told: list[str] = []
        for each in (self, *self.more):
            told += each.lines if each is self else [f"* {each.subject}", *each.lines[1:]]
            told += [f"{label}:\n{url}" for label, url in each.links]
        return "\n\n".join([*told, *self.endings()]) + "\n"

    def endings(self) -> list[str]:
        """The small print of all of it, each line once."""
        return list(dict.fromkeys(line for each in (self, *self.more) for line in each.small))


def bound(letters: list[Letter]) -> Letter:
    """Several letters to one reader as one: nobody gets a heap of mail in a morning.

    Where they are left by different links, only the text has them.
    """
    first, *more = letters
    if not more:
        return first
    with use(first.language):
        subject = _("%(subject)s (and %(n)s more)", subject=first.subject, n=len(more))
    leave = first.leave if {each.leave for each in more} == {first.leave} else ""
    return replace(first, subject=subject, leave=leave, more=more)


def write(wanted: Wanted, address: str, key: bytes | str) -> Letter:
    """The letter for its reader. `address` is where the server is found, `key` its secret."""
    with use(wanted.reader.language):
        own = followers.path(key, wanted.reader.follower) if wanted.reader.follower else ""
        leave = f"{address}{own}/leave" if own else ""
        title = _(SUBJECTS[wanted.due.kind], **_words(wanted))
        return Letter(language(), title, _lines(wanted), _links(wanted, address, own),
                      _small(wanted, leave), leave)  # fmt: skip


def subject(kind: str, about: str, seminar: str) -> str:
    """What a notice is about, for who looks after them: of an agreement, or of the seminar."""
    return _(SUBJECTS[kind], what=_short(about), seminar=_short(seminar))


def role(reader: str) -> str:
    """What a notice's reader is to the agreement."""
    return _(ROLES[reader.partition(":")[0]])


def _words(wanted: Wanted) -> dict[str, str]:
    deal, about = wanted.deal, wanted.agreement
    return {
        "seminar": _short(wanted.seminar.title),
        "what": _short(about.what) if about else "",
        "first": day(schedule.first_note(deal).isoformat()) if deal else "",
        "handover": day(deal.handover.isoformat()) if deal and deal.handover else "",
    }


def _short(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _lines(wanted: Wanted) -> list[str]:
    name = wanted.reader.name
    found = [_("Hello, %(name)s!", name=_short(name)) if name else _("Hello!")]
    if wanted.agreement:
        found += _agreed(wanted.agreement, wanted.seminar.title)
    return [*found, _(BODIES[wanted.due.kind], **_words(wanted))]


def _agreed(about: Agreement, seminar: str) -> list[str]:
    found = [_("This was agreed in “%(seminar)s”: %(what)s", seminar=_short(seminar),
               what=about.what)]  # fmt: skip
    if about.first_step:
        found.append(_("First step: %(step)s", step=about.first_step))
    if about.next_date:
        found.append(_("Next meeting %(day)s", day=day(about.next_date)))
    return found


def _links(wanted: Wanted, address: str, own: str) -> list[tuple[str, str]]:
    """Three answers of one press each, and the reader's own page; or what anybody may read."""
    kind = wanted.due.kind
    led = f"{address}/facilitator/{wanted.seminar.id}"
    outcome = (_("What came out of the seminar"), f"{address}/outcome/{wanted.seminar.token}")
    if kind == "archive":
        archive = f"{led}/archive" if wanted.seminar.state == "ended" else led
        return [(_("Take out a copy"), archive), outcome]
    if kind == "draft":
        return [(_("Read the draft"), f"{led}/report")]
    if kind == "outcome" or not own:
        return [outcome]
    choices = [(_(label), f"{address}{own}?say={say}") for say, label in CHOICES]
    return [*choices, (_("Write more, or move the date"), f"{address}{own}")]


def _small(wanted: Wanted, leave: str) -> list[str]:
    found = []
    if wanted.seminar.contact:
        found.append(_("Questions: %(contact)s", contact=wanted.seminar.contact))
    if leave:
        found.append(_("You get this because you said yes in the seminar. Leave with one press, "
                       "and we forget your address: %(link)s", link=leave))  # fmt: skip
    return found
