"""The figures of a period: read from the desk, they are what the tickets and their logs say one by one."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from coorddesk.core.resources import texts_for
from coorddesk.helpdesk.queries import TicketQuery, deadlines_on, said_filters, ticket_ids
from coorddesk.helpdesk.queries.figures import Part, figures
from coorddesk.helpdesk.reports.figure_lines import ANSWERS, MINUTES, PERCENT, TICKETS, Shape, said_part, told
from coorddesk.helpdesk.reports.figures import YEAR_FIGURES
from coorddesk.helpdesk.rules.figures import Figure, Lengths, Satisfaction, Share, month_of, moved, year_of
from coorddesk.helpdesk.service import (
    Cancel,
    Merge,
    NewRating,
    Reopen,
    Save,
    Start,
    TargetDetails,
    Wait,
    cancel,
    merge_tickets,
    rate,
    reopen,
    save_choice,
    start,
    wait,
)
from coorddesk.reporting.report import Stamp
from coorddesk.reporting.write import write_report
from tests.counting import plans
from tests.helpdesk.asked import TODAY, busy, make_category, make_cause, make_ticket, resolved, seen

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

SEPTEMBER = month_of(TODAY)
YEAR = year_of(TODAY)
BARS = {Figure.OF_CATEGORY, Figure.OF_PLACE, Figure.OF_MODEL, Figure.OF_CAUSE, Figure.SCORED}


def test_behind_each_figure_are_as_many_tickets_as_it_says(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        busy(session, clock)
    with desk.reading() as session:
        lines = [
            line
            for period in (SEPTEMBER, moved(SEPTEMBER, -1), YEAR)
            for section in told(session, period).sections
            for line in section.lines
        ]
        asked = [TicketQuery(past=True, behind=line.behind) for line in lines]
        assert [len(ticket_ids(session, query)) for query in asked] == [line.count for line in lines]
        counted = {line.behind.figure for line in lines if line.count}
        words = [*chain.from_iterable(said_filters(session, query)[1:] for query in asked)]
    assert counted == set(Figure)
    assert len(set(map(texts_for("en").say, words))) == len({line.behind for line in lines})


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_figure_stands_beside_what_it_was_in_the_period_before(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        busy(session, clock)
    with desk.reading() as session:
        august, september = (told(session, period) for period in (moved(SEPTEMBER, -1), SEPTEMBER))
        july = told(session, moved(SEPTEMBER, -2))
    assert (july.is_empty, august.is_empty, september.before) == (True, False, august.period)
    was = {(line.title, line.behind.of): line.value for section in august.sections for line in section.lines}
    for section in september.sections:
        nothing = 0 if section.shape is Shape.BARS else None
        for line in section.lines:
            assert line.before == was.get((line.title, line.behind.of), nothing), line


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_paper_and_sheets_say_the_figures_alike(
    desk: Database, clock: FixedClock, tmp_path: Path, language: str
) -> None:
    with desk.transaction() as session:
        busy(session, clock)
    with desk.reading() as session:
        paper = YEAR_FIGURES.build(session, YEAR)
        lines = [line for section in told(session, YEAR).sections for line in section.lines]
    texts, stamp = texts_for(language), Stamp("School", "", None, "", clock.now())
    for ending in ("pdf", "xlsx", "csv"):
        write_report(paper, tmp_path / f"figures.{ending}", stamp, texts)
    said = [(texts.say(line.title), line.value, line.before) for line in lines]
    delimiter = ";" if language == "fr" else ","
    typed = csv.reader((tmp_path / "figures.csv").read_text("utf-8-sig").splitlines(), delimiter=delimiter)
    kept = list(CalamineWorkbook.from_path(tmp_path / "figures.xlsx").get_sheet_by_index(0).iter_rows())
    for rows in (list(typed)[1:], [row for row in kept if len(row) == 6 and row[3] in units(texts)]):
        assert [(row[1], number(row[2]), number(row[5])) for row in rows] == said
    pages = pypdfium2.PdfDocument(tmp_path / "figures.pdf")
    words = plain("".join(page.get_textpage().get_text_bounded() for page in pages))
    for line in (each for each in lines if each.behind.period == YEAR):
        drawn = said_part(line.count, line.among) if line.behind.figure in BARS else line.said
        assert plain(texts.say(drawn)) in words, line


def units(texts: Texts) -> set[str]:
    return {texts.say(unit) for unit in (TICKETS, MINUTES, PERCENT, ANSWERS)}


def number(cell: Any) -> int | None:
    return None if cell == "" else int(cell)


def plain(text: str) -> str:
    """Without blanks, of which a page does not tell one from another."""
    return "".join(text.split())


def test_a_month_counts_what_came_and_went_in_it(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        worn, screens = make_cause(session), make_category(session)
        early = make_ticket(session, "Old", opened_at=datetime(2026, 8, 31, 9, tzinfo=UTC))
        first, gone = make_ticket(session, "A", category_id=screens), make_ticket(session, "B")
        make_ticket(session, "C")
        make_ticket(session, "D", category_id=screens)
        same = make_ticket(session, "A again")
    clock.moment += timedelta(hours=1)
    with desk.transaction() as session:
        merge_tickets(session, Merge(seen(session, first)[0], seen(session, same)))
        cancel(session, Cancel(seen(session, gone), "Not needed"))
        resolved(session, early, first, cause=worn)
        rate(session, NewRating(first, 4))
        rate(session, NewRating(early, 2))
    with desk.reading() as session:
        told = figures(session, SEPTEMBER)
        august = figures(session, month_of(date(2026, 8, 1)))
    assert (told.received, told.resolved, told.cancelled, told.backlog) == (4, 2, 1, 2)
    assert (august.received, august.resolved, august.backlog) == (1, 0, 1)
    assert [(part.name, part.count) for part in told.by_category] == [("Screen", 2), ("", 2)]
    assert told.by_cause == (Part(worn, "Worn out", 2),)
    assert told.satisfaction == Satisfaction((0, 1, 0, 1))
    assert told.response == Lengths(2, 60, 60)


def test_waiting_and_being_over_do_not_count(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        save_choice(session, Save(TargetDetails(30, 60)))
        worn, number = make_cause(session), make_ticket(session)
    for minutes, step in enumerate(("start", "wait", "resolve", "reopen", "wait", "start", "resolve"), 1):
        clock.moment += timedelta(minutes=10 * minutes)
        with desk.transaction() as session:
            tickets = seen(session, number)
            if step == "start":
                start(session, Start(tickets))
            elif step == "wait":
                wait(session, Wait(tickets, "A part", TODAY + timedelta(1)))
            elif step == "reopen":
                reopen(session, Reopen(tickets, "Again"))
            else:
                resolved(session, number, cause=worn)
    with desk.reading() as session:
        told = figures(session, SEPTEMBER)
        used = deadlines_on(session, number).resolution.used
    assert told.resolution == Lengths(1, used, used)
    assert used < 280
    assert told.reopened == Share(1, 1)
    assert told.answered_in_time == Share(1, 1)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_paused_is_found_in_an_index_of_its_own(desk: Database) -> None:
    with desk.reading() as session:
        walks = plans(session, lambda: figures(session, SEPTEMBER))
    [paused] = (walk for walk in walks if "paused" in walk)
    assert paused == (
        "SEARCH ticket USING INDEX ix_ticket_resolved_at (resolved_at>? AND resolved_at<?)"
        " + SEARCH ticket_event USING COVERING INDEX ix_ticket_event_paused (ticket_id=?)"
    )
