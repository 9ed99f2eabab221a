"""What screens and kiosks read."""

from coorddesk.kiosk.queries.asked import AskedRow, asked_at_kiosks, is_there, kiosk_options, last_day_of
from coorddesk.kiosk.queries.kiosks import AsideRow, KioskRow, alerts, asides, kiosks, names, timeline
from coorddesk.kiosk.queries.published import catalogue

__all__ = [
    "AsideRow",
    "AskedRow",
    "KioskRow",
    "alerts",
    "asides",
    "asked_at_kiosks",
    "catalogue",
    "is_there",
    "kiosk_options",
    "kiosks",
    "last_day_of",
    "names",
    "timeline",
]
