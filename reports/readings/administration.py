"""«Administrasjon»: everything, in numbered chapters, each step under the one it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from methods.activity import Block
from reports import reading
from reports.readings import chapters, common
from reports.readings.form import Reading, Section, or_why
from reports.topics import is_ideas
from translations import N_, _, pick

Told = dict[str, Any]


@dataclass(frozen=True)
class Chapter:
    id: str
    title: str  # message id, without its number
    blocks: Callable[[Told], list[Block]]
    why: str  # message id: what is said if there is nothing else


def _none(outcome: Told) -> list[Block]:
    return []


CHAPTERS = (
    Chapter("summary", N_("Summary"), chapters.summary, ""),
    Chapter("assignment", N_("Assignment, question and promise"), chapters.assignment, ""),
    Chapter("invitation", N_("Invitation and channels"), chapters.invitation,
            N_("No channels were counted, or fewer than five came by each.")),
    Chapter("participation", N_("Participation (number, roles, tables, without a phone)"),
            chapters.participation, ""),
    Chapter("held", N_("How it was held, and time spent"), chapters.held,
            N_("No steps were held.")),
    Chapter("problems", N_("All the problems (with what was merged)"), _none,
            N_("No problems were written.")),
    Chapter("votes", N_("Ticking: counts, turnout, paper, ties, decision points"), _none,
            N_("There was no vote.")),
    Chapter("topics", N_("The ten topics"), chapters.topics,
            N_("No topics were chosen by a vote.")),
    Chapter("ideas", N_("Ideas and the second sieve"), _none, N_("No ideas were written.")),
    Chapter("can", N_("What people mean and what can be done"), _none,
            N_("No group wrote what it means and what can be done.")),
    Chapter("deals", N_("Agreements and collectors"), chapters.deals,
            N_("No agreements were made.")),
    Chapter("handover", N_("Change of responsibility"), common.handovers,
            N_("No change of responsibility is agreed.")),
    Chapter("plans", N_("Plan links and deadlines"), common.plans,
            N_("No agreement is linked to a plan yet.")),
    Chapter("hypotheses", N_("Hypotheses and findings"), chapters.hypotheses,
            N_("No hypotheses were tested.")),
    Chapter("lessons", N_("What we learnt – room for failure"), chapters.lessons,
            N_("Nobody wrote a “room for failure” card, and no agreement has a lesson yet.")),
    Chapter("evaluation", N_("Evaluation"), chapters.evaluation,
            N_("The seminar was not evaluated.")),
    Chapter("method", N_("Method, rules and approved exceptions"), chapters.method, ""),
)  # fmt: skip


def administration(outcome: Told) -> Reading:
    """The headings are those of spec/reports.md; each step stands under its chapter, level 3."""
    sections: list[Section] = []
    for number, chapter in enumerate(CHAPTERS, 1):
        blocks, steps = chapter.blocks(outcome), _steps(outcome, chapter.id)
        shown = blocks if steps else or_why(blocks, _(chapter.why))
        sections += [Section(chapter.id, f"{number} {_(chapter.title)}", shown), *steps]
    sections += [Section("appendix", _("Appendix: full list, tables, glossary"), []),
                 *chapters.appendix(outcome)]  # fmt: skip
    return common.cover(outcome, "administrasjon", _("Report from an innovation seminar"), sections)


def _steps(outcome: Told, chapter: str) -> list[Section]:
    """The steps that belong to a chapter, in the order they were held."""
    made = []
    for step in outcome["steps"]:
        if place(step, outcome) != chapter or not (blocks := _told(step)):
            continue
        title = pick(step["title"])
        if step["round"] > 1:
            title = _("%(title)s, round %(n)s", title=title, n=step["round"])
        made.append(Section(f"{step['key']}-{step['round']}", title, blocks, 3))
    return made


def _told(step: Told) -> list[Block]:
    """What a step tells; of agreements only what is not in the list of them all."""
    if step["activity"] in ("agree", "follow"):
        before, after = reading.around(step)
        return [*before, *after]
    return reading.section(step)


def place(step: Told, outcome: Told) -> str:
    """The chapter that a step belongs to, by its activity and by what it was about."""
    told = step["outcome"]
    about_ideas = told.get("kind") == "idea" or is_ideas(step, outcome)
    match step["activity"]:
        case "frame":
            return "assignment"
        case "group":
            return "topics" if told.get("by") == "choice" else "participation"
        case "gather" if told["tallies"] or told["kind"] in ("hypothesis", "evidence"):
            return "hypotheses"
        case "gather" if told["kind"] == "failure":
            return "lessons"
        case "gather" | "sort":
            return "ideas" if about_ideas else "problems"
        case "vote":
            return "ideas" if about_ideas else "votes"
        case "decide":
            return "votes"
        case "share":
            return "topics"
        case "work":
            return "ideas" if any(s["ideas"] for s in told["sheets"]) else "can"
        case "rate":
            return "can" if "scores" in told else "evaluation"
    return "deals"
