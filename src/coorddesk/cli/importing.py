"""Verbs for sheets that come in: import, and an empty sheet to fill in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.cli.import_options import import_options
from coorddesk.cli.import_told import tell
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.run import Run
    from coorddesk.importing.importer import Importer
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.plan import Summary
    from coorddesk.importing.reading.pasted import Origin

STANDARD_INPUT = Path("-")


class _Taken(NamedTuple):
    """One sheet, and what became of it; `name` is empty where there is only one."""

    name: str
    importer: Importer
    summary: Summary


def import_sheet(run: Run) -> None:
    """Take a sheet in, every sheet of a folder as one change, or cells that come over standard input.

    With --dry-run only say what would happen; refused rows are named and may be saved.
    """
    kind = _kind_here(run)
    importers = _importers(run, kind)
    taken, change_set = _preview(run, importers) if run.options.dry_run else _apply(run, kind, importers)
    if run.options.refused is not None:
        _save_refused(run, taken)
    if run.options.json:
        _answer(run, taken, change_set)
        return
    for one in taken:
        if one.name:
            run.say(_("{file}:", file=one.name))
        tell(run, kind, one.importer.look(), one.summary)


def write_template(run: Run) -> None:
    """Write an empty sheet of a kind to fill in, with lists of what this desk knows."""
    from coorddesk.importing.templates import write_template as write  # each verb loads what it needs, --help nothing

    kind = import_kind(run.options.kind)
    if run.options.file.suffix.lower() != ".xlsx":
        raise UserError(_("A sheet to fill in has lists to choose from: call it {name}.", name="….xlsx"))
    with run.desk() as database, database.reading() as session:
        write(kind, run.options.file, run.texts, session)
    run.say(_("{file} is written.", file=str(run.options.file)))


def import_kind(key: str) -> ImportKind:
    """The kind that is called so; a UserError says which there are."""
    from coorddesk import features  # as above

    kinds = {kind.key: kind for feature in features.load() for kind in feature.imports}
    if key not in kinds:
        raise UserError(_("There is no kind “{key}”. There are: {kinds}.", key=key, kinds=", ".join(kinds)))
    return kinds[key]


def _kind_here(run: Run) -> ImportKind:
    """The kind that is asked for, with the fields that this desk has of its own."""
    kind = import_kind(run.options.kind)
    if kind.own_fields is None:
        return kind
    with run.desk() as database, database.reading() as session:
        return kind.on(session)


def _importers(run: Run, kind: ImportKind) -> dict[str, Importer]:
    """An importer for each sheet, by the name of its file in a folder."""
    from coorddesk.importing.importer import Importer  # as above

    options = import_options(run, kind)

    def importer_of(origin: Origin) -> Importer:
        return Importer(kind, origin, run.languages, options)

    path: Path = run.options.file
    if not path.is_dir():
        return {"": importer_of(_origin(path))}
    from coorddesk.importing.reading.folder import sheets_in

    sheets = sheets_in(path)
    if not sheets:
        raise UserError(_("There is no sheet in the folder {folder}.", folder=str(path)))
    return {sheet.name: importer_of(sheet) for sheet in sheets}


def _origin(path: Path) -> Origin:
    from coorddesk.importing.reading.pasted import Pasted  # as above

    return Pasted(sys.stdin.read()) if path == STANDARD_INPUT else path


def _preview(run: Run, importers: dict[str, Importer]) -> tuple[list[_Taken], None]:
    with run.desk() as database, database.reading() as session:
        return [_Taken(name, one, _named(name, one.preview, session)) for name, one in importers.items()], None


def _apply(run: Run, kind: ImportKind, importers: dict[str, Importer]) -> tuple[list[_Taken], int | None]:
    """Apply, and learn the number of the change set from the commit's own news."""
    from coorddesk.core import history  # as above
    from coorddesk.core.database import Lane
    from coorddesk.importing.plan import Verdict

    committed: list[int | None] = [None]
    with run.desk() as database:
        database.listen(lambda changes: committed.append(changes.change_set))
        with database.transaction(lane=Lane.JOBS) as session:
            if run.options.forget:
                for one in importers.values():
                    one.forget(session)
            taken = [
                _Taken(name, one, _named(name, partial(one.apply, named=False), session))
                for name, one in importers.items()
            ]
            new, changed = (
                sum(one.summary.counts[verdict] for one in taken) for verdict in (Verdict.NEW, Verdict.CHANGED)
            )
            if new or changed:
                history.record(session, kind.deed(new, changed))  # the sheets of a folder are one deed
    return taken, committed[-1]


def _named(name: str, work: Callable[[Session], Summary], session: Session) -> Summary:
    """Say with a trouble which sheet of a folder it is about."""
    try:
        return work(session)
    except UserError as error:
        if not name:
            raise
        raise UserError(_("{file}: {reason}", file=name, reason=error.message)) from error


def _save_refused(run: Run, taken: Sequence[_Taken]) -> None:
    """Save the refused rows; those of each sheet of a folder under a name of its own."""
    from coorddesk.reporting.write import write_table  # as above

    path: Path = run.options.refused
    for one in taken:
        if one.summary.refused:
            own = path.with_stem(f"{path.stem} - {Path(one.name).stem}") if one.name else path
            write_table(*one.importer.refused_table(one.summary), own, run.texts)


def _answer(run: Run, taken: Sequence[_Taken], change_set: int | None) -> None:
    from coorddesk.importing.saying import as_json  # as above

    answers = [as_json(one.importer.look(), one.summary, run.texts, change_set) for one in taken]
    if not taken[0].name:
        run.answer(answers[0])
    else:
        files = [{"file": one.name, **answer} for one, answer in zip(taken, answers, strict=True)]
        run.answer({"files": files, "change_set": change_set})
