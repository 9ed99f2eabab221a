"""Verbs on records that are one: duplicates, merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import row_number
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.cli.run import Run
    from coorddesk.core.merging import Merge, Mergeable, MergeKind
    from coorddesk.core.options import Option
    from coorddesk.feature import Feature


def list_duplicates(run: Run) -> None:
    """Print the pairs of records that may be one, a line each, and why."""
    from coorddesk.core.apart import offered  # each verb loads what it needs, and --help nothing

    kind = _kind(run.options.kind, _features())
    with run.desk() as database, database.reading() as session:
        pairs, _set_aside = offered(session, kind)
    if run.options.json:
        run.answer(
            [
                {"one": _as_json(each.one), "other": _as_json(each.other), "why": run.texts.say(each.why)}
                for each in pairs
            ]
        )
        return
    for each in pairs:
        print(f"{_line(each.one)}\t{_line(each.other)}\t{run.texts.say(each.why)}")
    if not pairs:
        run.say(_("Nothing looks like a duplicate."))


def merge_records(run: Run) -> None:
    """Let one record become part of another, and say what became of it."""
    from coorddesk.core.merging import Merge

    features = _features()
    kind = _kind(run.options.kind, features)
    taken, left = (
        frozenset(_field(run, kind, name) for name in names) for names in (run.options.take, run.options.keep)
    )
    with run.desk() as database:
        with database.transaction() as session:
            kept, gone = (_record(session, kind, text) for text in (run.options.kept, run.options.gone))
            wish = Merge(kept.id, kept.version, gone.id, gone.version, from_gone=taken, from_kept=left)
            try:
                kind.merge(session, wish, features)
            except UserError as error:
                _say_how_to_answer(kind, wish, error)
                raise
        with database.reading() as session:
            merged = kind.read(session, kept.id)
    assert merged is not None
    if run.options.json:
        values = {field.key: cell_text(merged.values[field.key], field.kind, run.texts) for field in kind.fields}
        run.answer({"id": merged.id, "name": merged.name, "gone": gone.id, "values": values})
    else:
        run.say(_("“{gone}” is part of “{kept}” now.", gone=gone.name, kept=merged.name))


def _features() -> Sequence[Feature]:
    from coorddesk import features

    return features.load()


def _kind(key: str, features: Sequence[Feature]) -> MergeKind:
    kinds = {kind.key: kind for feature in features for kind in feature.merges}
    if key not in kinds:
        raise UserError(_("Which kind? There are: {names}.", names=", ".join(kinds)))
    return kinds[key]


def _record(session: Session, kind: MergeKind, text: str) -> Mergeable:
    """The record that a number or a name means."""
    record_id = row_number(text) if text.isdecimal() else kind.find(session, text)
    record = None if record_id is None else kind.read(session, record_id)
    if record is None:
        raise UserError(_("There is no “{name}” among these: {kind}.", name=text, kind=kind.title))
    return record


def _say_how_to_answer(kind: MergeKind, wish: Merge, error: UserError) -> None:
    """Raise what was asked about a field with the words that answer it; any other trouble is left."""
    asked = {field.key for field in kind.fields if field.asked} - wish.from_gone - wish.from_kept
    if error.field in asked:
        said = _(
            "{question} Add --keep {field}, or --take {field} for that of the one that goes.",
            question=error.message,
            field=error.field.removesuffix("_id"),
        )
        raise UserError(said, field=error.field) from error


def _field(run: Run, kind: MergeKind, name: str) -> str:
    """The field of a key ("email") or of a title in the reader's language ("E-mail")."""
    fields = {run.texts.say(field.title).casefold(): field.key for field in kind.fields if not field.joined}
    fields |= {field.key.removesuffix("_id"): field.key for field in kind.fields if not field.joined}
    if name.casefold() not in fields:
        known = ", ".join(field.key.removesuffix("_id") for field in kind.fields if not field.joined)
        raise UserError(_("There is no field “{name}” here. There are: {names}.", name=name, names=known))
    return fields[name.casefold()]


def _line(record: Option) -> str:
    about = f" ({record.detail})" if record.detail else ""
    return f"{record.id}\t{record.name}{about}"


def _as_json(record: Option) -> dict[str, object]:
    return {"id": record.id, "name": record.name, "detail": record.detail}
