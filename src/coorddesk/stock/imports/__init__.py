"""What sheets may bring of stock: items with what is there, and movements."""

from coorddesk.stock.imports.items import STOCK_ITEMS
from coorddesk.stock.imports.movements import STOCK_MOVES

__all__ = ["STOCK_ITEMS", "STOCK_MOVES"]
