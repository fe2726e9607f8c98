"""The card on a table and the sheet of a topic: scanned, they lead to that very group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methods import items
from methods.doors import Lead, Place
from models import Group, Item, Participant
from translations import _

if TYPE_CHECKING:
    from methods.activities.group.leading import Leading


def with_room(step: Leading, number: int) -> Group | None:
    """The table with that number if there is room, else the nearest that has; none if unknown."""
    tables = step.open_groups()
    if number not in [t.number for t in tables]:
        return None
    sizes, most = step.scope.sizes(tables), step.settings.max
    room = [t for t in tables if not most or sizes[t.id] < most]
    return min(room, key=lambda t: (abs(t.number - number), t.number), default=None)


def table(step: Leading, person: Participant, place: Place) -> Lead | None:
    """Where the card of a table leads."""
    found = next((t for t in step.open_groups() if t.number == place.table), None)
    if not step.home or not place.table:
        return None
    if found is None:
        told = _("Your place is as it was. The big screen shows the tables there are.")
        return Lead(_("There is no table %(n)s", n=place.table), told)
    title = _("Table %(n)s", n=found.number)
    if person.table_id == found.id:
        return Lead(title, _("This is your table."), there=True)
    to = with_room(step, found.number)
    if to is None:
        return Lead(title, _("This table is full, and so are the others. Your place is as it was."))
    if to is found:
        told = _("Do you want to sit here? You can move again later.")
    else:
        told = _("Table %(n)s is full. The nearest with room is table %(near)s.",
                 n=found.number, near=to.number)  # fmt: skip
    if person.table_id == to.id:
        return Lead(title, told + " " + _("That is where your place is."), there=to is found)
    return Lead(title, told, _("Sit at table %(n)s", n=to.number), "sit", {"table": to.number})


def topic(step: Leading, person: Participant, place: Place) -> Lead | None:
    """Where the sheet of a topic leads: of parallel groups, to the one with fewest people."""
    of_topic = [g for g in step.open_groups() if g.item_id == place.topic]
    if not place.topic or not of_topic:
        return None
    title = items.told(items.title(step.db.get(Item, place.topic)))
    if step.step.state != "open":
        return Lead(title, _("People are not choosing topics just now. Your place is as it was."))
    if any(step.scope.membership(g, person.id) for g in of_topic):
        return Lead(title, _("You are in this group."), there=True)
    sizes = step.scope.sizes(of_topic)
    to = min(of_topic, key=lambda g: (sizes[g.id], g.number))
    return Lead(title, _("Do you want to work on this? You can move again later."),
                _("Go to this topic"), "choose", {"group": to.id})  # fmt: skip
