"""What screens, papers and imports read about licences."""

from coorddesk.licences.queries.criteria import FIELDS_OF_LICENCES, said_licence_criteria
from coorddesk.licences.queries.keys import product_key
from coorddesk.licences.queries.lists import (
    LICENCE_SORTS,
    LicenceCounts,
    LicenceQuery,
    all_licences,
    licence_counts,
    licence_ids,
)
from coorddesk.licences.queries.rows import LICENCE_COLUMNS, LicenceRow, licence_page, licence_row
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
from coorddesk.licences.queries.stated import all_stated, stated
from coorddesk.licences.queries.told import (
    ALERTED,
    alerts,
    belongings,
    findings,
    hits,
    licence_options,
    names,
    timeline,
)

__all__ = [
    "ALERTED",
    "FIELDS_OF_LICENCES",
    "LICENCE_COLUMNS",
    "LICENCE_SORTS",
    "SEAT_COLUMNS",
    "LicenceCounts",
    "LicenceQuery",
    "LicenceRow",
    "SeatQuery",
    "SeatRow",
    "alerts",
    "all_licences",
    "all_seats",
    "all_stated",
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
    "said_licence_criteria",
    "seat_ids",
    "seat_page",
    "seats_held",
    "seats_of",
    "stated",
    "timeline",
]
