"""Believable loans, reservations and kits of the demo."""

from coorddesk.lending.demo.filling import fill

__all__ = ["fill"]
