"""Papers of maintenance: what is due, the log with its costs, repairs with their slips, checklists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import zxingcpp

from coorddesk.core.resources import texts_for
from coorddesk.inventory.service import find_or_create_category
from coorddesk.maintenance.reports import REPORTS
from coorddesk.maintenance.reports.due import checklist_sheets, maintenance_due
from coorddesk.maintenance.reports.log import by_device, by_month, by_supplier
from coorddesk.maintenance.reports.repairs import SLIPS, repairs
from coorddesk.maintenance.rules import RepairState, Rhythm
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.report import Report, Stamp
from coorddesk.reporting.write import write_report
from tests.factories import make_asset, make_person, make_supplier
from tests.maintenance.making import TODAY, make_checklist, make_entry, make_plan, make_repair

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.reporting.kind import ReportKind

STAMP = Stamp("École Les Tilleuls", "", None, "Camille Martin", datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
TEXTS = texts_for("en")


@pytest.fixture
def kept(desk: Database) -> Database:
    """Two projectors that are due, one of them in repair, and a log."""
    with desk.transaction() as session:
        shop, category = make_supplier(session), find_or_create_category(session, "Vidéoprojecteur")
        about: dict[str, Any] = {"category_id": category, "purchase_date": date(2020, 1, 1)}
        first = make_asset(session, "VP-1", place="Salle 1", holder_id=make_person(session), **about)
        second = make_asset(session, "VP-2", place="Salle 2", **about)
        points = make_checklist(session, "Vidéoprojecteur", "Lampe", "Filtre")
        make_plan(session, "Lampes", category_id=category, checklist_id=points, supplier_id=shop)
        make_plan(session, "Plus tard", category_id=category, rhythm=Rhythm(date(2027, 1, 1), 12))
        make_entry(session, first, "Lampe", cost=9_000, supplier_id=shop, day=date(2026, 3, 1))
        make_entry(session, second, "Filtre", cost=1_000, day=date(2026, 3, 31), downtime=36)
        make_entry(session, second, "Câble", cost=9_500)
        make_repair(session, first, "Taches vertes", supplier_id=shop, reference="SAV-1", state=RepairState.AT_SUPPLIER)
        make_repair(session, second, "Bruit")
    return desk


def grouped(report: Report[Any], key: str) -> list[tuple[str, list[Any]]]:
    column = next(each for each in (*report.columns, *report.offered) if each.key == key)
    titles = ((TEXTS.say(each.title) if each.title else "", each.rows) for each in report.groups)
    return [(title, [column.value(row) for row in rows]) for title, rows in titles]


def test_what_is_due_stands_under_its_schedule(kept: Database) -> None:
    with kept.reading() as session:
        assert grouped(maintenance_due(session, None), "device") == [("Lampes", ["VP-1", "VP-2"])]
        assert grouped(maintenance_due(session, (2,)), "due") == [("Plus tard", [date(2027, 1, 1)] * 2)]


def test_the_log_adds_up_by_device_month_and_supplier(kept: Database) -> None:
    with kept.reading() as session:
        assert grouped(by_device(session, None), "cost") == [
            ("VP-2  ·  Portable", [9_500, 1_000]),
            ("VP-1  ·  Portable", [9_000]),
        ]
        assert grouped(by_device(session, None), "hours")[0][1] == [None, 1_500]
        assert grouped(by_month(session, None), "what") == [("09/2026", ["Câble"]), ("03/2026", ["Filtre", "Lampe"])]
        assert grouped(by_supplier(session, None), "cost") == [
            ("LDLC Pro", [9_000]),
            ("Without a supplier", [9_500, 1_000]),
        ]


def test_repairs_stand_in_the_order_of_their_way(kept: Database) -> None:
    with kept.reading() as session:
        report = repairs(session, None)
    assert grouped(report, "device") == [("To send", ["VP-2"]), ("At the supplier", ["VP-1"])]
    assert [TEXTS.say(each) for each in report.filters] == ["Repairs that are over left out"]


def test_the_slip_of_a_repair_is_found_again_by_its_code(kept: Database, tmp_path: Path) -> None:
    with kept.reading() as session:
        document = SLIPS.build(session, SLIPS.choose(("repair", 1)))
    write_report(document, tmp_path / "slip.pdf", STAMP, TEXTS)
    pdf = pypdfium2.PdfDocument(tmp_path / "slip.pdf")
    page = pdf[0].render(scale=3).to_pil()
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert [found.text for found in zxingcpp.read_barcodes(page)] == ["CDR1"]
    for word in ("VP-1", "Taches vertes", "SAV-1", "Inès Moreau", "LDLC Pro"):
        assert word in text


def test_a_checklist_to_take_along_has_its_points_and_its_devices(kept: Database) -> None:
    with kept.reading() as session:
        document = checklist_sheets(session, (1,))
    assert [TEXTS.say(sheet.name) for sheet in document.sheets] == ["Lampes"]
    assert grouped(document.table, "device") == [("Lampes", ["VP-1", "VP-2"])]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", REPORTS, ids=[kind.key for kind in REPORTS])
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_each_is_written_as_paper_and_as_sheets(
    kept: Database, tmp_path: Path, kind: ReportKind, language: str
) -> None:
    with kept.reading() as session:
        made = kind.build(session, None)
    for ending in ("pdf", "xlsx", "csv"):
        path = tmp_path / f"paper.{ending}"
        write_report(made, path, STAMP, texts_for(language))
        assert path.stat().st_size > 0
    assert (made.table if isinstance(made, Document) else made).count > 0


def test_what_papers_can_be_about_is_theirs_to_choose() -> None:
    cards = {kind.key: kind.cards for kind in REPORTS}
    for kind in REPORTS:
        for card in cards[kind.key]:
            assert kind.choose((card, 1)) is not None
        assert kind.choose(("licence", 1)) is None
    assert date(2026, 9, 7) == TODAY
