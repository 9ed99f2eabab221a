"""What the wizard has done for it in the jobs lane: looking at a file, planning, applying, saving what was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.importing.options import Options

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.importing.importer import Importer, Summary
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.look import Look
    from coorddesk.importing.reading.pasted import Origin

_QUICK_BYTES = 2_000_000
"""A file up to this size is looked at as every kind, to find out which one it is."""

_FIRST_ROWS = 128  # below the headers


@dataclass(frozen=True)
class Looked:
    """A file as a sheet of some kind, and what it says about itself.

    `first_rows` are the cells of its first rows as people see them, by number. `names` are what the desk already knows
    for fields that mean a record or a word, in the reader's language. `decided` is what counts about the file, whether
    people said it now or last time; `is_as_last_time` if any of it is from then.
    """

    origin: Origin
    kind: ImportKind
    importer: Importer
    look: Look
    first_rows: Mapping[int, tuple[str, ...]] = field(default_factory=dict, repr=False)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    decided: Options = field(default_factory=Options)
    is_as_last_time: bool = False


def is_same_file(before: Looked | None, now: Looked) -> bool:
    """Whether two looks are at the same cells, whatever is thought of them."""
    if before is None or before.importer is not now.importer:
        return False
    return all(getattr(before.look, what) == getattr(now.look, what) for what in ("sheet", "encoding", "delimiter"))


@dataclass(frozen=True)
class Planned:
    """What taking the sheet in would do."""

    looked: Looked
    summary: Summary


def looking(
    origin: Origin,
    kinds: Sequence[ImportKind],
    languages: Sequence[Texts],
    texts: Texts,
    options: Options,
) -> Callable[[Database, Progress], Looked]:
    """Looks at a file as the kind whose headers it has, the first one where that cannot be told."""

    def work(database: Database, progress: Progress) -> Looked:
        from coorddesk.core.database import Lane  # SQL, loaded by now
        from coorddesk.core.trouble import told_apart

        with told_apart(), database.reading(Lane.JOBS) as session:
            best = _best_look(origin, kinds, languages, options, session, progress)
            return replace(best, names=_names(best.kind, session, texts))

    return work


def looking_again(looked: Looked, options: Options) -> Callable[[Database, Progress], Looked]:
    """Looks at the same file as people say."""

    def work(database: Database, progress: Progress) -> Looked:
        from coorddesk.core.database import Lane

        with database.reading(Lane.JOBS) as session:
            return _look_again(looked, options, session, progress)

    return work


def forgetting(looked: Looked, options: Options) -> Callable[[Database, Progress], Looked]:
    """Forgets what was decided about files of this shape, and looks at this one again."""

    def work(database: Database, progress: Progress) -> Looked:
        from coorddesk.core.database import Lane

        with database.transaction(lane=Lane.JOBS) as session:
            looked.importer.forget(session)
            return _look_again(looked, options, session, progress)

    return work


def planning(looked: Looked, options: Options) -> Callable[[Database, Progress], Planned]:
    """Says what taking the file in would do, as people say its columns are."""

    def work(database: Database, progress: Progress) -> Planned:
        from coorddesk.core.database import Lane

        with database.reading(Lane.JOBS) as session:
            again = _look_again(looked, options, session, progress)
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


def reading_rows(looked: Looked, numbers: Sequence[int]) -> Callable[..., Mapping[int, tuple[str, ...]]]:
    """Reads some rows of the file as people see them; one that is not there is blank."""

    def work(_database: Database, _progress: Progress) -> Mapping[int, tuple[str, ...]]:
        from coorddesk.core.trouble import told_apart

        with told_apart():
            return _rows(looked.importer, numbers)

    return work


def saving_refused(planned: Planned, path: Path, texts: Texts) -> Callable[[Database, Progress], Path]:
    """Writes the refused rows as a sheet with the reasons."""

    def work(_database: Database, progress: Progress) -> Path:
        from coorddesk.reporting.write import write_table  # XlsxWriter, which only this needs

        columns, rows = planned.looked.importer.refused_table(planned.summary)
        write_table(columns, rows, path, texts, progress)
        return path

    return work


def listing(folder: Path) -> Callable[[Database, Progress], list[Path]]:
    """Lists the sheets of a folder."""

    def work(_database: Database, _progress: Progress) -> list[Path]:
        from coorddesk.core.trouble import told_apart
        from coorddesk.importing.reading.folder import sheets_in

        with told_apart():
            sheets = sheets_in(folder)
        if not sheets:
            raise UserError(_("There is no sheet in the folder {folder}.", folder=folder.name))
        return sheets

    return work


def saving_template(kind: ImportKind, path: Path, texts: Texts) -> Callable[[Database, Progress], Path]:
    """Writes an empty sheet of a kind, for people to fill in."""

    def work(database: Database, _progress: Progress) -> Path:
        from coorddesk.core.database import Lane
        from coorddesk.importing.templates import write_template  # XlsxWriter, as above

        with database.reading(Lane.JOBS) as session:
            write_template(kind, path, texts, session)
        return path

    return work


def _best_look(
    origin: Origin,
    kinds: Sequence[ImportKind],
    languages: Sequence[Texts],
    options: Options,
    session: Session,
    progress: Progress,
) -> Looked:
    from coorddesk.importing.importer import Importer
    from coorddesk.importing.recognising import fitting, likely_kinds

    found: list[Looked] = []
    trouble: UserError | None = None
    tried = [kind.on(session) for kind in (kinds if _size(origin) <= _QUICK_BYTES else kinds[:1])]
    if len(tried) > 1:
        tried = likely_kinds(origin, tried, languages, options)
    for kind in tried:
        importer = Importer(kind, origin, languages, options)
        try:
            look = importer.look_on(session, progress)
        except UserError as error:
            trouble = trouble or error
        else:
            found.append(Looked(origin, kind, importer, look))
    if trouble is not None and not found:
        raise trouble
    return _told_all(max(found, key=lambda looked: fitting(looked.look, looked.kind, languages)))


def _size(origin: Origin) -> int:
    return origin.stat().st_size if isinstance(origin, Path) else len(origin.text)


def _look_again(looked: Looked, options: Options, session: Session, progress: Progress) -> Looked:
    from coorddesk.core.trouble import told_apart

    with told_apart():
        looked.importer.change(options)
        return _told_all(replace(looked, look=looked.importer.look_on(session, progress)))


def _told_all(looked: Looked) -> Looked:
    """With the first rows and what counts about the file, once it was looked at."""
    rows = _rows(looked.importer, range(1, looked.look.header_row + _FIRST_ROWS))
    decided = looked.importer.decided
    return replace(looked, first_rows=rows, decided=decided, is_as_last_time=looked.importer.is_as_last_time)


def _rows(importer: Importer, numbers: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    from coorddesk.importing.values.words import show

    return {number: tuple(map(show, row)) for number, row in zip(numbers, importer.rows(numbers), strict=True)}


def _names(kind: ImportKind, session: Session, texts: Texts) -> Mapping[str, Sequence[str]]:
    from coorddesk.importing.kind import FieldType

    target = kind.open(session)
    names: dict[str, Iterable[str]] = {}
    for each in kind.fields:
        if each.type is FieldType.LINK:
            names[each.key] = sorted(target.names(each.key), key=fold)
        elif each.type is FieldType.CHOICE:
            names[each.key] = [texts.say(choice.title) for choice in each.choices_on(session)]
    return {key: list(known) for key, known in names.items()}
