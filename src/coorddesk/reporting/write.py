"""The one way out for reports and tables: the suffix chooses the format, and a file is whole or not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _, verbatim
from coorddesk.core.whole_file import whole_file
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.csv import write_csv
from coorddesk.reporting.document import write_document
from coorddesk.reporting.flat import Flat, flatten
from coorddesk.reporting.pdf import write_pdf
from coorddesk.reporting.xlsx import write_xlsx, write_xlsx_table

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report, Stamp

REPORT_SUFFIXES = (".pdf", ".xlsx", ".csv")
TABLE_SUFFIXES = (".xlsx", ".csv")


def write_report(
    report: Report[Any] | Document, path: Path, stamp: Stamp, texts: Texts, progress: Progress = unwatched
) -> None:
    """Write a report as pdf, xlsx or csv; a csv holds the rows alone, for other programs.

    Of a document, sheets of cells get the table that says the same.
    """
    suffix = _suffix(path, REPORT_SUFFIXES)
    table = report.table if isinstance(report, Document) else report
    with whole_file(path) as stream:
        if suffix == ".xlsx":
            write_xlsx(table, stream, stamp, texts, progress)
        elif suffix == ".csv":
            write_csv(flatten(table), stream, texts, progress)
        elif isinstance(report, Document):
            write_document(report, stream, stamp, texts, progress)
        else:
            write_pdf(report, stream, stamp, texts, progress)


def write_table(
    columns: Sequence[Column[Any]], rows: Iterable[Any], path: Path, texts: Texts, progress: Progress = unwatched
) -> None:
    """Write rows under their column titles as xlsx or csv, plain, so that an import takes them back."""
    suffix = _suffix(path, TABLE_SUFFIXES)
    table = Flat(verbatim(path.stem), columns, rows, len(rows) if isinstance(rows, Sized) else None)
    with whole_file(path) as stream:
        if suffix == ".xlsx":
            write_xlsx_table(table, stream, texts, progress)
        else:
            write_csv(table, stream, texts, progress)


def _suffix(path: Path, known: Sequence[str]) -> str:
    suffix = path.suffix.lower()
    if suffix not in known:
        sentence = _("{name}: the name must end in {endings}.", name=path.name, endings=", ".join(known))
        raise UserError(sentence)
    return suffix
