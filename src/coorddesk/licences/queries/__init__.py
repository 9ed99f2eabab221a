"""What screens, papers and imports read about licences."""

from coorddesk.licences.queries.keys import product_key
from coorddesk.licences.queries.rows import (
    LICENCE_COLUMNS,
    LICENCE_SORTS,
    LicenceCounts,
    LicenceQuery,
    LicenceRow,
    licence_counts,
    licence_ids,
    licence_page,
    licence_row,
)
from coorddesk.licences.queries.seats import (
    SEAT_COLUMNS,
    SeatQuery,
    SeatRow,
    all_seats,
    seat_ids,
    seat_page,
    seats_held,
    seats_of,
)
from coorddesk.licences.queries.stated import stated
from coorddesk.licences.queries.told import alerts, belongings, findings, hits, licence_options, names, timeline

__all__ = [
    "LICENCE_COLUMNS",
    "LICENCE_SORTS",
    "SEAT_COLUMNS",
    "LicenceCounts",
    "LicenceQuery",
    "LicenceRow",
    "SeatQuery",
    "SeatRow",
    "alerts",
    "all_seats",
    "belongings",
    "findings",
    "hits",
    "licence_counts",
    "licence_ids",
    "licence_options",
    "licence_page",
    "licence_row",
    "names",
    "product_key",
    "seat_ids",
    "seat_page",
    "seats_held",
    "seats_of",
    "stated",
    "timeline",
]
