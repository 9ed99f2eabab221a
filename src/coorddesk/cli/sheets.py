"""Verbs for sheets and paper that leave the desk: export, report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli.importing import import_kind
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, verbatim

if TYPE_CHECKING:
    from coorddesk.cli.run import Run
    from coorddesk.reporting.report import ReportKind


def export_sheet(run: Run) -> None:
    """Write every record of a kind to a sheet that comes back to zero changes."""
    from coorddesk.importing.exporting import columns_of  # each verb loads what it needs, and --help nothing
    from coorddesk.reporting.write import write_table

    kind = import_kind(run.options.kind)
    with run.desk() as database, database.reading() as session:
        write_table(columns_of(kind), kind.rows(session), run.options.file, run.texts)
    run.say(_("{file} is written.", file=str(run.options.file)))


def write_report(run: Run) -> None:
    """Write a report of everything, or list the reports."""
    kinds = _reports()
    if run.options.list:
        _list_reports(run, kinds)
        return
    kind = kinds.get(run.options.name)
    if kind is None:
        raise UserError(_("Which report? There are: {names}.", names=", ".join(kinds)))
    if run.options.output is None:
        raise UserError(_("Say where to write it: --output FILE.pdf, .xlsx or .csv."))
    from coorddesk.opening import stamp_of
    from coorddesk.reporting.write import write_report as write

    with run.desk() as database, database.reading() as session:
        write(kind.build(session, None), run.options.output, stamp_of(session), run.texts)
    run.say(_("{file} is written.", file=str(run.options.output)))


def _reports() -> dict[str, ReportKind]:
    from coorddesk import features

    return {report.key: report for feature in features.load() for report in feature.reports}


def _list_reports(run: Run, kinds: dict[str, ReportKind]) -> None:
    if run.options.json:
        rows: list[dict[str, Any]] = [
            {"name": key, "title": run.texts.say(kind.title), "explanation": run.texts.say(kind.explanation)}
            for key, kind in kinds.items()
        ]
        run.answer(rows)
        return
    for key, kind in kinds.items():
        run.say(verbatim(f"{key:24} {run.texts.say(kind.title)}"))
