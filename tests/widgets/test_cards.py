"""What cards are made of: facts, stories, belongings, badges and links."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from coorddesk.core.messages import Message, verbatim
from coorddesk.core.records import Belongings, Entry, Hit
from coorddesk.widgets.badge import Badge
from coorddesk.widgets.belongings import BelongingsList
from coorddesk.widgets.card import Card, CardContent
from coorddesk.widgets.facts import Fact, Facts, Section
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.link import link
from coorddesk.widgets.timeline import Timeline

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.widgets.sample import SampleDesk

MOMENT = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)


@pytest.fixture
def lanes() -> str:
    return "immediate"


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def entries(count: int) -> list[Entry]:
    return [Entry(MOMENT, verbatim(f"Deed {number}"), "Camille") for number in range(count)]


def test_facts_without_a_text_take_no_room(desk: SampleDesk, qtbot: QtBot) -> None:
    facts = Facts(desk)
    qtbot.addWidget(facts)
    place = Fact(verbatim("Place"), "Nord <b>", ("place", 1))
    sections = [
        Section(None, (place, Fact(verbatim("Holder"), ""))),
        Section(verbatim("Nothing"), (Fact(verbatim("Price"), ""),)),
        Section(verbatim("Notes"), (Fact(Message(""), "Housse bleue", tone=Tone.WARNING),)),
    ]
    opened: list[object] = []
    facts.opened.connect(opened.append)
    facts.show_sections(sections)
    linked = '<a href="#" style="text-decoration: none">Nord &lt;b&gt;</a>'
    assert sorted(texts(facts)) == sorted(["Place", linked, "Notes", "Housse bleue"])
    before = facts.findChildren(QLabel)
    facts.show_sections(sections)
    assert facts.findChildren(QLabel) == before
    next(label for label in before if label.text() == linked).linkActivated.emit("#")
    assert opened == [("place", 1)]
    facts.show_sections([])
    assert texts(facts) == []


def test_a_long_story_shows_its_latest_entries_first_and_older_ones_when_asked(desk: SampleDesk, qtbot: QtBot) -> None:
    story = Timeline(desk)
    qtbot.addWidget(story)
    story.show_entries(entries(80))
    (older,) = story.findChildren(QPushButton)
    assert (len(story._lines), older.text()) == (12, "Show 60 older entries")
    older.click()
    assert (len(story._lines), older.text()) == (72, "Show 8 older entries")
    older.click()
    assert (len(story._lines), older.isHidden()) == (80, True)
    story.show_entries(entries(1))
    assert texts(story) == ["Deed 0", "07/09/2026 10:30 · Camille"]


def test_an_entry_about_another_record_opens_it(desk: SampleDesk, qtbot: QtBot) -> None:
    story = Timeline(desk)
    qtbot.addWidget(story)
    opened: list[object] = []
    story.opened.connect(opened.append)
    story.show_entries([Entry(MOMENT, verbatim("Lent"), "", ("asset", 7))])
    story.show()
    label = story._lines[0].text
    assert label.accessibleName() == "Lent"
    label.linkActivated.emit("#")
    assert opened == [("asset", 7)]
    assert "07/09/2026 10:30" in texts(story)


def test_belongings_name_the_first_of_them_and_lead_to_all(desk: SampleDesk, qtbot: QtBot) -> None:
    belongings = BelongingsList(desk)
    qtbot.addWidget(belongings)
    asked: list[object] = []
    belongings.opened.connect(asked.append)
    belongings.all_wanted.connect(asked.append)
    hit = Hit(("asset", 7), "CD-1", verbatim("Latitude"))
    belongings.show_belongings([Belongings(verbatim("1 device"), "asset", (hit,))])
    belongings.findChildren(QPushButton)[0].click()
    next(label for label in belongings.findChildren(QLabel) if "CD-1" in label.text()).linkActivated.emit("#")
    assert asked == ["asset", ("asset", 7)]
    belongings.show_belongings([Belongings(verbatim("No device"), "asset")])
    qtbot.waitUntil(lambda: texts(belongings) == ["No device"])
    belongings.show_belongings([])
    assert belongings.isHidden()


def test_a_badge_says_its_word_in_every_tone(desk: SampleDesk, qtbot: QtBot) -> None:
    badge = Badge(desk)
    qtbot.addWidget(badge)
    for tone in Tone:
        badge.show_word(verbatim("Assigned"), tone)
        assert not badge.grab().isNull()
    assert badge.minimumSizeHint().width() < badge.sizeHint().width()
    badge.show_word(None)
    assert badge.isHidden()


def test_a_link_is_escaped_and_says_what_it_opens(desk: SampleDesk, qtbot: QtBot) -> None:
    made = link(desk, "A & B", lambda: None, "<i>")
    qtbot.addWidget(made)
    assert made.text().endswith("A &amp; B</a>\N{EN SPACE}&lt;i&gt;")
    assert made.accessibleName() == "A & B <i>"


def test_an_answer_that_comes_too_late_is_not_shown(desk: SampleDesk, qtbot: QtBot) -> None:
    content = CardContent("One", "caption", ((verbatim("New"), Tone.SUCCESS),), story=tuple(entries(1)))
    card = Card(desk, "asset", lambda _session, _record_id: content, [], [])
    qtbot.addWidget(card)
    card.show_record(1)
    assert card._title.text() == "One"
    card.say(verbatim("3 selected"))
    card._show(1, (content, ()))
    card.reload()
    assert card._title.text() == "3 selected"
    assert card._story.isHidden()


def test_a_card_says_that_it_reads_where_that_takes_long(desk: SampleDesk, qtbot: QtBot) -> None:
    card = Card(desk, "asset", lambda _session, _record_id: CardContent("One"), [], [])
    qtbot.addWidget(card)
    card._wanted = 1
    card._soon.timeout.emit()
    assert card._caption.text() == "Reading…"
    card.show_record(1)
    assert (card._title.text(), card._caption.isHidden(), card._soon.isActive()) == ("One", True, False)


def test_the_first_line_of_a_card_stands_beside_its_button(desk: SampleDesk, qtbot: QtBot) -> None:
    """A card without a caption begins with its title, not with an empty line."""
    card = Card(desk, "asset", lambda _session, _record_id: None, [], [])
    qtbot.addWidget(card)
    card.resize(320, 400)
    card.show()

    def stands_first(first: QWidget) -> bool:
        return abs(first.geometry().center().y() - card._close.geometry().center().y()) <= 1

    card._show_content(CardContent("One"))
    qtbot.waitUntil(lambda: stands_first(card._title))
    card._show_content(CardContent("One", "caption"))
    qtbot.waitUntil(lambda: stands_first(card._caption))
    assert card._title.y() > card._caption.geometry().bottom()
