"""Papers of the help desk: open tickets by age, work orders with their code, figures with their charts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from coorddesk.core.fields import GONE
from coorddesk.core.resources import texts_for
from coorddesk.directory.models import Place
from coorddesk.helpdesk.queries import TicketQuery
from coorddesk.helpdesk.reports import REPORTS
from coorddesk.helpdesk.reports.faq import FREQUENT_CAUSES
from coorddesk.helpdesk.reports.figures import MONTH_FIGURES, YEAR_FIGURES
from coorddesk.helpdesk.reports.lists import BY_AGE, TICKETS
from coorddesk.helpdesk.reports.orders import DAY_ORDERS, WORK_ORDERS
from coorddesk.helpdesk.rules import Status
from coorddesk.helpdesk.service import NewRating, Plan, Wait, plan, rate, wait
from coorddesk.knowledge.rules import Audience, Language
from coorddesk.knowledge.service import ArticleDetails, create_article
from coorddesk.reporting.blocks import Bars, Columns, Document, Heading, Paragraph
from coorddesk.reporting.report import Report, Stamp
from coorddesk.reporting.write import write_report
from tests.factories import make_asset
from tests.helpdesk.asked import TODAY, make_category, make_cause, make_ticket, resolved, seen

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

STAMP = Stamp("École Les Tilleuls", "", None, "Camille Martin", datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
TEXTS = texts_for("en")


@pytest.fixture
def kept(desk: Database) -> Database:
    """A ticket of each age, two of them resolved last month."""
    with desk.transaction() as session:
        worn, screens = make_cause(session), make_category(session)
        device = make_asset(session, "VP-1", place="Salle 1", name="Projecteur", warranty_end=date(2027, 1, 1))
        for title, days in (("Ancient", 100), ("Old", 40), ("Week", 10), ("New", 0)):
            opened = datetime(2026, 9, 7, 7, tzinfo=UTC) - timedelta(days)
            make_ticket(
                session, title, opened_at=opened, devices=(device,), category_id=screens, steps=("Lamp", "HDMI")
            )
        for place in range(6):
            over = make_ticket(session, f"Over {place}", opened_at=datetime(2026, 8, 3 + place, 8, tzinfo=UTC))
            resolved(session, over, cause=worn)
            rate(session, NewRating(over, 4))
    return desk


def grouped(report: Report[Any], key: str) -> list[tuple[str, list[Any]]]:
    column = next(each for each in (*report.columns, *report.offered) if each.key == key)
    titles = ((TEXTS.say(each.title) if each.title else "", each.rows) for each in report.groups)
    return [(title, [column.value(row) for row in rows]) for title, rows in titles]


def test_what_is_open_stands_under_its_age(kept: Database) -> None:
    with kept.reading() as session:
        report = BY_AGE.build(session, None)
    assert isinstance(report, Report)
    assert grouped(report, "age") == [
        ("Open for more than three months", [100]),
        ("Open for more than a month", [40]),
        ("Open for more than a week", [10]),
        ("Open for a week at most", [0]),
    ]


def test_a_day_has_what_neither_waits_nor_is_planned_for_later(kept: Database) -> None:
    with kept.transaction() as session:
        wait(session, Wait(seen(session, 1), "A part", TODAY + timedelta(3)))
        plan(session, Plan(seen(session, 2), TODAY + timedelta(2)))
    with kept.reading() as session:
        assert DAY_ORDERS.dated is not None
        days = [DAY_ORDERS.build(session, DAY_ORDERS.dated(None, TODAY + timedelta(days))) for days in (0, 2, 3)]
    said = [grouped(report, "number") for report in days if isinstance(report, Report)]
    assert [[(place, sorted(numbers)) for place, numbers in groups] for groups in said] == [
        [("Salle 1", [3, 4])],
        [("Salle 1", [2, 3, 4])],
        [("Salle 1", [1, 2, 3, 4])],
    ]


def test_a_list_says_at_its_head_what_it_was_filtered_by(kept: Database) -> None:
    with kept.reading() as session:
        place = session.scalars(select(Place.id)).one()
        query = TicketQuery(
            text="Old", statuses=frozenset({Status.NEW}), category=1, place=place, asset=1, person=99, opened_to=TODAY
        )
        report = TICKETS.build(session, query)
    assert isinstance(report, Report)
    said = [TEXTS.say(each) for each in report.filters]
    assert said == [
        *("Search: “Old”", "Status: New", "Category: Screen", "Device: VP-1", "Place: Salle 1"),
        *(f"Person: {TEXTS.say(GONE)}", "Opened until: 07/09/2026"),
    ]
    assert [row.title for group in report.groups for row in group.rows] == []


def test_a_work_order_bears_the_code_of_its_ticket(kept: Database, tmp_path: Path) -> None:
    with kept.reading() as session:
        order = WORK_ORDERS.build(session, WORK_ORDERS.choose(("ticket", 2)))
    path = tmp_path / "order.pdf"
    write_report(order, path, STAMP, TEXTS)
    page = pypdfium2.PdfDocument(path)[0]
    assert [code.text for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())] == ["CDH2"]
    text = page.get_textpage().get_text_bounded()
    for word in ("Old", "VP-1", "Salle 1", "01/01/2027", "Lamp", "HDMI", "Work done", "Date and signature"):
        assert word in text


def test_the_figures_of_a_month_are_drawn_and_listed(kept: Database) -> None:
    with kept.reading() as session:
        august = MONTH_FIGURES.build(session, None)
        year = YEAR_FIGURES.build(session, None)
        assert MONTH_FIGURES.dated is not None
        july = MONTH_FIGURES.build(session, MONTH_FIGURES.dated(None, date(2026, 7, 31)))
    assert isinstance(august, Document)
    assert isinstance(year, Document)
    assert isinstance(july, Document)
    titles = [TEXTS.say(paper.table.title) for paper in (august, year, july)]
    assert titles == [
        "Help desk: figures of 08/2026",
        "Help desk: figures from 09/2025 to 08/2026",
        "Help desk: figures of 07/2026",
    ]
    (_whole, values), *_rest = grouped(august.table, "value")
    assert values[:4] == [7, 0, 0, 9]
    drawn = {type(block) for block in year.sheets[0].blocks}
    assert {Bars, Columns} <= drawn
    assert Columns not in {type(block) for block in august.sheets[0].blocks}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_every_paper_can_be_written(kept: Database, tmp_path: Path, language: str, ending: str) -> None:
    with kept.reading() as session:
        for kind in REPORTS:
            write_report(kind.build(session, None), tmp_path / f"{kind.key}.{ending}", STAMP, texts_for(language))
        chosen = TicketQuery(text="nothing like it")
        for kind in REPORTS[:4]:
            write_report(kind.build(session, chosen), tmp_path / f"{kind.key}0.{ending}", STAMP, texts_for(language))
    assert len(list(tmp_path.glob(f"*.{ending}"))) == len(REPORTS) + 4


def test_the_most_frequent_causes_stand_with_the_article_that_ends_them(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        paper, worn = make_cause(session, "Paper"), make_cause(session, "Worn")
        for title, cause in (("Paper jam", paper), ("A jam again", paper), ("Old keyboard", worn)):
            resolved(session, make_ticket(session, title), cause=cause)
        french, everybody = Language.FRENCH, Audience.PUBLIC
        create_article(session, ArticleDetails("The printer jams", "Open the back.", french, everybody, "jam"))
        create_article(session, ArticleDetails("Worn keyboards", "Ask the team.", french))
    with desk.reading() as session:
        made = FREQUENT_CAUSES.build(session, None)
    assert isinstance(made, Document)
    said = [TEXTS.say(block.text) for block in made.sheets[0].blocks if isinstance(block, (Heading, Paragraph))]
    assert said == ["The printer jams", "Paper: 2 tickets", "Open the back.", "No article yet", "Worn: 1 ticket"]
    write_report(made, tmp_path / "causes.csv", STAMP, TEXTS)
    assert (tmp_path / "causes.csv").read_text(encoding="utf-8-sig").splitlines()[-1] == "Worn,1,"
