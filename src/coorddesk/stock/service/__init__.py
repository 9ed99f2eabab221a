"""The verbs on what is kept in stock."""

from coorddesk.stock.service.corrections import Correction, correct_move
from coorddesk.stock.service.items import ItemDetails, ItemEdit, NewItem, create_item, delete_item, edit_item
from coorddesk.stock.service.ledger import NewMove, write_moves
from coorddesk.stock.service.merging import repoint
from coorddesk.stock.service.moves import (
    Count,
    Issue,
    Receipt,
    TakingBack,
    Transfer,
    WriteOff,
    count_stock,
    give_out,
    receive,
    take_back,
    transfer,
    write_off,
)

__all__ = [
    "Correction",
    "Count",
    "Issue",
    "ItemDetails",
    "ItemEdit",
    "NewItem",
    "NewMove",
    "Receipt",
    "TakingBack",
    "Transfer",
    "WriteOff",
    "correct_move",
    "count_stock",
    "create_item",
    "delete_item",
    "edit_item",
    "give_out",
    "receive",
    "repoint",
    "take_back",
    "transfer",
    "write_moves",
    "write_off",
]
