"""Verbs for sheets and paper: import, export, report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, digits, verbatim

if TYPE_CHECKING:
    from coorddesk.cli.run import Run
    from coorddesk.core.database import Database
    from coorddesk.importing.importer import Importer, Look
    from coorddesk.importing.kind import ImportKind
    from coorddesk.importing.plan import Summary
    from coorddesk.reporting.report import ReportKind

_REFUSALS_SHOWN = 20
_NAMES_SHOWN = 8


def import_sheet(run: Run) -> None:
    """Take a sheet in, or only say what would happen; refused rows are named and may be saved."""
    from coorddesk.importing.importer import Importer, Options  # each verb loads what it needs, and --help nothing

    options = run.options
    wanted = Options(sheet=options.sheet, mapping=_mapping(options.map), key=options.key)
    importer = Importer(_import_kind(options.kind), options.file, run.languages, wanted)
    with run.desk() as database:
        if options.dry_run:
            with database.reading() as session:
                summary, change_set = importer.preview(session), None
        else:
            summary, change_set = _apply(importer, database)
    look = importer.look()
    if options.refused is not None and summary.refused:
        _save_refused(run, importer, summary)
    if options.json:
        from coorddesk.importing.saying import as_json

        run.answer(as_json(look, summary, run.texts, change_set))
    else:
        _tell(run, look, summary)


def export_sheet(run: Run) -> None:
    """Write every record of a kind to a sheet that comes back to zero changes."""
    from coorddesk.importing.exporting import columns_of
    from coorddesk.reporting.write import write_table

    kind = _import_kind(run.options.kind)
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


def _apply(importer: Importer, database: Database) -> tuple[Summary, int | None]:
    """Apply, and learn the number of the change set from the commit's own news."""
    from coorddesk.core.database import Lane

    committed: list[int | None] = []
    database.listen(lambda changes: committed.append(changes.change_set))
    with database.transaction(lane=Lane.JOBS) as session:
        summary = importer.apply(session)
    return summary, committed[-1] if committed else None


def _save_refused(run: Run, importer: Importer, summary: Summary) -> None:
    from coorddesk.reporting.write import write_table

    columns, rows = importer.refused_table(summary)
    write_table(columns, rows, run.options.refused, run.texts)


def _tell(run: Run, look: Look, summary: Summary) -> None:
    if look.sheet is not None:
        run.say(_("Sheet “{sheet}”, headers in row {row}.", sheet=look.sheet, row=digits(look.header_row)))
    else:
        run.say(_("Headers in row {row}.", row=digits(look.header_row)))
    if look.unmapped:
        run.say(_("Left out: {headers}", headers=", ".join(look.unmapped)))
    counts = summary.counts
    run.say(
        _(
            "{new} new, {changed} changed, {unchanged} unchanged, {refused} refused, {skipped} skipped.",
            **{verdict.value: counts[verdict] for verdict in counts},
        )
    )
    for title, names in _creations(run, summary):
        shown = ", ".join(names[:_NAMES_SHOWN]) + (" …" if len(names) > _NAMES_SHOWN else "")
        values = {"title": title, "count": len(names), "names": shown}
        would = run.options.dry_run
        run.say(
            _("Would create {title} ({count}): {names}", **values)
            if would
            else _("Created {title} ({count}): {names}", **values)
        )
    for warning in summary.warnings:
        run.say(warning)
    for refused in summary.refused[:_REFUSALS_SHOWN]:
        for refusal in refused.refusals:
            run.say(
                _(
                    "Row {row}, {column}: “{value}”: {reason}",
                    row=digits(refused.row),
                    column=refusal.column,
                    value=refusal.value,
                    reason=refusal.reason,
                )
            )
    if len(summary.refused) > _REFUSALS_SHOWN:
        left = len(summary.refused) - _REFUSALS_SHOWN
        run.say(_n("and {count} more row.", "and {count} more rows.", left))


def _creations(run: Run, summary: Summary) -> list[tuple[Message, list[str]]]:
    fields = {field.key: field for field in _import_kind(run.options.kind).fields}
    return [(fields[key].link or fields[key].title, list(names)) for key, names in summary.creates.items()]


def _mapping(pairs: list[str]) -> dict[str, str]:
    """--map "Header=field", where the header itself may hold an equals sign."""
    mapping = {}
    for pair in pairs:
        header, equals, field = pair.rpartition("=")
        if not equals:
            raise UserError(_("--map wants “Header=field”, not “{given}”.", given=pair))
        mapping[header] = field.strip()
    return mapping


def _import_kind(key: str) -> ImportKind:
    from coorddesk import features

    kinds = {kind.key: kind for feature in features.load() for kind in feature.imports}
    if key not in kinds:
        raise UserError(_("There is no kind “{key}”. There are: {kinds}.", key=key, kinds=", ".join(kinds)))
    return kinds[key]


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
