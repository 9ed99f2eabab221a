"""The stock of the demo."""

from coorddesk.stock.demo.filling import fill

__all__ = ["fill"]
