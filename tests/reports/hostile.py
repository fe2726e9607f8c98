"""An outcome and a reading with every kind of block, and texts that mean harm or are only hard."""

from __future__ import annotations

from typing import Any

from methods.activities.rate import drawing
from reports.outcome import FORMAT, _across
from reports.readings import Reading, Section

WORD = "Menneskerettighetsorganisasjon" * 334  # 10 020 letters
FORMULA = '=HYPERLINK("http://elsewhere.test/x","+1")'
IMAGE = "![bilde](http://elsewhere.test/x.png) <img src=http://elsewhere.test/y.png>"
RIGHT = "شارع أوفر آيكر"
EMOJI = "Bussen går 🚌 🎉"
CONTROL = "før\x00\x07\x1b\ufffeetter"
TEXTS = [FORMULA, "+47 22 22 22 22", "-5 grader", "@alle", "\t=1+1", "'=var et sitat", WORD, IMAGE,
         RIGHT, EMOJI, CONTROL, "# ikke *uthevet* | #let x = 1 $y$ <b>"]  # fmt: skip
SHORT = [text for text in TEXTS if text != WORD]


def outcome() -> dict[str, Any]:
    """Twelve problems with the hard texts, a vote on them, an agreement, a question."""
    problems = [
        {"number": n, "source": "", "title": text[:120], "text": text, "group": 1, "topic": None,
         "merged_into": 1 if n == 12 else None, "ticks": 40 - n, "rank": n,
         "shortlisted": n < 6, "near_miss": n == 6, "vote": "huk"}
        for n, text in enumerate(TEXTS, 1)
    ]  # fmt: skip
    ranking = [
        {"number": p["number"], "title": p["title"], "votes": p["ticks"], "voters": p["ticks"],
         "rank": p["rank"], "shortlisted": p["shortlisted"], "near_miss": p["near_miss"],
         "tables": 3, "table_fair": "0.4925", "bridging": "0.5", "home_share": None}
        for p in problems
    ]  # fmt: skip
    title = {"nb": "Huk av", "nn": "Huk av", "en": "Tick"}
    vote = {
        "mode": "tick", "tally": "total", "ranking": ranking, "shortlist": [1, 2, 3, 4, 5],
        "ballots": 50, "present": 60, "ticks": 402, "budget": 10, "target": 5,
        "natural_break": None, "merged": {"12": 1}, "tie": None, "represent": None,
        "account": None, "paper": None, "per_item": 1, "cast": [[1, 2], [1, 3], [2]],
        "version": 1, "corrections": [],
    }  # fmt: skip
    deal: dict[str, Any] = {
        "number": 1, "what": FORMULA, "first_step": RIGHT, "next_date": "2026-12-05",
        "idea": EMOJI, "has_collector": True, "collector": None, "contact": None,
        "has_deputy": False, "members": 7, "owner_now": "", "owner_later": "",
        "handover_when": "", "handover": "", "lacks": [], "plan_link": "Budsjettet",
        "evaluate_by": "2027-05-01", "warned": False, "meanwhile": None,
    }  # fmt: skip
    held = {"round": 1, "title": title, "planned_minutes": 10, "opened_at": "2026-11-25T17:00:00Z",
            "closed_at": "2026-11-25T17:10:00Z", "settings": {}, "spent_minutes": 10,
            "took_from": [], "hands": []}  # fmt: skip
    return _across({
        "format": FORMAT,
        "seminar": {
            "journey": None, "title": "Bygda " + IMAGE, "question": RIGHT, "sponsor": CONTROL,
            "promise": EMOJI, "contact": "", "language": "nb", "method": "ovre_eiker",
            "expected": 60, "state": "ended", "opened_at": "2026-11-25T17:00:00Z",
            "ended_at": "2026-11-25T20:00:00Z",
        },
        "participation": {"present": 60, "without_phone": 6, "tables": 8, "channels": {},
                          "languages": {"nb": 60}, "roles": {}, "few": []},
        "problems": problems, "ideas": [],
        "steps": [{"key": "huk", "activity": "vote", "outcome": vote, **held},
                  {"key": "avtaler", "activity": "agree", "outcome": {"agreements": [deal]},
                   **held}],
        "corner": {"questions": [{"step": "huk", "text": "=2+2?", "state": "waiting",
                                  "answer": "", "wonders": 3}], "failures": []},
        "changes": [{"at": "2026-11-25T17:05:00Z", "step": "huk", "what": "extend",
                     "data": {"minutes": 5}}],
        "agreements": [{**{k: v for k, v in deal.items() if k != "lacks"}, "step": "avtaler",
                        "round": 1, "status": "new", "topic": 1,
                        "topic_title": FORMULA, "news": [],
                        "item": {"kind": "problem", "number": 1}}],
        "plans": [{"agreement": 1, "what": FORMULA, "plan": "budget", "text": RIGHT,
                   "case_number": "=1+1", "deadline": "2027-09-15", "owner": EMOJI,
                   "status": "proposed"}],
    })  # fmt: skip


