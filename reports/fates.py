"""What became of each text, in words and with the reason; and the chain as a table for a report."""

from __future__ import annotations

from typing import Any

from methods.activities.follow.statuses import LABELS
from methods.activities.vote import modes
from methods.activity import Block
from reports.chain import Chain, Told, fate
from translations import N_, _, ngettext

WORDS = {
    "on": N_("taken further"),
    "near": N_("nearly in"),
    "merged": N_("merged with another"),
    "aside": N_("not taken further"),
    "waiting": N_("not decided yet"),
}
LETTER = {"problem": "P", "idea": "I"}


def word(chain: Chain, item: Told) -> str:
    """The fate in a word or two."""
    key = fate(item)
    if key == "waiting" and chain.outcome["seminar"]["state"] == "ended":
        return _("not voted on")
    return _(WORDS[key])


def why(chain: Chain, kind: str, item: Told) -> str:
    """Why it went so, in a sentence or two: votes, and what the last that went on had."""
    key = fate(item)
    if key == "merged":
        root = chain.root(kind, item)
        return " ".join((
            _("It says the same as %(other)s, and was counted together with it.",
              other=f"{mark(kind, root)} «{root['title']}»"), why(chain, kind, root)))  # fmt: skip
    if (item.get("reason") or {}).get("why") == "excluded":
        return f"{_('It was left out before the vote.')} {item['reason']['text']}".strip()
    if key == "waiting":
        ended = chain.outcome["seminar"]["state"] == "ended"
        return _("There was no vote on it.") if ended else _("The vote on it is still to come.")
    return f"{_votes(chain, item, key)} {_taken(chain, kind, item)}".strip()


def _votes(chain: Chain, item: Told, key: str) -> str:
    cut = chain.cut(item)
    mode = (chain.vote(item) or {}).get("mode", "tick")
    got = modes.given(item["ticks"], mode)
    if key == "on" or cut is None:
        return _("It got %(votes)s, and was number %(rank)s.", votes=got, rank=item["rank"])
    if item["ticks"] >= cut:
        return _("It got %(votes)s, as many as the last one that went on. How that was settled "
                 "stands in the report.", votes=got)  # fmt: skip
    return _("It got %(votes)s. The last one that went on had %(cut)s.", votes=got,
             cut=modes.given(cut, mode))  # fmt: skip


def _taken(chain: Chain, kind: str, item: Told) -> str:
    """Whether people took it on, if it was a topic to walk to."""
    place = chain.place(item) if kind == "problem" and item["shortlisted"] else None
    if place is None:
        return ""
    if place["joined"]:
        return _("Its group went on together with another one.")
    if not place["taken"]:
        return _("Nobody took it on that day: it was prioritised, and is still waiting for "
                 "somebody.")  # fmt: skip
    return _("People took it on and worked with it.")


def mark(kind: str, item: Told) -> str:
    """How it is known: P7, I3."""
    return f"{LETTER[kind]}{item['number']}" if item["number"] is not None else ""


def status(agreement: Told) -> str:
    return _(LABELS[agreement["status"]])


# --- for a report --------------------------------------------------------------------------------


def blocks(outcome: dict[str, Any]) -> list[Block]:
    """«From problem to agreement»: how many led to one, and each back to its first words.

    None where no agreement grew out of a problem. What became of the others is a list of its own
    in each reading.
    """
    chain = Chain(outcome)
    rows = [_back(chain, a) for a in chain.agreements if chain.came_from(a)]
    if not rows:
        return []
    head = [_("Agreement"), _("Idea"), _("Topic"), _("Ticks"), _("First written as")]
    return [{"kind": "text", "text": _sum(chain)},
            {"kind": "table", "caption": _("From each agreement back to the first words of it"),
             "head": head, "rows": rows, "numeric": [3]}]  # fmt: skip


def _sum(chain: Chain) -> str:
    every = chain.outcome["problems"]
    on = sum(fate(p) == "on" for p in every)
    led = sum(bool(chain.led_to("problem", p)) for p in every)
    written = ngettext("%(n)s problem was written.", "%(n)s problems were written.", len(every))
    further = ngettext("%(n)s was taken further.", "%(n)s were taken further.", on)
    return f"{written} {further} " + ngettext(
        "%(n)s led to an agreement, alone or merged with others.",
        "%(n)s led to agreements, alone or merged with others.", led)  # fmt: skip


def _back(chain: Chain, agreement: Told) -> list[Any]:
    problem, idea = chain.came_from(agreement), chain.idea_of(agreement)
    assert problem is not None
    return [f"{agreement['number']}. {agreement['what']}", idea["title"] if idea else "",
            f"{mark('problem', problem)} {problem['title']}", problem["ticks"],
            "\n".join(said(v) for v in chain.voices(problem))]  # fmt: skip


def said(item: Told) -> str:
    """Somebody's own words, and at which table they were written."""
    text = ": ".join(part for part in (item["title"], item["text"]) if part)
    return f"{text} ({_('table %(n)s', n=item['group'])})" if item["group"] else text
