"""Papers of purchases: every field of an order form, quotes side by side, receipts, invoices, a supplier's account."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pypdfium2
import pytest

from coorddesk.core.history import record
from coorddesk.core.resources import texts_for
from coorddesk.purchasing.models import Quote
from coorddesk.purchasing.queries import InvoiceQuery, OrderQuery, quotes_compared
from coorddesk.purchasing.reports import (
    COMPARED_QUOTES,
    INVOICE_LIST,
    INVOICES_OF_MONTH,
    ORDER_LIST,
    OUTSTANDING,
    PURCHASE_ORDERS,
    PURCHASE_REQUESTS,
    RECEIPTS,
    REPORTS,
    SUPPLIER_STATEMENTS,
    UNPAID,
)
from coorddesk.purchasing.reports.quotes import offered_lines
from coorddesk.purchasing.reports.suppliers import account_of
from coorddesk.purchasing.rules.words import OrderState
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Report, Stamp
from coorddesk.reporting.setup import Setup, arranged
from coorddesk.reporting.write import write_report
from tests.core.making import DEED
from tests.purchasing.papers import Bought, bought

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

STAMP = Stamp("Médiathèque Jean-Macé", "12, rue des Écoles", None, "Claire Martin", datetime(2026, 9, 7, 8, tzinfo=UTC))
ENGLISH = texts_for("en")
ON_SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
ORDERED = (
    *("BC-2026-001", "17/08/2026", "E-2026-0417", "D-1040 of 05/08/2026", "C-4410", "DA-2026-001", "Inès Moreau"),
    *("04/09/2026", "Bureau & Réseaux SARL", "3, quai des Brumes", "SIRET: 403 554 181 00178", "Clara Weber"),
    *("pro@example.org · 04 27 00 00 00", "SIRET: 219 300 480 00017", "Service code: MEDIA-NUM"),
    *("Médiathèque annexe / Salle 12", "1, place du Marché", "PRT-14-512", "3.00%", "5.50%", "Éco-participation"),
    *("7,694.48", "1,521.50", "€9,215.98", "011-60632", "21-2183", "https://chorus-pro.gouv.fr"),
    *("mandat administratif", "Livrer du mardi au vendredi", "Name, function, date, signature and stamp"),
    *("Goods received, service done: approved", "Page 1/2"),
)
"""What stands on an order form, field by field."""


def there(database: Database) -> Bought:
    with database.transaction() as session:
        made = bought(session)
        record(session, DEED)
    return made


def built(database: Database, kind: ReportKind, choice: Any = None) -> Any:
    with database.reading() as session:
        return kind.build(session, choice)


def text_of(made: Any, folder: Path) -> str:
    path = folder / "paper.pdf"
    write_report(made, path, STAMP, ENGLISH)
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
    return " ".join(" ".join(pages).split())


def values(report: Report[Any], key: str) -> list[list[Any]]:
    column = next(each for each in report.columns if each.key == key)
    return [[column.value(row) for row in group.rows] for group in report.groups]


def test_an_order_says_all_that_a_supplier_and_an_administrator_need(database: Database, tmp_path: Path) -> None:
    made = there(database)
    paper = built(database, PURCHASE_ORDERS, PURCHASE_ORDERS.choose(("purchase_order", made.order)))
    text = text_of(paper, tmp_path)
    assert [said for said in ORDERED if said not in text] == []
    assert "Draft" not in text


@ON_SQLITE
def test_a_draft_says_so_and_a_short_order_fits_its_page(database: Database, tmp_path: Path) -> None:
    there(database)
    drafts = built(database, PURCHASE_ORDERS)
    text = text_of(drafts, tmp_path)
    for said in ("BC-2026-002", "Draft", "Discount on every line", "75.05", "€90.06", "Page 1/1"):
        assert said in text
    assert "Chorus" not in text
    own = arranged(drafts, Setup(texts=(("conditions", "Comptant"), ("signatory", "Mme Diallo, directrice"))))
    text = text_of(own, tmp_path)
    assert ("Comptant" in text, "Mme Diallo, directrice" in text, "mandat" in text) == (True, True, False)


@ON_SQLITE
def test_amounts_of_an_order_add_up_to_those_of_its_budget_lines_and_its_rates(database: Database) -> None:
    made = there(database)
    table = built(database, PURCHASE_ORDERS, (made.order,)).table
    assert (sum(values(table, "net")[0]), sum(values(table, "gross")[0])) == (769_448, 921_598)
    assert values(table, "budget")[0] == ["21-2183", "011-60632", "011-6156", "011-60632", "21-2183", "011-60632"]


@ON_SQLITE
def test_quotes_stand_side_by_side_with_what_is_cheapest_missing_or_expired(database: Database, tmp_path: Path) -> None:
    made = there(database)
    with database.reading() as session:
        comparison = quotes_compared(session, made.request, date(2026, 9, 7))
        lines = offered_lines(comparison)
    assert [line.offers for line in lines] == [
        (849_456, 820_800, 860_832),
        (31_680, 30_240, 28_224),
        (46_800, None, 48_216),
        (5_880, None, None),
    ]
    assert [line.cheapest for line in lines] == ["LDLC Pro", "Écran Total", "Bureau & Réseaux SARL", ""]
    sums = [sum(line.offers[place] or 0 for line in lines) for place in range(3)]
    assert sums == [each.quote.amount.gross for each in comparison.quotes]
    text = text_of(built(database, COMPARED_QUOTES, (made.request,)), tmp_path)
    for said in ("Chosen · Cheapest", "Leaves 1 line out", "Expired", "Besides: postage, options", "€9,338.16"):
        assert said in text


@ON_SQLITE
def test_a_request_says_why_and_who_decided(database: Database, tmp_path: Path) -> None:
    made = there(database)
    text = text_of(built(database, PURCHASE_REQUESTS, (made.request,)), tmp_path)
    for said in (
        *("DA-2026-001", "Approved", "Inès Moreau", "quatre sont hors service", "Dans la limite du plan numérique"),
        *("21-2183 Matériel informatique", "9,540.00", "D-1042", "Approved or refused by"),
    ):
        assert said in text


@ON_SQLITE
def test_a_receipt_says_what_came_and_what_is_still_to_come(database: Database, tmp_path: Path) -> None:
    made = there(database)
    paper = built(database, RECEIPTS, RECEIPTS.choose(("receipt", made.receipt)))
    assert values(paper.table, "came") == [[8, 0, 0, 0]]
    assert values(paper.table, "to_receive") == [[4, 12, 1, 12]]
    of_order = built(database, RECEIPTS, RECEIPTS.choose(("purchase_order", made.order)))
    of_supplier = built(database, RECEIPTS, RECEIPTS.choose(("supplier", made.suppliers[0])))
    assert [len(each.sheets) for each in (of_order, of_supplier, built(database, RECEIPTS))] == [1, 1, 1]
    text = text_of(paper, tmp_path)
    for said in ("Order BC-2026-001", "BL 7781", "Un carton abîmé", "came complete and sound"):
        assert said in text


@ON_SQLITE
def test_what_is_outstanding_stands_under_its_supplier(database: Database) -> None:
    made = there(database)
    report = built(database, OUTSTANDING)
    assert [ENGLISH.say(group.title) for group in report.groups] == ["Bureau & Réseaux SARL"]
    assert (values(report, "reference"), values(report, "late")) == ([["BC-2026-001"]], [[3]])
    assert values(report, "remaining") == [[921_598 - 549_314]]
    listed = built(database, ORDER_LIST, OrderQuery(state=OrderState.DRAFT))
    assert (values(listed, "reference"), [ENGLISH.say(each) for each in listed.filters]) == (
        [["BC-2026-002"]],
        ["Draft"],
    )
    assert built(database, ORDER_LIST, (made.draft, made.order)).count == 2


@ON_SQLITE
def test_invoices_are_told_by_month_and_by_what_is_left_to_pay(database: Database, tmp_path: Path) -> None:
    made = there(database)
    unpaid = built(database, UNPAID)
    assert values(unpaid, "left") == [[549_314 - 300_000, -6_000]]
    assert INVOICES_OF_MONTH.dated is not None
    assert INVOICES_OF_MONTH.dated((made.invoices[0],), date(2026, 7, 2)) is None
    july = built(database, INVOICES_OF_MONTH, INVOICES_OF_MONTH.dated(None, date(2026, 7, 2)))
    assert (values(july, "number"), [ENGLISH.say(each) for each in july.filters]) == (
        [["LD 55"]],
        ["Paid too", "From 01/07/2026 on", "Until 31/07/2026"],
    )
    everything = built(database, INVOICE_LIST)
    assert values(everything, "gross") == [[-6_000, 549_314, 12_000]]
    assert built(database, INVOICE_LIST, InvoiceQuery(supplier=made.suppliers[1], past=True)).count == 1
    path = tmp_path / "invoices.xlsx"
    write_report(everything, path, STAMP, ENGLISH)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    formulas = [str(cell.value) for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert "=F7+G7" in formulas
    assert "=H7-I7" in formulas


@ON_SQLITE
def test_the_account_of_a_supplier_ends_in_what_is_left_to_pay(database: Database, tmp_path: Path) -> None:
    made = there(database)
    with database.reading() as session:
        account = account_of(session, made.suppliers[0])
        assert account_of(session, 999) is None
    assert account is not None
    assert [(line.posted.number, line.balance) for line in account.lines] == [
        ("F-2026-881", 549_314),
        ("A-2026-12", 543_314),
        ("Mandat 412", 243_314),
    ]
    assert account.history.left == 243_314
    text = text_of(built(database, SUPPLIER_STATEMENTS), tmp_path)
    for said in ("Left to pay: €2,433.14", "Outstanding orders", "€9,215.98"):
        assert said in text
    assert "LDLC Pro" not in text  # who is owed nothing


@pytest.mark.parametrize("language", ["en", "fr"])
@ON_SQLITE
def test_every_paper_can_be_written_of_a_desk_with_or_without_purchases(
    database: Database, tmp_path: Path, language: str
) -> None:
    for is_empty in (True, False):
        if not is_empty:
            there(database)
        for kind in REPORTS:
            made = built(database, kind)
            for ending in ("pdf", "xlsx", "csv"):
                write_report(made, tmp_path / f"{kind.key}-{is_empty}.{ending}", STAMP, texts_for(language))
    assert len(list(tmp_path.iterdir())) == 6 * len(REPORTS)


@ON_SQLITE
def test_the_first_paper_of_a_kind_is_that_of_the_record_itself(database: Database) -> None:
    made = there(database)
    subjects = (("purchase_request", made.request), ("purchase_order", made.order), ("receipt", made.receipt))
    for subject in subjects:
        kind = next(each for each in REPORTS if subject[0] in each.cards)
        document = built(database, kind, kind.choose(subject))
        assert isinstance(document, Document)
        assert len(document.sheets) == 1
    with database.reading() as session:
        assert session.get_one(Quote, made.quotes[0]).is_chosen
