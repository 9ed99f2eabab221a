"""What screens, papers and imports read about stock."""

from coorddesk.stock.queries.findings import findings
from coorddesk.stock.queries.found import hits, item_options, names, printer_model_options, scanned_item
from coorddesk.stock.queries.levels import (
    PlaceLevel,
    WithPerson,
    lent_to,
    level_at,
    place_levels,
    usual_place,
    with_people,
)
from coorddesk.stock.queries.moves import MOVE_COLUMNS, MoveQuery, MoveRow, all_moves, move_ids, move_page, moves_of
from coorddesk.stock.queries.rows import (
    STOCK_COLUMNS,
    StockCounts,
    StockQuery,
    StockRow,
    all_stock,
    fits_of,
    models_of,
    stock_counts,
    stock_ids,
    stock_page,
    stock_row,
)
from coorddesk.stock.queries.told import alerts, belongings, costs, timeline

__all__ = [
    "MOVE_COLUMNS",
    "STOCK_COLUMNS",
    "MoveQuery",
    "MoveRow",
    "PlaceLevel",
    "StockCounts",
    "StockQuery",
    "StockRow",
    "WithPerson",
    "alerts",
    "all_moves",
    "all_stock",
    "belongings",
    "costs",
    "findings",
    "fits_of",
    "hits",
    "item_options",
    "lent_to",
    "level_at",
    "models_of",
    "move_ids",
    "move_page",
    "moves_of",
    "names",
    "place_levels",
    "printer_model_options",
    "scanned_item",
    "stock_counts",
    "stock_ids",
    "stock_page",
    "stock_row",
    "timeline",
    "usual_place",
    "with_people",
]
