from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.editing import BulkWish, Setting
from coorddesk.core.fields import Way
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, create_group
from coorddesk.inventory.imports import ASSETS
from coorddesk.inventory.queries import asset_card, default_labels
from coorddesk.inventory.rules import Condition, DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    AssetDetails,
    AssetEdit,
    Assignment,
    Chosen,
    Move,
    Retirement,
    Standing,
    StatusChange,
    assign_assets,
    bulk_edit_assets,
    change_status,
    delete_assets,
    edit_asset,
    move_assets,
    retire_assets,
)
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState
from coorddesk.lending.service import (
    Addition,
    Borrower,
    DevicesBack,
    NewLoan,
    Removal,
    Seen,
    Things,
    add_to_loan,
    lend,
    return_devices,
    return_loan,
    take_off,
)
from tests.factories import make_asset, make_person, make_place
from tests.lending.lent import lend_to, refused, stands
from tests.sheets import make_csv, reasons, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

DUE = date(2026, 9, 21)


def state(desk: Database, loan_id: int) -> LoanState:
    with desk.reading() as session:
        return session.get_one(Loan, loan_id).state


def lines(desk: Database, loan_id: int) -> list[int]:
    with desk.reading() as session:
        return list(session.scalars(select(LoanLine.id).where(LoanLine.loan_id == loan_id).order_by(LoanLine.id)))


def test_what_is_lent_is_with_the_borrower_and_comes_back_to_where_it_was(desk: Database) -> None:
    with desk.transaction() as session:
        ines, awa = make_person(session), make_person(session, "Diallo", "Awa")
        room, other = make_place(session), make_place(session, "Salle 13")
        stock = make_asset(session, "CD-1", place_id=room)
        hers = make_asset(session, "CD-2", holder_id=awa)
    with desk.transaction() as session:
        loan = lend(session, NewLoan(Borrower(ines), Things((stock, hers)), DUE, despite=True))
    assert stands(desk, stock) == ("on_loan", room, ines)
    assert stands(desk, hers) == ("on_loan", None, ines)
    with desk.transaction() as session:
        move_assets(session, Move(Chosen((stock,)), other))
    with desk.transaction() as session:
        assert return_devices(session, DevicesBack((stock,))) == (loan,)
    assert (state(desk, loan), stands(desk, stock)) == (LoanState.OPEN, ("in_stock", other, None))
    with desk.transaction() as session:
        return_loan(session, Seen(loan))
    assert (state(desk, loan), stands(desk, hers)) == (LoanState.RETURNED, ("assigned", None, awa))


