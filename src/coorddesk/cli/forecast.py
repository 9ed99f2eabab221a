"""The forecast on the command line: where a year lands, what the next ones cost, and scenarios of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.cli import forecast_scenarios
from coorddesk.cli.budget_meant import year_meant
from coorddesk.cli.forecast_scenarios import scenario_meant
from coorddesk.core.messages import Message, _, _p

if TYPE_CHECKING:
    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.forecast.queries.comparing import Option
    from coorddesk.forecast.rules.expected import Expected
    from coorddesk.forecast.rules.landing import Landing

_BY = ("line", "section", "chapter", "account", "tag", "funding")


def show_landing(run: Run) -> None:
    """Print where a year lands beside its credits."""
    from coorddesk.budget.rules.grouping import By  # SQL, which --help does not need
    from coorddesk.forecast.queries.landing import LandingQuery, landing
    from coorddesk.forecast.rules.landing import LANDING_TITLES

    typed = run.options
    with run.desk() as database, database.reading() as session:
        year = year_meant(session, typed.year, run.clock.today())
        scenario = None if typed.scenario is None else scenario_meant(session, typed.scenario).id
        query = LandingQuery(year.id, By(typed.by), typed.replacements, scenario)
        told = landing(session, query)
    assert told is not None
    if typed.json:
        rows = [{"name": run.texts.say(row.name)} | _amounts(row.landing) for row in told.rows]
        run.answer({"year": told.year, "rows": rows, "whole": _amounts(told.whole)})
        return
    print("\t".join(("", *map(run.texts.say, LANDING_TITLES.values()))))
    for row in told.rows:
        print("\t".join(_line(run, row.name, row.landing)))
    print("\t".join(_line(run, _("Total"), told.whole)))


def show_years(run: Run) -> None:
    """Print what several years cost, by kind; with --items, each thing that is expected."""
    from coorddesk.forecast.queries.plan import ForecastQuery, plan
    from coorddesk.forecast.reports.plan_lines import sums_of

    typed = run.options
    with run.desk() as database, database.reading() as session:
        scenario = None if typed.scenario is None else scenario_meant(session, typed.scenario).id
        told = plan(session, ForecastQuery(typed.first, scenario))
    if typed.json:
        run.answer({"years": list(told.year_names), "items": [_item(each) for each in told.rows]})
        return
    names = dict(zip(told.years, told.year_names, strict=True))
    if typed.items:
        for each in told.rows:
            print("\t".join(_said(run, names[each.year], each)))
    else:
        print("\t".join(("", *told.year_names, run.texts.say(_p("forecast", "All years")))))
        for line in sums_of(told):
            amounts = [run.texts.money(cents or 0) for cents in (*line.cents, line.whole)]
            print("\t".join((run.texts.say(line.title), *amounts)))
    for said in told.assumptions:
        run.say(said)


def compare(run: Run) -> None:
    """Print every scenario beside things as they are."""
    from coorddesk.forecast.queries.comparing import compared
    from coorddesk.forecast.queries.plan import ForecastQuery

    with run.desk() as database, database.reading() as session:
        told = compared(session, ForecastQuery(run.options.first))
    if run.options.json:
        run.answer([_option(each) | {"difference": told.difference(each)} for each in told.options])
        return
    titles = _p("forecast", "All years"), _p("note", "Difference")
    print("\t".join(("", *told.base.year_names, *map(run.texts.say, titles))))
    for each in told.options:
        name = run.texts.say(_("Things as they are")) if each.scenario is None else each.scenario.name
        amounts = (*each.cents, each.whole, told.difference(each))
        print("\t".join((name, *map(run.texts.money, amounts))))


def add_verbs(verbs: Verbs) -> None:
    """Declare them."""
    group = verbs.under("forecast", _("where the year lands, and what the next ones cost"))
    year, scenario, json = _p("argument", "YEAR"), _p("argument", "SCENARIO"), _("answer in JSON")
    (
        group.add("landing", show_landing, _("print where a fiscal year lands"))
        .takes("year", metavar=year, nargs="?", explanation=_("its name; the current one without it"))
        .takes("--by", metavar=_p("argument", "WHAT"), choices=_BY, default="line", explanation=_LINE_OR)
        .takes("--scenario", metavar=scenario, explanation=_("as a scenario has it"))
        .flag("--replacements", _("with what the replacement plan asks for this year"))
        .flag("--json", json)
    )
    (
        group.add("years", show_years, _("print what several years cost"))
        .takes("first", metavar=year, nargs="?", type=int, explanation=_("the first of them; the next without it"))
        .takes("--scenario", metavar=scenario, explanation=_("as a scenario has it"))
        .flag("--items", _("print each thing that is expected"))
        .flag("--json", json)
    )
    (
        group.add("compare", compare, _("print every scenario beside things as they are"))
        .takes("first", metavar=year, nargs="?", type=int, explanation=_("the first of them; the next without it"))
        .flag("--json", json)
    )
    forecast_scenarios.add_verbs(group)


_LINE_OR = _("by line, section, chapter, account, tag or funding")


def _line(run: Run, name: Message, of: Landing) -> tuple[str, ...]:
    from coorddesk.forecast.rules.landing import LandingFigure

    return (run.texts.say(name), *(run.texts.money(of.of(figure)) for figure in LandingFigure))


def _amounts(of: Landing) -> dict[str, int]:
    from coorddesk.forecast.rules.landing import LandingFigure

    return {figure.value: of.of(figure) for figure in LandingFigure} | {"before": of.before}


def _item(each: Expected) -> dict[str, Any]:
    source = {"kind": each.source[0], "id": each.source[1]}
    data = {"year": each.year, "sort": each.sort.value, "name": each.name, "quantity": each.quantity}
    return data | {"cents": each.cents, "source": source}


def _said(run: Run, year: str, each: Expected) -> tuple[str, ...]:
    from coorddesk.forecast.rules.words import SORT_TITLES

    amount = "–" if each.cents is None else run.texts.money(each.cents)
    return year, run.texts.say(SORT_TITLES[each.sort]), each.name, run.texts.number(each.quantity), amount


def _option(each: Option) -> dict[str, Any]:
    name = None if each.scenario is None else each.scenario.name
    return {"id": each.id or None, "name": name, "cents": list(each.cents), "whole": each.whole}
