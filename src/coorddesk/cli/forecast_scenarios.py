"""Verbs on scenarios: made, copied, deleted, and changed one thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.cli.budget_meant import cents_meant
from coorddesk.cli.records import only_one, record_meant, row_number
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.cli.grammar import Verbs
    from coorddesk.cli.run import Run
    from coorddesk.core.records import Subject
    from coorddesk.forecast.queries.scenarios import ScenarioRow

_CHANGES = ("delay", "drop", "quantity", "price", "add")
_TENTH = 10
"""Of a percent typed in thousandths to hundredths."""


def list_scenarios(run: Run) -> None:
    """Print scenarios, one a line, each followed by its changes with their numbers."""
    from coorddesk.forecast.queries.scenarios import changes_said, scenarios  # SQL, which --help does not need

    with run.desk() as database, database.reading() as session:
        rows = [(row, changes_said(session, row.id)) for row in scenarios(session)]
    say = run.texts.say
    if run.options.json:
        run.answer(
            [
                {
                    "id": row.id,
                    "name": row.name,
                    "changes": [{"id": each.id, "says": say(each.said)} for each in changes],
                }
                for row, changes in rows
            ]
        )
        return
    for row, changes in rows:
        print(f"{row.id}\t{row.name}")
        for each in changes:
            print(f"\t{each.id}\t{say(each.said)}")
    if not rows:
        run.say(_("No scenario."))


def add_scenario(run: Run) -> None:
    """Make a scenario, empty or as another one is."""
    from coorddesk.forecast.service import ScenarioCopy, ScenarioDetails, copy_scenario, create_scenario

    typed = run.options
    with run.desk() as database, database.transaction() as session:
        if typed.like is not None:
            copy_scenario(session, ScenarioCopy(scenario_meant(session, typed.like).id, typed.name))
        else:
            rise = 0 if typed.rise is None else _percent(typed.rise)
            create_scenario(session, ScenarioDetails(typed.name, rise, recommendation=typed.recommend or ""))
    run.say(_("The scenario is kept."))


def delete(run: Run) -> None:
    """Delete a scenario."""
    from coorddesk.directory.service import Deletion
    from coorddesk.forecast.service import delete_scenario

    with run.desk() as database, database.transaction() as session:
        row = scenario_meant(session, run.options.scenario)
        delete_scenario(session, Deletion(row.id, row.version))
    run.say(_("The scenario is deleted."))


def change(run: Run) -> None:
    """Let a scenario change one more thing."""
    from coorddesk.forecast.queries.scenarios import changes_said
    from coorddesk.forecast.rules.words import ChangeKind
    from coorddesk.forecast.service import Change, Changing, add_change

    typed, kind = run.options, ChangeKind(run.options.what)
    with run.desk() as database, database.transaction() as session:
        row = scenario_meant(session, typed.scenario)
        is_added = kind is ChangeKind.ADD
        wish = Change(
            kind,
            None if is_added else _target(session, typed.about),
            typed.year,
            typed.years,
            typed.quantity,
            None if typed.percent is None else _percent(typed.percent),
            None if typed.price is None else cents_meant(typed.price),
            typed.about if is_added else "",
        )
        added = add_change(session, Changing(row.id, wish))
        said = next(each.said for each in changes_said(session, row.id) if each.id == added)
    run.say(said)


def take_off(run: Run) -> None:
    """Let a scenario make a change no longer."""
    from coorddesk.forecast.service import TakingOff, take_off_change

    with run.desk() as database, database.transaction() as session:
        row = scenario_meant(session, run.options.scenario)
        take_off_change(session, TakingOff(row.id, run.options.change))
    run.say(_("The change is taken off."))


def scenario_meant(session: Session, typed: str) -> ScenarioRow:
    """The scenario of a name or a number."""
    from coorddesk.forecast.queries.scenarios import scenarios

    rows = {row.id: row for row in scenarios(session)}
    found = [Option(row.id, row.name) for row in rows.values() if typed.casefold() in row.name.casefold()]
    number = row_number(typed)
    if not found and number in rows:
        return rows[number]
    none = _("There is no scenario “{name}”. List them with “coorddesk forecast scenarios”.", name=typed)
    return rows[only_one(found, typed, none)]


def add_verbs(group: Verbs) -> None:
    """Declare them."""
    scenario, name = _p("argument", "SCENARIO"), _p("argument", "NAME")
    meant = _("its name, words of it, or its number")
    group.add("scenarios", list_scenarios, _("list the scenarios and what they change")).flag(
        "--json", _("answer in JSON")
    )
    (
        group.add("scenario", add_scenario, _("make a scenario"))
        .takes("name", metavar=name, explanation=_("what it is called"))
        .takes("--like", metavar=scenario, explanation=_("begin as another one is"))
        .takes("--rise", metavar=_p("argument", "PERCENT"), explanation=_("by how much prices rise a year"))
        .takes("--recommend", metavar=_p("argument", "TEXT"), explanation=_("what the note to the director says"))
    )
    _change_verb(group)
    (
        group.add("take-off", take_off, _("take a change off a scenario"))
        .takes("scenario", metavar=scenario, explanation=meant)
        .takes("change", metavar=_p("argument", "NUMBER"), type=int, explanation=_("the number of the change"))
    )
    group.add("delete", delete, _("delete a scenario")).takes("scenario", metavar=scenario, explanation=meant)


def _change_verb(group: Verbs) -> None:
    year, count = _p("argument", "YEAR"), _p("argument", "COUNT")
    (
        group.add("change", change, _("change something in a scenario"))
        .takes("scenario", metavar=_p("argument", "SCENARIO"), explanation=_("its name, words of it, or its number"))
        .takes(
            "what",
            metavar=_p("argument", "CHANGE"),
            choices=_CHANGES,
            explanation=_("delay, drop, quantity, price, or add"),
        )
        .takes(
            "about",
            metavar=_p("argument", "RECORD"),
            explanation=_("category:Laptop, asset:PC-12, contract:3, licence:Antivirus; of what is added, what it is"),
        )
        .takes("--year", metavar=year, type=int, explanation=_("from which year on; of what is added, in which"))
        .takes("--years", metavar=count, type=int, explanation=_("by how many years it is put off"))
        .takes("--quantity", metavar=count, type=int, explanation=_("how many a year"))
        .takes("--percent", metavar=_p("argument", "PERCENT"), explanation=_("how much dearer; −10 is cheaper"))
        .takes("--price", metavar=_p("argument", "AMOUNT"), explanation=_("the price of one that is added"))
    )


def _target(session: Session, typed: str) -> Subject:
    from coorddesk.forecast.rules.scenarios import TARGETS

    kind, _colon, name = typed.partition(":")
    if kind not in TARGETS or not name:
        raise UserError(
            _("Say what it is about, such as category:Laptop. There are: {names}.", names=", ".join(TARGETS))
        )
    if kind == "category":  # no search finds those
        from coorddesk.inventory.queries import category_options

        none = _("There is no category “{name}”.", name=name)
        return kind, only_one(category_options(session, name), name, none)
    return record_meant(session, kind, name)


def _percent(typed: str) -> int:
    from coorddesk.core.decimals import thousandths_typed

    thousandths = thousandths_typed(typed.replace("\N{MINUS SIGN}", "-"))
    return 0 if thousandths is None else thousandths // _TENTH
