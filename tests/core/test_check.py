from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from coorddesk.core.check import check_desk
from coorddesk.core.desk_tables import Organisation
from coorddesk.core.files import put
from coorddesk.core.history import record
from coorddesk.core.history_tables import ChangeChunk, ChangeSet
from coorddesk.core.messages import _, digits
from coorddesk.core.organisation import ORGANISATION_TITLES
from coorddesk.core.records import Finding
from tests.core.lived_in import LOGO, live_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.core.database import Database

LOGO_HASH = hashlib.sha256(LOGO).hexdigest()
SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def _found(database: Database) -> list[Finding]:
    with database.reading() as session:
        return check_desk(session)


def _said(database: Database) -> list[tuple[str, dict[str, object]]]:
    return [(finding.text.text, dict(finding.text.values)) for finding in _found(database)]


def test_a_desk_with_a_past_is_in_order(database: Database) -> None:
    live_in(database)
    assert _found(database) == []


def test_a_schema_of_another_version_is_found(database: Database) -> None:
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    assert _said(database) == [
        ("The desk has the schema {revision}, which is not this program's.", {"revision": "0000"})
    ]


@pytest.mark.parametrize("harm", ["DROP TABLE remembered", "ALTER TABLE remembered DROP COLUMN value"])
def test_a_table_that_is_not_whole_is_found(database: Database, harm: str) -> None:
    with database.transaction() as session:
        session.connection().exec_driver_sql(harm)
    said = _("The desk lacks all or some of the table “{table}”. Restore a backup.", table="remembered")
    assert _found(database) == [Finding(said)]


@pytest.mark.parametrize(
    "harm",
    [
        update(ChangeSet).where(ChangeSet.id == 4).values(deed={"words": "?"}),
        update(ChangeSet).where(ChangeSet.id == 4).values(lasting={"words": "?"}),
        update(ChangeChunk).where(ChangeChunk.id == 1).values(data=b"not packed"),
    ],
)
def test_a_change_that_cannot_be_read_is_found(database: Database, harm: object) -> None:
    live_in(database)
    with database.transaction() as session:
        session.connection().execute(harm)  # type: ignore[call-overload]  # one of three updates
    said = _("Change number {number} of the history cannot be read.", number=digits(4))
    assert _found(database) == [Finding(said, ("change_set", 4))]


def test_a_missing_file_is_found_and_one_that_only_the_history_names_too(database: Database) -> None:
    live_in(database)
    with database.transaction() as session:
        for row in session.query(Organisation):
            row.logo = put(session, b"a new logo")
        record(session, _("Change the logo"))
    assert _found(database) == []
    missing = [hashlib.sha256(b"a new logo").hexdigest(), LOGO_HASH]
    if database.path is not None:
        for file_hash in missing:
            Path(f"{database.path}.files", file_hash[:2], file_hash).unlink()
    else:
        with database.transaction() as session:
            session.connection().exec_driver_sql("DELETE FROM stored_file")
    now, before = (
        _("An attached file ({name}) is missing. Attach it again, or take it from a backup.", name=file_hash[:12])
        for file_hash in missing
    )
    logo = _("“{file}”: {trouble}", file=ORGANISATION_TITLES["logo"], trouble=now)
    assert {finding.text for finding in _found(database)} == {logo, before}


def test_a_file_that_nothing_names_does_no_harm(database: Database) -> None:
    with database.transaction() as session:
        put(session, b"left by a transaction that failed, or by a restore")
    assert _found(database) == []


@SQLITE
def test_a_link_to_nothing_is_found(database: Database) -> None:
    live_in(database)
    with closing(sqlite3.connect(database.url)) as other:
        other.execute("UPDATE person SET department_id = 7 WHERE id = 3")
        other.commit()
    said = _("A row of “{table}” points at one of “{parent}” that is missing.", table="person", parent="department")
    assert _found(database) == [Finding(said, ("person", 3))]


@SQLITE
def test_a_damaged_index_is_found(database: Database, open_desk: Callable[..., Database]) -> None:
    live_in(database)
    database.close()
    _without_its_index(database.url, "ix_person_name", "UPDATE person SET last_name_folded = '' WHERE id = 3")
    said = [values["detail"] for _text, values in _said(open_desk(database.url))]
    assert said == ["row 3 missing from index ix_person_name"]


def _without_its_index(url: str, name: str, statement: str) -> None:
    """Change a row behind the back of one of its indexes."""
    with closing(sqlite3.connect(url)) as other:
        index = other.execute("SELECT * FROM sqlite_master WHERE name = ?", [name]).fetchone()
        _rewrite_schema(other, "DELETE FROM sqlite_master WHERE name = ?", [name])
    with closing(sqlite3.connect(url)) as other:
        other.execute(statement)
        other.commit()
        _rewrite_schema(other, "INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", index)


def _rewrite_schema(connection: sqlite3.Connection, statement: str, values: Sequence[object]) -> None:
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(statement, values)
    connection.commit()
