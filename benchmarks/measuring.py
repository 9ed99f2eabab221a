"""How a measurement is taken and told: always as a ratio to a floor measured beside it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
"""Beneath what the environment says: windows are measured without a display, where none is named."""


@dataclass(frozen=True)
class Ratio:
    """Ours over the floor, in seconds unless `unit` says otherwise; `limit` is the issue's."""

    name: str
    ours: float
    floor: float
    limit: float | None = None
    unit: str = "s"

    @property
    def value(self) -> float:
        """How many times the floor we take."""
        return self.ours / self.floor

    def __str__(self) -> str:
        """One line for people."""
        verdict = "" if self.limit is None else ("ok  " if self.value <= self.limit else "OVER")
        limit = "" if self.limit is None else f" (limit {self.limit:g})"
        figures = f"{self.ours:10.3f} / {self.floor:8.3f} {self.unit}"
        return f"{verdict:4} {self.name:48} {self.value:6.2f} x{limit:14} {figures}"


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The median time of several runs, in seconds."""
    return statistics.median(seconds(work) for _ in range(runs))


def seconds(work: Callable[[], object]) -> float:
    """The time of one run, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare_rows(session: Session, sql: str) -> list[Any]:
    """Rows straight from the driver: what a list costs at the least."""
    connection: Any = session.connection().connection.driver_connection
    cursor = connection.cursor()
    cursor.execute(sql)
    found: list[Any] = cursor.fetchall()
    return found


def in_own_process(module: str, *arguments: str) -> dict[str, float]:
    """Run `python -m module arguments` alone and read the figures that it prints as its last line, in JSON."""
    environment = OFFSCREEN | os.environ
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    figures: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return figures
