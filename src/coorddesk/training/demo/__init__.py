"""Two years of workshops and trainings around the holidays, those of the next weeks, and help given to one person."""

from coorddesk.training.demo.filling import fill

__all__ = ["fill"]
