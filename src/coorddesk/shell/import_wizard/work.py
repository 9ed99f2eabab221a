"""What the wizard has done for it in the jobs lane: looking at a file, planning, applying, saving what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.importing.importer import Importer, Look, Options, Summary
    from coorddesk.importing.kind import ImportKind

_QUICK_BYTES = 2_000_000
"""A file up to this size is looked at as every kind, to find out which one it is."""


@dataclass(frozen=True)
class Looked:
    """A file as a sheet of some kind, and what it says about itself."""

    path: Path
    kind: ImportKind
    importer: Importer
    look: Look


@dataclass(frozen=True)
class Planned:
    """What taking the sheet in would do."""

    looked: Looked
    summary: Summary


def looking(
    path: Path, kinds: Sequence[ImportKind], languages: Sequence[Texts]
) -> Callable[[Database, Progress], Looked]:
    """Looks at a file as the kind whose headers it has, the first one where that cannot be told."""
    return partial(_look, path, kinds, languages)


def looking_again(looked: Looked, options: Options) -> Callable[[Database, Progress], Looked]:
    """Looks at the same file as people say."""

    def work(_database: Database, progress: Progress) -> Looked:
        return _look_again(looked, options, progress)

    return work


def planning(looked: Looked, options: Options) -> Callable[[Database, Progress], Planned]:
    """Says what taking the file in would do, as people say its columns are."""

    def work(database: Database, progress: Progress) -> Planned:
        from coorddesk.core.database import Lane  # SQL, loaded by now

        again = _look_again(looked, options, progress)
        with database.reading(Lane.JOBS) as session:
            return Planned(again, again.importer.preview(session, progress))

    return work


def applying(planned: Planned) -> Callable[[Database, Progress], Planned]:
    """Does what was shown, or nothing if the desk has changed since."""

    def work(database: Database, progress: Progress) -> Planned:
        from coorddesk.core.database import Lane

        with database.transaction(lane=Lane.JOBS) as session:
            summary = planned.looked.importer.apply(session, progress, seen=planned.summary)
        return Planned(planned.looked, summary)

    return work


def saving_refused(planned: Planned, path: Path, texts: Texts) -> Callable[[Database, Progress], Path]:
    """Writes the refused rows as a sheet with the reasons."""

    def work(_database: Database, progress: Progress) -> Path:
        from coorddesk.reporting.write import write_table  # XlsxWriter, which only this needs

        columns, rows = planned.looked.importer.refused_table(planned.summary)
        write_table(columns, rows, path, texts, progress)
        return path

    return work


def _look(
    path: Path, kinds: Sequence[ImportKind], languages: Sequence[Texts], _database: Database, progress: Progress
) -> Looked:
    from coorddesk.core.trouble import told_apart
    from coorddesk.importing.importer import Importer

    found: list[Looked] = []
    trouble: UserError | None = None
    with told_apart():
        tried = kinds if path.stat().st_size <= _QUICK_BYTES else kinds[:1]
        for kind in tried:
            importer = Importer(kind, path, languages)
            try:
                found.append(Looked(path, kind, importer, importer.look(progress)))
            except UserError as error:
                trouble = trouble or error
    if trouble is not None and not found:
        raise trouble
    return max(found, key=lambda looked: len(looked.look.mapping))


def _look_again(looked: Looked, options: Options, progress: Progress) -> Looked:
    from coorddesk.core.trouble import told_apart

    with told_apart():
        looked.importer.change(options)
        return Looked(looked.path, looked.kind, looked.importer, looked.importer.look(progress))
