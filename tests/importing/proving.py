"""Takes a sheet of the corpus in, once more, and back out, and says all that is not as it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.database import Database
from coorddesk.core.errors import UserError
from coorddesk.core.orm import Base
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.importing.importer import Importer, Look, Options
from coorddesk.importing.plan import Summary, Verdict
from tests.importing.corpus.draft import Draft, Line
from tests.importing.corpus.writing import write_draft
from tests.sheets import LANGUAGES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.importing.kind import ImportKind

_KEPT = frozenset({"change_set", "change_row", "change_subject", "change_chunk", "remembered"})
"""What is there after an undo: the history, and what people decided about files."""


def prove(database: Database, kind: ImportKind, draft: Draft, folder: Path) -> list[str]:
    """Take the sheet of a draft in twice within one transaction that is rolled back."""
    path = write_draft(folder, draft)
    troubles: list[str] = []
    with suppress(_BackOut), database.transaction() as session:
        troubles += _said_clearly(_taken_twice(session, kind, draft, path))
        raise _BackOut
    return troubles


def prove_with_undo(database: Database, kind: ImportKind, draft: Draft, folder: Path) -> list[str]:
    """Preview the sheet of a draft, take it in as it was shown, take it in once more, and undo it."""
    made = trip(database, kind, write_draft(folder, draft), lambda session: list(_values(session, kind, draft)))
    return [*accounts(made.seen, draft.rows), *made.arrived, *made.troubles]


@dataclass(frozen=True)
class Trip:
    """A whole trip: the first look, the preview, what was asked when it had arrived, and what went wrong after it."""

    look: Look
    seen: Summary
    arrived: list[Any]
    troubles: list[str]


def trip(
    database: Database,
    kind: ImportKind,
    path: Path,
    ask: Callable[[Session], list[Any]],
    options: Options | None = None,
) -> Trip:
    """Preview a file, take it in as it was shown, `ask` what arrived, take the same file in once more, and undo it."""
    importer = Importer(kind, path, LANGUAGES, options)
    with database.reading() as session:
        before = contents(session)
        look = importer.look_on(session)
        seen = importer.preview(session)
    with database.transaction() as session:
        importer.apply(session, seen=seen)
        arrived = ask(session)
    with database.transaction() as session:
        again = Importer(kind, path, LANGUAGES, options).apply(session)
    if seen.writes:
        with database.transaction() as session:
            undo(session, next_to_undo(session) or 0)
    with database.reading() as session:
        left = [table for table, count in contents(session).items() if count != before[table]]
    return Trip(look, seen, arrived, [*_once_more(again), *(f"left: {table}" for table in left)])


class _BackOut(Exception):
    """Rolls a transaction back."""


def _said_clearly(troubles: Iterator[str]) -> Iterator[str]:
    try:
        yield from troubles
    except UserError as error:
        yield f"not taken at all: {LANGUAGES[1].say(error.message)}"


def _taken_twice(session: Session, kind: ImportKind, draft: Draft, path: Path) -> Iterator[str]:
    importer = Importer(kind, path, LANGUAGES)
    yield from accounts(importer.apply(session), draft.rows)
    yield from _values(session, kind, draft)
    yield from _once_more(importer.apply(session))


def _once_more(again: Summary) -> Iterator[str]:
    if again.writes:
        yield f"once more: {counted(again)}"


def accounts(summary: Summary, rows: Mapping[int, Line]) -> Iterator[str]:
    """What became of rows and should not have."""
    became = verdicts(summary)
    for number, line in rows.items():
        said = became.pop(number, "nothing")
        if said != line.verdict:
            yield f"row {number}: {said}, not {line.verdict}"
    for number, said in became.items():
        yield f"row {number}: {said}, and it is no row of the table"
    for row in summary.refused:
        reasons = {(one.column, one.reason.text) for one in row.refusals}
        line = rows.get(row.row, Line())
        if {reason for _column, reason in reasons} != set(line.refused.values()):
            yield f"row {row.row}: refused for {reasons}, not {dict(line.refused)}"
        if not all(column for column, _reason in reasons):
            yield f"row {row.row}: refused in no column"


def verdicts(summary: Summary) -> dict[int, str]:
    """What became of each row of a small sheet."""
    said = {example.row: str(verdict) for verdict in Verdict for example in summary.examples[verdict]}
    return said | {row.row: "refused" for row in summary.refused}


def counted(summary: Summary) -> dict[str, int]:
    """How many rows of each verdict, zeros left out."""
    return {verdict.value: count for verdict, count in summary.counts.items() if count}


def _values(session: Session, kind: ImportKind, draft: Draft) -> Iterator[str]:
    """What arrived and is not what was meant, and the other way round."""
    keys = [field.key for field in kind.fields if field.key in draft.columns]
    meant = Counter(
        tuple(line.values.get(key) for key in keys) for line in draft.lines if line.values and not line.refused
    )
    there = Counter(tuple(row.get(key) for key in keys) for row in kind.rows(session))
    for values in meant - there:
        yield f"meant and not there: {dict(zip(keys, values, strict=True))}"
    for values in there - meant:
        yield f"there and not meant: {dict(zip(keys, values, strict=True))}"


def contents(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name not in _KEPT
    }
