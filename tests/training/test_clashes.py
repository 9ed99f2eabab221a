"""What gets in the way of a session is named before it is saved; its kit moves and goes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.agenda.rules import ClosureKind
from coorddesk.agenda.service import ClosureDetails, create_closure
from coorddesk.core.dated import Period
from coorddesk.core.errors import UserError
from coorddesk.lending.models import Loan
from coorddesk.lending.rules import LoanState
from coorddesk.lending.service import HandOut, Preparation, Seen, hand_out, prepare
from coorddesk.training.models import TrainingSession
from coorddesk.training.queries.calendar import closed_days
from coorddesk.training.queries.clashes import clashes, clashes_of_people
from coorddesk.training.rules.clashes import Clash, ClashKind
from coorddesk.training.rules.sessions import SessionDetails, TrainerWish
from coorddesk.training.rules.slots import Pattern, drawn
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service import Kit, Registering, Step, register, release_kit, reserve_kit, take_step
from coorddesk.training.service.foreseeing import foresee
from tests.factories import make_asset, make_person, make_place
from tests.training.test_sessions import TUESDAY, edited, morning, planned, said

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

WEEK = timedelta(days=7)


def kinds(found: tuple[Clash, ...]) -> list[str]:
    return [each.kind.value for each in found]


def wish(session: Session, session_id: int, **values: Any) -> SessionDetails:
    return replace(said(session, session_id), **values)


def test_room_trainer_and_people_are_in_one_place_at_a_time(desk: Database) -> None:
    with desk.transaction() as session:
        room, ines, lea = make_place(session), make_person(session), make_person(session, "Roux", "Léa")
        weekly = planned(session, TUESDAY, TUESDAY + WEEK, place_id=room, trainers=(TrainerWish(ines),))
        register(session, Registering(weekly, (lea,)))
        new = planned(session, name="Texte")
        assert register(session, Registering(new, (lea, ines))).clashes == ()
        later = wish(session, new, place_id=room, trainers=(TrainerWish(ines),), slots=(morning(TUESDAY, 14),))
        assert clashes(session, later, new) == ()
        both = replace(later, slots=(morning(TUESDAY, 11), morning(TUESDAY + WEEK, 10)))
        assert kinds(clashes(session, both, new)) == ["room", "trainer", "person", "person"]
        assert kinds(clashes(session, wish(session, weekly), weekly)) == []
        edited(session, new, slots=both.slots)
        (found,) = clashes_of_people(session, weekly, (lea,))
        assert (found.kind, found.subject, found.day) == (ClashKind.PERSON, ("training_session", new), TUESDAY)
        assert found.may_be_overridden
        third = planned(session, TUESDAY, name="Images")
        wanted = Registering(third, (lea,))
        seen = foresee(session, wanted).clashes
        assert [dict(each.values)["name"] for each in seen] == ["Léa Roux", "Léa Roux"]
        assert register(session, wanted).clashes == seen
        take_step(session, Step((weekly, third), SessionState.CANCELLED, "Grève"))
        assert clashes(session, both, new) == ()


def test_a_trainer_by_name_is_recognised_in_any_order(desk: Database) -> None:
    with desk.transaction() as session:
        planned(session, TUESDAY, trainers=(TrainerWish(name="Paul DURAND"),))
        new = planned(session, TUESDAY, name="Texte", trainers=(TrainerWish(name="Durand Paul"),))
        assert kinds(clashes(session, said(session, new), new)) == ["trainer"]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_season_is_drawn_up_around_holidays(desk: Database) -> None:
    with desk.transaction() as session:
        create_closure(session, ClosureDetails("Toussaint", date(2026, 10, 17), date(2026, 11, 1), ClosureKind.SCHOOL))
        pattern = Pattern(date(2026, 9, 30), (3,), ((540, 720),), count=6)
        found = drawn(pattern, closed_days(session, Period(pattern.first, date(2026, 12, 31))))
        assert [slot.day.isoformat() for slot in found.slots] == [
            "2026-09-30",
            "2026-10-07",
            "2026-10-14",
            "2026-11-04",
            "2026-11-18",
            "2026-11-25",
        ]
        assert list(found.left_out) == [date(2026, 10, 21), date(2026, 10, 28), date(2026, 11, 11)]
        new = planned(session, date(2026, 11, 11))
        assert kinds(clashes(session, said(session, new), new)) == ["closed_day"]


def test_a_device_is_promised_once_and_follows_its_session(desk: Database) -> None:
    with desk.transaction() as session:
        ines, asset = make_person(session), make_asset(session)
        first = planned(session, TUESDAY, trainers=(TrainerWish(ines),))
        loan_id = reserve_kit(session, Kit(first, (asset,)))
        second = planned(session, TUESDAY, name="Texte", trainers=(TrainerWish(ines),))
        (found,) = [each for each in clashes(session, said(session, second), second, (asset,)) if each.kind == "device"]
        assert (found.subject, found.may_be_overridden) == (("loan", loan_id), False)
        assert kinds(clashes(session, said(session, first), first, (asset,))) == ["trainer"]
        edited(session, first, slots=(morning(TUESDAY + WEEK),))
        loan = session.get_one(Loan, loan_id)
        assert (loan.starts_on, loan.due_on, loan.state) == (TUESDAY + WEEK, TUESDAY + WEEK, LoanState.RESERVED)
        assert reserve_kit(session, Kit(second, (asset,))) != loan_id
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        edited(session, first, slots=(morning(TUESDAY),))
    assert refused.value.field == "slots"
    with desk.transaction() as session:
        take_step(session, Step((first,), SessionState.CANCELLED, "Grève"))
        assert session.get_one(Loan, loan_id).state is LoanState.CANCELLED
        assert session.get_one(TrainingSession, first).loan_id is None
        release_kit(session, second)


def test_what_is_gathered_for_a_session_stays_as_it_is(desk: Database) -> None:
    with desk.transaction() as session:
        ines, asset = make_person(session), make_asset(session)
        session_id = planned(session, TUESDAY)
        with pytest.raises(UserError) as refused:
            reserve_kit(session, Kit(session_id, (asset,)))
        assert refused.value.field == "borrower"
        loan_id = reserve_kit(session, Kit(session_id, (asset,), person_id=ines))
        prepare(session, Preparation(Seen(loan_id)))
        with pytest.raises(UserError):
            reserve_kit(session, Kit(session_id, (asset,), person_id=ines))
    with desk.transaction() as session:
        hand_out(session, HandOut(Seen(loan_id)))
        take_step(session, Step((session_id,), SessionState.CANCELLED, "Grève"))
        assert session.get_one(Loan, loan_id).state is LoanState.OPEN
        assert session.get_one(TrainingSession, session_id).loan_id == loan_id
