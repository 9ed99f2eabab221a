"""What can be done in the agenda: the actions behind its bar, its menu and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.agenda.queries import EVENT, event_row
from coorddesk.agenda.queries.source import OF_OTHERS
from coorddesk.agenda.reports import AGENDA_LEAF, AGENDA_LIST, LeafChoice
from coorddesk.agenda.service import delete_event, remove_calendar
from coorddesk.agenda.ui.calendar_verbs import CalendarVerbs
from coorddesk.agenda.ui.closures import ClosureDialog
from coorddesk.agenda.ui.event_dialog import EventDialog
from coorddesk.agenda.ui.showing import View, leaf_title
from coorddesk.core.dated import Dated
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.directory.service import Deletion
from coorddesk.widgets.actions import make_action, menu_action, part
from coorddesk.widgets.names_list import Name

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.agenda.ui.leaves import Leaves
    from coorddesk.agenda.ui.showing import Showing
    from coorddesk.widgets.desk import Desk

_CLOSURE = "closure"


class AgendaVerbs(QObject):
    """Makes the actions and keeps them in step with the thing that is chosen."""

    def __init__(self, desk: Desk, page: QWidget, leaves: Leaves, showing: Callable[[], Showing]) -> None:
        """`page` lists and owns them; `showing` says what it shows."""
        super().__init__(page)
        self._desk, self._page = desk, page
        self._leaves, self._showing = leaves, showing
        make = partial(make_action, desk, page)
        self.new = make(_("New event"), "plus", "Ctrl+N", self._on_new)
        self.open = make(_("Open"), "external-link", "O", self._on_open)
        self.delete = make(_("Delete"), "trash-2", "Del", self._on_delete)
        self.delete_all = make(_("Delete this whole calendar…"), "trash-2", "Shift+Del", self._on_delete_all)
        part(page)
        self.print = make(_("Print what is seen…"), "printer", "Ctrl+P", self._on_print)
        self.print_list = make(_("Print or save as a list…"), "list", "Ctrl+Shift+P", self._on_print_list)
        self.calendars = CalendarVerbs(desk, page, showing)
        part(page)

    def for_one(self) -> list[QAction]:
        """Those that are about the thing that is chosen."""
        return [self.open, self.delete]

    def aside(self) -> list[QAction]:
        """What is done with the whole leaf."""
        desk, page = self._desk, self._page
        files = menu_action(desk, page, _("Calendar files"), "file-down", self.calendars.all)
        return [files, menu_action(desk, page, _("Print"), "printer", [self.print, self.print_list])]

    def refresh(self) -> None:
        """Offer what fits: only what is in the agenda alone is deleted here."""
        thing = self._leaves.chosen
        self.open.setEnabled(thing is not None and thing.subject is not None)
        self.delete.setEnabled(thing is not None and thing.subject is not None and thing.subject[0] == EVENT)
        self.delete_all.setEnabled(thing is not None and _calendar_of(thing) is not None)

    def open_thing(self, thing: Dated) -> None:
        """Open the record behind a thing: a form for what the agenda has alone, its card for any other."""
        if thing.subject is None:
            return
        kind, record_id = thing.subject
        if kind == EVENT:
            EventDialog(self._desk, self._page, record_id, thing.first, _calendar_of(thing)).open()
        elif kind == _CLOSURE:
            ClosureDialog(self._desk, self._page, Name(record_id, 0, self._desk.texts.say(thing.title))).open()
        else:
            self._desk.open_record(thing.subject)

    def _on_new(self) -> None:
        EventDialog(self._desk, self._page, None, self._showing().day).open()

    def _on_open(self) -> None:
        thing = self._leaves.chosen
        if thing is not None:
            self.open_thing(thing)

    def _on_print(self) -> None:
        is_list = self._showing().view is View.LIST
        self._desk.preview_report(AGENDA_LIST if is_list else AGENDA_LEAF, self._leaf_choice())

    def _on_print_list(self) -> None:
        self._desk.preview_report(AGENDA_LIST, self._leaf_choice())

    def _leaf_choice(self) -> LeafChoice:
        showing, desk = self._showing(), self._desk
        return LeafChoice(leaf_title(showing, desk.texts), showing.leaf, showing.kinds, desk.features)

    def _on_delete(self) -> None:
        thing = self._leaves.chosen
        if thing is not None and thing.subject is not None and thing.subject[0] == EVENT:
            said = _("“{name}” deleted.", name=thing.title)
            self._desk.operations.change(self._page, partial(_delete, thing.subject[1]), said=said)

    def _on_delete_all(self) -> None:
        thing = self._leaves.chosen
        name = None if thing is None else _calendar_of(thing)
        if name is None:
            return
        question = _("Delete every event of the calendar “{name}”?", name=name)
        detail = _("Taken in again, its file brings them back.")
        if self._desk.ask(self._page, question, detail, _("Delete"), dangerous=True):
            said = _("“{name}” deleted.", name=name)
            self._desk.operations.change(self._page, partial(_delete_all, self._desk.texts.say(name)), said=said)


def _calendar_of(thing: Dated) -> Message | None:
    """The calendar of others that a thing came out of."""
    return thing.kind.title if thing.kind.key.startswith(OF_OTHERS) else None


def _delete_all(calendar: str, session: Session) -> None:
    """In the lane."""
    remove_calendar(session, calendar)


def _delete(event_id: int, session: Session) -> None:
    """In the lane."""
    row = event_row(session, event_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    delete_event(session, Deletion(row.id, row.version))
