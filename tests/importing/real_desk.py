"""Sheets into a real desk, for what only real kinds and a real database can show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.core.resources import texts_for
from coorddesk.importing.importer import Importer, Look, Options, Summary
from tests.importing.corpus import csv_file

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.importing.kind import ImportKind

FRENCH, ENGLISH = LANGUAGES = (texts_for("fr"), texts_for("en"))

Rows = Sequence[Sequence[Any]]


class RealDesk:
    """Takes sheets into a database."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Make the sheets in `folder`."""
        self._database = database
        self._folder = folder

    def importer(self, kind: ImportKind, rows: Rows, **options: Any) -> Importer:
        """What is about to take some rows in."""
        return Importer(kind, csv_file(self._folder / "sheet.csv", rows), LANGUAGES, Options(**options))

    def look(self, kind: ImportKind, rows: Rows, **options: Any) -> Look:
        """What is found out about some rows on this desk."""
        with self._database.reading() as session:
            return self.importer(kind, rows, **options).look_on(session)

    def take(self, kind: ImportKind, rows: Rows, **options: Any) -> Summary:
        """Preview and apply."""
        importer = self.importer(kind, rows, **options)
        with self._database.reading() as session:
            seen = importer.preview(session)
        with self._database.transaction() as session:
            return importer.apply(session, seen=seen)

    def records(self, kind: ImportKind, *keys: str) -> list[tuple[Any, ...]]:
        """Some values of every record."""
        with self._database.reading() as session:
            return [tuple(record[key] for key in keys) for record in kind.rows(session)]


def whys(look: Look) -> dict[str, tuple[str, str]]:
    """What each column feeds, and why it does or might, in English."""
    said = {column.label: (column.fields, column.why) for column in look.columns}
    return {label: ("+".join(fields), ENGLISH.say(why)) for label, (fields, why) in said.items() if why}


def refusals(summary: Summary) -> list[tuple[int, str, str]]:
    """Row, column and reason of each refused cell, in English."""
    return [(row.row, one.column, ENGLISH.say(one.reason)) for row in summary.refused for one in row.refusals]


def counts(summary: Summary) -> dict[str, int]:
    """How many rows of each verdict, zeros left out."""
    return {verdict.value: count for verdict, count in summary.counts.items() if count}
