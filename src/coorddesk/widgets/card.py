"""The card: everything about one record, beside the list it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.records import Belongings, Entry, Subject
from coorddesk.widgets.actions import tool_button
from coorddesk.widgets.badge import Badge
from coorddesk.widgets.belongings import BelongingsList
from coorddesk.widgets.controls import icon_button, label, rule
from coorddesk.widgets.drop_target import DropTarget
from coorddesk.widgets.facts import Facts, Section
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.focus import hand_focus_on, tab_in_order
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.timeline import Timeline
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.card_part import CardPart
    from coorddesk.widgets.desk import Desk

_BADGES = 3
_LONG_MILLISECONDS = 200


@dataclass(frozen=True)
class CardContent:
    """What a card says, put together in the reading lane; the picture of `pictured` stands for a record without one."""

    title: str
    caption: str = ""
    badges: tuple[tuple[Message, Tone], ...] = ()
    sections: tuple[Section, ...] = ()
    belongings: tuple[Belongings, ...] = ()
    story: tuple[Entry, ...] = ()
    pictured: tuple[Subject, ...] = ()


class Card(QFrame):
    """Reads its record in the lane and shows it; several selected records have no card but a sentence.

    Signals:
        left: Esc was pressed, the keyboard should go back to the list.
        closed: the card should go.
    """

    left = Signal()
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        kind: str,
        read: Callable[[Session, int], CardContent | None],
        first: Sequence[QAction],
        others: Sequence[QAction],
        parts: Sequence[CardPart] = (),
    ) -> None:
        """`kind` names the records' table; `first` are verbs to show on the card, `others` those of its menu.

        `parts` are those that this kind of record alone has, before those of every card.
        """
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._read = read
        self._wanted: int | None = None
        self._shown: int | None = None
        self._own_parts = tuple(parts)
        self._parts: tuple[CardPart, ...] | None = None  # made with the first record: most of a start needs none
        self._is_stale = False
        self._caption = label(desk, kind="muted")
        self._title = label(desk, scale=TypeScale.HEADING, wrap=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._badges = [Badge(desk) for _place in range(_BADGES)]
        self._facts = Facts(desk)
        self._belongings = BelongingsList(desk)
        self._story_title = label(desk, _("History"), TypeScale.STRONG)
        self._story = Timeline(desk)
        self._close = icon_button(desk, "x", _("Close the card"))
        self._scroll = self._body()
        self._verbs = self._verb_row(first, others)
        self._build()
        hand_focus_on(self, lambda: self._scroll)
        self._facts.opened.connect(desk.open_record)
        self._story.opened.connect(self._open)
        self._belongings.opened.connect(desk.open_record)
        self._belongings.all_wanted.connect(self._on_all_wanted)
        self._close.clicked.connect(self.closed)
        desk.operations.committed.connect(self._on_committed)
        self.say(None)

    def show_record(self, record_id: int) -> None:
        """Read a record and show it, the one before standing meanwhile; without one, a long reading is said."""
        self._wanted = record_id
        if self._shown is None:
            self._soon.start()
        self._is_stale = False
        readers = [part.reader() for part in self._made_parts()]
        work = partial(_read_all, self._read, readers, (self._kind, record_id))
        self._desk.operations.read(self, work, partial(self._show, record_id), replaces="card")

    def reload(self) -> None:
        """Read the record again."""
        if self._wanted is not None:
            self.show_record(self._wanted)

    def can_close(self, *, can: bool) -> None:
        """Whether it has a button to go away."""
        self._close.setVisible(can)

    def say(self, message: Message | None) -> None:
        """Show a sentence in place of a record: that several are selected, or none."""
        self._wanted = self._shown = None
        self._soon.stop()
        for part in self._parts or ():
            part.clear()
        self._show_content(CardContent("" if message is None else self._desk.texts.say(message)))
        self._verbs.hide()

    def _body(self) -> QScrollArea:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(ROOM - 2, SNUG, ROOM - 2, ROOM)  # the frame that shows the keyboard takes two
        layout.setSpacing(SNUG)
        self._above, self._below = _stack(), _stack()
        layout.addLayout(self._above)
        layout.addWidget(self._facts)
        layout.addWidget(self._belongings)
        layout.addLayout(self._below)
        self._story_rule = rule()
        layout.addWidget(self._story_rule)
        layout.addWidget(self._story_title)
        layout.addWidget(self._story)
        layout.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setProperty("kind", "body")
        scroll.setAccessibleName(self._desk.texts.say(_p("screen", "Card")))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return scroll

    def _verb_row(self, first: Sequence[QAction], others: Sequence[QAction]) -> QWidget:
        row = QWidget()
        layout = FlowLayout(row)
        layout.setSpacing(HAIR)
        for action in first:
            layout.addWidget(tool_button(action))
        icons, of_parts = QWidget(), QWidget()  # all icons go to the next line together
        side_by_side, self._part_verbs = QHBoxLayout(icons), QHBoxLayout(of_parts)
        for line in (side_by_side, self._part_verbs):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(HAIR)
        side_by_side.addWidget(of_parts)
        layout.addWidget(icons)
        if others:
            more = icon_button(self._desk, "ellipsis", _("More to do"))
            menu = QMenu(more)
            menu.addActions(list(others))
            more.setMenu(menu)
            more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
            side_by_side.addWidget(more)
        return row

    def _build(self) -> None:
        self._soon = QTimer(self, interval=_LONG_MILLISECONDS, singleShot=True)
        self._soon.timeout.connect(lambda: self._show_content(CardContent("", self._desk.texts.say(_("Reading…")))))
        self.setProperty("kind", "pane")
        self.setAccessibleName(self._desk.texts.say(_p("screen", "Card")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(rule())
        layout.addWidget(self._scroll, 1)

    def _head(self) -> QVBoxLayout:
        self._caption.setMinimumHeight(CONTROL_HEIGHT)  # in one line with the button
        self._badge_row = QWidget()
        flow = FlowLayout(self._badge_row)
        flow.setSpacing(HAIR)
        for badge in self._badges:
            flow.addWidget(badge)
        named = QVBoxLayout()
        named.setSpacing(TIGHT)
        for part in (self._caption, self._title, self._badge_row):
            named.addWidget(part)
        named.addStretch()
        self._aside = _stack()
        self._aside.setContentsMargins(0, 0, SNUG, 0)
        right = QVBoxLayout()
        right.setSpacing(TIGHT)
        right.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignRight)
        right.addLayout(self._aside)
        right.addStretch()
        beside = QHBoxLayout()
        beside.setSpacing(SNUG)
        beside.addLayout(named, 1)
        beside.addLayout(right)
        head = QVBoxLayout()
        head.setContentsMargins(ROOM, TIGHT, TIGHT, TIGHT)
        head.setSpacing(TIGHT)
        head.addLayout(beside)
        head.addWidget(self._verbs)
        return head

    def _made_parts(self) -> tuple[CardPart, ...]:
        """What the page has for this card and the shell for every one, put where it belongs."""
        if self._parts is None:
            self._parts = (*self._own_parts, *self._desk.card_parts(self))
            for part in self._parts:
                self._aside.addWidget(part.aside)
                self._above.addWidget(part.above)
                self._below.addWidget(part.below)
                for action in part.actions:
                    self._part_verbs.addWidget(tool_button(action, words=False))
                DropTarget(self._desk, self, _("Drop the files to attach them here"), part.takes, part.take)
        return self._parts

    def _show(self, record_id: int, read: tuple[CardContent | None, Sequence[Any]]) -> None:
        content, extras = read
        if record_id != self._wanted:
            return
        if content is None:
            self.say(_("This is no longer there."))
            return
        self._soon.stop()
        is_other = record_id != self._shown
        self._shown = record_id
        self._verbs.show()
        self._show_content(content)
        for part, extra in zip(self._made_parts(), extras, strict=True):
            part.show((self._kind, record_id), extra)
        self._order_tab()
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_content(self, content: CardContent) -> None:
        self._caption.setText(content.caption)
        self._caption.setVisible(bool(content.caption))
        alone = not content.caption and not self._close.isHidden()
        self._title.setMinimumHeight(CONTROL_HEIGHT if alone else 0)  # then it is in one line with the button
        self._title.setText(content.title)
        for place, badge in enumerate(self._badges):
            word, tone = content.badges[place] if place < len(content.badges) else (None, Tone.MUTED)
            badge.show_word(word, tone)
        self._badge_row.setVisible(bool(content.badges))
        self._facts.show_sections(content.sections)
        self._belongings.show_belongings(content.belongings)
        self._story.show_entries(content.story)
        for widget in (self._story_rule, self._story_title, self._story):
            widget.setVisible(bool(content.story))

    def _order_tab(self) -> None:
        """As it is read from top to bottom."""
        parts = self._made_parts()
        head = (self._close, *(part.aside for part in parts), self._verbs, self._scroll)
        body = (*(part.above for part in parts), self._facts, self._belongings, *(part.below for part in parts))
        tab_in_order(*head, *body, self._story)

    def _open(self, subject: Subject) -> None:
        """Open what belongs to a part there, everything else in its tab."""
        if not any(part.opens(subject) for part in self._parts or ()):
            self._desk.open_record(subject)

    def _on_committed(self, changes: Changes) -> None:
        if any(part.kinds & changes.kinds for part in self._parts or ()):
            self._is_stale = True
            self._refresh()

    def _refresh(self) -> None:
        if self._is_stale and self.isVisible():
            self.reload()

    def _on_all_wanted(self, kind: str) -> None:
        if self._shown is not None:
            about: Subject = (self._kind, self._shown)
            self._desk.open_list(kind, about)

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what has changed while it was out of sight."""
        super().showEvent(event)
        self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _read_all(
    read: Callable[[Session, int], CardContent | None],
    readers: Sequence[Callable[[Session, Subject, Sequence[Subject]], Any]],
    subject: Subject,
    session: Session,
) -> tuple[CardContent | None, Sequence[Any]]:
    """In the lane: what the card says, and what its parts show."""
    content = read(session, subject[1])
    pictured = () if content is None else content.pictured
    return content, [] if content is None else [reader(session, subject, pictured) for reader in readers]


def _stack() -> QVBoxLayout:
    """Room for what the parts bring."""
    layout = QVBoxLayout()
    layout.setSpacing(SNUG)
    return layout
