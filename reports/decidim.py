"""Problems and ideas as Decidim's proposals, agreements as its results (docs/decidim.md).

Pure functions over an outcome. No person's name or contact goes along: what is published on
another platform cannot be taken back here.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

from reports.writers import safe
from translations import N_, _, use

Told = dict[str, Any]
Row = dict[str, str]
LOCALES = {"nb": "no", "nn": "no", "en": "en"}  # Decidim has one Norwegian
FORMULA = re.compile("'*[=+\\-@\t\n＝＋－＠]")
TITLE_MAX = 150
PROGRESS = {"new": "0", "done": "100", "closed_with_lesson": "100"}  # the others nobody measured
LETTERS = {"problem": "P", "idea": "I"}
WHEN = (1980, 1, 1, 0, 0, 0)  # as early as a ZIP can: equal outcomes give equal files


def files(outcome: Told, language: str = "", link: str = "") -> dict[str, bytes]:
    """Each file by name: proposals and results, as CSV and as JSON, in `language` or the seminar's.

    `link` is the address of the outcome page; without it nothing links back.
    """
    language = language or str(outcome["seminar"].get("language"))
    locale = LOCALES.get(language, language)
    with use(language):
        made = {"proposals": proposals(outcome, locale, link),
                "results": results(outcome, locale, link)}  # fmt: skip
    heads = {"proposals": proposal_columns(locale), "results": result_columns(locale)}
    return {
        **{f"{name}.csv": _csv(heads[name], rows) for name, rows in made.items()},
        **{f"{name}.json": json.dumps(rows, ensure_ascii=False, indent=1).encode()
           for name, rows in made.items()},
    }  # fmt: skip


def zipped(made: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(zipfile.ZipInfo(name, WHEN), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def proposal_columns(locale: str) -> list[str]:
    return ["id", f"title/{locale}", f"body/{locale}"]


def result_columns(locale: str) -> list[str]:
    return ["id", f"title/{locale}", f"description/{locale}", "start_date", "end_date",
            "status/id", "progress", "parent/id", "proposal_urls"]  # fmt: skip


def proposals(outcome: Told, locale: str, link: str) -> list[Row]:
    """A row for each problem and idea; merged ones stand in the text of the one they are under."""
    made = []
    for kind, listed in (("problem", outcome["problems"]), ("idea", outcome["ideas"])):
        for item in listed:
            if item["merged_into"] is None:
                below = [i for i in listed if i["merged_into"] == item["number"]
                         and i["topic"] == item["topic"]]  # fmt: skip
                body = [item["text"] if item["text"] != item["title"] else "", *_fate(item, below),
                        *_origin(outcome, external(kind, item), link)]  # fmt: skip
                values = (external(kind, item), _title(item["title"]), _body(body))
                made.append(dict(zip(proposal_columns(locale), values, strict=True)))
    return made


def external(kind: str, item: Told) -> str:
    """Its number here: P12, or I3.2, an idea about topic 3. A letter first: Decidim takes a number
    for one of its own."""
    topic = f"{item['topic']}." if item.get("topic") else ""
    return f"{LETTERS[kind]}{topic}{item['number']}"


def results(outcome: Told, locale: str, link: str) -> list[Row]:
    """A row for each agreement; the status in words, since its numbers are Decidim's own."""
    begun = (outcome["seminar"].get("ended_at") or "")[:10]
    made = []
    for deal in outcome["agreements"]:
        mark = f"A-{deal['step']}-{deal['round']}-{deal['number']}"
        values = (mark, _title(deal["what"]), _body([*_terms(deal), *_origin(outcome, mark, link)]),
                  begun, deal["evaluate_by"] or "", "", PROGRESS.get(deal["status"], ""), "",
                  "")  # fmt: skip
        made.append(dict(zip(result_columns(locale), values, strict=True)))
    return made


TERMS = {
    "first_step": N_("First step: %(text)s"),
    "next_date": N_("Next date: %(text)s"),
    "owner_now": N_("Owner now: %(text)s"),
    "owner_later": N_("Owner later: %(text)s"),
    "plan_link": N_("Link to a plan: %(text)s"),
    "topic_title": N_("Grew out of: %(text)s"),
}


def _terms(deal: Told) -> list[str]:
    from methods.activities.follow.statuses import LABELS

    said = [_(words, text=deal[key]) for key, words in TERMS.items() if deal.get(key)]
    name = LABELS.get(deal["status"]) or str(deal["status"])
    return [deal["what"], *said, _("Status: %(text)s", text=_(name))]


def _fate(item: Told, below: list[Told]) -> list[str]:
    said = []
    if below:
        said.append(_("Merged with it: %(titles)s", titles="; ".join(i["title"] for i in below)))
    if item["rank"] is not None:
        said.append(_("Place %(rank)s in the vote.", rank=item["rank"]))
    if item["shortlisted"]:
        said.append(_("It went on."))
    return said


def _origin(outcome: Told, mark: str, link: str) -> list[str]:
    told = _("From the seminar “%(title)s”, number %(mark)s.", title=outcome["seminar"]["title"],
             mark=mark)  # fmt: skip
    return [f"{told} {link}".strip()]


def _title(told: str) -> str:
    plain = " ".join(safe.text(told).split())
    return plain if len(plain) <= TITLE_MAX else plain[: TITLE_MAX - 1] + "…"


def _body(parts: list[str]) -> str:
    return "\n\n".join(safe.text(part) for part in parts if part)


def _csv(head: list[str], rows: list[Row]) -> bytes:
    """Semicolons, and no mark before the header: as Decidim reads it."""
    held = io.StringIO(newline="")
    out = csv.DictWriter(held, head, delimiter=";", lineterminator="\r\n")
    out.writeheader()
    out.writerows({key: f"'{v}" if FORMULA.match(v) else v for key, v in row.items()}
                  for row in rows)  # fmt: skip
    return held.getvalue().encode()
