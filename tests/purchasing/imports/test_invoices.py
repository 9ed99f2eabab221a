"""Invoices and expenses from sheets: charged to budget lines and orders, paid, and never entered twice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.service import (
    CarryForward,
    Closing,
    NextYear,
    YearDetails,
    carry_forward,
    close_year,
    open_next_year,
)
from coorddesk.core.errors import UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.imports import INVOICES, ORDERS
from coorddesk.purchasing.models import Invoice, InvoiceLine, Payment, PurchaseOrder
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState, OrderStepKind
from coorddesk.purchasing.service import Item, OrderDeed, OrderDetails, create_order, delete_order, step_order
from tests.budget.conftest import a_year
from tests.sheets import counts, make_csv, reasons, take_in, there_and_back

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
HEADERS = "N° facture;Date;Fournisseur;Objet;Imputation;Montant HT;TVA;TTC;Échéance;Payé le;Mandat;BC"


@pytest.fixture
def year(desk: Database, tmp_path: Path) -> Database:
    """A desk with the budget of 2026, and an order of ten laptops and their postage."""
    with desk.transaction() as session:
        a_year(session)
    ordered = make_csv(
        tmp_path,
        "BC;Date;Fournisseur;Désignation;Qté;PU HT;TVA;Imputation",
        "BC-17;01/03/2026;Vallon;Portable;10;100,00;20 %;Ligne 0",
        "BC-17;01/03/2026;Vallon;Port;1;10,00;20 %;Ligne 1",
    )
    take_in(desk, ORDERS, ordered)
    return desk


def figures(desk: Database) -> list[tuple[int, int, int]]:
    """What is committed, invoiced and paid on each line."""
    with desk.reading() as session:
        ids = list(session.scalars(select(BudgetLine.id).order_by(BudgetLine.position, BudgetLine.id)))
        found = figures_of_lines(session, ids)
    return [(found[each].committed, found[each].invoiced, found[each].paid) for each in ids]


def test_invoices_and_expenses_come_in_and_are_known_again(year: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        HEADERS,
        "F-1;10/03/2026;Vallon;;;1 010,00;202,00;1 212,00;09/04/2026;02/04/2026;MD-12;BC-17",
        "T-9;11/03/2026;Papeterie du Port;Ramettes;Ligne 1;20,00;4,00;24,00;;;;",
        "T-9;11/03/2026;Papeterie du Port;Livre;Ligne 0;10,00;0,55;10,55;;;;",
        "A-1;12/03/2026;Papeterie du Port;Ramettes rendues;Ligne 1;-5,00;-1,00;-6,00;;;;",
    )
    assert counts(take_in(year, INVOICES, sheet)) == {"new": 4}
    assert figures(year) == [(0, 121_055, 120_000), (0, 3_000, 1_200), (0, 0, 0)]
    with year.reading() as session:
        assert [tuple(row) for row in session.execute(select(Invoice.number, Invoice.kind).order_by(Invoice.id))] == [
            ("F-1", InvoiceKind.INVOICE),
            ("T-9", InvoiceKind.INVOICE),
            ("A-1", InvoiceKind.CREDIT_NOTE),
        ]
        lines = select(InvoiceLine.order_line_id, InvoiceLine.quantity, InvoiceLine.net, InvoiceLine.vat_rate)
        assert [tuple(row) for row in session.execute(lines.order_by(InvoiceLine.id))] == [
            (1, 10, 100_000, 2_000),
            (2, 1, 1_000, 2_000),
            (None, 0, 2_000, 2_000),
            (None, 0, 1_000, 550),
            (None, 0, 500, 2_000),
        ]
        paid = select(Payment.day, Payment.cents, Payment.reference)
        assert [tuple(row) for row in session.execute(paid)] == [(date(2026, 4, 2), 121_200, "MD-12")]
        assert session.scalars(select(PurchaseOrder.state)).one() is OrderState.PAID
        last = next_to_undo(session)
    assert counts(take_in(year, INVOICES, sheet)) == {"unchanged": 4}
    assert there_and_back(year, INVOICES, tmp_path / "out.xlsx", texts) == ({"unchanged": 5}, 5)
    assert there_and_back(year, INVOICES, tmp_path / "out.csv", texts) == ({"unchanged": 5}, 5)
    with pytest.raises(UserError), year.transaction() as session:
        undo(session, last or 0)


@on_one_database
def test_a_later_sheet_pays_what_was_not_paid(year: Database, texts: Texts, tmp_path: Path) -> None:
    headers = "N° facture;Date;Fournisseur;Imputation;TTC;Taux TVA;Payé le;Mandat"
    rows = ("F-1;10/03/2026;Vallon;Ligne 0;120;20 %;", "F-1;10/03/2026;Vallon;Ligne 1;12;20 %;")
    take_in(year, INVOICES, make_csv(tmp_path, headers, *(f"{row};" for row in rows)))
    paid = make_csv(tmp_path, headers, *(f"{row}02/04/2026;MD-3" for row in rows))
    assert counts(take_in(year, INVOICES, paid)) == {"changed": 2}
    assert figures(year)[:2] == [(120_000, 12_000, 12_000), (1_200, 1_200, 1_200)]
    assert counts(take_in(year, INVOICES, paid)) == {"unchanged": 2}
    other = make_csv(tmp_path, headers, rows[0].replace(";120;", ";144;") + ";", f"{rows[1]}03/04/2026;MD-3")
    summary = take_in(year, INVOICES, other)
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [
        "Here it stands otherwise: change that in the program, where budgets follow.",
        "It is paid already, and stands otherwise here.",
    ]


@on_one_database
def test_amounts_that_contradict_each_other_are_refused(year: Database, texts: Texts, tmp_path: Path) -> None:
    headers = "N° facture;Date;Fournisseur;Imputation;HT;TVA;TTC;Taux TVA"
    sheet = make_csv(
        tmp_path,
        headers,
        "A;10/03/2026;Vallon;Ligne 0;100,00;20,00;121,00;",
        "B;10/03/2026;Vallon;Ligne 0;;;100,00;",
        "C;10/03/2026;Vallon;Ligne 0;;20,00;;20 %",
        "D;10/03/2026;Vallon;Ligne 0;100,00;20,00;;5,5 %",
        "E;10/03/2026;Vallon;Ligne 0;100,00;;-100,00;",
        "F;10/03/2026;Vallon;Ligne 0;;;120,00;20 %",
        "G;10/03/2026;Vallon;Ligne 0;100,00;;;0,055",
        "H;10/03/2026;Vallon;Ligne 0;0,00;0,00;0,00;",
    )
    summary = take_in(year, INVOICES, sheet)
    assert [(row, column, reason) for row, column, reason in reasons(summary, texts)] == [
        (2, "TTC", "€100.00 without VAT and €20.00 of VAT come to €120.00, not to €121.00."),
        (3, "Taux TVA", "Say the VAT: its amount, its rate (0% where there is none), or both amounts."),
        (4, "TTC", "Say how much: not nothing, and not that much."),
        (5, "Taux TVA", "€20.00 of VAT on €100.00 is another rate."),
        (6, "TVA", "So much VAT is not on this amount."),
        (9, "TTC", "Say how much: not nothing, and not that much."),
    ]
    with year.reading() as session:
        lines = select(InvoiceLine.net, InvoiceLine.vat, InvoiceLine.vat_rate).order_by(InvoiceLine.id)
        assert [tuple(row) for row in session.execute(lines)] == [(10_000, 2_000, 2_000), (10_000, 550, 550)]


@on_one_database
def test_what_an_invoice_lacks_is_said(year: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        f"{HEADERS};Ligne de commande",
        ";10/03/2026;Vallon;;Ligne 0;1;0;1;;;;;",
        "A;10/03/2027;Vallon;;Ligne 0;1;0;1;;;;;",
        "B;10/03/2026;Vallon;;;1;0;1;;;;;",
        "C;10/03/2026;Vallon;;Ligne 0;1;0;1;;;MD-4;;",
        "D;10/03/2026;Vallon;;Ligne 0;1;0;1;;01/03/2026;;;",
        "E;10/03/2026;Vallon;;;1;0;1;;;;BC-18;",
        "F;10/03/2026;Autre;;;1;0;1;;;;BC-17;",
        "G;10/03/2026;Vallon;;;500;100;600;;;;BC-17;",
        "H;10/03/2026;Vallon;;;500;100;600;;;;BC-17;1",
        "I;10/03/2026;Vallon;port;;10;2;12;;;;BC-17;",
        "I;11/03/2026;Vallon;autre;Ligne 1;10;2;12;;;;;",
    )
    summary = take_in(year, INVOICES, sheet)
    assert [(row, column, reason) for row, column, reason in reasons(summary, texts)] == [
        (2, "N° facture", "To know which record this is about, one of these is needed: Number."),
        (3, "Date", "This day is still to come. Write it down once it was."),
        (4, "Imputation", "Say on which budget line, or of which order."),
        (5, "Payé le", "Say on which day it was paid, or leave out how."),
        (6, "Payé le", "It was paid between the day of the invoice and today."),
        (7, "BC", "There is no order “BC-18”. Import the orders first."),
        (8, "BC", "The order BC-17 is another supplier’s."),
        (
            9,
            "Ligne de commande",
            "The order has several lines, and this is not the amount of all of them: say which one is meant.",
        ),
        (11, "N° facture", "Another row of this is refused: all of it waits until that is mended."),
        (12, "Date", "Another row of this invoice says otherwise: it has one of this."),
    ]
    assert figures(year)[:2] == [(60_000, 60_000, 0), (1_200, 0, 0)]


@on_one_database
def test_an_order_is_charged_whole_once_in_a_sheet(year: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        HEADERS,
        "F-1;10/03/2026;Vallon;;;1 010,00;202,00;1 212,00;;;;BC-17",
        "F-2;11/03/2026;Vallon;;;1 010,00;202,00;1 212,00;;;;BC-17",
    )
    done = take_in(year, INVOICES, sheet)
    assert counts(done) == {"new": 1, "refused": 1}
    assert reasons(done, texts) == [(3, "BC", "Another row of this sheet is charged to this order already.")]
    assert figures(year)[:2] == [(0, 120_000, 0), (0, 1_200, 0)]


@on_one_database
def test_an_order_that_was_carried_forward_is_charged_where_it_stands(year: Database, tmp_path: Path) -> None:
    with year.transaction() as session:
        open_next_year(session, NextYear(1, YearDetails("2027", date(2027, 1, 1), date(2027, 12, 31))))
        carry_forward(session, CarryForward(1, 2, "Report", date(2026, 3, 5)))
    sheet = make_csv(tmp_path, HEADERS, "F-1;10/03/2026;Vallon;;;1 010,00;202,00;1 212,00;;;;BC-17")
    assert counts(take_in(year, INVOICES, sheet)) == {"new": 1}
    with year.reading() as session:
        assert list(session.scalars(select(InvoiceLine.budget_line_id).order_by(InvoiceLine.id))) == [4, 5]  # of 2027
        assert figures_of_lines(session, [1, 2, 4, 5])[4].committed == 0


@on_one_database
def test_an_order_is_charged_once_it_was_sent_and_while_its_year_is_open(
    year: Database, texts: Texts, tmp_path: Path
) -> None:
    drafts = make_csv(
        tmp_path,
        "BC;Date;Fournisseur;Désignation;Qté;PU HT;TVA;Imputation;Statut",
        "BC-18;01/03/2026;Vallon;Écran;1;100,00;20 %;Ligne 0;Brouillon",
        "BC-19;01/03/2026;Vallon;Écran;1;100,00;20 %;Ligne 0;Annulée",
    )
    take_in(year, ORDERS, drafts)
    with year.transaction() as session:
        version = session.get_one(PurchaseOrder, 1).version
        step_order(session, OrderDeed(1, version, OrderStepKind.CANCELLED, date(2026, 3, 9)))
        delete_order(session, Deletion(2, 1))
        close_year(session, Closing(1, 1))
        create_order(session, OrderDetails(1, date(2026, 3, 1), (Item("Écran", 1, 1, 10_000),)), "BC-20")
    sheet = make_csv(
        tmp_path,
        f"{HEADERS};Ligne de commande",
        "A;10/03/2026;Vallon;;;1 010,00;202,00;1 212,00;;;;BC-17;",
        "B;10/03/2026;Vallon;;;100,00;20,00;120,00;;;;BC-19;",
        "C;10/03/2026;Vallon;;;100,00;20,00;120,00;;;;BC-20;",
        "D;10/03/2026;Vallon;;Ligne 0;100,00;20,00;120,00;;;;BC-17;1",
    )
    done = take_in(year, INVOICES, sheet)
    closed = "The order is of a closed year: say on which budget line it is charged."
    assert [(row, reason) for row, _column, reason in reasons(done, texts)] == [
        (2, closed),
        (3, closed),
        (4, "The order BC-20 was not sent yet."),
        (5, "The fiscal year 2026 is closed. Reopen it, or choose another."),
    ]


@on_one_database
def test_an_invoice_that_is_there_is_paid_and_no_more(year: Database, texts: Texts, tmp_path: Path) -> None:
    headers = "N° facture;Date;Fournisseur;Objet;Imputation;TVA;TTC;Payé le;Moyen de paiement"
    take_in(year, INVOICES, make_csv(tmp_path, headers, "F-1;10/03/2026;Vallon;Toner;Ligne 0;20;120;;"))
    with year.reading() as session:
        assert [(row.net, row.vat) for row in session.scalars(select(InvoiceLine))] == [(10_000, 2_000)]
    sheet = make_csv(
        tmp_path,
        headers,
        "F-1;10/03/2026;Vallon;Toner;Ligne 0;20;120;09/03/2026;Virement",
        "F-1;10/03/2026;Vallon;Papier;Ligne 1;2;12;;",
        "F-2;10/03/2026;Vallon;Papier;Ligne 1;2;12;;Virement",
    )
    done = take_in(year, INVOICES, sheet)
    assert [(row, reason) for row, _column, reason in reasons(done, texts)] == [
        (2, "It was paid between the day of the invoice and today."),
        (3, "This invoice is there already, without this line. Change it in the program."),
    ]
    last = make_csv(tmp_path, headers, "F-1;10/03/2026;Vallon;Toner;Ligne 0;20;120;10/03/2026;Virement")
    assert counts(take_in(year, INVOICES, last)) == {"changed": 1}
    assert figures(year)[:2] == [(100 * 1_200, 12_000, 12_000), (1_200, 1_200, 0)]
