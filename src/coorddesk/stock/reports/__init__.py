"""What stock puts on paper: what to order, what is there, what came and went."""

from coorddesk.stock.reports.lists import ORDER_LIST, STOCK_LIST
from coorddesk.stock.reports.movements import MOVEMENTS

REPORTS = (ORDER_LIST, STOCK_LIST, MOVEMENTS)

__all__ = ["MOVEMENTS", "ORDER_LIST", "REPORTS", "STOCK_LIST"]
