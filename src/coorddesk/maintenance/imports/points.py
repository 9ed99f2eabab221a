"""The points of a checklist in one cell: "[x] Lamp; [ ] Filter"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coorddesk.core.tidy import tidy
from coorddesk.maintenance.rules import Point

if TYPE_CHECKING:
    from collections.abc import Iterable

_BETWEEN = re.compile(r"[;\n]+")
_TICK = re.compile(r"^(?:\[\s*([xX✓✔]?)\s*\]|([☑☒✓✔])|(☐))\s*")


def points_said(points: Iterable[Point]) -> str:
    """Points as one cell says them; a semicolon within one would part it."""
    return "; ".join(f"[{'x' if point.is_ticked else ' '}] {point.text.replace(';', ',')}" for point in points)


def points_in(text: str) -> tuple[Point, ...]:
    """The points of a cell; one without a box in front was ticked, for it was written down as done."""
    points = []
    for line in _BETWEEN.split(text):
        found = _TICK.match(line.strip())
        word = tidy(line.strip()[found.end() :] if found else line)
        if word:
            points.append(Point(word, is_ticked=found is None or bool(found[1] or found[2])))
    return tuple(points)


def points_spelt(text: str) -> str:
    """A cell as an export would write it."""
    return points_said(points_in(text))
