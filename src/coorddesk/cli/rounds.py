"""Verbs on rounds: which there are, a new one, what one found, making one by hand, how available devices were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.records import only_one, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p, digits
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.rounds.queries import CheckRow, RoundRow

_OUTCOMES = ("ok", "fault", "skipped")
_DAYS = 365


def list_rounds(run: Run) -> None:
    """Print rounds, one a line: number, name, how it stands today, how many stops."""
    from coorddesk.rounds.queries import rounds  # SQL, which --help does not need

    with run.desk() as database, database.reading() as session:
        rows = rounds(session)
    if run.options.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        print("\t".join((str(row.id), row.name, row.today.value, str(row.stops))))
    if not rows:
        run.say(_("No round"))


def show_round(run: Run) -> None:
    """Print the latest tour of a round, or its list if it was never made."""
    from coorddesk.rounds.queries import checks, stops

    with run.desk() as database, database.reading() as session:
        row = _round(session, run.options.round)
        looked = () if row.last is None else checks(session, row.last.id)
        listed = stops(session, row.id)
    if run.options.json:
        run.answer(_data(row) | {"stops": [each.called for each in listed], "looks": [_look(each) for each in looked]})
        return
    for each in looked:
        print("\t".join((each.called, "" if each.outcome is None else each.outcome.value, each.note)))
    for stop in () if looked else listed:
        print("\t".join((stop.called, "", stop.note)))


def add_round(run: Run) -> None:
    """Add a round of devices and places in the order in which they are named, from Monday to Friday."""
    from coorddesk.rounds.queries import stop_meant
    from coorddesk.rounds.service import RoundDetails, Stop, create_round

    typed = run.options
    with run.desk() as database:
        with database.reading() as session:
            meant = [(text, stop_meant(session, [text])) for text in typed.stops]
        for text, row in meant:
            if row is None:
                raise UserError(_("“{name}” is neither a device nor a place, or may be several.", name=text))
        stops = tuple(Stop(row.asset_id, row.place_id) for _text, row in meant if row is not None)
        with database.transaction() as session:
            number = create_round(session, RoundDetails(typed.name, stops=stops))
    run.say(_("“{name}” added as round {number}.", name=typed.name, number=number))


def look_at(run: Run) -> None:
    """Say what was found at a stop of today's tour, which begins with the first."""
    from coorddesk.rounds.queries import checks
    from coorddesk.rounds.rules import Outcome
    from coorddesk.rounds.service import Fault, Look, begin_tour, look, report_fault

    typed = run.options
    outcome = Outcome(typed.outcome)
    if outcome is Outcome.FAULT and not typed.note:
        raise UserError(_("Say with --note what is wrong."))
    with run.desk() as database, database.transaction() as session:
        row = _round(session, typed.round)
        check = _check(checks(session, begin_tour(session, row.id)), typed.stop)
        number = None
        if outcome is Outcome.FAULT:
            number = report_fault(session, Fault(check.id, typed.note))
        else:
            look(session, Look(check.id, outcome, typed.note or ""))
    if number is None:
        run.say(_("{thing}: noted.", thing=check.called))
    else:
        run.say(_("{thing}: fault, ticket n° {number}", thing=check.called, number=digits(number)))


def tell_availability(run: Run) -> None:
    """Print how available each device and place was in the last days, the worst first."""
    from datetime import timedelta

    from coorddesk.core.clock import clock_of
    from coorddesk.rounds.queries import available

    with run.desk() as database, database.reading() as session:
        round_id = None if run.options.round is None else _round(session, run.options.round).id
        today = clock_of(session).today()
        rows = available(session, today - timedelta(days=run.options.days), today, round_id=round_id)
    if run.options.json:
        run.answer(
            [
                {"name": row.thing.called, "ok": row.counts.ok, "fault": row.counts.fault, "availability": row.share}
                for row in rows
            ]
        )
        return
    for row in rows:
        share = "" if row.share is None else f"{row.share:.3f}"
        print("\t".join((row.thing.called, share, str(row.counts.ok + row.counts.fault), str(row.counts.fault))))


def add_verbs(verbs: Verbs, whole: Callable[[str], int]) -> None:
    """Declare them."""
    round_ = _p("argument", "ROUND")
    verbs.add("rounds", list_rounds, _("list the rounds and how they stand today")).flag("--json", _("answer in JSON"))
    (
        verbs.add("round", show_round, _("print what the last tour of a round found"))
        .takes("round", metavar=round_, explanation=_("its name, or its number"))
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("round-add", add_round, _("add a round that is made from Monday to Friday"))
        .takes("name", metavar=_p("argument", "NAME"), explanation=_("what to call it"))
        .takes(
            "stops",
            metavar=_p("argument", "STOP"),
            explanation=_("a device or place in the order of the walk, by number, code or name"),
            nargs="+",
        )
    )
    (
        verbs.add("round-look", look_at, _("say what was found at a stop of today's round"))
        .takes("round", metavar=round_, explanation=_("its name, or its number"))
        .takes("stop", metavar=_p("argument", "STOP"), explanation=_("the device or place, as the list calls it"))
        .takes("outcome", metavar=_p("argument", "OUTCOME"), explanation=_("ok, fault or skipped"), choices=_OUTCOMES)
        .takes("--note", metavar=_p("argument", "WORDS"), explanation=_("what is wrong, or what was noted"))
    )
    (
        verbs.add("round-availability", tell_availability, _("say how available devices were on rounds"))
        .takes("round", metavar=round_, explanation=_("of this round alone"), nargs="?")
        .takes(
            "--days",
            metavar=_p("argument", "NUMBER"),
            explanation=_("how many days it looks back; else a year"),
            type=whole,
            default=_DAYS,
        )
        .flag("--json", _("answer in JSON"))
    )


def _round(session: Session, typed: str) -> RoundRow:
    from coorddesk.core.fold import fold
    from coorddesk.rounds.queries import rounds

    rows = rounds(session)
    number = row_number(typed)
    meant = [row for row in rows if row.id == number] or [row for row in rows if fold(typed) in fold(row.name)]
    options = [Option(row.id, row.name) for row in meant]
    chosen = only_one(options, typed, _("There is no round “{name}”.", name=typed))
    return next(row for row in meant if row.id == chosen)


def _check(looks: tuple[CheckRow, ...], typed: str) -> CheckRow:
    from coorddesk.core.fold import fold

    options = [Option(each.id, each.called) for each in looks if fold(each.called) == fold(typed)]
    options = options or [Option(each.id, each.called) for each in looks if fold(typed) in fold(each.called)]
    chosen = only_one(options, typed, _("“{name}” is not on this round.", name=typed))
    return next(each for each in looks if each.id == chosen)


def _data(row: RoundRow) -> dict[str, object]:
    last = None if row.last is None else row.last.day.isoformat()
    return {"id": row.id, "name": row.name, "today": row.today.value, "weekdays": row.weekdays, "last": last}


def _look(row: CheckRow) -> dict[str, object]:
    outcome = None if row.outcome is None else row.outcome.value
    return {"name": row.called, "outcome": outcome, "note": row.note, "ticket": row.ticket_id}
