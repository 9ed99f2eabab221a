"""Leaves of the agenda on paper: every thing stands in its square, whole where there is room."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from coorddesk.agenda.reports import AGENDA_LEAF, AGENDA_LIST, LeafChoice, month_of, week_of
from coorddesk.agenda.service import ClosureDetails, EventDetails, create_closure, create_event
from coorddesk.core.messages import verbatim
from coorddesk.features import load
from coorddesk.reporting.stamp import stamp_of
from coorddesk.reporting.write import write_report

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.dated import Period
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.kind import ReportKind

WEDNESDAY = date(2026, 9, 9)

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


def printed(database: Database, texts: Texts, path: Path, kind: ReportKind, leaf: Period, *kinds: str) -> list[str]:
    """The text of each page."""
    with database.reading() as session:
        report = kind.build(session, LeafChoice(verbatim("Leaf"), leaf, frozenset(kinds), load()))
        write_report(report, path, stamp_of(session), texts)
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(842, 595)}, "A4, lying"
    return pages


def fill(database: Database, many: int = 0) -> None:
    with database.transaction() as session:
        create_event(session, EventDetails("Town hall", WEDNESDAY, WEDNESDAY, 14 * 60, 16 * 60, "Hall"))
        create_event(session, EventDetails("Fair", date(2026, 9, 29), date(2026, 10, 2)))
        create_closure(session, ClosureDetails("Works", date(2026, 9, 17), date(2026, 9, 18)))
        for number in range(many):
            create_event(session, EventDetails(f"Meeting {number:03}", WEDNESDAY, WEDNESDAY))


def test_a_month_and_a_week(database: Database, texts: Texts, tmp_path: Path) -> None:
    fill(database)
    (month,) = printed(database, texts, tmp_path / "month.pdf", AGENDA_LEAF, month_of(WEDNESDAY))
    assert (month.count("Fair"), month.count("Works"), month.count("Town hall")) == (4, 2, 1)
    assert "14:00–16:00 Town hall" in month
    (week,) = printed(database, texts, tmp_path / "week.pdf", AGENDA_LEAF, week_of(WEDNESDAY), "event")
    assert "14:00–16:00 Town hall · Hall" in " ".join(week.split())
    assert "Fair" not in week


def test_a_full_day_takes_more_room_then_a_page_then_says_how_many_more(
    database: Database, texts: Texts, tmp_path: Path
) -> None:
    fill(database, 60)
    pages = printed(database, texts, tmp_path / "month.pdf", AGENDA_LEAF, month_of(WEDNESDAY))
    told = " ".join(pages)
    shown = sum(f"Meeting {number:03}" in told for number in range(60))
    assert len(pages) == 3
    assert f"{60 + 1 - shown} more" in told
    assert "Monday" in pages[1]
    rows = printed(database, texts, tmp_path / "list.pdf", AGENDA_LIST, month_of(WEDNESDAY))
    assert sum(f"Meeting {number:03}" in " ".join(rows) for number in range(60)) == 60
