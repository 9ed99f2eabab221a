"""The verbs on licences and their seats."""

from coorddesk.licences.service.keys import show_key
from coorddesk.licences.service.licences import (
    LicenceDetails,
    LicenceEdit,
    create_licence,
    delete_licence,
    edit_licence,
)
from coorddesk.licences.service.merging import repoint
from coorddesk.licences.service.seats import SeatsBack, SeatsGiven, give_seats, take_back_seats

__all__ = [
    "LicenceDetails",
    "LicenceEdit",
    "SeatsBack",
    "SeatsGiven",
    "create_licence",
    "delete_licence",
    "edit_licence",
    "give_seats",
    "repoint",
    "show_key",
    "take_back_seats",
]
