"""How a framing reads: its points, what nobody has written, and the report's «The assignment»."""

from __future__ import annotations

from typing import Any

from methods.activity import Block
from translations import _, ngettext, pick


def said(outcome: dict[str, Any]) -> list[dict[str, str]]:
    """The opening's points that have something to say: `[{key, label, text}]`."""
    how = _("We find the problems first. Nobody presents a ready answer, "
            "and everybody's tick counts the same.")  # fmt: skip
    text = told(outcome["text"])
    points = {
        "who_asks": (_("Who asks"), outcome["sponsor"]),
        "where": (_("Where we are in the process"), text) if text else (_("How we work"), how),
        "after": (_("What happens afterwards"), outcome["promise"]),
    }
    chosen = [(a, *points[a]) for a in outcome["ask"]]
    return [{"key": a, "label": label, "text": text} for a, label, text in chosen if text]


def told(text: str | dict[str, str]) -> str:
    """A text that is one, or one in each language, in the language of now."""
    return pick(text) if isinstance(text, dict) else text


def missing(outcome: dict[str, Any]) -> list[str]:
    """What the facilitator has to say aloud, because nobody has written it."""
    points = {
        "who_asks": ("sponsor", _("Nobody has written who asks. Say it aloud.")),
        "after": ("promise", _("Nobody has written what happens with the answers afterwards. "
                               "Say it aloud: it is what people wonder most about.")),
    }  # fmt: skip
    return [points[a][1] for a in outcome["ask"] if a in points and not outcome[points[a][0]]]


def length(seconds: int) -> str:
    """How long a film lasts at most, as people say it."""
    minutes, left = divmod(seconds, 60)
    if not left:
        return ngettext("%(n)s minute at most", "%(n)s minutes at most", minutes)
    return ngettext("%(n)s second at most", "%(n)s seconds at most", seconds)


def section(outcome: dict[str, Any]) -> list[Block]:
    """«The assignment»: the question, what was said, what was shown, and how many read it."""
    lines = [f"{p['label']}: {p['text']}" for p in said(outcome)]
    if outcome.get("picture"):
        lines.append(_("Shown in the opening, a picture: %(alt)s", alt=outcome["picture"]))
    if outcome.get("media"):
        lines.append(_("Shown in the opening: %(address)s", address=outcome["media"]))
    if outcome.get("slides"):
        lines.append(_("Slides were shown: %(address)s", address=outcome["slides"]))
    if "acks" in outcome:
        lines.append(ngettext("%(n)s person said that they had read it",
                              "%(n)s people said that they had read it",
                              outcome["acks"]))  # fmt: skip
    texts: list[Block] = [{"kind": "text", "text": t} for t in (outcome["question"], *lines)]
    return [{"kind": "heading", "text": _("The assignment")}, *texts]
