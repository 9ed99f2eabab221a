"""A SQLite file looked at through its driver alone: soon done, and nothing is written to it or beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Mark = list[Any]
"""What JSON can hold; equal to an earlier one as long as nothing was written."""

_LAST_CHANGE = """
    SELECT version_num, change_set.id, moment, actor, source, direction, root_id, deed
    FROM alembic_version, change_set ORDER BY change_set.id DESC LIMIT 1
"""


def read_only(path: Path, *, patience: float = 5) -> sqlite3.Connection:
    """A connection to an existing SQLite file that writes neither to it nor, unless it is in use, beside it.

    `patience` is how many seconds it waits for a lock.
    """
    mode = "mode=ro" if wal_of(path).exists() else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, timeout=patience)


def last_change(path: Path) -> Mark | None:
    """The schema of a desk and the last change set of its history, word for word; None for any trouble.

    Its number alone would not do: after a restored backup it may be another change's.
    """
    try:
        with closing(read_only(path, patience=0)) as file:
            row = file.execute(_LAST_CHANGE).fetchone()
    except sqlite3.Error:
        return None
    return None if row is None else list(row)


def mark_of(path: Path) -> Mark | None:
    """The last change of a desk, and what any program leaves behind that writes to its file; None for any trouble.

    Only the latter knows of what was written past the history.
    """
    last = last_change(path)
    try:
        return None if last is None else [last, _written(path), _written(wal_of(path))]
    except OSError:
        return None


def wal_of(path: Path) -> Path:
    """Where SQLite keeps what was written last, while the file is in use."""
    return path.with_name(f"{path.name}-wal")


def _written(path: Path) -> list[int]:
    """How large a file is and when it was last written; nothing where it is not."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return []
    return [found.st_size, found.st_mtime_ns]
