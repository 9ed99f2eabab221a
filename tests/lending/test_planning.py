from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.inventory.queries import status_labels
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service import Chosen, StatusChange, change_status
from coorddesk.lending.models import Loan
from coorddesk.lending.queries import LoanQuery, Wanted, conflicts, free_of_model, loan_card, loan_ids
from coorddesk.lending.rules import LoanState, MayBeOverridden, Period
from coorddesk.lending.service import (
    Borrower,
    DevicesBack,
    Extension,
    HandOut,
    KitDetails,
    LoanEdit,
    NewLoan,
    Preparation,
    Reservation,
    ReservationEdit,
    Seen,
    Things,
    cancel,
    create_kit,
    edit_loan,
    edit_reservation,
    extend,
    hand_out,
    lend,
    prepare,
    reserve,
    return_devices,
)
from tests.factories import make_asset, make_person
from tests.lending.lent import lend_to, refused, stands

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def day(number: int) -> date:
    """Of September; today is the 7th."""
    return date(2026, 9, number)


@pytest.fixture
def devices(desk: Database) -> tuple[int, ...]:
    """Three devices of one model and two people, Inès 1 and Awa 2."""
    with desk.transaction() as session:
        make_person(session)
        make_person(session, "Diallo", "Awa")
        return tuple(make_asset(session, f"CD-{n}", model=("Apple", "iPad", "")) for n in range(3))


def said(desk: Database, texts: Texts, wanted: Wanted) -> list[str]:
    with desk.reading() as session:
        return [texts.say(conflict.said) for conflict in conflicts(session, wanted)]


def test_what_is_reserved_is_not_lent_beyond_its_first_day(
    desk: Database, devices: tuple[int, ...], texts: Texts
) -> None:
    with desk.transaction() as session:
        reserve(session, Reservation(Borrower(2), day(10), day(12), (devices[0],)))
    assert refused(desk, texts, lambda s: lend_to(s, 1, devices[0], due=day(9))) == (
        "CD-0 is reserved for Awa Diallo from 10/09/2026 to 12/09/2026."
    )
    with pytest.raises(MayBeOverridden), desk.transaction() as session:
        lend_to(session, 1, devices[0])
    with desk.transaction() as session:
        loan = lend_to(session, 1, devices[0], due=day(8))
    assert refused(desk, texts, lambda s: extend(s, Extension(Seen(loan), day(10)))) == (
        "CD-0 is reserved for Awa Diallo from 10/09/2026 to 12/09/2026."
    )
    with desk.transaction() as session:
        extend(session, Extension(Seen(loan, 1), day(10), despite=True))
        extend(session, Extension(Seen(loan), day(20), despite=True))
    assert refused(desk, texts, lambda s: extend(s, Extension(Seen(loan), day(20)))) == "It is due on that day already."
    assert said(desk, texts, Wanted(Period(day(21), day(22)), [devices[0]], preparation=1)) == [
        "CD-0 is on loan to Inès Moreau until 20/09/2026."
    ]
    assert said(desk, texts, Wanted(Period(day(22), day(22)), [devices[0]], preparation=1)) == []


def test_so_many_of_a_model_are_kept_whichever_they_are(desk: Database, devices: tuple[int, ...], texts: Texts) -> None:
    with desk.transaction() as session:
        reserve(session, Reservation(Borrower(2), day(10), day(10), models=((1, 2),)))
    with desk.reading() as session:
        frees = [free_of_model(session, 1, Wanted(Period(day(n), day(n)))) for n in (8, 9, 10, 11)]
    assert frees == [3, 1, 1, 3]
    with desk.transaction() as session:
        lend_to(session, 1, devices[0])
    assert refused(desk, texts, lambda s: lend_to(s, 1, devices[1])) == "iPad is reserved for Awa Diallo on 10/09/2026."
    with desk.transaction() as session:
        lend_to(session, 1, devices[1], due=day(8))
    assert (
        refused(desk, texts, lambda s: reserve(s, Reservation(Borrower(1), day(15), day(15), models=((1, 3),))))
        == "iPad: only 2 are free then."
    )


def test_a_reservation_is_prepared_then_handed_out(desk: Database, devices: tuple[int, ...], texts: Texts) -> None:
    with desk.transaction() as session:
        loan = reserve(session, Reservation(Borrower(2), day(8), day(12), (devices[0],), models=((1, 1),)))
    with desk.transaction() as session:
        prepare(session, Preparation(Seen(loan), (devices[1],)))
    assert stands(desk, devices[0]) == ("in_stock", None, None)
    assert refused(desk, texts, lambda s: lend_to(s, 1, devices[0])) == "CD-0 is set aside for Awa Diallo."
    assert refused(desk, texts, lambda s: return_devices(s, DevicesBack((devices[0],)))) == (
        "CD-0 has not gone out yet: it is set aside for Awa Diallo."
    )
    with desk.reading() as session:
        assert free_of_model(session, 1, Wanted(Period(day(9), day(9)))) == 1
    with desk.transaction() as session:
        hand_out(session, HandOut(Seen(loan)))
    assert [stands(desk, each) for each in devices] == [*[("on_loan", None, 2)] * 2, ("in_stock", None, None)]
    with desk.reading() as session:
        card = loan_card(session, loan)
        assert card is not None
        assert (card.row.state, card.row.since, card.row.out) == (LoanState.OPEN, day(7), 2)


