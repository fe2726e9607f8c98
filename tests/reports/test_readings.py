"""The readings of Granvik's whole day: the spec's headings, and the outcome's own numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from reports.outcome import outcome
from reports.readings import READINGS, Reading
from reports.writers import WRITERS
from tests.cast import Cast
from tests.reports.conftest import Day
from translations import use

Told = dict[str, Any]
HEADINGS = {
    "deltakere":
        "Takk for innsatsen · Dette spurte vi om · Dette kom dere fram til (de ti sakene) · "
        "Avtalene – hvem gjør hva nå · Slik blir du med · Saker som ikke ble tatt videre – og "
        "hvorfor · Hva skjer nå, og når hører du fra oss",
    "politikere":
        "Bestillingen · Hvem deltok, og hvem manglet · Hva innbyggerne og de ansatte mener er "
        "viktigst · Hva som er samlende og hva som deler · Avtaler som er inngått uten kommunal "
        "ressursbruk · Det kommunestyret bes ta stilling til · Ansvarsveksling: hva kommunen "
        "starter, avslutter og overtar · Kobling til planstrategi, kommuneplan, handlingsplan og "
        "budsjett · Neste rapportering",
    "administrasjon":
        "1 Sammendrag · 2 Oppdrag, spørsmål og løfte · 3 Invitasjon og kanaler · 4 Deltakelse "
        "(antall, roller, bord, uten telefon) · 5 Gjennomføring og tidsbruk · 6 Alle "
        "problemstillinger (med sammenslåinger) · 7 Avkryssing: stemmetall, valgoppslutning, "
        "papir, likt antall, veivalg · 8 De ti sakene · 9 Ideer og ny silerunde · 10 Hva som "
        "menes og hva som kan gjøres · 11 Avtaler og samlere · 12 Ansvarsveksling · 13 "
        "Plankobling og frister · 14 Hypoteser og funn · 15 Det vi lærte – rom for feil · 16 "
        "Evaluering · 17 Metode, regler og vedtatte unntak · Vedlegg: full liste, tabeller, "
        "ordliste",
    "beslutningsgrunnlag":
        "Behov · Alternativer · Vurdering · Test · Kostnad · Risiko · Hva vi slutter med · "
        "Forslag",
}  # fmt: skip


def read(kind: str, told: Told, language: str = "nb") -> Reading:
    with use(language):
        return READINGS[kind](told)


def chapter(reading: Reading, wanted: str) -> list[Told]:
    return next(s.blocks for s in reading.sections if s.id == wanted)


def table(reading: Reading, wanted: str) -> list[list[Any]]:
    return next(b["rows"] for b in chapter(reading, wanted) if b["kind"] == "table")


def words(reading: Reading) -> str:
    return str([(s.title, s.blocks) for s in reading.sections])


@pytest.mark.parametrize("kind", HEADINGS)
def test_the_headings_are_those_of_the_spec(told: Told, kind: str) -> None:
    said = {tongue: [s.title for s in read(kind, told, tongue).sections if s.level == 2]
            for tongue in ("nb", "nn", "en")}  # fmt: skip
    assert " · ".join(said["nb"]) == HEADINGS[kind]
    assert {len(titles) for titles in said.values()} == {len(said["nb"])}
    assert said["nn"] != said["nb"] != said["en"] != said["nn"]


@pytest.mark.parametrize("kind", HEADINGS)
@pytest.mark.parametrize("tongue", ["nb", "nn", "en"])
def test_no_chapter_is_empty(told: Told, cast: Cast, kind: str, tongue: str) -> None:
    bare = outcome(cast.db, cast.seminar)  # a seminar that nobody has come to yet
    for found in (told, bare):
        made = read(kind, found, tongue)
        assert len({s.id for s in made.sections}) == len(made.sections)
        for section, after in zip(made.sections, [*made.sections[1:], None], strict=True):
            assert section.blocks or (after and after.level == 3), section.title
            assert all(b.get("text", True) and b.get("items", True) and b.get("rows", True)
                       for b in section.blocks), section.title  # fmt: skip
        assert "%(" not in words(made)


def test_what_nobody_did_is_said_in_a_sentence(cast: Cast) -> None:
    bare = outcome(cast.db, cast.seminar)
    deltakere, full = read("deltakere", bare), read("administrasjon", bare)
    assert "Ingen saker ble lagt til side" in words(deltakere)
    assert chapter(full, "hypotheses") == [{"kind": "text", "text": "Ingen hypoteser ble testet."}]


def test_the_numbers_are_the_outcomes(told: Told) -> None:
    full, note = read("administrasjon", told), read("politikere", told)
    votes = [t["ticks"] for t in told["topics"]]
    assert len(votes) == 10
    assert [row[3] for row in table(full, "topics")] == votes
    assert [row[2] for row in table(note, "first")] == votes
    bars = chapter(read("deltakere", told), "came-to")[0]["rows"]
    assert [row["value"] for row in bars] == votes
    assert "94 av 96 stemte (97,9 %)." in chapter(note, "first")[0]["text"]
    assert len(table(full, "every-problem")) == len(told["problems"]) == 79
    assert len(table(full, "every-idea")) == len(told["ideas"])
    assert ("Avtaler", str(len(told["agreements"]))) in full.facts


def test_each_topic_and_problem_has_its_fate(told: Told) -> None:
    status = {t["title"]: t["status"] for t in told["topics"]}
    parked = [t for t in told["topics"] if t["status"] == "parked"]
    assert [t["reason"]["why"] for t in parked] == ["nobody_took"]
    assert "agreement" in status.values()
    for deal in told["agreements"]:
        assert status[deal["topic_title"]] == "agreement"
    merged = [p for p in told["problems"] if p["merged_into"]]
    roots = {p["number"]: p["status"] for p in told["problems"]}
    assert [p["status"] for p in merged] == [roots[p["merged_into"]] for p in merged]
    assert {p["status"] for p in told["problems"] if p["shortlisted"]} == set(status.values())


def test_a_citizen_finds_her_own_sentence(told: Told) -> None:
    rows = table(read("deltakere", told), "not-on")
    assert {row[1] for row in rows} == {p["title"] for p in told["problems"]}
    assert all(row[3] for row in rows)


def test_every_step_is_told_under_one_chapter(told: Told) -> None:
    full = read("administrasjon", told)
    steps = [s.id for s in full.sections if s.level == 3 and re.search(r"-\d$", s.id)]
    listed = {f"{s['key']}-{s['round']}" for s in told["steps"]
              if s["activity"] not in ("agree", "follow")}  # fmt: skip
    assert set(steps) == listed
    assert len(steps) == len(listed)


def test_no_name_without_a_yes(day: Day, told: Told) -> None:
    for deal in told["agreements"]:
        assert deal["collector"] is None or deal["has_collector"]
    made = "".join(words(read(kind, told)) for kind in READINGS)
    public = {d["collector"] for d in told["agreements"]}
    named = day.collectors
    for person in named - public - {""}:
        assert person not in made


def test_time_planned_and_spent(told: Told) -> None:
    assert told["time"]["planned"] == sum(s["planned_minutes"] for s in told["steps"])
    assert told["time"]["spent"] == sum(
        row[3] for row in table(read("administrasjon", told), "held")
    )


def test_a_declined_handover_is_not_promised_to_the_council(told: Told) -> None:
    note = read("politikere", told)
    declined = [d["what"] for d in told["agreements"] if d["handover"] == "declined"]
    assert declined == ["Avtale 2"]
    assert "Avtale 2" not in str(chapter(note, "handover"))
    assert "Avtale 2" in str(chapter(note, "deals"))
    assert "Avtale 1" not in str(chapter(note, "deals"))


def test_a_plan_link_stands_with_its_deadline_in_every_report(told: Told) -> None:
    link = {"agreement": 1, "what": "Avtale 1", "plan": "budget", "text": "Nattbuss",
            "case_number": "26/104", "deadline": "2027-09-15", "owner": "Samferdsel",
            "status": "submitted"}  # fmt: skip
    full, note = (read(k, {**told, "plans": [link] * 6}) for k in ("administrasjon", "politikere"))
    assert table(full, "plans")[0] == [
        "Budsjett", "Nattbuss", "Avtale 1", "26/104", "15. september 2027", "Samferdsel",
        "spilt inn"]  # fmt: skip
    assert len(table(full, "plans")) == 6
    assert table(note, "plans")[0] == ["Budsjett", "Nattbuss", "15. september 2027", "spilt inn"]
    assert chapter(note, "plans")[-1]["text"] == "og 3 til"


LONG = (
    "Det går ikke buss etter klokka sju, og de unge kommer seg verken på trening eller kino. " * 3
)


def lengthened(found: Any) -> Any:
    """The same with every title, agreement and step as long as people can make them."""
    if isinstance(found, list):
        return [lengthened(one) for one in found]
    if not isinstance(found, dict):
        return found
    wordy = ("title", "what", "first_step", "handover_when", "text")
    return {k: LONG if k in wordy and isinstance(v, str) else lengthened(v)
            for k, v in found.items()}  # fmt: skip


def test_the_note_to_the_council_has_two_pages_whatever_people_wrote(told: Told) -> None:
    parts = ("topics", "agreements", "common_ground", "problems", "ideas")
    wordy = told | {part: lengthened(told[part]) for part in parts}
    wordy["common_ground"]["divides"] *= 4
    for deal in wordy["agreements"][:5]:
        deal |= {"owner_now": "municipality", "owner_later": "volunteers"}
    note = replace(read("politikere", wordy), foreword=LONG[:400], notes=["a" * 64, LONG[:260]])
    paper = PdfReader(BytesIO(WRITERS["pdf"].write(note, wordy)))
    assert len(paper.pages) == 2
