"""What is done with those who are registered: given up, accepted, refused, put before others, edited, deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.service import Deletion
from coorddesk.training.queries.participants import Gathering, ParticipantRow
from coorddesk.training.rules.capacity import STANDING
from coorddesk.training.rules.words import COMING, RegistrationState
from coorddesk.training.service import (
    Guest,
    Registering,
    accept_offer,
    delete_registration,
    offer_places,
    register,
)
from coorddesk.training.service.waiting import move_waiting
from coorddesk.training.ui.registration_dialog import RegistrationDialog
from coorddesk.training.ui.withdraw_dialog import WithdrawDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.table.record_list import with_selected

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.training.ui.outcome import Outcome
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class ParticipantsVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected."""

    def __init__(self, desk: Desk, window: QWidget, listing: RecordList, outcome: Outcome) -> None:
        """`window` lists and owns the actions; what comes of them is told by `outcome`."""
        super().__init__(window)
        self._desk, self._window, self._list, self._outcome = desk, window, listing, outcome
        self._seen: Gathering | None = None
        self._is_busy = False
        new = partial(make_action, desk, window)
        self.withdraw = new(_("Withdraw…"), "log-out", "W", partial(self._on_leaving, declines=False))
        self.decline = new(_("Refuse a place…"), "circle-x", "X", partial(self._on_leaving, declines=True))
        self.accept = new(_("Give the place"), "circle-check", "Y", self._on_accept)
        self.offer = new(_("Offer the places left"), "bell", "O", self._on_offer)
        self.up = new(_("Up the waiting list"), "arrow-up", "Alt+Up", partial(self._on_move, -1))
        self.down = new(_("Down the waiting list"), "arrow-down", "Alt+Down", partial(self._on_move, 1))
        self.again = new(_("Register again"), "undo-2", "A", self._on_again)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        listing.selection_changed.connect(self.refresh)
        listing.activated.connect(lambda _id: self._on_edit())
        self.refresh()

    def of_one(self) -> list[QAction]:
        """In the order of the menu of a row."""
        waiting = [self.accept, self.offer, self.up, self.down]
        return [self.withdraw, self.decline, *waiting, self.again, self.edit, self.delete]

    def show_session(self, seen: Gathering) -> None:
        """Offer what fits how the session stands."""
        self._seen = seen
        self.refresh()

    def refresh(self) -> None:
        """Offer what fits the selection; a row is there as soon as it was painted."""
        rows, ids = self._selected(), self._list.selected_ids()
        states = {each.row.state for each in rows}
        is_coming = self._seen is not None and self._seen.state in COMING
        only = rows[0] if len(ids) == 1 and rows else None
        waits = only is not None and only.row.state is RegistrationState.WAITING
        standing = bool(ids) and states <= STANDING
        self.withdraw.setEnabled(standing)
        self.decline.setEnabled(standing and is_coming)
        self.accept.setEnabled(waits and is_coming)
        for action in (self.up, self.down):
            action.setEnabled(waits)
        self.again.setEnabled(bool(rows) and not states & STANDING and is_coming)
        self.edit.setEnabled(only is not None)
        self.delete.setEnabled(only is not None)
        places = None if self._seen is None else self._seen.places
        self.offer.setEnabled(is_coming and places is not None and bool(places.waiting))

    def _selected(self) -> list[ParticipantRow]:
        found = (self._list.row(each) for each in self._list.selected_ids())
        return [row for row in found if isinstance(row, ParticipantRow)]

    def _only(self) -> ParticipantRow | None:
        rows = self._selected()
        return rows[0] if rows and len(self._list.selected_ids()) == 1 else None

    def _change(self, work: Callable[[Session], object], said: Message | Callable[[object], Message | None]) -> None:
        """Do it once, however often its key is pressed meanwhile."""
        if not self._is_busy:
            self._is_busy = True
            self._desk.operations.change(self, work, None, self._outcome.refuse, settled=self._on_settled, said=said)

    def _on_settled(self) -> None:
        self._is_busy = False

    def _on_leaving(self, *, declines: bool) -> None:
        with_selected(self._list, partial(self._ask_why, declines=declines))

    def _ask_why(self, rows: list[ParticipantRow], *, declines: bool) -> None:
        if rows and self._seen is not None:
            WithdrawDialog(self._desk, self._window, self._seen, rows, declines=declines).open()

    def _on_accept(self) -> None:
        one = self._only()
        if one is not None:
            self._change(partial(_accept, one.row.id), _("{name} has the place.", name=one.row.parts.full))

    def _on_offer(self) -> None:
        if self._seen is not None:
            self._change(partial(_offer, self._seen.id), _said_offered)

    def _on_move(self, by: int) -> None:
        one = self._only()
        if one is not None and one.row.position is not None and one.row.position + by > 0:
            place = one.row.position + by
            said = _("{name} is at place {position} of the waiting list.", name=one.row.parts.full, position=place)
            self._change(partial(_move, one.row.id, place), said)

    def _on_again(self) -> None:
        with_selected(self._list, self._register_again)

    def _register_again(self, rows: list[ParticipantRow]) -> None:
        if rows and self._seen is not None:
            people = tuple(each.row.person_id for each in rows if each.row.person_id is not None)
            guests = tuple(Guest(each.row.parts.last) for each in rows if each.row.person_id is None)
            count = len(rows)
            said = _n("{count} person registered again.", "{count} people registered again.", count)
            self._change(partial(_register, Registering(self._seen.id, people, guests)), said)

    def _on_edit(self) -> None:
        one = self._only()
        if one is not None:
            RegistrationDialog(self._desk, self._window, one.row).open()

    def _on_delete(self) -> None:
        one = self._only()
        if one is not None:
            said = _("The registration of {name} is deleted.", name=one.row.parts.full)
            self._change(partial(_delete, Deletion(one.row.id, one.row.version)), said)


def _accept(registration_id: int, session: Session) -> None:
    """In the lane."""
    accept_offer(session, registration_id)


def _offer(session_id: int, session: Session) -> int:
    """In the lane: to how many."""
    return len(offer_places(session, session_id))


def _move(registration_id: int, position: int, session: Session) -> None:
    """In the lane."""
    move_waiting(session, registration_id, position)


def _register(wish: Registering, session: Session) -> None:
    """In the lane."""
    register(session, wish)


def _delete(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_registration(session, wish)


def _said_offered(count: object) -> Message:
    if not isinstance(count, int) or not count:
        return _("No place is left to be offered.")
    return _n("{count} place is offered: it is kept for some days.", "{count} places are offered.", count)
