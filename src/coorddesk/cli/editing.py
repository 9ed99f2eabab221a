"""The verb that edits many records at once: which, what becomes of them, and old and new before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from coorddesk.cli.run import Run
    from coorddesk.core.editing import BulkWish, EditedRow, EditKind, EditPlan


def edit_records(run: Run) -> None:
    """Edit the records that meet every condition, as one change; with --dry-run only show old and new."""
    kind = _kind(run)
    if not run.options.where:
        raise UserError(_("Say which ones: --where FIELD=VALUE, as often as you need."))
    plan, change_set = _previewed(run, kind) if run.options.dry_run else _applied(run, kind)
    if run.options.json:
        run.answer(_as_json(run, plan, change_set))
        return
    _tell(run, kind, plan)


def _kind(run: Run) -> EditKind:
    from coorddesk import features  # each verb loads what it needs, and --help nothing

    kinds = {kind.key: kind for feature in features.load() for kind in feature.edits}
    if run.options.kind not in kinds:
        said = _("There is no kind “{key}”. There are: {kinds}.", key=run.options.kind, kinds=", ".join(kinds))
        raise UserError(said)
    return kinds[run.options.kind]


def _wish(run: Run, kind: EditKind, session: Any) -> BulkWish:
    from coorddesk.cli.conditions import Reader  # as above
    from coorddesk.core.editing import BulkWish, Numbering

    options = run.options
    reader = Reader(session, kind.fields(session), run.languages)
    ids = kind.find(session, [reader.criterion(text) for text in options.where])
    if not ids:
        raise UserError(_("There is none like that."))
    settings = [reader.setting(text) for text in options.set]
    settings += [reader.addition(text) for text in options.add]
    numbering = None if options.number is None else Numbering(options.number, options.first)
    return BulkWish(tuple(ids), tuple(settings), numbering, leaves_refused=options.leave_out)


def _previewed(run: Run, kind: EditKind) -> tuple[EditPlan, None]:
    with run.desk() as database, database.reading() as session:
        return kind.plan(session, _wish(run, kind, session)), None


def _applied(run: Run, kind: EditKind) -> tuple[EditPlan, int | None]:
    """Apply, and learn the number of the change set from the commit's own news."""
    committed: list[int | None] = [None]
    with run.desk() as database:
        database.listen(lambda changes: committed.append(changes.change_set))
        with database.transaction() as session:
            plan = kind.apply(session, _wish(run, kind, session))
    return plan, committed[-1]


def _tell(run: Run, kind: EditKind, plan: EditPlan) -> None:
    for row in plan.rows:
        if row.refusal is not None:
            run.say(_("{record}: refused. {reason}", record=row.name, reason=row.refusal))
        elif row.is_changed:
            for title, before, after in _changes(run, plan, row):
                said = _(
                    "{record}: {field}: {before} → {after}", record=row.name, field=title, before=before, after=after
                )
                run.say(said)
    changed = kind.noun(plan.changed)
    run.say(
        _("{records} would change.", records=changed)
        if run.options.dry_run
        else _("{records} changed.", records=changed)
    )


def _changes(run: Run, plan: EditPlan, row: EditedRow) -> list[tuple[Message, str, str]]:
    return [
        (field.title, _text(run, field, before) or "—", _text(run, field, after) or "—")
        for field, before, after in zip(plan.fields, row.before, row.after, strict=True)
        if before != after
    ]


def _text(run: Run, field: Any, value: Any) -> str:
    from coorddesk.core.tables import cell_text  # as above

    return " ".join(cell_text(value, field.kind, run.texts).split())


def _as_json(run: Run, plan: EditPlan, change_set: int | None) -> dict[str, Any]:
    rows = [
        {
            "id": row.id,
            "name": row.name,
            "refused": None if row.refusal is None else run.texts.say(row.refusal),
            "fields": {
                field.key: {"before": _text(run, field, before) or None, "after": _text(run, field, after) or None}
                for field, before, after in zip(plan.fields, row.before, row.after, strict=True)
                if before != after and row.refusal is None
            },
        }
        for row in plan.rows
    ]
    return {"changed": plan.changed, "refused": plan.refused, "change_set": change_set, "rows": rows}
