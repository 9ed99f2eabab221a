"""The lines of a budget as a list: narrowed, sorted, counted, and what papers are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.budget.queries import SituationQuery, line_as_written
from coorddesk.budget.queries.line_list import (
    LINE_COLUMNS,
    SORTS,
    LineCounts,
    line_counts,
    line_figures,
    lines_before,
    lines_by_id,
    narrowed_to,
    stated_lines,
    year_of_line,
    year_sheet,
)
from coorddesk.budget.rules.line_query import AsOf, LineQuery
from coorddesk.budget.rules.standings import LineStanding
from coorddesk.budget.rules.words import Section
from coorddesk.budget.service import LineEdit, edit_line
from coorddesk.core.fold import fold
from coorddesk.core.resources import texts_for
from coorddesk.core.tables import Kind
from tests.budget.situations import Filled, filled
from tests.factories import make_person

if TYPE_CHECKING:
    from coorddesk.core.database import Database

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
TODAY = date(2026, 9, 7)
ENGLISH = texts_for("en")


@pytest.fixture
def there(database: Database) -> Filled:
    """A year in the middle of its way; Ms Roux is in charge of its third line."""
    with database.transaction() as session:
        made = filled(session)
        details = replace(line_as_written(session, made.lines[2]), code="", chapter="")
        edit_line(session, LineEdit(made.lines[2], 1, replace(details, person_id=make_person(session, "Roux", "Léa"))))
    return made


def test_a_list_is_narrowed_by_what_lines_say(database: Database, there: Filled) -> None:
    with database.reading() as session:

        def places(**said: Any) -> list[int]:
            found = line_figures(session, LineQuery(year_id=there.year, **said), TODAY)
            return [there.lines.index(row.id) + 1 for row in found]

        assert places() == [1, 2, 3, 4, 5, 6]
        assert (places(section=Section.CAPITAL), places(chapter="011"), places(chapter="")) == ([5, 6], [1, 2], [3])
        assert (places(tag="numérique"), places(tag="")) == ([1, 2, 5], [3, 6])
        assert (places(funding="Plan numérique"), places(person="Roux Léa")) == ([5, 6], [3])
        assert places(account="6156 Maintenance") == [2]
        assert places(standing=LineStanding.OVERSPENT) == [1]
        assert [places(text=text) for text in ("maint borne", "60632", "region", "roux", "plan")] == [
            [2],
            [1],
            [],
            [3],
            [5, 6],
        ]
        counts = line_counts(session, LineQuery(year_id=there.year), TODAY)
        assert (counts.sections, counts.chapters) == (
            {Section.OPERATING: 4, Section.CAPITAL: 2},
            {"011": 2, "21": 2, "65": 1, "": 1},
        )
        assert list(counts.tags.items()) == [("bornes", 1), ("logiciels", 1), ("numérique", 3)]
        assert (counts.fundings, counts.people) == ({"Plan numérique": 2, "": 4}, {"Roux Léa": 1, "": 5})
        assert counts.standings[LineStanding.OVERSPENT] == 1
        assert sum(counts.standings.values()) == 6


def test_it_is_sorted_by_each_column_and_blanks_come_last(database: Database, there: Filled) -> None:
    with database.reading() as session:
        for column in LINE_COLUMNS:
            up, down = (
                line_figures(session, LineQuery(year_id=there.year, sort=column.key, descending=descending), TODAY)
                for descending in (False, True)
            )
            values = [column.value(row) for row in up]
            said = [value for value in values if value not in {None, ""}]
            assert values[: len(said)] == said
            assert [column.value(row) for row in down][: len(said)] == said[::-1]
            if column.kind is not Kind.CHOICE:
                assert (column.key, said) == (column.key, sorted(said, key=_order))
        assert {column.key for column in LINE_COLUMNS} == SORTS.keys()


def _order(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def test_figures_are_those_of_the_day_that_is_asked(database: Database, there: Filled) -> None:
    with database.reading() as session:
        days: tuple[dict[str, Any], ...] = (
            {},
            {"as_of": AsOf.TODAY},
            {"as_of": AsOf.DAY, "day": date(2026, 3, 9)},
            {"as_of": AsOf.DAY, "day": date(2026, 3, 10)},
        )
        opened = []
        for said in days:
            query = LineQuery(year_id=there.year, **said)
            (row,) = lines_by_id(session, [there.lines[1]], query, date(2026, 3, 9)).values()
            opened.append(row.figures.opened)
            sheet = year_sheet(session, query, date(2026, 3, 9))
            assert (sheet.lines, sheet.overspent) == (6, 1 if not said else 0)
        assert opened == [500_000, 450_000, 450_000, 500_000]


def test_papers_are_asked_for_what_is_shown(database: Database, there: Filled) -> None:
    query = LineQuery(
        section=Section.CAPITAL, chapter="21", tag="", funding="Plan numérique", standing=LineStanding.WITHIN
    )
    with database.reading() as session:
        sheet = year_sheet(session, query, TODAY)
        assert sheet.year is not None
        assert (sheet.year.id, sheet.situation(query)) == (
            there.year,
            SituationQuery(there.year, section=Section.CAPITAL, chapter="21", tag="", funding_source_id=there.grant),
        )
        assert [ENGLISH.say(each) for each in stated_lines(session, query, TODAY).values()] == [
            "Section: Capital",
            "Chapter: 21",
            "Analytic tag: nothing entered",
            "Funding source: Plan numérique",
            "Within its credits",
        ]
        old = year_sheet(session, LineQuery(year_id=there.before), TODAY)
        assert old.year is not None
        assert old.year.name == "2025"


def test_a_record_leads_to_its_lines_of_the_latest_year(database: Database, there: Filled) -> None:
    with database.reading() as session:
        found = [narrowed_to(session, subject) for subject in _SUBJECTS]
        assert found == [
            LineQuery(year_id=there.year, funding="Plan numérique"),
            LineQuery(year_id=there.year, person="Roux Léa"),
            None,
            None,
        ]
        assert lines_before(session, there.lines[:2]) == there.lines_before[:2]
        assert lines_before(session, there.lines_before) == []
        assert (year_of_line(session, there.lines[0]), year_of_line(session, 99)) == (there.year, None)


_SUBJECTS = (("funding_source", 1), ("person", 1), ("person", 9), ("supplier", 1))


def test_where_there_is_no_year_there_is_no_list(database: Database) -> None:
    with database.reading() as session:
        sheet = year_sheet(session, LineQuery(), TODAY)
        assert (sheet.year, sheet.situation(LineQuery()), list(sheet.years)) == (None, None, [])
        assert (line_figures(session, LineQuery(), TODAY), line_counts(session, LineQuery(), TODAY)) == (
            [],
            LineCounts(),
        )
