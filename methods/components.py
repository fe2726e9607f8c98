"""The five components of systematic innovation in municipalities, with a short guide to each.

What they are is from spec/mission.md A1 and B2–B6; each guide has an example before the recipe.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from translations import N_

COMPONENTS = {
    "what": (N_("What"), N_("Find out what the matter really is, and choose where to begin.")),
    "who": (N_("Who takes part"), N_("Find those it concerns, and let everybody be heard.")),
    "system": (N_("System"), N_("Get structure, roles and goals in place.")),
    "use": (N_("Put to use"), N_("Try it out, decide, and get it into daily life.")),
    "refine": (N_("Refine"), N_("Learn from what you did, and get better at it.")),
}
# `{component: {example, steps: [three], pitfall}}`, each text in every language
GUIDE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
