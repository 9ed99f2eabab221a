"""The articles of the demo."""

from coorddesk.knowledge.demo.filling import fill

__all__ = ["fill"]
