"""The verbs of kiosks: setting them up, and taking in what they send."""

from coorddesk.kiosk.service.asides import Seen, SetAside, dismiss, open_ticket_of, set_aside
from coorddesk.kiosk.service.asking import Asking, ask_at_kiosk, stop_asking
from coorddesk.kiosk.service.intake import take_in
from coorddesk.kiosk.service.kiosks import KioskDetails, KioskEdit, create_kiosk, delete_kiosk, edit_kiosk
from coorddesk.kiosk.service.repointing import repoint

__all__ = [
    "Asking",
    "KioskDetails",
    "KioskEdit",
    "Seen",
    "SetAside",
    "ask_at_kiosk",
    "create_kiosk",
    "delete_kiosk",
    "dismiss",
    "edit_kiosk",
    "open_ticket_of",
    "repoint",
    "set_aside",
    "stop_asking",
    "take_in",
]
