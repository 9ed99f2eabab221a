"""Two years of tickets on the demo's devices and rooms, with the seasons of a school."""

from coorddesk.helpdesk.demo.filling import fill

__all__ = ["fill"]
