"""A whole desk taken from one database to another, of whatever kind, with its row ids, numbers and history.

Tables are read from the databases themselves rather than from the models, so that a desk of an earlier
schema travels too. Everything happens in one transaction of the target, and is compared before it commits.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Connection, MetaData, Table, bindparam, create_engine, func, inspect, select, text

from coorddesk.core.engine import make_engine, sqlite_path
from coorddesk.core.errors import Refused
from coorddesk.core.files import Files, FileSource, FolderFiles, TableFiles, copy_files, files_folder
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import Message, _
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.core.revision import refuse_newer, revision_of
from coorddesk.core.trouble import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROWS_AT_A_TIME = 1000
_LEFT_OUT = {"alembic_version", "stored_file"}  # written by the migration; copied as files, which may lie in a folder

Values = dict[str, Any]


@dataclass(frozen=True)
class Moved:
    """How many rows each table had, and what there is to say of files that could not be copied."""

    rows: dict[str, int]
    troubles: tuple[Message, ...]


def move(source: str, target: str, *, replace: bool = False, progress: Progress = unwatched) -> Moved:
    """Copy the desk at `source` to `target`, a new file or an empty database; the source is left as it is.

    With `replace` a desk at the target gives way. Raises `Refused` if there is no desk to copy, or one in the way.
    """
    with opened(source) as old:
        return fill(old, files_at(source, old), target, replace=replace, progress=progress)


def fill(old: Connection, files: FileSource, target: str, *, replace: bool, progress: Progress) -> Moved:
    """Copy a desk and its files to `target` as `move` does, and bring it up to date there."""
    with rebuilding(target, create=True) as new:
        rows = copy_rows(old, new, replace=replace, progress=progress)
        troubles = copy_files(files, files_at(target, new), progress)
        migrate(new)
    return Moved(rows, tuple(troubles))


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """A connection that sees one moment of the desk, of this program's schema or an earlier one."""
    revision = revision_of(url)
    if revision is None:
        raise Refused(_("There is no desk here to copy from."))
    refuse_newer(revision)
    engine = make_engine(url)
    try:
        with told_apart(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def files_at(url: str, connection: Connection) -> Files:
    """The files of the desk at `url`, which `connection` is to."""
    path = sqlite_path(url)
    return TableFiles(connection) if path is None else FolderFiles(files_folder(path))


def copy_rows(old: Connection, new: Connection, *, replace: bool = False, progress: Progress) -> dict[str, int]:
    """Make the tables of the one desk in the other and copy every row; returns how many each table has."""
    _make_room(new, replace=replace)
    migrate(new, old.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
    targets = _tables(new)
    sources = {table.name: table for table in _tables(old, [table.name for table in targets])}
    counts = {name: old.scalar(select(func.count()).select_from(table)) or 0 for name, table in sources.items()}
    copied = 0
    for target in targets:
        for rows in _copy_table(old, new, sources[target.name], target):
            copied += rows
            progress(copied, sum(counts.values()), _("Copying the desk"))
    return counts


def _make_room(connection: Connection, *, replace: bool) -> None:
    """Leave no table of a desk behind; refuse to take anything else away."""
    there = set(inspect(connection).get_table_names())
    if not there:
        return
    ours = _own_tables(connection) & there if "alembic_version" in there else set()
    if not ours or not (replace or not any(_has_rows(connection, name) for name in ours)):
        raise Refused(_("The place to copy to is not empty. Choose a new file, or a database without tables."))
    for name in [*ours, "alembic_version"]:
        connection.exec_driver_sql(f'DROP TABLE "{name}"' + (" CASCADE" if connection.dialect.name != "sqlite" else ""))


def _own_tables(connection: Connection) -> set[str]:
    """The names of the tables that a desk of its revision has, found by making one in memory; none if it is no desk."""
    revisions = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if len(revisions) != 1 or not revisions[0].isdigit():
        return set()
    (revision,) = revisions
    refuse_newer(revision)
    with create_engine("sqlite://").connect() as scratch, scratch.begin():
        migrate(scratch, revision)
        return {table.name for table in _tables(scratch)} | {"stored_file"}


def _has_rows(connection: Connection, table: str) -> bool:
    return connection.exec_driver_sql(f'SELECT 1 FROM "{table}" LIMIT 1').first() is not None  # noqa: S608 - our names


def _tables(connection: Connection, names: Sequence[str] | None = None) -> list[Table]:
    """The tables to copy, those first that others point at."""
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    tables = [table for table in metadata.sorted_tables if table.name not in _LEFT_OUT]
    for column in (column for table in tables for column in table.c):
        if isinstance(column.type, JSON):
            column.type = JSON(none_as_null=True)  # an absent value stays absent
    return tables


def _copy_table(old: Connection, new: Connection, source: Table, target: Table) -> Iterator[int]:
    """Copy a table page by page and compare; links within it come last, as a place may stand above an older one."""
    names = [column.name for column in target.c]
    links = [column.name for column in target.c if any(key.column.table is target for key in column.foreign_keys)]
    linked: dict[str, list[Values]] = {link: [] for link in links}
    sent = hashlib.sha256()
    for page in _pages(old, source, names):
        sent.update(repr(page).encode())
        rows = [dict(zip(names, row, strict=True)) for row in page]
        for link, values in linked.items():
            values += [{"row_id": row["id"], "link": row[link]} for row in rows if row[link] is not None]
        new.execute(target.insert(), [row | dict.fromkeys(links) for row in rows] if links else rows)
        yield len(rows)
    for link, values in linked.items():
        if values:
            wanted = target.update().where(target.c.id == bindparam("row_id")).values({link: bindparam("link")})
            new.execute(wanted, values)
    _set_last_id(new, target.name, _last_id(old, source.name))
    _compare(new, target, sent.digest())


def _pages(connection: Connection, table: Table, names: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    """All rows by id, with the columns in the order of `names`."""
    query = select(*(table.c[name] for name in names)).order_by(table.c.id).limit(_ROWS_AT_A_TIME)
    place, last = names.index("id"), 0
    while page := [tuple(row) for row in connection.execute(query.where(table.c.id > last))]:
        yield page
        last = page[-1][place]


def _compare(new: Connection, target: Table, sent: bytes) -> None:
    arrived = hashlib.sha256()
    for page in _pages(new, target, [column.name for column in target.c]):
        arrived.update(repr(page).encode())
    if arrived.digest() != sent:
        raise Refused(
            _(
                "The copy did not come out the same ({name}), so nothing was copied. The desk is as it was.",
                name=target.name,
            )
        )


def _last_id(connection: Connection, table: str) -> int:
    """The highest id the table ever gave, used or not."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).scalar()
        return int(found or 0)
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table, "id")))
    given = connection.exec_driver_sql(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
    return int(given.scalar_one())


def _set_last_id(connection: Connection, table: str, last: int) -> None:
    """Let the table go on numbering after `last`, so that no id is ever given twice."""
    if last == 0:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
        wanted = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
        connection.execute(wanted, {"name": table, "last": last})
    else:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table, "id"), last)))
