"""What screens, papers and imports read about stocktakes."""

from coorddesk.stocktaking.queries.called import hits, names
from coorddesk.stocktaking.queries.closing import ClosingPlan, astray_lines, closing_plan
from coorddesk.stocktaking.queries.findings import findings
from coorddesk.stocktaking.queries.lines import LINE_COLUMNS, LineQuery, LineRow, line, line_ids, line_page
from coorddesk.stocktaking.queries.progress import Progress, RoomLeft, counts_of, progress, rooms_left, sittings_of
from coorddesk.stocktaking.queries.rows import (
    STAGE_TITLES,
    STOCKTAKE_COLUMNS,
    Stage,
    StocktakeQuery,
    StocktakeRow,
    expected_count,
    open_of,
    open_stocktakes,
    stage_counts,
    stocktake,
    stocktake_ids,
    stocktake_named,
    stocktake_page,
)
from coorddesk.stocktaking.queries.timelines import timeline

__all__ = [
    "LINE_COLUMNS",
    "STAGE_TITLES",
    "STOCKTAKE_COLUMNS",
    "ClosingPlan",
    "LineQuery",
    "LineRow",
    "Progress",
    "RoomLeft",
    "Stage",
    "StocktakeQuery",
    "StocktakeRow",
    "astray_lines",
    "closing_plan",
    "counts_of",
    "expected_count",
    "findings",
    "hits",
    "line",
    "line_ids",
    "line_page",
    "names",
    "open_of",
    "open_stocktakes",
    "progress",
    "rooms_left",
    "sittings_of",
    "stage_counts",
    "stocktake",
    "stocktake_ids",
    "stocktake_named",
    "stocktake_page",
    "timeline",
]
