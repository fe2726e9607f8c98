"""What the public outcome page shows: the outcome as finished values for people, not for a file.

Pure over the outcome (docs/outcome.md), in the language of now. Names and contacts stand in the
outcome only with that person's yes; without it the municipality's own address is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from methods import items
from methods.activities.follow.statuses import KINDS, LABELS
from methods.activities.work import reading as worked
from reports import fates
from reports.chain import Chain, Told, fate
from reports.readings import common
from reports.searching import search
from translations import _, ngettext, pick

TONES = {"under_way": "ok", "done": "ok", "handed_over": "ok", "closed_with_lesson": "ok",
         "needs_help": "need", "on_hold": "warn", "dormant": "warn"}  # fmt: skip
TOPIC_TONES = {"agreement": "ok", "parked": "warn"}
FATE_TONES = {"on": "ok", "merged": "ok", "near": "warn"}


def page(outcome: Told, asked: str = "", posts: Sequence[Told] = ()) -> Told:
    """The whole page; `asked` is the sentence somebody looks for, `posts` what was told since."""
    chain = Chain(outcome)
    return {
        "topics": topics(chain),
        "deals": [deal(chain, a) for a in chain.agreements],
        "news": news(chain, posts),
        "asked": asked.strip(),
        "hits": [text(chain, kind, item) for kind, item in search(chain, asked)],
        "facts": facts(outcome),
        "going_on": outcome["seminar"]["state"] != "ended",
    }


def facts(outcome: Told) -> list[tuple[str, int]]:
    made = [
        (_("took part"), outcome["participation"]["present"]),
        (_("problems written"), len(outcome["problems"])),
        (_("ideas"), len(outcome["ideas"])),
        (_("agreements"), len(Chain(outcome).agreements)),
    ]
    return [(label, n) for label, n in made if n]


def topics(chain: Chain) -> list[Told]:
    """The topics that went on, by rank, each with its share of the most ticks."""
    rows = chain.outcome["topics"]
    most = max((t["ticks"] for t in rows), default=0) or 1
    made = []
    for row in rows:
        problem = chain.item("problem", row["number"])
        known = problem is not None and problem["title"] == row["title"]
        made.append({**row, "title": items.told(row["title"]), "share": row["ticks"] / most,
                     "word": _(common.TOPIC[row["status"]]), "link": known,
                     "tone": TOPIC_TONES.get(row["status"], "")})  # fmt: skip
    return made


def deal(chain: Chain, agreement: Told) -> Told:
    """An agreement with its status, whom to ask, and the newest of what was told."""
    problem = chain.came_from(agreement)
    told = [line(n) for n in agreement["news"]]
    return {
        **agreement,
        "word": _(LABELS[agreement["status"]]), "tone": TONES.get(agreement["status"], ""),
        "people": ngettext("%(n)s person takes part", "%(n)s people take part",
                           agreement["members"]) if agreement["members"] else "",
        "ask": contact(chain, agreement), "news": told[::-1],
        "problem": problem and text(chain, "problem", problem),
    }  # fmt: skip


def contact(chain: Chain, agreement: Told) -> Told:
    """Whom to ask about it: the collector with their yes, else the one who held the seminar."""
    if agreement["collector"]:
        return {"name": agreement["collector"], "how": agreement["contact"] or "", "own": True}
    seminar = chain.outcome["seminar"]
    return {"name": seminar["sponsor"], "how": seminar["contact"], "own": False}


def news(chain: Chain, posts: Sequence[Told]) -> list[Told]:
    """Everything that was told, the newest first: of the agreements, and from who invited."""
    told = [{**line(n), "about": a["what"], "number": a["number"]}
            for a in chain.agreements for n in a["news"]]  # fmt: skip
    posts = [{"at": p["at"], "kind": "", "status": "", "text": p["text"], "about": "", "number": 0}
             for p in posts]  # fmt: skip
    return sorted(told + posts, key=lambda one: str(one["at"]), reverse=True)


def line(one: Told) -> Told:
    kind, status = one["kind"], one["status"]
    said = _(LABELS[status]) if status and kind != "help" else ""  # that it needs help is said
    return {**one, "kind": _(KINDS[kind]), "status": said}


# --- one text, one agreement ---------------------------------------------------------------------


def text(chain: Chain, kind: str, item: Told) -> Told:
    """A problem or idea with its fate in a word, and why."""
    return {
        **item, "kind": kind, "mark": fates.mark(kind, item),
        "word": fates.word(chain, item), "why": fates.why(chain, kind, item),
        "tone": FATE_TONES.get(fate(item), ""),
        "link": f"{kind}/{item['number']}" if item["number"] is not None else "",
    }  # fmt: skip


def followed(outcome: Told, kind: str, number: int) -> Told | None:
    """A problem or idea, and what became of it, forwards; None if there is none of that number."""
    chain = Chain(outcome)
    item = chain.item(kind, number)
    if item is None:
        return None
    ideas = chain.ideas(item) if kind == "problem" else []
    topic = chain.item("problem", item["topic"]) if kind == "idea" else None
    root = chain.root(kind, item)
    return {
        "text": text(chain, kind, item),
        "root": text(chain, kind, root) if root is not item else None,
        "others": [v for v in chain.voices(item) if v is not item] if kind == "problem" else [],
        "about": topic and text(chain, "problem", topic),
        "sheets": sheets(chain, kind, item),
        "ideas": [text(chain, "idea", i) for i in ideas],
        "deals": [deal(chain, a) for a in chain.led_to(kind, item)],
    }


def traced(outcome: Told, number: int) -> Told | None:
    """An agreement, and how it came about, backwards; None if there is none of that number."""
    chain = Chain(outcome)
    agreement = chain.agreement(number)
    if agreement is None:
        return None
    problem, idea = chain.came_from(agreement), chain.idea_of(agreement)
    return {
        "deal": deal(chain, agreement),
        "worked": sheets(chain, "idea", idea) if idea else [],
        "idea": idea and text(chain, "idea", idea),
        "sheets": sheets(chain, "problem", problem) if problem else [],
        "voices": [text(chain, "problem", v) for v in chain.voices(problem)] if problem else [],
    }


def sheets(chain: Chain, kind: str, item: Told) -> list[list[tuple[str, str]]]:
    """What stands on the flip-overs about it: for each its labels and texts."""
    found = []
    for about, sheet in chain.sheets(kind, item):
        lines = [(pick(about["labels"][key]), worked.told(about, key, value))
                 for key, value in sheet["lines"].items()]  # fmt: skip
        if lines:
            found.append(lines)
    return found