def reading() -> Reading:
    """A reading with each kind of block, and the hard texts in each place a text can stand."""
    shares = [{"label": t[:200], "value": 40 - n, "share": (40 - n) / 40, "mark": n < 5}
              for n, t in enumerate(TEXTS)]  # fmt: skip
    spread = drawing.spread([1, 2, 3, 7, 4], [3, 4, 4.5], 1)
    names = {"both": "Nå", "x": "Siden", "y": "Planlegg", "neither": "La ligge"}
    flags = [{"text": "Enige", "kind": "good"}]
    star = drawing.radar(["Ære", "Øy", RIGHT], [2, 3, 4], [1, 2, 3], 1, 5)
    first: list[dict[str, Any]] = [
        {"kind": "text", "text": "To linjer\n" + IMAGE},
        {"kind": "list", "items": SHORT},
        {"kind": "bars", "caption": "Hva rommet valgte", "rows": shares},
        {"kind": "heading", "text": IMAGE},
        {"kind": "table", "caption": "Hele opptellingen", "head": ["Nr.", "Hva", "Stemmer"],
         "rows": [*([n, t, 40 - n] for n, t in enumerate(TEXTS, 1)), *([0, "x", 0],) * 90],
         "numeric": [0, 2]},
    ]  # fmt: skip
    second: list[dict[str, Any]] = [
        {"kind": "cards", "cards": [{"title": FORMULA, "fields": [("Hva", t) for t in SHORT]}]},
        {"kind": "grid", "caption": "Nytte og innsats", "x": "Nytte", "y": "Innsats",
         "names": names, "chart": drawing.grid([(1, 2, 3), (2, 4, 5)], 1, 5),
         "rows": [{"number": 1, "title": RIGHT, "text": "Nå", "flags": flags},
                  {"number": 2, "title": EMOJI, "text": "Siden", "flags": []}]},
        {"kind": "radar", "title": "Stjerna", "caption": "Ære 2, Øy 3", "chart": star},
        {"kind": "spread", "caption": "Spredningen", "rows": [
            {"title": "1 " + FORMULA, "text": "Median 4.", "flags": flags, "chart": spread},
            {"title": "2", "text": "For få svar.", "flags": [], "chart": None}]},
        {"kind": "table", "caption": "Matrisen", "head": ["Hva", "A", "B"], "numeric": [1, 2],
         "rows": [["x", "2", "5"]], "levels": [[None, 2, 5]]},
    ]  # fmt: skip
    return Reading(
        kind="administrasjon", language="nb", eyebrow="Rapport", title="Bygda " + IMAGE,
        lead=RIGHT, facts=[("Oppdragsgiver", CONTROL), ("Deltok", "60")], foreword=EMOJI,
        sections=[Section("ett", "Stemmene", first), Section("to", "Under", second, level=3),
                  Section("tre", EMOJI, [{"kind": "text", "text": RIGHT}])],
        notes=["Fingeravtrykk: 12ab"],
    )  # fmt: skip
