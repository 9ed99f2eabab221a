"""Verbs on fiscal years: listed, opened from one another, looked over, carried forward, closed and reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli.budget_meant import day_meant, line_meant, year_meant
from coorddesk.cli.records import day_typed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Money, _, _n, _p

if TYPE_CHECKING:
    from coorddesk.budget.queries import YearRow
    from coorddesk.budget.rules.years import YearDetails
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run

_YEAR, _DAY = _p("argument", "YEAR"), _p("argument", "DAY")
_NAME = _("the fiscal year, by its name")
_CHARTS = ("eple", "m57", "association", "own")


def list_years(run: Run) -> None:
    """Print the fiscal years, the latest first: name, days, state, how many lines."""
    from coorddesk.budget.queries import fiscal_years  # SQL, which --help does not need
    from coorddesk.budget.rules.words import YEAR_STATE_TITLES

    with run.desk() as database, database.reading() as session:
        rows = fiscal_years(session)
    if run.options.json:
        run.answer([_data(row) for row in rows])
        return
    for row in rows:
        days, state = map(run.texts.date, (row.first_day, row.last_day)), run.texts.say(YEAR_STATE_TITLES[row.state])
        print("\t".join((row.name, *days, state, str(row.lines))))
    if not rows:
        run.say(_("No fiscal year."))


def open_year(run: Run) -> None:
    """Open a fiscal year: by its days, or with the lines of another."""
    from coorddesk.budget.service import NextYear, create_year, lay_down_plan, open_next_year

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        before = None if typed.after is None else year_meant(session, typed.after, run.clock.today())
        if before is None:
            details = _first_year(run)
            create_year(session, details)
        else:
            details = _next_year(run, session, before.id)
            open_next_year(session, NextYear(before.id, details))
        if typed.accounts:
            lay_down_plan(session, details.chart)
    said = _(
        "{year} is open, from {first} to {last}.", year=details.name, first=details.first_day, last=details.last_day
    )
    run.say(said)


def look_over(run: Run) -> None:
    """Print what is left to do before a year is closed, and every commitment that is open."""
    from coorddesk.budget.queries import closing_checklist
    from coorddesk.budget.rules.years import said_task

    today = run.clock.today()
    with run.desk() as database, database.reading() as session:
        told = closing_checklist(session, year_meant(session, run.options.year, today).id, today)
    if run.options.json:
        tasks = [
            {"task": each.task.value, "lines": each.lines, "cents": each.cents, "must": each.must_be_done}
            for each in told.tasks
        ]
        carried = [
            {"label": each.commitment.label, "line": each.line, "cents": each.cents, "into": each.into_id}
            for each in told.to_carry
        ]
        run.answer({"year": told.name, "may_close": told.may_close, "tasks": tasks, "open": carried})
        return
    for each in told.tasks:
        mark = "!" if each.must_be_done else "-"
        print("\t".join((mark, run.texts.say(said_task(each)), run.texts.money(each.cents) if each.cents else "")))
    for one in (*told.pending, *told.to_carry):
        print("\t".join((" ", one.commitment.label, one.line, run.texts.money(one.cents))))
    run.say(
        _("{year} may be closed.", year=told.name)
        if told.may_close
        else _("{year} may not be closed yet.", year=told.name)
    )


def carry(run: Run) -> None:
    """Carry the open commitments of a year forward into another, with their credits."""
    from coorddesk.budget.service import CarryForward, carry_forward

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        old = year_meant(session, typed.year, run.clock.today())
        new = year_meant(session, typed.into, run.clock.today())
        lines = {}
        for pair in typed.line:
            first, mark, second = pair.partition("=")
            if not mark:
                raise UserError(_("Write the line of the old year and that of the new: 6156=6156."), field="lines")
            lines[line_meant(session, first, old).id] = line_meant(session, second, new).id
        wish = CarryForward(old.id, new.id, typed.label, day_meant(run), lines, not typed.without_credits)
        done = carry_forward(session, wish)
    count, cents = len(done.carries), sum(each.commitment.cents for each in done.carries)
    run.say(
        _n(
            "{count} commitment goes on in {year}: {sum}.",
            "{count} commitments go on in {year}: {sum}.",
            count,
            year=new.name,
            sum=Money(cents),
        )
    )


def close(run: Run) -> None:
    """Close a fiscal year; refused while anything is promised on its lines."""
    from coorddesk.budget.service import Closing, close_year

    with run.desk() as database, database.transaction() as session:
        row = year_meant(session, run.options.year, run.clock.today())
        close_year(session, Closing(row.id, row.version))
    run.say(_("{year} is closed.", year=row.name))


def reopen(run: Run) -> None:
    """Let a closed fiscal year take moves again."""
    from coorddesk.budget.service import Reopening, reopen_year

    with run.desk() as database, database.transaction() as session:
        row = year_meant(session, run.options.year, run.clock.today())
        reopen_year(session, Reopening(row.id, row.version, run.options.reason))
    run.say(_("{year} is open again.", year=row.name))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    verbs.add("years", list_years, _("list the fiscal years")).flag("--json", _("answer in JSON"))
    _opening_verb(verbs)
    (
        verbs.add("checklist", look_over, _("print what is left to do before a fiscal year is closed"))
        .takes("year", metavar=_YEAR, nargs="?", explanation=_NAME)
        .flag("--json", _("answer in JSON"))
    )
    _carrying_verb(verbs)
    verbs.add("close", close, _("close a fiscal year")).takes("year", metavar=_YEAR, explanation=_NAME)
    (
        verbs.add("reopen", reopen, _("open a closed fiscal year again"))
        .takes("year", metavar=_YEAR, explanation=_NAME)
        .takes("reason", metavar=_p("argument", "TEXT"), explanation=_("why it is reopened"))
    )


def _opening_verb(verbs: Verbs) -> None:
    name, plans = _("what it is called; if not said, by its days"), _("eple, m57, association or own")
    (
        verbs.add("open-year", open_year, _("open a fiscal year"))
        .takes("name", metavar=_p("argument", "NAME"), nargs="?", explanation=name)
        .takes("--from", dest="first", metavar=_DAY, explanation=_("its first day"))
        .takes("--to", dest="last", metavar=_DAY, explanation=_("its last day; twelve months if not said"))
        .takes("--after", metavar=_YEAR, explanation=_("go on from this year, with its lines"))
        .takes("--chart", metavar=_p("argument", "PLAN"), choices=_CHARTS, explanation=plans)
        .flag("--net", _("count amounts excluding VAT"))
        .flag("--accounts", _("lay down the accounts of the plan"))
    )


def _carrying_verb(verbs: Verbs) -> None:
    (
        verbs.add("carry-forward", carry, _("carry open commitments forward into another year"))
        .takes("year", metavar=_YEAR, explanation=_("the fiscal year that ends"))
        .takes("into", metavar=_YEAR, explanation=_("the fiscal year in which they go on"))
        .takes("label", metavar=_p("argument", "TEXT"), explanation=_("what it is called on paper"))
        .takes("--day", metavar=_DAY, explanation=_("on which day; today if not said"))
        .takes(
            "--line",
            metavar=_p("argument", "LINE=LINE"),
            action="append",
            default=[],
            explanation=_("where what stands on a line goes on; may be repeated"),
        )
        .flag("--without-credits", _("leave the credits where they are"))
    )


def _first_year(run: Run) -> YearDetails:
    from datetime import timedelta

    from coorddesk.budget.rules.words import Chart, Counting
    from coorddesk.budget.rules.years import Span, YearDetails

    typed = run.options
    if typed.first is None:
        raise UserError(_("Say from which day on, with --from, or after which year, with --after."), field="first_day")
    first = day_typed(typed.first)
    last = Span(first, first - timedelta(days=1)).next.last if typed.last is None else day_typed(typed.last)
    counts = Counting.NET if typed.net else Counting.GROSS
    return YearDetails(typed.name or Span(first, last).name, first, last, counts, Chart(typed.chart or "own"))


def _next_year(run: Run, session: Any, year_id: int) -> YearDetails:
    from dataclasses import replace

    from coorddesk.budget.service import next_details

    typed = run.options
    details = next_details(session, year_id)
    said: dict[str, Any] = {} if typed.name is None else {"name": typed.name}
    if typed.first is not None:
        said["first_day"] = day_typed(typed.first)
    if typed.last is not None:
        said["last_day"] = day_typed(typed.last)
    return replace(details, **said)


def _data(row: YearRow) -> dict[str, Any]:
    days = {"first_day": row.first_day.isoformat(), "last_day": row.last_day.isoformat()}
    words = {"counts": row.counts.value, "chart": row.chart.value, "state": row.state.value}
    return {"id": row.id, "name": row.name, "lines": row.lines, "reopened_reason": row.reopened_reason} | days | words
