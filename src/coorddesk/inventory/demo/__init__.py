"""Believable devices of a school and its library, bought, moved, repaired and retired over eight years."""

from coorddesk.inventory.demo.filling import fill

__all__ = ["fill"]
