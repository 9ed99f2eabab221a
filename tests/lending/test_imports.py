from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.models import PersonGroup
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, create_group
from coorddesk.lending.imports import LOANS
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.queries import LoanQuery, loan_ids, loan_page
from coorddesk.lending.queries.findings import findings
from coorddesk.lending.service import Borrower, NewLoan, Things, lend
from coorddesk.stock.queries import level_at
from coorddesk.stock.rules import StockKind
from tests.factories import make_asset, make_item, make_person
from tests.lending.lent import stands
from tests.sheets import LANGUAGES, counts, make_csv, reasons, send_out, take_in
from tests.undoing import rows

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def stored(desk: Database) -> list[tuple[str, str, date, date | None, int]]:
    with desk.reading() as session:
        assert list(findings(session)) == []
        ids = list(loan_ids(session, LoanQuery(sort="number", past=True)))
        page = loan_page(session, ids)
        return [(page[i].borrower, page[i].note, page[i].since, page[i].due, page[i].out) for i in ids]


def test_loans_in_progress_come_with_their_borrowers(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_person(session)
        for number in range(4):
            make_asset(session, f"CD-{number}", serial=f"SN{number}")
    before = rows(desk)
    sheet = make_csv(
        tmp_path,
        "Matériel prêté;Emprunteur;Date de prêt;Retour prévu;Motif",
        "CD-0;Inès Moreau;01/09/2026;21/09/2026;Stage",
        "cd-1;moreau ines;01/09/2026;21/09/2026;Stage",
        "SN2;Awa Diallo;03/09/2026;;",
    )
    summary = take_in(desk, LOANS, sheet)
    assert counts(summary) == {"new": 3}
    assert stored(desk) == [
        ("Inès Moreau", "Stage", date(2026, 9, 1), date(2026, 9, 21), 2),
        ("Awa Diallo", "", date(2026, 9, 3), None, 1),
    ]
    assert stands(desk, 3) == ("on_loan", None, 2)
    assert counts(take_in(desk, LOANS, sheet)) == {"unchanged": 3}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(desk) == before


def test_a_class_is_that_of_the_year_that_is_on(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        for year in (2025, 2026):
            create_group(session, GroupDetails("6e B", GroupKind.CLASS, year))
        devices = [make_asset(session, f"CD-{number}") for number in range(3)]
    sheet = make_csv(tmp_path, "Matériel;Classe", "CD-0;6e b", "CD-1;6e B (2025-2026)", "CD-2;6e C")
    summary = take_in(desk, LOANS, sheet)
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [
        "There is no such class or group. Add it first."
    ]
    with desk.reading() as session:
        wanted = select(LoanLine.asset_id, PersonGroup.year).join(Loan, Loan.id == LoanLine.loan_id)
        lines = session.execute(wanted.join(PersonGroup, PersonGroup.id == Loan.group_id)).all()
    assert sorted(map(tuple, lines)) == [(devices[0], 2026), (devices[1], 2025)]
    assert counts(take_in(desk, LOANS, sheet)) == {"unchanged": 2, "refused": 1}


def test_another_day_is_taken_over_and_another_borrower_is_not(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        make_person(session, "Diallo", "Awa")
        devices = make_asset(session, "CD-0"), make_asset(session, "CD-1")
        lend(session, NewLoan(Borrower(ines), Things(devices), date(2026, 9, 14)))
    sheet = make_csv(
        tmp_path, "Device;Borrower;Due", "CD-0;Inès Moreau;2026-09-21", "CD-1;Awa Diallo;2026-09-21", "CD-9;Awa Diallo;"
    )
    summary = take_in(desk, LOANS, sheet)
    assert counts(summary) == {"changed": 1, "refused": 2}
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [
        "This is on loan as something else. Take it back first.",
        "There is no device of this number. Add it first.",
    ]
    assert stored(desk) == [("Inès Moreau", "", date(2026, 9, 7), date(2026, 9, 21), 2)]


@pytest.mark.parametrize("reader", LANGUAGES, ids=lambda texts: str(texts.language))
def test_what_leaves_comes_back_unchanged(lent: Database, reader: Texts, tmp_path: Path) -> None:
    with lent.transaction() as session:
        bare = make_asset(session, None, name="Vidéoprojecteur")
        lend(session, NewLoan(Borrower(1), Things((bare,)), None))
        headset = make_item(session, "Casque", 9, kind=StockKind.ACCESSORY)
        for _twice in range(2):  # lines that say the same but for their numbers
            lend(session, NewLoan(Borrower(1), Things(accessories=((headset, 2),)), None))
    before = rows(lent)
    for suffix in ("csv", "xlsx"):
        path = send_out(lent, LOANS, tmp_path / f"loans.{suffix}", reader)
        assert counts(take_in(lent, LOANS, path)) == {"unchanged": 11}
    assert rows(lent) == before


def test_accessories_come_by_their_names_and_are_lent_once(desk: Database, texts: Texts, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_person(session)
        make_asset(session, "CD-0")
        headset = make_item(session, "Casque audio", 3, kind=StockKind.ACCESSORY)
        make_item(session, "Toner", 3)
    sheet = make_csv(
        tmp_path,
        "Appareil;Accessoire;Quantité;Emprunteur;Date de prêt;Retour prévu",
        "CD-0;;1;Inès Moreau;01/09/2026;21/09/2026",
        ";casque audio;4;Inès Moreau;01/09/2026;21/09/2026",
        ";Casque audio;1;Inès Moreau;02/09/2026;21/09/2026",
        ";Casque audio;1;Inès Moreau;02/09/2026;21/09/2026",
        ";Toner;1;Inès Moreau;01/09/2026;",
        ";;3;Inès Moreau;01/09/2026;",
        "CD-0;Casque audio;1;Inès Moreau;01/09/2026;",
        ";Casque audio;0;Inès Moreau;01/09/2026;",
    )
    summary = take_in(desk, LOANS, sheet)
    assert counts(summary) == {"new": 4, "refused": 4}
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [
        "“Toner” is used up, not lent: give it out of stock instead.",
        "Say what it is: a device, or an accessory and how many.",
        "Row 2 of the file has this value already.",
        "Say how many: one at least.",
    ]
    assert stored(desk) == [
        ("Inès Moreau", "", date(2026, 9, 1), date(2026, 9, 21), 5),
        ("Inès Moreau", "", date(2026, 9, 2), date(2026, 9, 21), 2),
    ]
    with desk.reading() as session:
        assert level_at(session, headset, None) == -3
    assert counts(take_in(desk, LOANS, sheet)) == {"unchanged": 4, "refused": 4}


def test_an_accessory_of_our_own_sheet_is_changed_and_not_lent_anew(
    desk: Database, texts: Texts, tmp_path: Path
) -> None:
    with desk.transaction() as session:
        headset = make_item(session, "Casque", 3, kind=StockKind.ACCESSORY)
        things = Things(accessories=((headset, 2),))
        lend(session, NewLoan(Borrower(make_person(session)), things, date(2026, 9, 14)))
    header = "Accessory;Quantity;Due;Line of the loan"
    sheet = make_csv(tmp_path, header, "Casque;2;2026-09-21;1")
    assert counts(take_in(desk, LOANS, sheet)) == {"changed": 1}
    assert stored(desk) == [("Inès Moreau", "", date(2026, 9, 7), date(2026, 9, 21), 2)]
    summary = take_in(desk, LOANS, make_csv(tmp_path, header, "Casque;3;2026-09-21;1", "Casque;2;2026-09-21;8"))
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [
        "This is on loan as something else. Take it back first.",
        "There is no such line any more: leave it blank to lend this anew.",
    ]
