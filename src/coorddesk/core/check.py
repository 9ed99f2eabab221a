"""What `coorddesk check` looks at whatever the features: the file, its links, its history and its attached files."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from coorddesk.core.errors import Surroundings
from coorddesk.core.feature import Finding
from coorddesk.core.files import files_of
from coorddesk.core.history_rows import RowChange, pieces_of
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import _, decode, digits
from coorddesk.core.orm import Base, FileHash
from coorddesk.core.revision import State, compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import Session

_MOST_SAID = 20


def check_desk(session: Session) -> list[Finding]:
    """Everything that is not as it must be; takes as long as reading the whole desk does."""
    connection = session.connection()
    named = _hashes_in_rows(connection)
    findings = [*_schema(connection), *_file(connection)]
    for change_set in connection.scalars(select(ChangeSet.id).order_by(ChangeSet.id)).all():
        try:
            named |= _hashes_in_changes(_changes(connection, change_set))
        except (ValueError, TypeError, KeyError, zlib.error):
            said = _("Change number {number} of the history cannot be read.", number=digits(change_set))
            findings.append(Finding(said, ("change_set", change_set)))
    return [*findings, *_files(connection, named)]


def _schema(connection: Connection) -> Iterator[Finding]:
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    if compared(revision) is not State.CURRENT:
        yield Finding(_("The desk has the schema {revision}, which is not this program's.", revision=revision))


def _file(connection: Connection) -> Iterator[Finding]:
    """What SQLite finds wrong with its file; a server minds its own."""
    if connection.dialect.name != "sqlite":
        return
    for said in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST_SAID})").scalars():
        if said != "ok":
            yield Finding(_("The desk's file is damaged: {detail}", detail=said))
    for table, row_id, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST_SAID):
        said = _("A row of “{table}” points at one of “{parent}” that is missing.", table=table, parent=parent)
        yield Finding(said, (table, row_id))


def _changes(connection: Connection, change_set: int) -> list[RowChange]:
    """Read all there is of a change set."""
    row = connection.execute(select(ChangeSet.deed, ChangeSet.lasting).where(ChangeSet.id == change_set)).one()
    decode(row.deed)
    if row.lasting is not None:
        decode(row.lasting)
    return [change for piece in pieces_of(connection, change_set) for change in piece.read()]


def _files(connection: Connection, named: set[str]) -> Iterator[Finding]:
    """Files that something names and that are not whole; one that nothing names any more does no harm."""
    files = files_of(connection)
    for file_hash in sorted(named):
        try:
            files.get(file_hash)
        except Surroundings as error:
            yield Finding(error.message)


def _hashes_in_rows(connection: Connection) -> set[str]:
    return {
        found
        for table in Base.metadata.tables.values()
        for column in table.c
        if isinstance(column.type, FileHash)
        for found in connection.scalars(select(column).where(column.is_not(None)))
    }


def _hashes_in_changes(changes: Iterable[RowChange]) -> set[str]:
    """The files that undoing would need."""
    columns = [(t.name, c.name) for t in Base.metadata.tables.values() for c in t.c if isinstance(c.type, FileHash)]
    return {
        row[column]
        for change in changes
        for table, column in columns
        if change.table == table
        for row in (change.before, change.after)
        if row and row.get(column)
    }
