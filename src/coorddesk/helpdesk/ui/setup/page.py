"""Settings of the desk: what is said once of tickets, as an overview from which each list opens."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.messages import Message, _
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.queries import choice_counts
from coorddesk.helpdesk.service import delete_choice, order_choices
from coorddesk.helpdesk.ui.setup.dialogs import ChoiceDialog, ReplaceDialog
from coorddesk.helpdesk.ui.setup.door import Door
from coorddesk.helpdesk.ui.setup.parts import GROUPS
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import label
from coorddesk.widgets.names_list import Name, Names, NamesList
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.helpdesk.ui.setup.part import Part
    from coorddesk.widgets.desk import Desk

_LIST_HEIGHT = 200


class SetupPage(QWidget):
    """A door to each list; behind it the list, and the way back."""

    def __init__(self, desk: Desk) -> None:
        """Show the overview."""
        super().__init__()
        self._desk = desk
        self.doors: dict[str, Door] = {}
        self.list: NamesList | None = None
        self._overview = self._make_overview()
        self._room: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._overview)
        desk.operations.committed.connect(self._on_committed)
        self._count()

    def show_part(self, part: Part) -> None:
        """Open a list."""
        self._overview.hide()
        self._room = self._make_room(part)
        self._layout.addWidget(self._room)
        assert self.list is not None
        self.list.begin()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Close the list, and show the overview at its door."""
        if self._room is None or self.list is None:
            return
        key = self._room.objectName()
        self._layout.removeWidget(self._room)
        self._room.hide()
        self._room.deleteLater()
        self._room = self.list = None
        self._overview.show()
        self.doors[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_overview(self) -> QWidget:
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        for title, parts in GROUPS:
            layout.addWidget(label(self._desk, title, kind="field"))
            for part in parts:
                door = self.doors[part.key] = Door(self._desk, part.title, part.sentence, part.icon)
                door.clicked.connect(partial(self._on_door_clicked, part))
                layout.addWidget(door)
            layout.addSpacing(TIGHT)
        layout.addStretch()
        return made

    def _make_room(self, part: Part) -> QWidget:
        made = QWidget()
        made.setObjectName(part.key)
        back = make_action(self._desk, made, _("Help desk"), "arrow-left", "Alt+Left", self.go_back)
        back.setToolTip(self._desk.texts.say(_("Back to the overview (Alt+Left)")))
        self.list = NamesList(self._desk, names_of(self._desk, part))
        self.list.setMinimumHeight(_LIST_HEIGHT)
        head = QHBoxLayout()
        head.setSpacing(TIGHT)
        head.addWidget(tool_button(back))
        head.addWidget(label(self._desk, part.title, TypeScale.STRONG))
        head.addStretch()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addLayout(head)
        layout.addWidget(label(self._desk, part.sentence, kind="muted", wrap=True))
        layout.addWidget(self.list, 1)
        return made

    def _on_door_clicked(self, part: Part, _checked: bool = False) -> None:
        self.show_part(part)

    def _count(self) -> None:
        self._desk.operations.read(self, choice_counts, self._on_counted, replaces="choices")

    def _on_counted(self, counts: Mapping[str, int]) -> None:
        for key, door in self.doors.items():
            door.show_count(counts[key])

    def _on_committed(self, _changes: Changes) -> None:
        self._count()


def names_of(desk: Desk, part: Part) -> Names:
    """The list of a part."""
    return Names(
        part.title,
        read=partial(part.read, desk.texts),
        delete=lambda session, each: delete_choice(session, part.details, Deletion(each.id, each.version)),
        called=part.called,
        about=part.about,
        counted=part.counted,
        form=partial(_open_form, part),
        order=(lambda session, ids: order_choices(session, part.details, ids)) if part.ordered else None,
        doubt=_doubt,
        replace=None if part.search is None else partial(_replace, part),
    )


def _doubt(each: Name) -> Message:
    return _("Delete “{name}”?", name=each.name)


def _open_form(part: Part, desk: Desk, owner: QWidget, each: Name | None) -> None:
    desk.operations.read(owner, _usual_day, lambda day: ChoiceDialog(desk, owner, part, each, day).open())


def _replace(part: Part, desk: Desk, owner: QWidget, each: Name, why: Message) -> None:
    ReplaceDialog(desk, owner, part, each, why).open()


def _usual_day(session: Session) -> int:
    """In the lane."""
    return opening_hours(session).usual_day
