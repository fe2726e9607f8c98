"""«Politikere»: a note to the municipal council of at most two pages, so each list is short."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activities.agree.reading import OWNERS
from methods.activity import Block
from reports.readings import common
from reports.readings.form import Reading, Section, heading, lines, more, or_why, short, table, text
from reports.topics import topic_vote
from translations import N_, _, decimal

Told = dict[str, Any]
MOST = 4  # lines of a list
TOPICS = 10
DIVIDES = {
    "home": N_("more than half of the ticks came from its own table"),
    "uneven": N_("the ticks were unevenly spread over the tables"),
    "polarised": N_("the answers stood at both ends"),
    "not_broad": N_("fewer than four in five can support it"),
}


def council(outcome: Told) -> Reading:
    """The headings are those of spec/reports.md, in their order."""
    free = [d for d in outcome["agreements"] if not common.needs_municipality(d)]
    sections = [
        Section("assignment", _("The commission"), _assignment(outcome)),
        Section("who", _("Who took part, and who was missing"), common.came(outcome)),
        Section("first", _("What residents and employees think matters most"), _first(outcome)),
        Section("unites", _("What unites and what divides"), _unites(outcome)),
        Section("deals", _("Agreements made without the municipality's resources"), or_why(
            lines([_deal(d) for d in free], MOST),
            _("No agreements were made without the municipality's resources."))),
        Section("asked", _("What the municipal council is asked to decide"), _decide(outcome)),
        Section("handover", _("Change of responsibility: what the municipality starts, ends and "
                              "takes over"), _responsibility(outcome)),
        Section("plans", _("Links to the planning strategy, the municipal plan, the action part "
                           "and the budget"), or_why(
            common.plans_in_short(outcome, 3), _("No agreement is linked to a plan yet."))),
        Section("next", _("Next report"), or_why(
            common.dates(outcome), _("No date is set for the next report."))),
    ]  # fmt: skip
    return common.cover(outcome, "politikere", _("Note to the municipal council"), sections)


def _assignment(outcome: Told) -> list[Block]:
    seminar = outcome["seminar"]
    asked = _("%(sponsor)s asked: “%(question)s”", sponsor=seminar["sponsor"],
              question=short(seminar["question"], 200)) if seminar["sponsor"] else \
        short(seminar["question"], 200)  # fmt: skip
    promise = _("What was promised: %(promise)s", promise=short(seminar["promise"], 200))
    return [text(asked), *([text(promise)] if seminar["promise"] else [])]


def _first(outcome: Told) -> list[Block]:
    rows = [[t["rank"], short(items.told(t["title"])), t["ticks"], _(common.TOPIC[t["status"]])]
            for t in outcome["topics"]]  # fmt: skip
    if not rows:
        return [text(_("No topics were chosen by a vote."))]
    made = [text(turnout(outcome)), *table(
        _("The topics with most ticks"), [_("Rank"), _("Topic"), _("Ticks"), _("Status")],
        rows[:TOPICS], 0, 2)]  # fmt: skip
    beside = len(rows) - TOPICS
    return [*made, text(more(beside))] if beside > 0 else made


def turnout(outcome: Told) -> str:
    """How many voted, of how many, in the vote that chose the topics."""
    vote = topic_vote(outcome)
    assert vote is not None
    told = vote["outcome"]
    share = 100 * told["ballots"] / told["present"] if told["present"] else 0
    return _("%(ballots)s of %(present)s voted (%(share)s %%).", ballots=told["ballots"],
             present=told["present"], share=decimal(share, 1))  # fmt: skip


def _unites(outcome: Told) -> list[Block]:
    ground = outcome["common_ground"]
    made = []
    for title, said in (
        (_("What gathers people across tables"),
         [short(items.told(r["title"])) for r in ground["unites"]]),
        (_("What people see differently"),
         [_apart(r) for r in ground["divides"]]),
    ):  # fmt: skip
        if said:
            made += [heading(title), *lines(said, 3)]
    return or_why(made, _("Too few voted, or at too few tables, to say what unites and what "
                          "divides."))  # fmt: skip


def _apart(row: Told) -> str:
    reason = row["why"]
    return f"{short(items.told(row['title']))} ({_(DIVIDES[reason])})"


def _deal(deal: Told) -> str:
    told = short(deal["what"])
    return _("%(what)s (first step: %(step)s)", what=told, step=short(deal["first_step"], 40)) \
        if deal["first_step"] else told  # fmt: skip


def _decide(outcome: Told) -> list[Block]:
    """What a council can say yes or no to: its own part in agreements, and what nobody took."""
    said = [_("The council takes note of the result.")]
    for d in outcome["agreements"]:
        if common.needs_municipality(d):
            said.append(_("The municipality's part in “%(what)s”", what=short(d["what"])))
    for t in outcome["topics"]:
        if t["status"] == "parked":
            said.append(_("Whether the municipality takes up “%(what)s”, which nobody took",
                          what=short(items.told(t["title"]))))  # fmt: skip
    return lines(said, MOST)


def _responsibility(outcome: Told) -> list[Block]:
    deals, own = outcome["agreements"], common.MUNICIPALITY
    starts = [d for d in deals if d["owner_now"] == own]
    ends = [d for d in starts if common.later(d) not in ("", own)]
    takes = [d for d in deals if common.later(d) == own and d["owner_now"] != own]
    made = []
    for title, found, key in (
        (_("The municipality starts"), starts, ""),
        (_("The municipality ends, and somebody else goes on"), ends, "owner_later"),
        (_("The municipality takes over"), takes, "owner_now"),
    ):
        if found:
            made += [heading(title), *lines([_moved(d, key) for d in found], 2)]
    stops = [
        text(_("To be stopped: %(what)s", what=short(s)))
        for s in common.written(outcome, "slutter")[:2]
    ]
    return or_why(made + stops, _("No change of responsibility is agreed."))


def _moved(deal: Told, key: str) -> str:
    told = short(deal["what"])
    if not key:
        return told
    if deal[key] in OWNERS:
        told += f" ({_(OWNERS[deal[key]])})"
    return f"{told}: {short(deal['handover_when'], 40)}" if deal["handover_when"] else told
