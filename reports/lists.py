"""The outcome as lists: one for each kind of thing, as rows of plain values, numbers as numbers.

A list's `name` is the same in every language, for files and links; its title, head and words are
in the language of now. Spreadsheets are made from these and from nothing else (spec/reports.md).
"""

from __future__ import annotations

from typing import Any

from methods import items, plans
from methods.activities.follow.statuses import LABELS as STATUSES
from methods.roles import LABELS
from methods.told import told
from reports import lists_votes, lists_years
from reports.corner import STATES
from reports.readings.common import TOPIC, why
from reports.rows import Cell, List, yes
from translations import LANGUAGES, _, pick

__all__ = ["Cell", "List", "lists"]

Data = dict[str, Any]


def lists(outcome: Data) -> list[List]:
    """Every list the outcome has, in the order of a report; one without rows is left out."""
    if outcome.get("kind") == "aarsrapport":
        return lists_years.lists(outcome)
    made = [
        participation(outcome),
        problems(outcome),
        topics(outcome),
        ideas(outcome),
        *lists_votes.votes(outcome),
        *lists_votes.ballots(outcome),
        agreements(outcome),
        plan_links(outcome),
        questions(outcome),
        lessons(outcome),
        changes(outcome),
    ]
    return [one for one in made if one.rows]


def participation(outcome: Data) -> List:
    """How many took part; breakdowns only as the outcome has them, of five and more."""
    took = outcome["participation"]
    rows: list[list[Cell]] = [
        [_("Everyone"), "", took["present"]],
        [_("Without a phone"), "", took.get("without_phone", 0)],
        [_("Tables"), "", took["tables"]],
    ]
    words = {role: _(label) for role, label in LABELS.items()}
    for by, names, part in ((_("Role"), words, "roles"), (_("Language"), LANGUAGES, "languages"),
                            (_("Channel"), {}, "channels")):  # fmt: skip
        rows += [[by, names.get(key, key), n] for key, n in took.get(part, {}).items()]
    return List("participation", _("Who took part"), [_("What"), _("Which"), _("Number")], rows)


def problems(outcome: Data) -> List:
    """Every problem, merged ones too, and what became of it."""
    head = [_("No."), _("Title"), _("Text"), _("Table"), _("Merged into"), _("Ticks"), _("Rank"),
            _("Went on"), _("Nearly in"), _("Status"), _("Why it stopped"),
            _("Number before")]  # fmt: skip
    rows = [[i["number"], i["title"], i["text"], i["group"], i["merged_into"], *_fate(i),
             *_status(i), i.get("source", "")] for i in outcome["problems"]]  # fmt: skip
    return List("problems", _("Problems"), head, rows)


def topics(outcome: Data) -> List:
    """What went on from the vote, and how far each came."""
    head = [_("No."), _("Title"), _("Ticks"), _("Rank"), _("Tables"), _("People"), _("Ideas"),
            _("Ideas that went on"), _("Agreements"), _("Status"), _("Why it stopped")]  # fmt: skip
    rows = [[t["number"], items.told(t["title"]), t["ticks"], t["rank"], t["tables"], t["people"],
             t["ideas"], t["kept"], len(t["agreements"]), *_status(t)]
            for t in outcome["topics"]]  # fmt: skip
    return List("topics", _("Topics"), head, rows)


def ideas(outcome: Data) -> List:
    """Every idea, and the number of the problem it is about."""
    head = [_("No."), _("Title"), _("Text"), _("About problem"), _("Merged into"), _("Ticks"),
            _("Rank"), _("Went on"), _("Nearly in")]  # fmt: skip
    rows = [[i["number"], i["title"], i["text"], i["topic"], i["merged_into"], *_fate(i)]
            for i in outcome["ideas"]]  # fmt: skip
    return List("ideas", _("Ideas"), head, rows)


def _fate(item: Data) -> list[Cell]:
    return [item["ticks"], item["rank"], yes(item["shortlisted"]), yes(item["near_miss"])]


def _status(one: Data) -> list[Cell]:
    return [_(TOPIC[one["status"]]), why(one["reason"])]


def agreements(outcome: Data) -> List:
    """Every agreement as it was made; names and contacts only where the outcome has them."""
    head = [_("No."), _("What"), _("Status"), _("First step"), _("Next date"), _("Idea"),
            _("Topic"), _("Has a collector"), _("Collector"), _("Contact"), _("Has a deputy"),
            _("Members"), _("Responsible now"), _("Responsible later"), _("Handed over"),
            _("Plan"), _("Evaluated by")]  # fmt: skip
    rows = [
        [a["number"], a["what"], _(STATUSES[a["status"]]), a["first_step"], a["next_date"],
         a["idea"], a["topic"], yes(a["has_collector"]), a["collector"], a["contact"],
         yes(a["has_deputy"]), a["members"], a["owner_now"], a["owner_later"],
         a["handover_when"], a["plan_link"], a["evaluate_by"]]
        for a in outcome["agreements"]
    ]  # fmt: skip
    return List("agreements", _("Agreements"), head, rows)


def plan_links(outcome: Data) -> List:
    """What is to be taken into which plan, by when, and how far it has come."""
    head = [_("Agreement"), _("What"), _("Plan"), _("What is to stand there"), _("Case number"),
            _("Deadline for input"), _("Owner"), _("Status")]  # fmt: skip
    rows = [[p["agreement"], p["what"], plans.name(p["plan"]), p["text"], p["case_number"],
             p["deadline"], p["owner"], _(plans.STATUSES[p["status"]])]
            for p in outcome["plans"]]  # fmt: skip
    return List("plan-links", _("Links to plans"), head, rows)


def questions(outcome: Data) -> List:
    """What people asked beside the steps, and nothing of who."""
    titles = _titles(outcome)
    head = [_("Question"), _("State"), _("Answer"), _("During"), _("Others who wondered")]
    rows = [[q["text"], _(STATES[q["state"]]), q["answer"], titles.get(q["step"], ""),
             q["wonders"]] for q in outcome["corner"]["questions"]]  # fmt: skip
    return List("questions", _("Questions from the room"), head, rows)


def lessons(outcome: Data) -> List:
    """What went wrong before, and what it taught («room for failure»)."""
    head = [_("What went wrong"), _("What was learnt")]
    rows = [[one["happened"], one["learnt"]] for one in outcome["lessons"]]
    return List("lessons", _("What we learnt: room for failure"), head, rows)


def changes(outcome: Data) -> List:
    """What those who led changed on the way, each with its moment in UTC and its reason."""
    titles, head = _titles(outcome), [_("Moment (UTC)"), _("Step"), _("Change"), _("Reason")]
    rows = [[c["at"], titles.get(c["step"], ""), told(c["what"], c["data"]),
             c["data"].get("reason", "")] for c in outcome["changes"]]  # fmt: skip
    return List("changes", _("Choices and changes made on the way"), head, rows)


def _titles(outcome: Data) -> dict[str, str]:
    return {s["key"]: pick(s["title"]) for s in outcome["steps"]}
