"""A session is saved with what is reserved for it, or not at all; what is in the way is told first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import UserError
from coorddesk.inventory.service import seed_labels
from coorddesk.lending.queries import loan_row
from coorddesk.lending.rules import LoanState
from coorddesk.training.queries import Clash, SessionQuery, session_ids, session_kit, session_row
from coorddesk.training.rules.slots import SlotTimes
from coorddesk.training.service import CourseDetails, SessionDetails, SlotWish, TrainerWish, create_course
from coorddesk.training.ui.session_saving import ClashesFound, SessionWish, load_session, save_session
from coorddesk.widgets.forms.picked_editor import Picked
from tests.factories import make_asset, make_person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)

TUESDAY = date(2027, 3, 2)


@pytest.fixture(autouse=True)
def labels(database: Database) -> None:
    with database.transaction() as session:
        seed_labels(session)


def a_wish(session: Session, *things: Picked) -> SessionWish:
    trainer = TrainerWish(person_id=make_person(session, "Kerdraon", "Louise"))
    slots = (SlotWish(SlotTimes(TUESDAY, 540, 720)),)
    details = SessionDetails(create_course(session, CourseDetails("Tableur")), slots=slots, trainers=(trainer,))
    return SessionWish(None, None, details, things, frozenset(), tell=True)


def test_devices_are_reserved_changed_and_let_go_with_their_session(database: Database) -> None:
    with database.transaction() as session:
        tablet, camera = (Picked("asset", make_asset(session, tag), tag) for tag in ("CD-1", "CD-2"))
        wish = a_wish(session, tablet)
        saved = save_session(wish, session)
        row = session_row(session, saved)
        assert row is not None
        assert row.loan_id is not None
        assert list(session_ids(session, SessionQuery(asset=tablet.id))) == [saved]
        loaded = load_session(saved, session)
        assert loaded.values["things"] == (tablet,)

        again = replace(wish, session_id=saved, version=loaded.version, things=(tablet, camera))
        save_session(again, session)
        kit = session_kit(session, row.loan_id)
        assert kit is not None
        assert [thing.name for thing in kit.things] == ["CD-1", "CD-2"]
        save_session(replace(again, version=load_session(saved, session).version, things=()), session)
        loan = loan_row(session, row.loan_id)
        assert loan is not None
        assert loan.state is LoanState.CANCELLED


def test_a_device_that_is_promised_is_told_first_and_refused_then(database: Database) -> None:
    with database.transaction() as session:
        tablet = Picked("asset", make_asset(session, "CD-1"), "CD-1")
        wish = a_wish(session, tablet)
        save_session(wish, session)
        other = replace(wish, details=replace(wish.details, trainers=()))
        with pytest.raises(ClashesFound) as found:
            save_session(other, session)
        seen = frozenset(found.value.clashes)
        assert [clash.may_be_overridden for clash in seen] == [False]
        with pytest.raises(UserError) as refused:
            save_session(replace(wish, seen=seen | _of_trainer(session, wish)), session)
    assert refused.value.field == "things"


def _of_trainer(session: Session, wish: SessionWish) -> frozenset[Clash]:
    """What else is in the way of the same trainer at the same time."""
    with pytest.raises(ClashesFound) as found:
        save_session(replace(wish, things=()), session)
    return frozenset(found.value.clashes)
