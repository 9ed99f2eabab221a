"""An import into a real database, with its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.database import Database
from coorddesk.core.errors import Cancelled
from coorddesk.core.fold import fold
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import Message, _, decode
from coorddesk.core.texts import Texts
from coorddesk.core.undo import undo
from coorddesk.directory.models import Supplier
from coorddesk.importing.importer import Importer
from coorddesk.importing.kind import ImportField, ImportKind, Key, Known, NewRows, RowChange
from coorddesk.importing.plan import Verdict
from coorddesk.importing.simple_target import SimpleTarget
from tests.importing.corpus import csv_file

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TABLE = Supplier.metadata.tables[Supplier.__tablename__]
NOTHING = dict.fromkeys(("contact", "email", "phone", "address", "website", "customer_number", "notes"), "")


class Suppliers(SimpleTarget):
    """Suppliers within one import."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterable[Known]:
        """All of them."""
        columns = (TABLE.c.id, TABLE.c.version, *(TABLE.c[field] for field in fields))
        for row_id, version, *values in self._session.connection().execute(select(*columns)):
            yield Known(row_id, version, tuple(value or None for value in values))

    def accepts(self, rows: NewRows) -> bool:
        """Each row is asked for."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add suppliers."""
        insert_rows(
            self._session,
            TABLE,
            [
                NOTHING | {"name": row["name"], "name_folded": fold(row["name"]), "phone": row["phone"] or ""}
                for row in rows
            ],
        )

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change suppliers."""
        update_rows(self._session, TABLE, [(change.id, dict(change.values)) for change in changes])


SUPPLIERS = ImportKind(
    key="suppliers",
    title=_("Suppliers"),
    fields=(ImportField("name", _("Name"), spellings=("Nom",)), ImportField("phone", _("Phone"))),
    keys=(Key(("name",)),),
    open=Suppliers,
    deed=lambda new, changed: _("Import suppliers: {new} new, {changed} changed", new=new, changed=changed),
    rows=lambda _session: (),
)


def deeds(database: Database, texts: Texts) -> list[str]:
    with database.reading() as session:
        return [texts.say(decode(deed)) for deed in session.scalars(select(ChangeSet.deed).order_by(ChangeSet.id))]


def names(database: Database) -> dict[str, str]:
    with database.reading() as session:
        return {row.name: row.phone for row in session.execute(select(TABLE.c.name, TABLE.c.phone))}


def take(
    database: Database, path: Path, languages: tuple[Texts, Texts], kind: ImportKind = SUPPLIERS
) -> dict[str, int]:
    importer = Importer(kind, path, languages)
    with database.reading() as session:
        seen = importer.preview(session)
    with database.transaction() as session:
        done = importer.apply(session, seen=seen)
    return {verdict.value: count for verdict, count in done.counts.items() if count}


def test_an_import_is_one_change_that_can_be_undone(
    folder: Path, database: Database, languages: tuple[Texts, Texts], texts: Texts
) -> None:
    path = csv_file(folder / "a.csv", [["Nom", "Phone"], ["Dell", "0149"], ["Epson", ""]])
    assert take(database, path, languages) == {"new": 2}
    assert take(database, path, languages) == {"unchanged": 2}
    changed = csv_file(folder / "b.csv", [["Nom", "Phone"], ["dell", "0150"], ["HP", "1"], ["epson", ""]])
    assert take(database, changed, languages) == {"new": 1, "changed": 1, "unchanged": 1}
    assert names(database) == {"Dell": "0150", "Epson": "", "HP": "1"}
    assert deeds(database, texts) == ["Import suppliers: 2 new, 0 changed", "Import suppliers: 1 new, 1 changed"]

    for number in (2, 1):
        with database.transaction() as session:
            undo(session, number)
    assert names(database) == {}


def test_an_import_that_is_stopped_leaves_nothing(
    folder: Path, database: Database, languages: tuple[Texts, Texts], texts: Texts
) -> None:
    path = csv_file(folder / "a.csv", [["Nom", "Phone"], *([f"Supplier {n}", ""] for n in range(7000))])

    def stop(done: int, total: int | None = None, doing: Message | None = None) -> None:
        if done > 6000 and doing and doing.text == "Comparing with the desk":
            raise Cancelled

    with pytest.raises(Cancelled), database.transaction() as session:
        Importer(SUPPLIERS, path, languages).apply(session, stop)
    assert (names(database), deeds(database, texts)) == ({}, [])


def test_records_are_written_some_thousand_at_a_time(
    folder: Path, database: Database, languages: tuple[Texts, Texts]
) -> None:
    sizes: list[tuple[str, int]] = []

    class Counting(Suppliers):
        def insert(self, rows: NewRows) -> None:
            sizes.append(("insert", len(rows)))
            super().insert(rows)

        def update(self, changes: Sequence[RowChange]) -> None:
            sizes.append(("update", len(changes)))
            super().update(changes)

    kind = replace(SUPPLIERS, open=Counting)
    rows = [[f"Supplier {n}", ""] for n in range(6000)]
    assert take(database, csv_file(folder / "a.csv", [["Nom", "Phone"], *rows]), languages, kind) == {"new": 6000}
    for row in rows[:5500]:
        row[1] = "1"
    changed = csv_file(folder / "b.csv", [["Nom", "Phone"], *rows, ["HP", ""]])
    assert take(database, changed, languages, kind) == {"changed": 5500, "unchanged": 500, "new": 1}
    assert sizes == [("insert", 5000), ("insert", 1000), ("update", 5000), ("insert", 1), ("update", 500)]


def test_nothing_to_do_is_no_change(
    folder: Path, database: Database, languages: tuple[Texts, Texts], texts: Texts
) -> None:
    path = csv_file(folder / "a.csv", [["Nom", "Phone"], ["", "0149"]])
    with database.transaction() as session:
        summary = Importer(SUPPLIERS, path, languages).apply(session)
    assert summary.counts[Verdict.REFUSED] == 1
    assert deeds(database, texts) == []
