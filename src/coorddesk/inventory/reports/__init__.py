"""What inventory puts on paper: lists, values, plans, and sheets for devices, people, rooms, lots and what leaves."""

from coorddesk.inventory.reports.addresses import ADDRESSES
from coorddesk.inventory.reports.devices import ASSET_SHEETS
from coorddesk.inventory.reports.disposals import DISPOSALS, DOSSIERS
from coorddesk.inventory.reports.handovers import PERSON_SHEETS
from coorddesk.inventory.reports.lists import LISTS
from coorddesk.inventory.reports.lives import PLANS, WRITTEN_OFF
from coorddesk.inventory.reports.lots import LOT_LIST, LOT_SHEETS
from coorddesk.inventory.reports.rooms import ROOM_SHEETS
from coorddesk.inventory.reports.worth import WORTH

LIST_REPORTS = (*LISTS, *WORTH, *WRITTEN_OFF, ADDRESSES, DISPOSALS, DOSSIERS, ASSET_SHEETS)
"""Those that can be about the devices of a list as it is filtered."""

REPORTS = (
    *(*LISTS, *WORTH, *WRITTEN_OFF, *PLANS, DISPOSALS, LOT_LIST, ADDRESSES),
    *(ROOM_SHEETS, PERSON_SHEETS, ASSET_SHEETS, LOT_SHEETS, DOSSIERS),
)

__all__ = ["LIST_REPORTS", "REPORTS"]
