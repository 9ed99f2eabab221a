"""Believable notes, reminders and files about the records of the demo."""

from coorddesk.notes.demo.filling import fill

__all__ = ["fill"]
