"""The licences of the demo."""

from coorddesk.licences.demo.filling import fill

__all__ = ["fill"]
