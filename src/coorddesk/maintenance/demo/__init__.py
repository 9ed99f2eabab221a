"""Two years of maintenance on the demo's devices: a log, schedules, repairs over and under way."""

from coorddesk.maintenance.demo.filling import fill

__all__ = ["fill"]
