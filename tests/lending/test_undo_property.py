"""Any verbs of lending, undone in reverse, leave every row as it was; done again, as they left it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, create_group
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import Condition, DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    Assignment,
    Chosen,
    Retirement,
    StatusChange,
    assign_assets,
    change_status,
    delete_assets,
    retire_assets,
    seed_labels,
)
from coorddesk.lending.queries import kits, loan_card
from coorddesk.lending.service import (
    Addition,
    Back,
    Borrower,
    DevicesBack,
    Extension,
    HandOut,
    KitDetails,
    KitEdit,
    LinesBack,
    NewLoan,
    Preparation,
    Removal,
    Reservation,
    Seen,
    Things,
    add_to_loan,
    cancel,
    create_kit,
    edit_kit,
    extend,
    hand_out,
    lend,
    prepare,
    reserve,
    return_devices,
    return_lines,
    return_loan,
    take_off,
)
from coorddesk.stock.rules import StockKind
from coorddesk.stock.service import ItemDetails, NewItem, Receipt, create_item, receive
from tests.factories import make_asset, make_person
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

some_devices = st.lists(st.integers(1, 4), min_size=1, max_size=3, unique=True).map(tuple)
someone = st.sampled_from([Borrower(1), Borrower(2), Borrower(None, 1), Borrower(1, 1)])
a_loan = st.integers(1, 3).map(Seen)
a_day = st.none() | st.dates(date(2026, 9, 6), date(2026, 9, 9))
some_things = st.builds(
    Things, some_devices | st.just(()), st.sampled_from([(), (1,)]), st.sampled_from([(), ((1, 1),), ((1, 3),)])
)


def take_some_back(session: Session, seen: Seen, count: int, condition: Condition | None) -> None:
    card = loan_card(session, seen.id)
    if card is not None and card.open_lines:
        line = card.open_lines[-1]
        back = Back(line.id, min(count, line.quantity), condition, "Rendu")
        return_lines(session, LinesBack(seen, (back,)))


def take_first_off(session: Session, seen: Seen) -> None:
    card = loan_card(session, seen.id)
    if card is not None and card.open_lines:
        take_off(session, Removal(seen, (card.open_lines[0].id,)))


def refill(session: Session, devices: tuple[int, ...]) -> None:
    row = kits(session)[0]
    edit_kit(session, KitEdit(row.id, row.version, KitDetails(row.name, devices)))


deeds = st.one_of(
    st.builds(
        lambda b, t, d, draft, x: lambda s: lend(s, NewLoan(b, t, d, "Note", None, draft, x)),
        someone,
        some_things,
        a_day,
        st.booleans(),
        st.booleans(),
    ),
    st.builds(lambda n, t: lambda s: add_to_loan(s, Addition(n, t)), a_loan, some_things),
    st.builds(lambda n: lambda s: take_first_off(s, n), a_loan),
    st.builds(
        lambda d, c: lambda s: return_devices(s, DevicesBack(d, c)), some_devices, st.sampled_from([None, *Condition])
    ),
    st.builds(
        lambda n, q, c: lambda s: take_some_back(s, n, q, c),
        a_loan,
        st.integers(1, 3),
        st.sampled_from([None, Condition.DAMAGED]),
    ),
    st.builds(lambda n: lambda s: return_loan(s, n), a_loan),
    st.builds(lambda n, d: lambda s: extend(s, Extension(n, d)), a_loan, a_day),
    st.builds(
        lambda b, f, e, d, k, m: lambda s: reserve(s, Reservation(b, f or date(2026, 9, 8), e, d, k, m)),
        someone,
        a_day,
        a_day,
        some_devices | st.just(()),
        st.sampled_from([(), (1,)]),
        st.sampled_from([(), ((1, 2),)]),
    ),
    st.builds(lambda n, d: lambda s: prepare(s, Preparation(n, d)), a_loan, some_devices),
    st.builds(lambda n: lambda s: hand_out(s, HandOut(n)), a_loan),
    st.builds(lambda n: lambda s: cancel(s, n), a_loan),
    st.builds(lambda d: lambda s: refill(s, d), some_devices),
    st.builds(
        lambda d, m: lambda s: change_status(s, StatusChange(Chosen(d), default_labels(s)[m])),
        some_devices,
        st.sampled_from(MetaStatus),
    ),
    st.builds(lambda d, h: lambda s: assign_assets(s, Assignment(Chosen(d), h)), some_devices, st.sampled_from([1, 2])),
    st.builds(
        lambda d, r: lambda s: retire_assets(s, Retirement(Chosen(d), r, date(2026, 9, 7), DataWiped.YES)),
        some_devices,
        st.sampled_from([DisposalReason.LOST, DisposalReason.SOLD]),
    ),
    st.builds(lambda d: lambda s: delete_assets(s, Chosen(d)), some_devices),
)


@PROOF
@given(todo=st.lists(deeds, max_size=8))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        seed_labels(session)
        make_person(session)
        make_person(session, "Diallo", "Awa")
        create_group(session, GroupDetails("CM2 A", GroupKind.CLASS, 2026))
        for number in range(4):
            make_asset(session, f"CD-{number}", model=("Apple", "iPad", ""))
        item = create_item(session, NewItem(ItemDetails("Casque", StockKind.ACCESSORY)))
        receive(session, Receipt(item, 4))
        create_kit(session, KitDetails("Sac", (3, 4), ((item, 2),)))
    undone_and_redone(desk, todo)
    desk.close()
