"""Start-up: the window on the screen, and its first page of 100,000 devices, beside an empty window of Qt."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.large_desk import large_desk
from benchmarks.measuring import Ratio
from benchmarks.one_start import BEGAN, KINDS

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 100_000
RUNS = 9
WINDOW_LIMIT, PAGE_LIMIT = 1.3, 4.0


def main() -> None:
    """Print the two ratios; the three kinds of start take turns, so that noise falls on all alike."""
    desk = large_desk(ROWS)
    with TemporaryDirectory() as home:
        for kind in KINDS:
            _start(kind, desk, home)  # the first start compiles, and fills the caches of the disk
        taken = [[_start(kind, desk, home) for kind in KINDS] for _run in range(RUNS)]
    empty, window, page = (statistics.median(times) for times in zip(*taken, strict=True))
    print(Ratio("window shown / empty window of Qt", window, empty, WINDOW_LIMIT))
    print(Ratio(f"first page of {ROWS:,} devices / empty window", page, empty, PAGE_LIMIT))


def _start(kind: str, desk: Path, home: str) -> float:
    """Seconds from before Python begins to when there is something to see."""
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | {"COORDDESK_HOME": home}
    command = [sys.executable, "-m", "benchmarks.one_start", kind, str(desk)]
    environment[BEGAN] = str(time.monotonic())
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(ran.stdout.splitlines()[-1])
