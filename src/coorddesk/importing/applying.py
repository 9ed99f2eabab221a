"""Writes a plan as it is made: a few thousand records at a time, none of them kept."""

from __future__ import annotations

from typing import Any

from coorddesk.core.jobs import Progress
from coorddesk.importing.kind import RowChange, Target
from coorddesk.importing.plan import Summary
from coorddesk.importing.planning import Planner

CHUNK = 5000
"""Records that are written at once."""


def write_plan(planner: Planner, target: Target, progress: Progress) -> Summary:
    """Take every step of a plan; returns what it came to."""
    new: list[dict[str, Any]] = []
    changed: list[RowChange] = []
    for step in planner.steps(progress):
        if isinstance(step, RowChange):
            changed.append(step)
        else:
            new.append(step)
        if len(new) >= CHUNK or len(changed) >= CHUNK:
            _write(target, new, changed)
    _write(target, new, changed)
    target.finish()
    return planner.summary()


def _write(target: Target, new: list[dict[str, Any]], changed: list[RowChange]) -> None:
    if new:
        target.insert(new)
        new.clear()
    if changed:
        target.update(changed)
        changed.clear()
