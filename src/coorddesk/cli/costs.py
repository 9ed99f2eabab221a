"""What rooms, departments, devices and categories cost, on the command line; and what an hour costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coorddesk.cli.budget_meant import cents_meant
from coorddesk.cli.records import day_typed
from coorddesk.core.messages import Money, _, _p

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.forecast.queries.costs import CostRow, SpentRow

_BY = ("place", "department", "asset", "category")


def list_costs(run: Run) -> None:
    """Print costs of a period, added up; with --records, what they are made of."""
    from coorddesk import features  # SQL, which --help does not need
    from coorddesk.forecast.queries.costs import cost_rows, costs_behind
    from coorddesk.forecast.reports.costs import of_year
    from coorddesk.forecast.rules.costs import CostsBy, total

    typed = run.options
    query = replace(of_year(run.clock.today(), CostsBy(typed.by)), text=typed.text)
    query = replace(query, first=query.first if typed.first is None else day_typed(typed.first))
    query = replace(query, last=query.last if typed.last is None else day_typed(typed.last))
    with run.desk() as database, database.reading() as session:
        every = features.load()
        behind = costs_behind(session, every, query) if typed.records else []
        rows = [] if typed.records else cost_rows(session, every, query)
    if typed.json:
        run.answer([_record(row) for row in behind] if typed.records else [_data(row) for row in rows])
        return
    _print_records(run, behind)
    for row in rows:
        print("\t".join(_said(run, row, query.by)))
    cents = sum(row.spent.cents for row in behind) if typed.records else total(row.costs for row in rows).total
    run.say(_("{sum} in all.", sum=Money(cents)))


def price_time(run: Run) -> None:
    """Say what an hour of work on tickets costs; without an amount, time is not among the costs."""
    from coorddesk.helpdesk.service.pricing import price_hour

    cents = None if run.options.amount is None else cents_meant(run.options.amount)
    with run.desk() as database, database.transaction() as session:
        price_hour(session, cents)
    if cents is None:
        run.say(_("Time is not among the costs."))
    else:
        run.say(_("An hour costs {amount}.", amount=Money(cents)))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    day = _p("argument", "DAY")
    (
        verbs.add("costs", list_costs, _("print what places, departments, devices or categories cost"))
        .takes("text", metavar=_p("argument", "TEXT"), nargs="?", default="", explanation=_("words of their names"))
        .takes(
            "--by",
            metavar=_p("argument", "WHAT"),
            choices=_BY,
            default="place",
            explanation=_("added up by place, department, asset or category"),
        )
        .takes("--first", metavar=day, explanation=_("the first day; of this year without one"))
        .takes("--last", metavar=day, explanation=_("the last day; of this year without one"))
        .flag("--records", _("print the records that the costs are made of"))
        .flag("--json", _("answer in JSON"))
    )
    (
        verbs.add("hour-price", price_time, _("say what an hour of work costs, so that time is among the costs")).takes(
            "amount", metavar=_p("argument", "AMOUNT"), nargs="?", explanation=_("what an hour costs")
        )
    )


def _print_records(run: Run, rows: list[SpentRow]) -> None:
    from coorddesk.core.spending import OUTLAY_TITLES

    for row in rows:
        spent, say = row.spent, run.texts.say
        day, kind = run.texts.date(spent.day), say(OUTLAY_TITLES[spent.outlay])
        print("\t".join((day, kind, say(spent.words), run.texts.money(spent.cents))))


def _said(run: Run, row: CostRow, by: Any) -> tuple[str, ...]:
    from coorddesk.core.spending import Outlay
    from coorddesk.forecast.rules.costs import NOWHERE

    outlays: tuple[Outlay | None, ...] = (*Outlay, None)
    name = row.name or run.texts.say(NOWHERE[by])
    return (name, *(run.texts.money(row.costs.of(outlay)) for outlay in outlays))


def _data(row: CostRow) -> dict[str, Any]:
    costs = row.costs
    amounts = {"purchase": costs.purchase, "repair": costs.repair, "consumable": costs.consumable, "time": costs.time}
    return {"id": row.id or None, "name": row.name} | amounts | {"total": costs.total}


def _record(row: SpentRow) -> dict[str, Any]:
    spent = row.spent
    about = {"kind": spent.about[0], "id": spent.about[1]}
    return {"day": spent.day.isoformat(), "outlay": spent.outlay.value, "cents": spent.cents, "about": about}
