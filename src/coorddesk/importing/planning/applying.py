"""Writes a plan as it is made: a few thousand records at a time, none of them kept."""

from __future__ import annotations

from typing import Any

from coorddesk.core.jobs import Progress
from coorddesk.importing.kind import NewRows, RowChange, Target
from coorddesk.importing.plan import Summary
from coorddesk.importing.planning.planner import Planner

CHUNK = 5000
"""Records that are written at once."""


def write_plan(planner: Planner, target: Target, progress: Progress) -> Summary:
    """Take every step of a plan; returns what it came to."""
    new: dict[str, list[Any]] = {}
    count = 0
    changed: list[RowChange] = []
    for step in planner.steps(progress):
        if isinstance(step, RowChange):
            changed.append(step)
        else:
            count += len(step)
            for key, column in step.columns.items():
                new.setdefault(key, []).extend(column)
        if count >= CHUNK or len(changed) >= CHUNK:
            _write(target, new, changed)
            new, count, changed = {}, 0, []
    _write(target, new, changed)
    target.finish()
    return planner.summary()


def _write(target: Target, new: dict[str, list[Any]], changed: list[RowChange]) -> None:
    if new:
        target.insert(NewRows(new))
    if changed:
        target.update(changed)
