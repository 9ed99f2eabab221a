"""Start-up: the window on the screen, and its first page of 100,000 devices, beside an empty window of Qt."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.large_desk import large_desk
from benchmarks.measuring import OFFSCREEN, Ratio
from benchmarks.one_start import BEGAN, KINDS, LEAVE

ROWS = 100_000
RUNS = 9
WINDOW_LIMIT, PAGE_LIMIT = 1.3, 4.0


def main() -> None:
    """Print the ratios; the kinds of start take turns, so that noise falls on all alike.

    A page that was remembered is measured on a desk in the program's own folder, which was closed there before; a page
    read anew on the same desk elsewhere, of which nothing is remembered.
    """
    with TemporaryDirectory() as home:
        elsewhere = large_desk(ROWS)
        own = Path(home) / "data" / "desk.sqlite"
        own.parent.mkdir()
        shutil.copyfile(elsewhere, own)
        desks = {kind: elsewhere if kind == "anew" else own for kind in KINDS}
        for kind in (LEAVE, *KINDS):  # the first start compiles, and fills the caches of the disk
            _start(kind, desks.get(kind, own), _home_of(kind, home))
        taken = [[_start(kind, desks[kind], _home_of(kind, home)) for kind in KINDS] for _run in range(RUNS)]
    empty, window, remembered, anew = (statistics.median(times) for times in zip(*taken, strict=True))
    page = f"first page of {ROWS:,} devices"
    print(Ratio("window shown / empty window of Qt", window, empty, WINDOW_LIMIT))
    print(Ratio(f"{page}, nothing changed", remembered, empty, PAGE_LIMIT))
    print(Ratio(f"{page}, read anew", anew, empty, PAGE_LIMIT))


def _home_of(kind: str, home: str) -> str:
    """A start on another desk would forget the portrait."""
    return f"{home}/other" if kind == "anew" else home


def _start(kind: str, desk: Path, home: str) -> float:
    """Seconds from before Python begins to when there is something to see."""
    environment = OFFSCREEN | os.environ | {"COORDDESK_HOME": home}
    command = [sys.executable, "-m", "benchmarks.one_start", kind, str(desk)]
    environment[BEGAN] = str(time.monotonic())
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(ran.stdout.splitlines()[-1]) if kind != LEAVE else 0
