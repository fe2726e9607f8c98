"""Readings of an outcome: the same data told to different readers, in the language of now.

A reading is a function here, from the outcome (docs/outcome.md) to a `Reading`. The writers
(reports/writers/) make a file of any format from it, and know nothing of what it says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reports.readings.administration import administration
from reports.readings.annual import annual
from reports.readings.council import council
from reports.readings.decision import decision
from reports.readings.form import Reading, Section
from reports.readings.participants import participants
from translations import N_

__all__ = ["NAMES", "READINGS", "YEARLY", "Reading", "Section"]

READINGS: dict[str, Callable[[dict[str, Any]], Reading]] = {
    "deltakere": participants,
    "politikere": council,
    "administrasjon": administration,
    "beslutningsgrunnlag": decision,
}
YEARLY = {"aarsrapport": annual}  # of reports/yearly.py, and not of one seminar
NAMES = {
    "deltakere": N_("For those who took part"),
    "politikere": N_("For the municipal council"),
    "administrasjon": N_("For the administration"),
    "beslutningsgrunnlag": N_("Basis for a decision"),
}
