from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from coorddesk.feature import story
from coorddesk.notes.queries import attachments_of, reminders_of
from coorddesk.notes.service import About
from coorddesk.notes.ui.on_cards import NotesOnCard, OnCards
from coorddesk.widgets.card import Card, CardContent
from tests.factories import make_supplier
from tests.screens import desk, desk_database, driver, theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.notes.queries import AttachmentRow, ReminderRow
    from tests.screens import Driver

__all__ = ["desk", "desk_database", "driver", "theme"]


@dataclass(frozen=True)
class Shown:
    """A card that shows a supplier, and the part of it that is about notes."""

    driver: Driver
    card: Card
    part: NotesOnCard
    about: About

    def files(self) -> Sequence[AttachmentRow]:
        return self.driver.read(lambda session: attachments_of(session, self.about.subject))

    def reminders(self) -> Sequence[ReminderRow]:
        return self.driver.read(lambda session: reminders_of(session, self.about.subject))


@pytest.fixture
def shown(driver: Driver) -> Iterator[Shown]:
    shop = driver.do(make_supplier)
    features = driver.desk.features
    made: list[OnCards] = []

    def parts(desk: object, card: QWidget) -> list[NotesOnCard]:
        made.append(OnCards(driver.desk, driver.desk.operations))
        return [made[-1].part_for(card)]

    def read(session: Session, record_id: int) -> CardContent:
        return CardContent("LDLC Pro", story=story(session, features, ("supplier", record_id)))

    driver.desk.parts = parts
    card = Card(driver.desk, "supplier", read, [], [])
    driver.bot.addWidget(card)
    card.resize(400, 700)
    card.show()
    card.show_record(shop)
    driver.settle()
    part = card._made_parts()[0]
    assert isinstance(part, NotesOnCard)
    yield Shown(driver, card, part, About(("supplier", shop), "LDLC Pro"))
    for each in made:
        each._copies.clear()
