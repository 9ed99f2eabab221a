"""Which schema a desk has, told by its number before anything heavy is loaded."""

from __future__ import annotations

from contextlib import closing
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from coorddesk.core.engine import make_engine, sqlite_path
from coorddesk.core.errors import Damaged, Refused, UserError
from coorddesk.core.messages import _
from coorddesk.core.sqlite_file import read_only
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_HEADER = b"SQLite format 3\0"
_OURS = {"alembic_version", "change_set"}
_SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_POSTGRESQL_TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
_REVISION = "SELECT version_num FROM alembic_version"
NEWER = _(
    "This was written by a newer version of CoordDesk and was left untouched. "
    "Update CoordDesk on this PC, then open it again."
)


class State(Enum):
    """How a desk's schema stands to this program's."""

    NEW = "new"  # nothing is there yet
    CURRENT = "current"
    BEHIND = "behind"
    NEWER = "newer"
    FOREIGN = "foreign"  # a database, but nobody's desk


@cache
def head() -> str:
    """The newest revision this program knows, as packaged with it; asked with every write."""
    return files("coorddesk").joinpath("migrations", "HEAD").read_text("ascii").strip()


def state(url: str) -> State:
    """How the desk at a path or URL stands; reads, never writes. Raises `UserError` for what is no database."""
    path = sqlite_path(url)
    with told_apart():
        if path is not None and not path.exists():
            return State.NEW
        tables, revision = _look(url)
    if revision is not None:
        return compared(revision)
    return State.NEW if path is None and not tables else State.FOREIGN


def compared(revision: str) -> State:
    """How a revision stands to this program's."""
    if revision == head():
        return State.CURRENT
    return State.NEWER if revision > head() else State.BEHIND


def refuse_newer(revision: str) -> None:
    """Raise `Refused` for a desk or copy that a newer program wrote; it is not touched."""
    if compared(revision) is State.NEWER:
        raise Refused(NEWER)


def revision_of(url: str) -> str | None:
    """The revision of the desk at a path or URL; None if the database there is no desk."""
    with told_apart():
        return _look(url)[1]


def _look(url: str) -> tuple[set[str], str | None]:
    """The tables at a path or URL, and the revision if they are a desk's."""
    path = sqlite_path(url)
    if path is None:
        with make_engine(url).connect() as connection:
            return _tables_and_revision(lambda query: connection.exec_driver_sql(query).all(), _POSTGRESQL_TABLES)
    _refuse_no_database(path)
    with closing(read_only(path)) as file:
        return _tables_and_revision(lambda query: file.execute(query).fetchall(), _SQLITE_TABLES)


def _refuse_no_database(path: Path) -> None:
    if path.is_dir():
        raise UserError(_("{name} is a folder. Name the desk's file inside it.", name=str(path)))
    with path.open("rb") as file:
        header = file.read(len(_HEADER))
    if not header:
        raise Damaged(
            _("{name} is empty: its content was lost. Restore a backup, or delete it to start anew.", name=str(path))
        )
    if header != _HEADER:
        raise Damaged(
            _(
                "{name} is not a desk, or its beginning is damaged. Open another file, or restore a backup.",
                name=str(path),
            )
        )


def _tables_and_revision(ask: Callable[[str], Sequence[Sequence[str]]], tables: str) -> tuple[set[str], str | None]:
    found = {row[0] for row in ask(tables)}
    if not found >= _OURS:
        return found, None
    revisions = [row[0] for row in ask(_REVISION)]
    return found, revisions[0] if len(revisions) == 1 and revisions[0].isdigit() else None
