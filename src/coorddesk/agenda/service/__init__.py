"""The verbs on opening hours, closures and events."""

from coorddesk.agenda.service.closures import (
    ClosureDetails,
    ClosureEdit,
    TakenIn,
    create_closure,
    delete_closure,
    edit_closure,
    take_in_holidays,
)
from coorddesk.agenda.service.events import (
    EventDetails,
    EventEdit,
    EventsTaken,
    Foreign,
    create_event,
    delete_event,
    edit_event,
    remove_calendar,
    remove_events,
    take_in_events,
)
from coorddesk.agenda.service.hours import OpeningWish, set_opening

__all__ = [
    "ClosureDetails",
    "ClosureEdit",
    "EventDetails",
    "EventEdit",
    "EventsTaken",
    "Foreign",
    "OpeningWish",
    "TakenIn",
    "create_closure",
    "create_event",
    "delete_closure",
    "delete_event",
    "edit_closure",
    "edit_event",
    "remove_calendar",
    "remove_events",
    "set_opening",
    "take_in_events",
    "take_in_holidays",
]
