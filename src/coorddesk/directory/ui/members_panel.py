"""Who is in a group: added by name, taken out, written to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.queries import GroupRow, MemberRow, members, person_options
from coorddesk.directory.service import Members, add_members, remove_members
from coorddesk.directory.ui.mailing import Mailing
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_DETAIL, _EMAIL = 1, 2


class MembersPanel(QWidget):
    """Each change is written at once.

    Signals:
        opened: the id of somebody whose card is wanted.
    """

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Show nobody yet."""
        super().__init__()
        self._desk = desk
        self._group: GroupRow | None = None
        self._people: Sequence[MemberRow] = ()
        self._title = label(desk, scale=TypeScale.TITLE)
        self._about = label(desk, kind="muted", wrap=True)
        self._notice, self._done = Notice(desk, Tone.DANGER), Notice(desk, Tone.SUCCESS)
        self._add = RecordPicker(desk, person_options, hint=_("Type a name to add somebody"))
        self._add.control.setAccessibleName(desk.texts.say(_("Add somebody")))
        self._table = self._make_table()
        self._mailing = Mailing(desk, self)
        make = partial(make_action, desk)
        self._remove = make(self._table, _("Take out"), "x", "Del", self._on_remove)
        self._mail = make(self, _("Write to everybody…"), "mail", "", self._on_mail)
        self._copy = make(self, _("Copy addresses"), "copy", "", self._on_copy)
        self._lay_out()
        self._connect()

    def show_group(self, row: GroupRow | None) -> None:
        """Show who is in a group."""
        if row is None or self._group is None or row.id != self._group.id:
            self.say(None)
        self._group = row
        if row is None:
            self._show_people(())
        else:
            self._desk.operations.read(self, partial(_read, row.id), self._show_people, replaces="members")

    def say(self, done: Message | None, trouble: Message | None = None) -> None:
        """Say what was done, or why nothing was."""
        self._done.say(done)
        self._notice.say(trouble)

    def change(self, work: Callable[[Session], object], said: Message | None = None) -> None:
        """Write something about the group, and say here what keeps it from being written."""
        self.say(None)
        self._desk.operations.change(self, work, None, self._on_refused, said=said)

    def _make_table(self) -> QTableWidget:
        say = self._desk.texts.say
        table = QTableWidget(0, 3)
        table.setAccessibleName(say(_("People in the group")))
        titles = (_("Name"), _("Class, department or role"), _("E-mail"))
        table.setHorizontalHeaderLabels([say(title) for title in titles])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setItemDelegate(PaddedDelegate(table))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(HAIR)
        for action in (self._remove, self._mail, self._copy):
            verbs.addWidget(tool_button(action))
        verbs.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        for part in (self._title, self._about, self._notice, self._done, self._add):
            layout.addWidget(part)
        layout.addWidget(self._table, 1)
        layout.addLayout(verbs)

    def _connect(self) -> None:
        self._table.itemSelectionChanged.connect(self._refresh)
        self._table.itemActivated.connect(lambda item: self.opened.emit(self._people[item.row()].id))
        self._add.changed.connect(self._on_picked)
        self._mailing.said.connect(self.say)
        self._mailing.refused.connect(lambda trouble: self.say(None, trouble))

    def _show_people(self, people: Sequence[MemberRow]) -> None:
        kept = {each.id for each in self._selected()}
        self._people = people
        self._table.setRowCount(len(people))
        self._table.clearSelection()
        for place, each in enumerate(people):
            for column, text in enumerate((each.name, each.detail, each.email)):
                self._table.setItem(place, column, QTableWidgetItem(text))
            if each.id in kept:
                self._table.selectRow(place)
        own = "" if self._group is None else self._group.name
        self._table.setColumnHidden(_DETAIL, all(each.detail in {"", own} for each in people))
        self._table.setColumnHidden(_EMAIL, not any(each.email for each in people))
        self._show_heading()
        self._refresh()

    def _show_heading(self) -> None:
        row, say = self._group, self._desk.texts.say
        if row is None:
            self._title.setText(say(_("No group yet")))
            self._about.setText(say(_("Make a group, then add people to it by name.")))
            return
        count = len(self._people)
        said = _n("{count} person", "{count} people", count) if count else _("Nobody is in it yet.")
        self._title.setText(row.title)
        self._about.setText("\n".join(filter(None, (say(said), row.notes))))

    def _selected(self) -> list[MemberRow]:
        places = sorted({index.row() for index in self._table.selectedIndexes()})
        return [self._people[place] for place in places if place < len(self._people)]

    def _refresh(self) -> None:
        self._add.setEnabled(self._group is not None)
        self._remove.setEnabled(bool(self._selected()))
        for action in (self._mail, self._copy):
            action.setEnabled(bool(self._people))

    def _on_picked(self) -> None:
        """Put somebody in as soon as they are chosen, and be ready for the next."""
        state: Any = self._add.state()
        picked = state[0]
        if self._group is not None and picked is not None:
            self._add.set_value(None)
            self.change(partial(_add, Members(self._group.id, (picked.id,))))

    def _on_remove(self) -> None:
        people = tuple(each.id for each in self._selected())
        if self._group is not None and people:
            count, name = len(people), self._group.title
            said = _n(
                "{count} person taken out of “{name}”.", "{count} people taken out of “{name}”.", count, name=name
            )
            self.change(partial(_take_out, Members(self._group.id, people)), said)

    def _on_mail(self) -> None:
        if self._group is not None:
            self._mailing.write(self._group.id)

    def _on_copy(self) -> None:
        if self._group is not None:
            self._mailing.copy(self._group.id)

    def _on_refused(self, error: UserError) -> None:
        self.say(None, error.message)


def _read(group_id: int, session: Session) -> Sequence[MemberRow]:
    """In the lane."""
    return members(session, group_id)


def _add(wish: Members, session: Session) -> None:
    """In the lane."""
    add_members(session, wish)


def _take_out(wish: Members, session: Session) -> None:
    """In the lane."""
    remove_members(session, wish)
