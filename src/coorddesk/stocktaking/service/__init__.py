"""The verbs of stocktakes: open, count, put right, close."""

from coorddesk.stocktaking.service.closing import Closing, close_stocktake
from coorddesk.stocktaking.service.lines import LineEdit, Lines, edit_line, look_again, mark_missing, move_found
from coorddesk.stocktaking.service.merging import repoint
from coorddesk.stocktaking.service.opening import (
    NewStocktake,
    Scope,
    StocktakeEdit,
    delete_stocktake,
    edit_stocktake,
    open_stocktake,
)
from coorddesk.stocktaking.service.scanning import (
    Codes,
    Outcome,
    Scan,
    Sighted,
    count_all,
    count_devices,
    scan,
    scan_codes,
    take_back,
)

__all__ = [
    "Closing",
    "Codes",
    "LineEdit",
    "Lines",
    "NewStocktake",
    "Outcome",
    "Scan",
    "Scope",
    "Sighted",
    "StocktakeEdit",
    "close_stocktake",
    "count_all",
    "count_devices",
    "delete_stocktake",
    "edit_line",
    "edit_stocktake",
    "look_again",
    "mark_missing",
    "move_found",
    "open_stocktake",
    "repoint",
    "scan",
    "scan_codes",
    "take_back",
]
