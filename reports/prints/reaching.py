"""The invitation to those who reach many: union representatives, associations, schools, the press.

Each is a text to copy and to change, in the language of now (spec/ovre-eiker.md, step 0).
"""

from __future__ import annotations

from dataclasses import dataclass

from models import Seminar
from translations import _


@dataclass(frozen=True)
class Held:
    """What all of them say: who invites, when and where, and the link."""

    seminar: Seminar
    invites: str
    at: str  # the moment and the place; empty while neither is known
    to: str

    def practical(self) -> list[str]:
        """When and where, what happens afterwards, the link, and whom to ask."""
        seminar = self.seminar
        return [
            _("When and where: %(held)s", held=self.at) if self.at else "",
            _("What happens afterwards: %(promise)s", promise=seminar.promise)
            if seminar.promise else "",
            _("Read more, and join on the day: %(link)s", link=self.to),
            _("Questions: %(contact)s", contact=seminar.contact) if seminar.contact else "",
        ]  # fmt: skip

    def opening(self) -> str:
        """Who invites to what, as a letter begins."""
        return _("%(invites)s to “%(title)s”. The question is: %(question)s",
                 invites=self.invites, title=self.seminar.title,
                 question=self.seminar.question)  # fmt: skip


def union(held: Held) -> list[str]:
    """To union representatives: part in it as those who know the work, and no negotiation."""
    return [
        _("To the union representatives"),
        held.opening(),
        _("You and your members know the work from the inside: what stands in the way, what works, "
          "and what should have been tried long ago. We need that in the room from the start, not "
          "as a comment on something finished."),
        _("This is not a negotiation, and it does not replace one. Agreements and consultation go "
          "their usual way. Here leaders, employees and residents sit at the same tables, every "
          "voice counts the same, and nobody can see what you vote."),
        _("Please pass this on to your members. If somebody needs a swapped shift or time off to "
          "come, tell us and the employer early."),
        *held.practical(),
    ]  # fmt: skip


def club(held: Held) -> list[str]:
    """To clubs and associations: what they see, two or three of each, read out at a meeting."""
    return [
        _("To the board and everybody who lends a hand"),
        held.opening(),
        _("You bring people together every week, and you notice early when something changes: who "
          "stops coming, what there is no room for, what people gladly do without being paid for "
          "it. Few know this place better."),
        _("Come two or three of you, gladly of different ages, and bring somebody who does not "
          "usually speak at meetings. You need neither a proposal nor the backing of your board. "
          "You come as yourselves."),
        _("Read this out at your next meeting or practice, or share the link where your members "
          "are."),
        *held.practical(),
    ]  # fmt: skip


def school(held: Held) -> list[str]:
    """To a school: pupils, parents and staff."""
    return [
        _("To pupils, parents and staff"),
        held.opening(),
        _("Those who are young today will live longest with what is decided now. That is why we "
          "want pupils at the tables, side by side with adults. A pupil's vote counts as much as "
          "a mayor's."),
        _("Nobody has to speak to the whole room. You write, alone and with those at your table, "
          "and you vote on your phone or on paper. Nobody can see what you voted."),
        *held.practical(),
    ]  # fmt: skip


def press(held: Held) -> list[str]:
    """A press release: the news first, what may be reported, and whom to call."""
    seminar = held.seminar
    return [
        _("Press release: %(question)s", question=seminar.question),
        _("%(sponsor)s invites everybody to “%(title)s”: an open seminar where the residents "
          "themselves choose what is to be worked on.",
          sponsor=seminar.sponsor, title=seminar.title) if seminar.sponsor else
        _("Everybody is invited to “%(title)s”: an open seminar where the residents themselves "
          "choose what is to be worked on.", title=seminar.title),
        _("There are no lectures and no finished proposals. People sit together at tables, put "
          "into words what stands in the way, and choose together what matters most. Every vote "
          "counts the same and is secret."),
        _("It is open to all. Nobody has to sign up, and those without a phone take part on "
          "paper."),
        _("The press is welcome. Please ask people before you photograph or quote them. The "
          "results are open as soon as they are shown in the room."),
        *held.practical(),
    ]  # fmt: skip
