"""The verbs on opening hours and closures."""

from coorddesk.agenda.service.closures import (
    ClosureDetails,
    ClosureEdit,
    TakenIn,
    create_closure,
    delete_closure,
    edit_closure,
    take_in_holidays,
)
from coorddesk.agenda.service.hours import OpeningWish, set_opening

__all__ = [
    "ClosureDetails",
    "ClosureEdit",
    "OpeningWish",
    "TakenIn",
    "create_closure",
    "delete_closure",
    "edit_closure",
    "set_opening",
    "take_in_holidays",
]