def test_what_names_its_things_goes_out_at_once(desk: Database, devices: tuple[int, ...], texts: Texts) -> None:
    with desk.transaction() as session:
        kit = create_kit(session, KitDetails("Sac", devices[:2]))
        named = reserve(session, Reservation(Borrower(2), day(7), day(8), kits=(kit,)))
        some = reserve(session, Reservation(Borrower(2), day(20), day(21), models=((1, 1),)))
    assert refused(desk, texts, lambda s: hand_out(s, HandOut(Seen(some)))) == (
        "This reservation names no device: gather them first."
    )
    assert said(desk, texts, Wanted(Period(day(8)), [devices[1]])) == [
        "CD-1 is reserved for Awa Diallo from 07/09/2026 to 08/09/2026."
    ]
    with desk.transaction() as session:
        hand_out(session, HandOut(Seen(named)))
    assert [stands(desk, each)[0] for each in devices] == ["on_loan", "on_loan", "in_stock"]


def test_what_is_called_off_is_free_again(desk: Database, devices: tuple[int, ...], texts: Texts) -> None:
    with desk.transaction() as session:
        draft = lend(session, NewLoan(Borrower(1), Things((devices[0],)), day(9), is_draft=True))
    with desk.transaction() as session:
        cancel(session, Seen(draft))
    with desk.transaction() as session:
        loan = lend_to(session, 2, devices[0])
    assert refused(desk, texts, lambda s: cancel(s, Seen(loan))) == "This loan has gone out already."
    assert refused(desk, texts, lambda s: hand_out(s, HandOut(Seen(draft)))) == "This loan was cancelled."
    with desk.reading() as session:
        assert list(loan_ids(session, LoanQuery())) == [loan]


def test_a_reservation_is_said_anew(desk: Database, devices: tuple[int, ...], texts: Texts) -> None:
    with desk.transaction() as session:
        first = reserve(session, Reservation(Borrower(2), day(10), day(12), (devices[0],)))
    with desk.transaction() as session:
        new = Reservation(Borrower(1), day(11), None, (devices[0],), note="Voyage", preparation_days=0)
        edit_reservation(session, ReservationEdit(Seen(first, 1), new))
    assert said(desk, texts, Wanted(Period(day(10), day(11)), [devices[0]])) == [
        "CD-0 is reserved for Inès Moreau from 11/09/2026 on."
    ]
    assert refused(desk, texts, lambda s: reserve(s, Reservation(Borrower(1), day(9), day(9)))) == (
        "Say what is reserved: devices, kits, or so many of a model."
    )
    assert refused(desk, texts, lambda s: cancel(s, Seen(first, 1))) == (
        "Somebody changed this loan since you saw it. Look at it again."
    )
    with desk.transaction() as session:
        edit_loan(session, LoanEdit(Seen(first), "Voyage à Rome"))
    with desk.reading() as session:
        assert session.get_one(Loan, first).note == "Voyage à Rome"


def test_what_is_still_to_be_gathered_is_not_forgotten(desk: Database, devices: tuple[int, ...], texts: Texts) -> None:
    with desk.transaction() as session:
        loan = reserve(session, Reservation(Borrower(2), day(7), day(8), (devices[0],), models=((1, 2),)))
    assert refused(desk, texts, lambda s: hand_out(s, HandOut(Seen(loan)))) == (
        "2 devices of a model are still to be gathered for this reservation."
    )
    with desk.transaction() as session:
        hand_out(session, HandOut(Seen(loan), despite=True))
    assert [stands(desk, each)[0] for each in devices] == ["on_loan", "in_stock", "in_stock"]


def test_what_was_set_aside_and_went_to_be_repaired_does_not_go_out(
    desk: Database, devices: tuple[int, ...], texts: Texts
) -> None:
    with desk.transaction() as session:
        draft = lend(session, NewLoan(Borrower(1), Things(devices[:2]), day(9), is_draft=True))
    with desk.transaction() as session:
        repair = next(row.id for row in status_labels(session) if row.meta is MetaStatus.UNDER_REPAIR)
        change_status(session, StatusChange(Chosen(devices[:1]), repair))
    assert refused(desk, texts, lambda s: hand_out(s, HandOut(Seen(draft)))) == "CD-0 is under repair."
    assert [stands(desk, each)[0] for each in devices] == ["under_repair", "in_stock", "in_stock"]
