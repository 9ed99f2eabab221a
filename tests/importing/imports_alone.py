"""Imports files in a process of its own: `python -m tests.importing.imports_alone DESK FILE...`.

Prints what each came to, the seconds of the processor and the peak of the memory until then, in JSON.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from coorddesk import features
from coorddesk.core.access import Actor
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.errors import UserError
from coorddesk.core.resources import texts_for
from coorddesk.importing.importer import Importer
from coorddesk.inventory.imports import ASSETS
from coorddesk.inventory.service import seed_labels

LIMIT = 6 << 30  # bytes; far above what is allowed, so that a test fails and not the machine


def main(desk: str, *files: str) -> list[dict[str, Any]]:
    """What became of each file."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    features.load_tables()
    database = Database(desk, actor=Actor("proof"), clock=SystemClock())
    with database.transaction() as session:
        seed_labels(session)
    before = peak()
    try:
        return [_take(database, Path(file), before) for file in files]
    finally:
        database.close()


def _take(database: Database, path: Path, before: float) -> dict[str, Any]:
    start = time.process_time()
    said: Any
    try:
        with database.transaction() as session:
            summary = Importer(ASSETS, path, [texts_for("en")]).apply(session)
        said = {verdict.value: count for verdict, count in summary.counts.items() if count}
    except UserError as error:
        said = error.message.text
    return {"said": said, "seconds": time.process_time() - start, "mebibytes": peak() - before}


def peak() -> float:
    """The most memory that this process ever had, in mebibytes; what getrusage tells begins with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
