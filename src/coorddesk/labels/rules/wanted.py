"""What stands on labels until somebody chooses otherwise, and what they are labels of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, verbatim

if TYPE_CHECKING:
    from coorddesk.core.organisation import OrganisationRow

_FIRST = {"asset": ("name", "model"), "place": ("parent",), "person": ("group", "department")}


def first_fields(kind: str) -> tuple[str, ...]:
    """What stands on the labels of a kind until somebody chooses."""
    return _FIRST.get(kind, ())


def noun_of(kind: str, count: int) -> Message:
    """So many labels of a kind."""
    match kind:
        case "asset":
            return _n("{count} device", "{count} devices", count)
        case "place":
            return _n("{count} place", "{count} places", count)
        case "person":
            return _n("{count} person", "{count} people", count)
    return _n("{count} record", "{count} records", count)


def owner_line(whose: OrganisationRow, kind: str) -> Message:
    """Whose they are, until somebody words it otherwise: a pupil is nobody's property, and a room says where it is."""
    if kind in {"person", "place"} or not whose.name:
        return verbatim(whose.name)
    return _("Property of {organisation}", organisation=whose.name)
