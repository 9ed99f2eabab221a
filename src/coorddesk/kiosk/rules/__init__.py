"""What holds of kiosks, whoever asks."""

from coorddesk.kiosk.rules.catalogue import (
    EMPTY,
    Catalogue,
    Device,
    Known,
    Ready,
    Room,
    Solved,
    Tile,
    Tip,
    catalogue_of,
    written_catalogue,
)
from coorddesk.kiosk.rules.pin import PIN_DIGITS, is_pin, locked_with, opens
from coorddesk.kiosk.rules.report import (
    MOST_NAME,
    MOST_WORDS,
    KioskReport,
    NotAReport,
    ReportKind,
    new_key,
    parse_report,
    provisional_number,
    written_report,
)

__all__ = [
    "EMPTY",
    "MOST_NAME",
    "MOST_WORDS",
    "PIN_DIGITS",
    "Catalogue",
    "Device",
    "KioskReport",
    "Known",
    "NotAReport",
    "Ready",
    "ReportKind",
    "Room",
    "Solved",
    "Tile",
    "Tip",
    "catalogue_of",
    "is_pin",
    "locked_with",
    "new_key",
    "opens",
    "parse_report",
    "provisional_number",
    "written_catalogue",
    "written_report",
]
