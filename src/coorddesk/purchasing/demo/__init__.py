"""Three years of purchases on the lines of the demo's budgets: what stands in its inventory, and what is on its way."""

from coorddesk.purchasing.demo.filling import fill

__all__ = ["fill"]
