"""The note to whoever decides: where the year lands, what is at risk, the options with their costs, one recommended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coorddesk.budget.rules.grouping import By
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, Money, _, _n, _p, verbatim
from coorddesk.core.tables import Added, Column, Kind
from coorddesk.forecast.queries.comparing import Compared, Option, compared
from coorddesk.forecast.queries.landing import LandingQuery, YearLanding, landing
from coorddesk.forecast.queries.plan import ForecastQuery
from coorddesk.forecast.reports.landing import STACKED, expected_nowhere, landing_stacks
from coorddesk.reporting.blocks import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Sheet,
    Signatures,
    Stacks,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_SUBJECT, _ADVICE = "subject", "recommendation"
_FOOT: tuple[Block, ...] = (
    Heading(_p("scenario", "Recommendation")),
    Typed(_ADVICE, framed=True, to_write=28),
    Signatures((_("Drawn up by"), _("The director"))),
)
"""What is recommended stands beside who signs it."""
_MOST_NAMED = 5


@dataclass(frozen=True)
class NoteChoice:
    """The years that are compared, the fiscal year that lands, and the scenario that is recommended, if one is."""

    plan: ForecastQuery = field(default_factory=ForecastQuery)
    landing: LandingQuery = field(default_factory=lambda: LandingQuery(by=By.SECTION))


@dataclass(frozen=True)
class NoteLine:
    """An option as the note's table has it: cents by year, and how that differs from things as they are."""

    title: Message
    cents: tuple[int, ...]
    difference: int


def director_note(session: Session, choice: NoteChoice | ForecastQuery | None) -> Document:
    """One or two pages: the situation, the landing, risks, options, and a recommendation to be typed and signed."""
    if isinstance(choice, ForecastQuery):
        choice = NoteChoice(choice)
    wanted = choice or NoteChoice()
    told, of_year = compared(session, wanted.plan), landing(session, wanted.landing)
    by_line = landing(session, replace(wanted.landing, by=By.LINE))
    lands = None if wanted.plan.scenario_id is None else told.option(wanted.plan.scenario_id)
    title = _("Note to the director")
    day = _p("note", "{day}", day=clock_of(session).today())
    blocks = tuple(_blocks(told, of_year, _risks(told, by_line)))
    sheet = Sheet(title, blocks, _FOOT, title=title, lines=(day,))
    says_something = of_year is not None or any(any(line.cents) for line in _lines(told))
    return Document(
        title,
        (sheet,) if says_something else (),
        Report(title, _columns(told), (Group(None, _lines(told)),), _options, told.base.assumptions, page=UPRIGHT),
        typed=(
            TypedText(_SUBJECT, _p("note", "Subject"), _("Equipment and running costs: what to decide for the budget")),
            TypedText(_ADVICE, _p("scenario", "Recommendation"), _advice(lands)),
        ),
        page=UPRIGHT,
    )


def _blocks(told: Compared, of_year: YearLanding | None, risks: Iterable[Message]) -> Iterator[Block]:
    yield Typed(_SUBJECT)
    if of_year is not None:
        yield Heading(_("Where {year} lands", year=of_year.year))
        yield from _situation(of_year)
    named = tuple(risks)
    if named:
        yield Heading(_("Risks"))
        yield Paragraph(_below_one_another(named))
    yield Heading(_("Options"))
    yield Listing(_lines(told), None, _("Nothing is expected in these years."), _columns(told))
    for option in told.options[1:]:
        for said in option_said(told, option):
            yield Paragraph(said)
    yield Paragraph(_assumed(told), quiet=True)


def _situation(of: YearLanding) -> Iterator[Block]:
    whole = of.whole
    spent = _(
        "{invoiced} are invoiced, {committed} committed, {requested} approved and {expected} still expected.",
        invoiced=Money(whole.invoiced),
        committed=Money(whole.committed),
        requested=Money(whole.requested),
        expected=Money(whole.expected),
    )
    lands = _("Credits: {opened}. Landing: {landing}.", opened=Money(whole.opened), landing=Money(whole.landing))
    said = _("{amount} of the credits will be left.", amount=Money(whole.left))
    if whole.left < 0:
        said = _("The credits will be exceeded by {amount}.", amount=Money(-whole.left))
    yield Paragraph(_("{one} {other} {more}", one=lands, other=spent, more=said))
    yield Stacks(STACKED, tuple(landing_stacks(of)))


