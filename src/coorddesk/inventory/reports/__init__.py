"""What inventory puts on paper: lists, values, and sheets for devices, people and rooms."""

from coorddesk.inventory.reports.devices import ASSET_SHEETS
from coorddesk.inventory.reports.handovers import PERSON_SHEETS
from coorddesk.inventory.reports.lists import LISTS
from coorddesk.inventory.reports.rooms import ROOM_SHEETS
from coorddesk.inventory.reports.worth import WORTH

LIST_REPORTS = (*LISTS, *WORTH, ASSET_SHEETS)
"""Those that can be about the devices of a list as it is filtered."""

REPORTS = (*LISTS, *WORTH, ROOM_SHEETS, PERSON_SHEETS, ASSET_SHEETS)

__all__ = ["LIST_REPORTS", "REPORTS"]
