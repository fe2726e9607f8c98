"""How the follow-up reads: the dates, and a card for each agreement with what was told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from methods import items
from methods.activities.follow.statuses import KINDS, LABELS
from methods.activity import Block
from translations import N_, _, day

CHANNELS = {
    "page": N_("the outcome page"),
    "email": N_("e-mail"),
    "sms": N_("text message"),
    "print": N_("paper"),
}


def told(days: dict[str, str], then_days: int) -> list[str]:
    """The dates as sentences."""
    days = {key: day(iso) for key, iso in days.items()}
    return [
        _("Each collector writes to everyone by %(day)s.", day=days["first"]),
        _("We ask how it goes on %(day)s, and then every %(n)s days.", day=days["check"],
          n=then_days),
        _("The agreements are evaluated by %(day)s.", day=days["evaluate"]),
    ]  # fmt: skip


def channels(chosen: Sequence[str]) -> str:
    return ", ".join(_(CHANNELS[c]) for c in chosen)


def section(outcome: dict[str, Any]) -> list[Block]:
    deals = outcome.get("deals", [])
    cards = [
        {"title": f"{d['number']}. {items.told(d['what'])}", "warn": d["status"] == "needs_help",
         "fields": [[_("Status"), _(LABELS[d["status"]])], *map(_line, d["news"])]}
        for d in deals
    ]  # fmt: skip
    dates: Block = {"kind": "list", "items": told(outcome["dates"], outcome.get("then_days", 30))}
    return [dates, {"kind": "cards", "cards": cards}] if cards else [dates]


def _line(news: dict[str, Any]) -> list[str]:
    said = [_(LABELS[news["status"]])] if news["status"] else []
    return [f"{day(news['day'])} · {_(KINDS[news['kind']])}", ": ".join([*said, news["text"]]
            if news["text"] else said)]  # fmt: skip