def _risks(told: Compared, of: YearLanding | None) -> Iterator[Message]:
    """What may make it dearer than it seems, or stop work."""
    over = [] if of is None else [row for row in of.rows if row.lines and row.landing.left < 0]
    for row in over[:_MOST_NAMED]:
        yield _("{name}: {amount} are missing", name=row.name, amount=Money(-row.landing.left))
    nowhere = None if of is None else expected_nowhere(of)
    if nowhere is not None:
        yield nowhere
    unpriced = told.options[0].unpriced
    if unpriced:
        yield _n(
            "{count} thing that is expected has no price: the sums are too low.",
            "{count} things that are expected have no price: the sums are too low.",
            unpriced,
        )
    dearest = max(range(len(told.base.years)), key=lambda place: told.options[0].cents[place])
    cents = told.options[0].cents[dearest]
    if cents:
        name = told.base.year_names[dearest]
        yield _("The dearest year is {year}: {amount}.", year=name, amount=Money(cents))
    yield from told.base.unknown.said


def _below_one_another(many: tuple[Message, ...]) -> Message:
    said = _("– {line}", line=many[0])
    for each in many[1:]:
        said = _("{said}\n– {change}", said=said, change=each)
    return said


def option_said(told: Compared, option: Option) -> Iterator[Message]:
    """A scenario in words: what it changes, and what that saves or costs."""
    name = "" if option.scenario is None else option.scenario.name
    cents = told.difference(option)
    if not cents:
        said = _("{name}: costs as much as things as they are.", name=name)
    elif cents < 0:
        said = _("{name}: {amount} less than things as they are.", name=name, amount=Money(-cents))
    else:
        said = _("{name}: {amount} more than things as they are.", name=name, amount=Money(cents))
    for change in option.changes[:_MOST_NAMED]:
        said = _("{said}\n– {change}", said=said, change=change.said)
    rest = len(option.changes) - _MOST_NAMED
    if rest > 0:
        others = _n("{count} other change", "{count} other changes", rest)
        said = _("{said}\n– {change}", said=said, change=others)
    yield said


def _advice(chosen: Option | None) -> Message:
    """What was written with the scenario; nothing in the place of whoever has not chosen yet."""
    if chosen is None or chosen.scenario is None:
        return Message("")
    if chosen.scenario.recommendation:
        return verbatim(chosen.scenario.recommendation)
    return _(
        "We recommend “{name}”, for {amount} over these years.", name=chosen.scenario.name, amount=Money(chosen.whole)
    )


def _assumed(told: Compared) -> Message:
    said = told.base.assumptions[0]
    for each in told.base.assumptions[2:5]:
        said = _("{one} {other}", one=said, other=each)
    return said


def _lines(told: Compared) -> list[NoteLine]:
    return [
        NoteLine(
            _("Things as they are") if each.scenario is None else verbatim(each.scenario.name),
            each.cents,
            told.difference(each),
        )
        for each in told.options
    ]


def _columns(told: Compared) -> tuple[Column[NoteLine], ...]:
    keys = [f"y{year}" for year in told.base.years]
    return (
        Column("title", _p("note", "Option"), lambda line: line.title, Kind.CHOICE, 24),
        *(_year(key, place, told.base.year_names[place]) for place, key in enumerate(keys)),
        Column(
            "whole",
            _p("forecast", "All years"),
            lambda line: sum(line.cents),
            Kind.AMOUNT,
            13,
            formula=Added(tuple((key, 1) for key in keys)),
        ),
        Column("difference", _p("note", "Difference"), lambda line: line.difference or None, Kind.AMOUNT, 13),
    )


def _year(key: str, place: int, name: str) -> Column[NoteLine]:
    return Column(key, verbatim(name), lambda line: line.cents[place], Kind.AMOUNT, 12)


def _options(count: int) -> Message:
    return _n("{count} option", "{count} options", count)


def _choose(subject: Subject) -> NoteChoice | None:
    return NoteChoice(ForecastQuery(scenario_id=subject[1])) if subject[0] == "scenario" else None


NOTE = ReportKind(
    "director-note",
    _("Note to the director"),
    _("One or two pages for a decision: landing of the year, risks, options with their costs, a recommendation."),
    director_note,
    _choose,
)