def test_a_device_is_lent_once(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines, gone = make_person(session), make_person(session, "Diallo", "Awa", left_on=date(2026, 9, 1))
        one, bare, repaired, lost = (make_asset(session, f"CD-{number}") for number in range(4))
        labels = default_labels(session)
        change_status(session, StatusChange(Chosen((repaired,)), labels[MetaStatus.UNDER_REPAIR]))
        change_status(session, StatusChange(Chosen((lost,)), labels[MetaStatus.UNAVAILABLE]))
        loan = lend_to(session, ines, one, due=DUE)
    said = [
        refused(desk, texts, lambda s: lend_to(s, ines, one)),
        refused(desk, texts, lambda s: add_to_loan(s, Addition(Seen(loan), Things((one,))))),
        refused(desk, texts, lambda s: lend_to(s, ines, bare, repaired)),
        refused(desk, texts, lambda s: lend_to(s, ines, lost)),
        refused(desk, texts, lambda s: lend_to(s, gone, bare)),
        refused(desk, texts, lambda s: lend(s, NewLoan(Borrower(), Things((bare,)), DUE))),
        refused(desk, texts, lambda s: lend(s, NewLoan(Borrower(ines), Things(), DUE))),
        refused(desk, texts, lambda s: lend_to(s, ines, bare, due=date(2026, 9, 1))),
        refused(desk, texts, lambda s: return_devices(s, DevicesBack((bare,)))),
    ]
    assert said == [
        "CD-0 is on loan to Inès Moreau until 21/09/2026.",
        "CD-0 is in this loan already.",
        "CD-2 is under repair.",
        "CD-3 is unavailable: give it another status first.",
        "Awa Diallo left on 01/09/2026: lend to somebody else.",
        "Say who borrows: a person, a class or a group.",
        "Say what is lent.",
        "A loan does not end before it begins.",
        "CD-1 is not on loan.",
    ]
    assert stands(desk, bare)[0] == "in_stock"


def test_what_is_on_loan_is_lendings_to_change(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        device = make_asset(session, "CD-1")
        loan = lend_to(session, ines, device)
        stock = default_labels(session)[MetaStatus.IN_STOCK]
    sold, lost = (
        Retirement(Chosen((device,)), reason, DUE, DataWiped.NOT_NEEDED)
        for reason in (DisposalReason.SOLD, DisposalReason.LOST)
    )
    said = {
        refused(desk, texts, lambda s: delete_assets(s, Chosen((device,)))),
        refused(desk, texts, lambda s: change_status(s, StatusChange(Chosen((device,)), stock))),
        refused(desk, texts, lambda s: assign_assets(s, Assignment(Chosen((device,)), None))),
        refused(desk, texts, lambda s: retire_assets(s, sold)),
    }
    assert said == {"CD-1 is on loan. Take it back first."}
    with desk.transaction() as session:
        retire_assets(session, lost)
    assert state(desk, loan) is LoanState.OPEN
    with desk.transaction() as session:
        return_devices(session, DevicesBack((device,)))
    assert (state(desk, loan), stands(desk, device)) == (LoanState.RETURNED, ("retired", None, None))


def test_forms_sheets_and_bulk_edits_leave_to_lending_what_is_on_loan(
    desk: Database, texts: Texts, tmp_path: Path
) -> None:
    with desk.transaction() as session:
        ines, room = make_person(session), make_place(session)
        device = make_asset(session, "CD-1", name="Portable")
        lend_to(session, ines, device)
        seen = asset_card(session, device)
    assert seen is not None

    def edit(session: Session, holder: int | None) -> None:
        standing = Standing(seen.status_label_id, room, holder)
        edit_asset(session, AssetEdit(device, seen.row.version, AssetDetails("CD-1", name="Neuf"), standing))

    said = "CD-1 is on loan. Take it back first."
    assert refused(desk, texts, lambda s: edit(s, None)) == said
    freed = BulkWish((device,), (Setting("holder", Way.ERASE),), None)
    assert refused(desk, texts, lambda s: bulk_edit_assets(s, freed)) == said
    summary = take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Status;Place", "CD-1;In stock;Salle 12"))
    assert [reason for _row, _column, reason in reasons(summary, texts)] == [said]
    with desk.transaction() as session:
        edit(session, ines)
    assert stands(desk, device) == ("on_loan", room, ines)


def test_a_class_borrows_as_well_and_a_damaged_device_says_so(desk: Database) -> None:
    with desk.transaction() as session:
        group = create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2026))
        device = make_asset(session, "CD-1")
        lend(session, NewLoan(Borrower(group_id=group), Things((device,)), None))
    assert stands(desk, device) == ("on_loan", None, None)
    with desk.transaction() as session:
        return_devices(session, DevicesBack((device,), Condition.DAMAGED, "Écran fendu"))
    with desk.reading() as session:
        line = session.scalars(select(LoanLine)).one()
        assert (line.condition_back, line.note_back) == (Condition.DAMAGED, "Écran fendu")


def test_a_line_that_was_a_mistake_never_was(desk: Database) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        devices = make_asset(session, "CD-1"), make_asset(session, "CD-2")
        loan = lend_to(session, ines, *devices)
    first, second = lines(desk, loan)
    with desk.transaction() as session:
        take_off(session, Removal(Seen(loan), (first,)))
    assert (lines(desk, loan), stands(desk, devices[0])[0], state(desk, loan)) == ([second], "in_stock", LoanState.OPEN)
    with desk.transaction() as session:
        take_off(session, Removal(Seen(loan), (second,)))
    assert (lines(desk, loan), state(desk, loan)) == ([], LoanState.CANCELLED)


def test_a_return_is_not_undone_once_the_device_is_lent_again(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        device = make_asset(session, "CD-1")
    with desk.transaction() as session:
        lend_to(session, ines, device)
    with desk.transaction() as session:
        return_devices(session, DevicesBack((device,)))
    with desk.reading() as session:
        returned = next_to_undo(session) or 0
    with desk.transaction() as session:
        lend_to(session, ines, device)
    said = refused(desk, texts, lambda s: undo(s, returned))
    assert said == "Something done since depends on it: “Lend CD-1 to Inès Moreau”. Undo that first."
