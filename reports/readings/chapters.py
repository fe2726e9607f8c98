"""What each chapter of the full report tells of itself, beside the steps that stand under it."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activities.gather.reading import verdict
from methods.activity import Block
from reports import corner, fates, reading
from reports.readings import common
from reports.readings.form import Section, heading, lines, or_why, table, text
from translations import N_, _, day, ngettext

Told = dict[str, Any]
WORDS = (
    (N_("Floke"), N_("A wicked problem that nobody can solve alone.")),
    (N_("Problem"), N_("What is wrong, as somebody in the room sees it.")),
    (N_("Topic"), N_("A problem that went on from the vote, and got a flip-over of its own.")),
    (N_("Tick"), N_("A vote for a problem or an idea. Everybody's counts the same.")),
    (N_("Bridging"), N_("Many ticks from many tables, and not only from one.")),
    (N_("Table-fair"), N_("The count if every table weighed the same.")),
    (N_("The second sieve"), N_("A new vote, on the ideas.")),
    (N_("Agreement"), N_("What people will do, with a first step, a date and a collector.")),
    (N_("Collector"), N_("The one who looks after an agreement and calls people together.")),
    (N_("Change of responsibility"), N_("When an agreement goes from one owner to another.")),
    (N_("Hypothesis"), N_("What we believe, until findings speak for or against it.")),
    (N_("Decision point"), N_("Where the way on is chosen, and why is written down.")),
)


def summary(outcome: Told) -> list[Block]:
    """The numbers in one paragraph, and the topics and agreements as two short lists."""
    took = outcome["participation"]
    people = ngettext("%(n)s person took part", "%(n)s people took part", took["present"])
    counts = [
        ngettext("%(n)s problem", "%(n)s problems", len(outcome["problems"])),
        ngettext("%(n)s topic", "%(n)s topics", len(outcome["topics"])),
        ngettext("%(n)s idea", "%(n)s ideas", len(outcome["ideas"])),
        ngettext("%(n)s agreement", "%(n)s agreements", len(outcome["agreements"])),
    ]
    return [text(f"{people}: {', '.join(counts)}."), *common.chart(outcome),
            *lines([f"{d['number']}. {d['what']}" for d in outcome["agreements"]])]  # fmt: skip


def assignment(outcome: Told) -> list[Block]:
    seminar = outcome["seminar"]
    told = [
        (_("Asked by: %(sponsor)s", sponsor=seminar["sponsor"]), seminar["sponsor"]),
        (_("The question: %(question)s", question=seminar["question"]), seminar["question"]),
        (_("The promise: %(promise)s", promise=seminar["promise"]), seminar["promise"]),
    ]
    made = [text(said) for said, there in told if there]
    if not seminar["promise"]:
        made.append(text(_("Nothing was promised in writing.")))
    return made + (reading.journey(outcome) if seminar["journey"] else [])


def invitation(outcome: Told) -> list[Block]:
    rows = [[name, n] for name, n in outcome["participation"]["channels"].items()]
    return table(_("How people were invited"), [_("Channel"), _("Came by it")], rows, 1)


def participation(outcome: Told) -> list[Block]:
    whole = {**outcome, "participation": {**outcome["participation"], "channels": {}}}
    return [*reading.participation(whole), *common.came(outcome)]


def held(outcome: Told) -> list[Block]:
    if not outcome["steps"]:
        return []
    told = _("%(planned)s minutes were planned for the steps that were held, and %(spent)s were "
             "spent.", **outcome["time"])  # fmt: skip
    return [text(told), *reading.times(outcome)]


def topics(outcome: Told) -> list[Block]:
    rows = [[t["rank"], t["number"], items.told(t["title"]), t["ticks"],
             "" if t["people"] is None else t["people"], t["ideas"],
             _(common.TOPIC[t["status"]]), common.why(t["reason"])]
            for t in outcome["topics"]]  # fmt: skip
    head = [_("Rank"), _("No."), _("Topic"), _("Ticks"), _("People"), _("Ideas"), _("Status"),
            _("Why it stopped")]  # fmt: skip
    return table(_("What became of each topic"), head, rows, 0, 1, 3, 4, 5)


def deals(outcome: Told) -> list[Block]:
    cards, chain = common.deal_cards(outcome), fates.blocks(outcome)
    above = [heading(_("From problem to agreement")), *chain] if chain else []
    return cards + above + common.dates(outcome)


def hypotheses(outcome: Told) -> list[Block]:
    rows = [[items.told(h["title"]), h["for"], h["against"], h["mixed"], verdict(h["verdict"])]
            for h in outcome["hypotheses"]]  # fmt: skip
    head = [_("Hypothesis"), _("For"), _("Against"), _("Mixed"), _("What we learned")]
    return table(_("What the findings say"), head, rows, 1, 2, 3)


def lessons(outcome: Told) -> list[Block]:
    where = {"room": _("the seminar"), "agreement": _("an agreement")}
    rows = [[le["happened"], le["learnt"], where[le["from"]]] for le in outcome["lessons"]]
    return table(_("What went wrong, and what it taught us"),
                 [_("What went wrong"), _("What was learnt"), _("From")], rows)  # fmt: skip


def evaluation(outcome: Told) -> list[Block]:
    rows = [[d["what"], day(d["evaluate_by"])] for d in outcome["agreements"] if d["evaluate_by"]]
    return table(_("When the agreements are evaluated"), [_("Agreement"), _("Evaluated by")], rows)


def method(outcome: Told) -> list[Block]:
    return or_why(reading.changes(outcome), _("It was held as planned, with no exceptions."))


def appendix(outcome: Told) -> list[Section]:
    """Every problem and idea with its fate, the room's questions, and the words explained."""
    asked = [Section(s["id"], s["title"], s["blocks"], 3) for s in corner.sections(outcome)
             if s["id"] == "questions"]  # fmt: skip
    words = [[_(word), _(said)] for word, said in WORDS]
    return [
        Section("every-problem", _("Every problem"), or_why(
            _problems(outcome), _("No problems were written.")), 3),
        Section("every-idea", _("Every idea"), or_why(
            _ideas(outcome), _("No ideas were written.")), 3),
        *asked,
        Section("words", _("Glossary"), table(
            _("Words in this report"), [_("Word"), _("What it means")], words), 3),
    ]  # fmt: skip


def _problems(outcome: Told) -> list[Block]:
    rows = [[p["number"], p["title"], p["text"], _blank(p["group"]), _blank(p["merged_into"]),
             _blank(p["ticks"]), _blank(p["rank"]), _(common.TOPIC[p["status"]]),
             common.why(p["reason"])] for p in outcome["problems"]]  # fmt: skip
    head = [_("No."), _("Problem"), _("More about it"), _("Table"), _("Merged into"), _("Ticks"),
            _("Rank"), _("Status"), _("Why it stopped")]  # fmt: skip
    return table(_("All the problems, in the tables' own words"), head, rows, 0, 3, 4, 5, 6)


def _ideas(outcome: Told) -> list[Block]:
    rows = [[i["number"], i["title"], i["text"], _blank(i["topic"]), _blank(i["ticks"]),
             _("yes") if i["shortlisted"] else ""] for i in outcome["ideas"]]  # fmt: skip
    head = [_("No."), _("Idea"), _("More about it"), _("Topic"), _("Ticks"), _("Went on")]
    return table(_("All the ideas, in people's own words"), head, rows, 0, 3, 4)


def _blank(value: Any) -> Any:
    return "" if value is None else value
