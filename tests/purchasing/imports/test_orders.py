"""Orders from sheets: written as by hand, known again, refused whole where a row contradicts itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.service import Closing, LineDetails, NewLine, YearDetails, close_year, create_line, create_year
from coorddesk.core.errors import UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.purchasing.imports import ORDERS
from coorddesk.purchasing.models import OrderLine, PurchaseOrder
from coorddesk.purchasing.rules.words import OrderState
from tests.budget.conftest import a_year
from tests.sheets import counts, make_csv, reasons, take_back, take_in, there_and_back
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
HEADERS = "N° commande;Date;Fournisseur;Désignation;Qté;PU HT;Remise;TVA;Imputation;Total HT"
LAPTOPS = "BC-17;12/03/2026;Vallon;Portable 14 pouces;10;650,00;10 %;20 %;Ligne 0;5 850,00"
POST = "BC-17;12/03/2026;Vallon;Frais de port;1;12,50;;20;Ligne 1;12,50"

LACKING = (
    ";12/03/2026;Vallon;Portable;1;1;;20;Ligne 0;",
    "A;;Vallon;Portable;1;1;;20;Ligne 0;",
    "B;12/03/2026;;Portable;1;1;;20;Ligne 0;",
    "C;12/03/2027;Vallon;Portable;1;1;;20;Ligne 0;",
    "D;12/03/2024;Vallon;Portable;1;1;;20;Ligne 0;",
    "E;12/03/2026;Vallon;Portable;1;1;;20;Ligne 9;",
    "F;12/03/2026;Vallon;Portable;1;1;;20;;",
    "G;12/03/2026;Vallon;Portable;1;;;20;Ligne 0;",
    "H;12/03/2026;Vallon;Portable;0;1;;20;Ligne 0;",
    "I;12/03/2026;Vallon;Portable;1;1;12 €;20;Ligne 0;",
    "J;12/03/2026;Vallon;Portable;1;5000;;0;Ligne 2;",
    "K;12/03/2026;Vallon;Portable;1;1;;0;Ligne 2;",
    "BC-17;12/03/2026;Vallon;Portable;1;1;;20;Ligne 0;",
    LAPTOPS.replace("650,00", "640,00"),
    "L;12/03/2026;Vallon;Portable;3;;;20;Ligne 0;30,00",
)


@pytest.fixture
def year(desk: Database) -> Database:
    """A desk with the budget of 2026: three lines of 5 000 euros each, the last of which refuses overspending."""
    with desk.transaction() as session:
        a_year(session)
    return desk


def figures(desk: Database) -> list[Figures]:
    with desk.reading() as session:
        ids = list(session.scalars(select(BudgetLine.id).order_by(BudgetLine.position, BudgetLine.id)))
        found = figures_of_lines(session, ids)
    return [found[each] for each in ids]


def orders(desk: Database) -> list[tuple[str, date, OrderState]]:
    with desk.reading() as session:
        wanted = select(PurchaseOrder.reference, PurchaseOrder.day, PurchaseOrder.state).order_by(PurchaseOrder.id)
        return [(reference, day, state) for reference, day, state in session.execute(wanted)]


def test_an_order_comes_in_as_by_hand_and_is_known_again(year: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(tmp_path, HEADERS, LAPTOPS, POST)
    assert counts(take_in(year, ORDERS, sheet)) == {"new": 2}
    assert orders(year) == [("BC-17", date(2026, 3, 12), OrderState.SENT)]
    assert [each.committed for each in figures(year)] == [702_000, 1_500, 0]
    assert counts(take_in(year, ORDERS, sheet)) == {"unchanged": 2}
    assert there_and_back(year, ORDERS, tmp_path / "out.xlsx", texts) == ({"unchanged": 2}, 2)
    assert there_and_back(year, ORDERS, tmp_path / "out.csv", texts) == ({"unchanged": 2}, 2)
    with year.reading() as session:
        last = next_to_undo(session)
    with pytest.raises(UserError) as refused, year.transaction() as session:
        undo(session, last or 0)
    assert "ledger" in texts.say(refused.value.message)


@on_one_database
def test_drafts_commit_nothing_and_are_undone(year: Database, tmp_path: Path) -> None:
    before = rows(year)
    sheet = make_csv(tmp_path, f"{HEADERS};État", f"{LAPTOPS};Brouillon", f"{POST};")
    assert counts(take_in(year, ORDERS, sheet)) == {"new": 2}
    assert (orders(year)[0][2], [each.committed for each in figures(year)]) == (OrderState.DRAFT, [0, 0, 0])
    take_back(year)
    assert rows(year) == before


def test_how_far_an_order_is_comes_with_it(year: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "BC;Date;Fournisseur;Désignation;Nature;Qté;PU HT;TVA;Imputation;Statut;Qté reçue;Reçue le",
        "A;01/03/2026;Vallon;Écran;;4;100;0;Ligne 0;Livrée;;09/03/2026",
        "A;01/03/2026;Vallon;Port;Frais de port;1;10;0;Ligne 0;Livrée;;",
        "B;01/03/2026;Vallon;Clavier;;4;100;0;Ligne 0;Partielle;1;09/03/2026",
        "C;01/03/2026;Vallon;Souris;;4;100;0;Ligne 0;Annulée;;",
        "D;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Livrée;;",
        "E;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Envoyée;5;09/03/2026",
    )
    summary = take_in(year, ORDERS, sheet)
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (6, "Say on which day it came."),
        (7, "No more can have come than was ordered."),
    ]
    assert [(reference, state) for reference, _day, state in orders(year)] == [
        ("A", OrderState.RECEIVED),
        ("B", OrderState.PARTLY_RECEIVED),
        ("C", OrderState.CANCELLED),
    ]
    assert figures(year)[0].committed == 81_000
    assert there_and_back(year, ORDERS, tmp_path / "out.xlsx", texts) == ({"unchanged": 4}, 4)


@on_one_database
def test_an_order_comes_whole_or_not_at_all(year: Database, texts: Texts, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        HEADERS,
        LAPTOPS,
        POST.replace("12,50;;", "douze;;"),
        LAPTOPS.replace("BC-17", "BC-18").replace("5 850,00", "5 800,00"),
        POST.replace("BC-17", "BC-18"),
        POST.replace("BC-17", "BC-19"),
        POST.replace("BC-17", "BC-19").replace("Vallon", "Autre"),
        POST.replace("BC-17", "BC-20"),
    )
    summary = take_in(year, ORDERS, sheet)
    waits = "Another row of this is refused: all of it waits until that is mended."
    assert [(row, reason) for row, _column, reason in reasons(summary, texts)] == [
        (2, waits),
        (3, "This is not a number."),
        (4, "Quantity, unit price, discount and VAT come to €5,850.00, not to €5,800.00."),
        (5, waits),
        (6, waits),
        (7, "Another row of this order says otherwise: it has one of this."),
    ]
    assert [reference for reference, _day, _state in orders(year)] == ["BC-20"]
    with year.transaction() as session:
        session.scalars(select(PurchaseOrder)).one()
    mended = make_csv(tmp_path, HEADERS, LAPTOPS, POST)
    assert counts(take_in(year, ORDERS, mended)) == {"new": 2}


@on_one_database
def test_what_an_order_lacks_is_said(year: Database, texts: Texts, tmp_path: Path) -> None:
    take_in(year, ORDERS, make_csv(tmp_path, HEADERS, LAPTOPS))
    sheet = make_csv(tmp_path, HEADERS, *LACKING)
    summary = take_in(year, ORDERS, sheet)
    assert [(row, column, reason) for row, column, reason in reasons(summary, texts)] == [
        (2, "N° commande", "To know which record this is about, one of these is needed: Order."),
        (3, "Date", "Say on which day it was ordered: a row of the order at least."),
        (4, "Fournisseur", "Say who the supplier is: a row of the order at least."),
        (5, "Date", "This day is still to come. Write it down once it was."),
        (6, "", "No fiscal year has this day. Say which year is meant, or open it in the program."),
        (7, "Imputation", "There is no budget line “Ligne 9”. Write its code or its label."),
        (8, "Imputation", "Say on which budget line."),
        (9, "PU HT", "Say the unit price without VAT."),
        (10, "Qté", "Say how many: one at least."),
        (11, "Remise", "This is no rate. Write it like 20% or 5.5%."),
        (
            13,
            "Imputation",
            "The budget line “011-3 Ligne 2” does not bear this: €1.00 is missing. Open credits, or choose another.",
        ),
        (14, "Désignation", "Here it stands otherwise: change that in the program, where budgets follow."),
        (15, "N° commande", "This order is there already, without this line. What was ordered stays."),
    ]
    assert [reference for reference, _day, _state in orders(year)] == ["BC-17", "J", "L"]


@on_one_database
def test_what_came_came_of_an_order_that_was_sent_and_not_later_than_today(
    year: Database, texts: Texts, tmp_path: Path
) -> None:
    sheet = make_csv(
        tmp_path,
        "BC;Date;Fournisseur;Désignation;Nature;Qté;PU HT;TVA;Imputation;Statut;Qté reçue;Reçue le",
        "A;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Brouillon;1;09/03/2026",
        "B;01/03/2026;Vallon;Port;Frais de port;1;10;0;Ligne 0;Envoyée;1;09/03/2026",
        "C;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Envoyée;1;28/02/2026",
        "D;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Envoyée;1;08/09/2026",
        "E;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Envoyée;-1;09/03/2026",
        "F;01/03/2026;Vallon;Dalle;;4;-100;0;Ligne 0;Envoyée;;",
        "G;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Envoyée;0;",
        "H;01/03/2026;Vallon;Dalle;;4;100;0;Ligne 0;Livrée;;01/03/2026",
    )
    done = take_in(year, ORDERS, sheet)
    days = "It came between the day of the order and today."
    assert [(row, reason) for row, _column, reason in reasons(done, texts)] == [
        (2, "What came was ordered: it is no draft."),
        (3, "Postage and eco-contributions are not received."),
        (4, days),
        (5, days),
        (6, "No more can have come than was ordered."),
        (7, "A price is not below zero."),
    ]
    assert [(reference, state) for reference, _day, state in orders(year)] == [
        ("G", OrderState.SENT),
        ("H", OrderState.RECEIVED),
    ]


@on_one_database
def test_a_budget_line_is_one_of_a_year_that_is_open(year: Database, texts: Texts, tmp_path: Path) -> None:
    with year.transaction() as session:
        for name, first, last in (("2025", 2025, 2025), ("25-26", 2025, 2026), ("2027", 2027, 2027)):
            details = YearDetails(name, date(first, 1, 1), date(last, 12, 31))
            create_line(session, NewLine(create_year(session, details), LineDetails("Ligne 1", code=f"L{name}")))
        create_line(session, NewLine(4, LineDetails("Futur", code="FUT")))  # of 2027
        close_year(session, Closing(2, 1))
        create_line(session, NewLine(1, LineDetails("Ligne 0", code="AUTRE")))
    head = "BC;Date;Fournisseur;Désignation;Qté;PU HT;TVA;Imputation;Exercice"
    row = "12/03/2026;Vallon;Toner;1;100;0"
    sheet = make_csv(
        tmp_path,
        head,
        f"A;{row};Ligne 1;",
        f"B;{row};Ligne 0;2026",
        f"C;{row};FUT;",
        f"D;{row};Ligne 1;2025",
        f"E;{row};Ligne 1;1999",
        f"F;{row};Ligne 1;2026.0",
        f"G;{row};L25-26;",
    )
    done = take_in(year, ORDERS, sheet)
    assert [(line, reason) for line, _column, reason in reasons(done, texts)] == [
        (2, "Several fiscal years have this day and this budget line: say which is meant."),
        (3, "Several budget lines are called so: 011, AUTRE. Write the code."),
        (4, "There is no such budget line in 25-26, 2026."),
        (5, "The fiscal year 2025 is closed. Reopen it, or choose another."),
        (6, "There is no fiscal year “1999”. Open it in the program first."),
    ]
    with year.reading() as session:
        charged = session.execute(
            select(PurchaseOrder.reference, BudgetLine.code)
            .join(OrderLine, OrderLine.order_id == PurchaseOrder.id)
            .join(BudgetLine, BudgetLine.id == OrderLine.budget_line_id)
            .order_by(PurchaseOrder.reference)
        )
        assert [tuple(each) for each in charged] == [("F", "011-2"), ("G", "L25-26")]
