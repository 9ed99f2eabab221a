"""Verbs on stocktakes: stocktake-open, stocktake-scan, stocktake-status, stocktake-close."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _n, _p

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.stocktaking.queries import StocktakeRow
    from coorddesk.stocktaking.service import Outcome

_STDIN = "-"


def add_verbs(verbs: Verbs) -> None:
    """The grammar of all four."""
    name, which = _p("argument", "NAME"), _("the stocktake, by name or number")
    verb = verbs.add("stocktake-open", open_one, _("open a stocktake: what is on record is what is expected"))
    verb.takes("name", metavar=name, explanation=_("what to call it"))
    verb.takes("--place", metavar=name, explanation=_("count what stands in this place and in all inside it"))
    verb.takes("--category", metavar=name, explanation=_("count what is of this category"))
    verb.takes("--holder", metavar=name, explanation=_("count what this person holds"))
    verb.flag("--with-away", _("expect what is on loan or under repair too"))
    verb.flag("--json", _("answer in JSON"))
    verb = verbs.add("stocktake-scan", scan_codes, _("count the codes of a file, one to a line, as one change"))
    verb.takes("name", metavar=name, explanation=which)
    verb.takes(
        "file", metavar=_p("argument", "FILE"), nargs="?", default=_STDIN, explanation=_("the codes; - or none: stdin")
    )
    verb.takes("--place", metavar=name, explanation=_("the room of the first codes; the code of a room changes it"))
    verb.flag("--json", _("answer in JSON"))
    verb = verbs.add("stocktake-status", tell_status, _("say how far stocktakes are"))
    verb.takes("name", metavar=name, nargs="?", explanation=_("one of them, with what is still to find"))
    verb.flag("--json", _("answer in JSON"))
    verb = verbs.add("stocktake-close", close, _("close a stocktake and put right what is wished, as one change"))
    verb.takes("name", metavar=name, explanation=which)
    verb.flag("--leave-misplaced", _("do not move what was found elsewhere"))
    verb.flag("--free-holders", _("take what is moved back from whoever held it"))
    verb.takes("--missing", metavar=_p("argument", "STATUS"), explanation=_("the status of what is missing"))
    verb.flag("--json", _("answer in JSON"))


def open_one(run: Run) -> None:
    """Open a stocktake, and say how many devices are expected."""
    from coorddesk.cli.records import record_meant  # each verb loads what it needs, and --help nothing
    from coorddesk.stocktaking.service import NewStocktake, Scope, open_stocktake

    options = run.options
    kinds = {"place": options.place, "category": options.category, "person": options.holder}
    with run.desk() as database:
        with database.reading() as session:
            meant = {kind: record_meant(session, kind, name)[1] for kind, name in kinds.items() if name is not None}
        scope = Scope(meant.get("place"), meant.get("category"), meant.get("person"), with_away=options.with_away)
        with database.transaction() as session:
            stocktake_id = open_stocktake(session, NewStocktake(options.name, scope))
        with database.reading() as session:
            row = _row(session, str(stocktake_id))
    if options.json:
        run.answer(_data(row))
        return
    expected = _n("{count} device is expected", "{count} devices are expected", row.counts.to_find)
    run.say(_("“{name}” is open: {expected}.", name=row.name, expected=expected))


def scan_codes(run: Run) -> None:
    """Count codes in their order; each is told with what became of it."""
    from coorddesk.cli.records import record_meant
    from coorddesk.stocktaking.service import Codes
    from coorddesk.stocktaking.service import scan_codes as count

    codes = _codes(run.options.file)
    with run.desk() as database:
        with database.reading() as session:
            row = _row(session, run.options.name)
            named = run.options.place
            room = None if named is None else record_meant(session, "place", named)[1]
        with database.transaction() as session:
            outcomes = count(session, Codes(row.id, room, codes))
    if run.options.json:
        run.answer([_outcome(outcome) for outcome in outcomes])
        return
    for outcome in outcomes:
        print("\t".join((outcome.verdict.value, outcome.called, outcome.room, outcome.expected)))
    told = Counter(outcome.verdict.value for outcome in outcomes)
    run.say(
        _n(
            "{count} code: {found} found, {misplaced} misplaced, {unknown} unknown.",
            "{count} codes: {found} found, {misplaced} misplaced, {unknown} unknown.",
            len(outcomes),
            found=told["found"],
            misplaced=told["misplaced"],
            unknown=told["unknown"],
        )
    )


def tell_status(run: Run) -> None:
    """Print every stocktake, or what one has still to find."""
    from coorddesk.stocktaking.queries import LineQuery, line_ids, line_page, stocktake_ids, stocktake_page
    from coorddesk.stocktaking.rules import LineState

    with run.desk() as database, database.reading() as session:
        if run.options.name is None:
            ids = stocktake_ids(session)
            page = stocktake_page(session, ids)
            rows, left = [page[stocktake_id] for stocktake_id in ids], []
        else:
            rows = [_row(session, run.options.name)]
            wanted = LineQuery(rows[0].id, states=frozenset({LineState.EXPECTED, LineState.MISSING}))
            ids = line_ids(session, wanted)
            lines = line_page(session, ids)
            left = [lines[line_id] for line_id in ids]
    if run.options.json:
        missing = [{"code": line.called, "place": line.expected_place, "state": line.state.value} for line in left]
        data = [_data(row) for row in rows]
        run.answer(data if run.options.name is None else data[0] | {"to_find": missing})
        return
    for row in rows:
        print(f"{row.id}\t{row.name}\t{row.counts.counted}/{row.counts.devices}\t{run.texts.say(row.scope)}")
    for line in left:
        print(f"{line.called}\t{line.expected_place or ''}\t{line.about}")
    if not rows:
        run.say(_("No stocktake yet"))


def close(run: Run) -> None:
    """Close a stocktake."""
    from coorddesk.stocktaking.service import Closing, close_stocktake

    options = run.options
    with run.desk() as database:
        with database.reading() as session:
            row = _row(session, options.name)
            label = None if options.missing is None else _label(session, run, options.missing)
        closing = Closing(row.id, row.version, not options.leave_misplaced, options.free_holders, label)
        with database.transaction() as session:
            close_stocktake(session, closing)
        with database.reading() as session:
            row = _row(session, str(row.id))
    if options.json:
        run.answer(_data(row))
        return
    missing = _n("{count} missing", "{count} missing", row.counts.missing)
    run.say(_("“{name}” is closed: {missing}.", name=row.name, missing=missing))


def _row(session: Session, name: str) -> StocktakeRow:
    """The stocktake of a name, else of a number, or of the code on its papers."""
    from coorddesk.cli.records import row_number
    from coorddesk.core.codes import subject_of
    from coorddesk.stocktaking.queries import stocktake, stocktake_named

    subject = subject_of(name)
    number = subject[1] if subject is not None and subject[0] == "stocktake" else row_number(name)
    stocktake_id = stocktake_named(session, name) or number
    row = None if stocktake_id is None else stocktake(session, stocktake_id)
    if row is None:
        raise UserError(
            _("No stocktake is called “{name}”. See them all with “coorddesk stocktake-status”.", name=name)
        )
    return row


def _codes(file: str) -> tuple[str, ...]:
    if file == _STDIN:
        return tuple(sys.stdin.read().splitlines())
    from coorddesk.core.trouble import told_apart
    from coorddesk.importing.reading.encoding import detect_encoding
    from coorddesk.importing.reading.text import open_text

    path = Path(file)
    with told_apart():
        known = detect_encoding(path)
        if known is None:
            said = _(
                "{file} is no text with a code on each line. “coorddesk import scans” takes a sheet.", file=path.name
            )
            raise UserError(said)
        return tuple(line.rstrip("\r\n") for line in open_text(path, known.name).lines())


def _label(session: Session, run: Run, name: str) -> int:
    from coorddesk.core.fold import fold
    from coorddesk.inventory.queries import status_labels

    labels = {fold(texts.say(label.title)): label.id for label in status_labels(session) for texts in run.languages}
    if fold(name) not in labels:
        known = ", ".join(dict.fromkeys(run.texts.say(label.title) for label in status_labels(session)))
        raise UserError(_("No status is called “{name}”. There are: {names}.", name=name, names=known))
    return labels[fold(name)]


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "verdict": outcome.verdict.value,
        "code": outcome.text,
        "called": outcome.called,
        "asset": outcome.asset_id,
        "place": outcome.room or None,
        "expected": outcome.expected or None,
    }


def _data(row: StocktakeRow) -> dict[str, Any]:
    counts = row.counts
    return {
        "id": row.id,
        "name": row.name,
        "place": row.place,
        "category": row.category,
        "holder": row.holder,
        "opened": row.opened_at.isoformat(),
        "closed": None if row.closed_at is None else row.closed_at.isoformat(),
        "devices": counts.devices,
        "left": counts.to_find,
        "found": counts.found,
        "misplaced": counts.misplaced,
        "missing": counts.missing,
        "unknown": counts.unknown,
    }
