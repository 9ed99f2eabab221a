"""Sheets as people make them, and the whole way in and out of a desk."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.importing.exporting import columns_of
from coorddesk.importing.importer import Importer, Options
from coorddesk.reporting.write import write_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.plan import Summary

LANGUAGES = (texts_for("fr"), texts_for("en"))


def make_csv(folder: Path, *rows: str) -> Path:
    """A sheet of lines with semicolons, the first its headers."""
    path = folder / "sheet.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(row.split(";") for row in rows)
    return path


def take_in(database: Database, kind: ImportKind, sheet: Path, mapping: Mapping[str, str] | None = None) -> Summary:
    """Preview a sheet, then apply what was seen."""
    importer = Importer(kind, sheet, LANGUAGES, Options(mapping=mapping or {}))
    with database.reading() as session:
        seen = importer.preview(session)
    with database.transaction() as session:
        return importer.apply(session, seen=seen)


def send_out(database: Database, kind: ImportKind, path: Path, texts: Texts) -> Path:
    """Export every record of a kind."""
    with database.reading() as session:
        write_table(columns_of(kind.on(session)), kind.rows(session), path, texts)
    return path


def take_back(database: Database) -> None:
    """Undo the latest deed."""
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)


def there_and_back(database: Database, kind: ImportKind, path: Path, texts: Texts) -> tuple[dict[str, int], int]:
    """Send every record out and take the sheet in again: the verdicts, and how many records there are."""
    done = take_in(database, kind, send_out(database, kind, path, texts))
    with database.reading() as session:
        return counts(done), len(list(kind.rows(session)))


def counts(summary: Summary) -> dict[str, int]:
    """How many rows of each verdict, zeros left out."""
    return {verdict.value: count for verdict, count in summary.counts.items() if count}


def reasons(summary: Summary, texts: Texts) -> list[tuple[int, str, str]]:
    """Row, column and reason of each refusal."""
    return [(row.row, one.column, texts.say(one.reason)) for row in summary.refused for one in row.refusals]
