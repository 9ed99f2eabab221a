"""What screens, papers and the command line read of rounds."""

from coorddesk.rounds.queries.availability import Available, available
from coorddesk.rounds.queries.insight import Insight, PastFault, insight
from coorddesk.rounds.queries.options import stop_meant, stop_of, stop_options
from coorddesk.rounds.queries.rounds import (
    ROUND_COLUMNS,
    RoundQuery,
    RoundRow,
    round_ids,
    round_page,
    round_row,
    rounds,
    today_counts,
)
from coorddesk.rounds.queries.told import alerts, findings, hits, names, timeline
from coorddesk.rounds.queries.tours import (
    CheckRow,
    StopRow,
    TourRow,
    checks,
    round_options,
    stops,
    things,
    tour,
    tours,
)

__all__ = [
    "ROUND_COLUMNS",
    "Available",
    "CheckRow",
    "Insight",
    "PastFault",
    "RoundQuery",
    "RoundRow",
    "StopRow",
    "TourRow",
    "alerts",
    "available",
    "checks",
    "findings",
    "hits",
    "insight",
    "names",
    "round_ids",
    "round_options",
    "round_page",
    "round_row",
    "rounds",
    "stop_meant",
    "stop_of",
    "stop_options",
    "stops",
    "things",
    "timeline",
    "today_counts",
    "tour",
    "tours",
]
