from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.core.check import check_desk
from coorddesk.inventory.models import Asset
from coorddesk.notes.demo import drawings
from coorddesk.notes.demo.filling import _NOTES, _REMINDERS
from coorddesk.notes.models import Note
from coorddesk.notes.queries import attachments_of, due_count, findings, open_reminders, picture_of, thumbnails
from tests.demos import demo_desk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_demo_notes_something_about_records_of_every_kind(desks: Desks, clock: FixedClock, texts: Texts) -> None:
    database = demo_desk(desks, clock, texts)
    with database.reading() as session:
        assert (findings(session), check_desk(session)) == ([], [])
        assert len(session.scalars(select(Note.id)).all()) == len(_NOTES)
        assert (len(open_reminders(session, 99)), due_count(session)) == (len(_REMINDERS), 3)
        model = session.scalar(select(Asset.model_id).where(Asset.tag == "CD-00005"))
        shown = picture_of(session, ("asset", 0), ("model", model or 0))
        assert shown is not None
        assert list(thumbnails(session, [shown.file], 84)) == [shown.file]
        floor = open_reminders(session, 1)[0].subject
        assert attachments_of(session, floor) == []
    database.close()


def test_what_nobody_has_drawn_has_no_picture() -> None:
    assert drawings.device("Chaise") is None


def test_a_floor_without_rooms_is_an_empty_plan() -> None:
    assert drawings.plan([]).startswith(b"\x89PNG")
