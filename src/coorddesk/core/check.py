"""What `coorddesk check` looks at whatever the features: the file, its links, its history and its attached files."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Table, inspect, select

from coorddesk.core.desk_tables import Organisation
from coorddesk.core.errors import Surroundings
from coorddesk.core.files import files_of
from coorddesk.core.history_rows import RowChange, pieces_of
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import Message, _, decode, digits
from coorddesk.core.organisation import ORGANISATION_TITLES
from coorddesk.core.orm import Base, FileHash
from coorddesk.core.records import Finding, Subject
from coorddesk.core.revision import State, compared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Column
    from sqlalchemy.orm import Session

    Names = Callable[[Iterable[Subject]], Mapping[Subject, str]]
    """What records are called, those that are there."""

_MOST_SAID = 20


class _Kept(NamedTuple):
    """A row that names a file: whose it is, where it belongs to a record, and what it is called."""

    file: str
    row: Subject
    owner: Subject | None = None
    name: str | Message = ""


_NAMES: dict[object, Message] = {Organisation.__table__.c.logo: ORGANISATION_TITLES["logo"]}
"""What the files are called that belong to no record."""


def check_desk(session: Session, names: Names | None = None) -> list[Finding]:
    """Everything that is not as it must be, with records by their `names`. Takes as long as reading the whole desk."""
    connection = session.connection()
    past: set[str] = set()
    findings = [*_schema(connection), *_file(connection)]
    for change_set in connection.scalars(select(ChangeSet.id).order_by(ChangeSet.id)).all():
        try:
            past |= _hashes_in_changes(_changes(connection, change_set))
        except (ValueError, TypeError, KeyError, zlib.error):
            said = _("Change number {number} of the history cannot be read.", number=digits(change_set))
            findings.append(Finding(said, ("change_set", change_set)))
    return [*findings, *_files(session, names, past)]


def _schema(connection: Connection) -> Iterator[Finding]:
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
    if compared(revision) is not State.CURRENT:
        yield Finding(_("The desk has the schema {revision}, which is not this program's.", revision=revision))
        return
    there = {
        name: {column["name"] for column in found}
        for (_of, name), found in inspect(connection).get_multi_columns().items()
    }
    for table in Base.metadata.sorted_tables:
        if not there.get(table.name, set()) >= set(table.c.keys()):
            yield Finding(_("The desk lacks all or some of the table “{table}”. Restore a backup.", table=table.name))


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


def _files(session: Session, names: Names | None, past: set[str]) -> Iterator[Finding]:
    """Files that something names and that are not whole; one that nothing names any more does no harm."""
    files = files_of(session.connection())
    rows: dict[str, list[_Kept]] = {}
    for kept in _kept(session.connection()):
        rows.setdefault(kept.file, []).append(kept)
    for file_hash in sorted(past | rows.keys()):
        try:
            files.get(file_hash)
        except Surroundings as error:
            owners = [kept.owner for kept in rows.get(file_hash, []) if kept.owner is not None]
            called = {} if names is None else names(owners)
            told = [Finding(_said(kept, called, error.message), kept.row) for kept in rows.get(file_hash, [])]
            yield from told or [Finding(error.message)]


def _said(kept: _Kept, called: Mapping[Subject, str], trouble: Message) -> Message:
    if not kept.name:
        return trouble
    if kept.owner is None or kept.owner not in called:
        return _("“{file}”: {trouble}", file=kept.name, trouble=trouble)
    return _("“{file}” of {record}: {trouble}", file=kept.name, record=called[kept.owner], trouble=trouble)


def _kept(connection: Connection) -> Iterator[_Kept]:
    for table in Base.metadata.tables.values():
        for column in table.c:
            if isinstance(column.type, FileHash):
                rows = select(column, table.c.id, *_owning(table)).where(column.is_not(None)).order_by(table.c.id)
                for file_hash, row_id, *owning in connection.execute(rows):
                    owner, name = ((owning[0], owning[1]), owning[2]) if owning else (None, _NAMES.get(column, ""))
                    yield _Kept(file_hash, (table.name, row_id), owner, name)


def _owning(table: Table) -> list[Column[Any]]:
    """The columns that tell whose file it is and its name, of a table of what belongs to records of any kind."""
    keys = ("subject_kind", "subject_id", "name")
    return [table.c[key] for key in keys] if set(keys) <= set(table.c.keys()) else []


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
