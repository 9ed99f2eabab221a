"""A believable school with its library: places, people and suppliers, the same whoever asks on the same day."""

from coorddesk.directory.demo.filling import COORDINATOR, fill

__all__ = ["COORDINATOR", "fill"]
