"""Finding the activities: each is a folder, and none is named anywhere."""

from __future__ import annotations

import importlib
import pkgutil

from methods import activities
from methods.activity import Activity


def discover() -> dict[str, type[Activity]]:
    """Every activity by id: each folder under `methods/activities` has one in `activity.py`."""
    found: dict[str, type[Activity]] = {}
    for module in pkgutil.iter_modules(activities.__path__):
        name = f"{activities.__name__}.{module.name}.activity"
        for thing in vars(importlib.import_module(name)).values():
            if isinstance(thing, type) and issubclass(thing, Activity) and "id" in vars(thing):
                found[thing.id] = thing
    return found
