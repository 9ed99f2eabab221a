"""What screens, papers and imports read about stock."""

from coorddesk.stock.queries.criteria import FIELDS_OF_STOCK, said_stock_criteria
from coorddesk.stock.queries.findings import findings
from coorddesk.stock.queries.fits import fits_of, fitting_models, models_of, printer_model_options
from coorddesk.stock.queries.found import device_options, hits, item_options, names, scanned_item
from coorddesk.stock.queries.known import KnownItem, fitting_items, known_item, said_records
from coorddesk.stock.queries.levels import (
    PlaceLevel,
    WithPerson,
    lent_to,
    level_at,
    levels_inside,
    place_levels,
    usual_place,
    with_people,
)
from coorddesk.stock.queries.lists import StockCounts, StockQuery, all_stock, stock_counts, stock_ids
from coorddesk.stock.queries.moves import MOVE_COLUMNS, MoveQuery, MoveRow, all_moves, move_ids, move_page, moves_of
from coorddesk.stock.queries.rows import STOCK_COLUMNS, StockRow, stock_page, stock_row
from coorddesk.stock.queries.stated import all_stated, stated
from coorddesk.stock.queries.told import alerts, belongings, costs, timeline

__all__ = [
    "FIELDS_OF_STOCK",
    "MOVE_COLUMNS",
    "STOCK_COLUMNS",
    "KnownItem",
    "MoveQuery",
    "MoveRow",
    "PlaceLevel",
    "StockCounts",
    "StockQuery",
    "StockRow",
    "WithPerson",
    "alerts",
    "all_moves",
    "all_stated",
    "all_stock",
    "belongings",
    "costs",
    "device_options",
    "findings",
    "fits_of",
    "fitting_items",
    "fitting_models",
    "hits",
    "item_options",
    "known_item",
    "lent_to",
    "level_at",
    "levels_inside",
    "models_of",
    "move_ids",
    "move_page",
    "moves_of",
    "names",
    "place_levels",
    "printer_model_options",
    "said_records",
    "said_stock_criteria",
    "scanned_item",
    "stated",
    "stock_counts",
    "stock_ids",
    "stock_page",
    "stock_row",
    "timeline",
    "usual_place",
    "with_people",
]
