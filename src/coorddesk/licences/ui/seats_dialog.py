"""Giving seats, and all that are taken of a licence: looked through, printed, taken back many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.directory.queries import members
from coorddesk.licences.queries import SEAT_COLUMNS, LicenceRow, SeatQuery, SeatRow, seat_ids, seat_page
from coorddesk.licences.reports import SEAT_LIST
from coorddesk.licences.service import SeatsBack, SeatsGiven, give_seats, take_back_seats
from coorddesk.licences.ui.pickers import device_picker, group_picker, person_picker
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.forms.records_editor import RecordsEditor, hint_of_records
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList, with_selected
from coorddesk.widgets.table.source import Source
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_SIZE = (960, 560)
_WIDTH = 720


@dataclass(frozen=True)
class GivenTo:
    """Seats for those who are named, and for everybody in a group."""

    seats: SeatsGiven
    group_id: int | None


class GiveSeatsDialog(RecordDialog):
    """Asks for people, a class and devices, all at once."""

    def __init__(self, desk: Desk, owner: QWidget, licence: LicenceRow) -> None:
        """Give seats of a licence."""
        self._licence = licence
        title = _("Seats of “{licence}”: {seats}", licence=licence.name, seats=licence.said_seats)
        super().__init__(desk, owner, title, _("Give seats"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """To whom, to what, since when."""
        desk = self.desk
        form.add("people", _("To people"), RecordsEditor(desk, person_picker(desk)), hint=hint_of_records())
        form.add("devices", _("To devices"), RecordsEditor(desk, device_picker(desk)), hint=hint_of_records())
        hint = _("Everybody in it; who has a seat keeps it.")
        form.add("group", _("To a class or group"), group_picker(desk), hint=hint)
        form.add("since", _("Since"), DateEditor(desk, desk.clock)).set_value(desk.clock.today())
        form.add("note", _("Note"), TextEditor(desk))
        form.add("even_over", _("More than were bought"), YesNoEditor(desk, _("More than were bought")))

    def data(self) -> GivenTo:
        """The wish."""
        values = self.form.values()
        rest = {key: values[key] for key in ("since", "note", "even_over")}
        return GivenTo(SeatsGiven(self._licence.id, values["people"], values["devices"], **rest), values["group"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_give, wish)

    def said(self, result: Any) -> Message:
        """How many."""
        name = self._licence.name
        return _n("“{licence}”: {count} seat given.", "“{licence}”: {count} seats given.", len(result), licence=name)


class Seats(Source[SeatRow, SeatQuery]):
    """Seats as rows of a table."""

    columns = SEAT_COLUMNS
    shown = ("called", "detail", "since", "idle", "note")

    def noun(self, count: int) -> Message:
        """How many seats."""
        return _n("{count} seat", "{count} seats", count)

    def ids(self, session: Session, query: SeatQuery) -> Sequence[int]:
        """The seats that a query means."""
        return seat_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, SeatRow]:
        """Their rows."""
        return seat_page(session, ids)

    def is_narrowed(self, query: SeatQuery) -> bool:
        """Whether seats are left out by a search."""
        return bool(query.text)

    def dots(self) -> Mapping[str, Callable[[SeatRow], Tone | None]]:
        """Which should come back."""
        return {"called": lambda row: Tone.WARNING if row.idle is not None else None}


class SeatsDialog(QDialog):
    """Who and what has the seats of a licence; Del takes back those that are selected."""

    def __init__(self, desk: Desk, owner: QWidget, licence: LicenceRow) -> None:
        """Show the seats of a licence that are taken."""
        super().__init__(owner)
        self._desk, self._licence = desk, licence
        say = desk.texts.say
        title = _("Seats of “{licence}”", licence=licence.name)
        self.setWindowTitle(say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        none = Emptiness("key-round", _("No seat is taken"), _("Give some to people, a class or devices."))
        found = Emptiness("search", _("No seat is like that"))
        self.list = RecordList(desk, "licence-seats", Seats(), title, (none, found))
        self.search = SearchField(desk, _("Search by name…"))
        self.past = QCheckBox(say(_("Also those taken back")))
        self.give = make_action(desk, self, _("Give seats…"), "plus", "Ctrl+N", self._on_give)
        self.take_back = make_action(desk, self, _p("seat", "Take back"), "undo-2", "Del", self._on_take_back)
        self.paper = make_action(desk, self, _("Print…"), "printer", "Ctrl+P", self._on_print)
        self._is_taking = False  # a second press meanwhile is a slip
        self._lay_out()
        self._connect()
        resize_on_screen(self, *_SIZE)
        self._refresh()

    def open(self) -> None:
        """Show it, and read the list."""
        super().open()
        self.list.show_query(SeatQuery(self._licence.id))
        self.list.setFocus()

    def _lay_out(self) -> None:
        self._close = button(self._desk, _("Close"))
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        for action in (self.give, self.take_back, self.paper):
            line.addWidget(tool_button(action))
        line.addWidget(self.past)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self.search.searched.connect(lambda text: self.list.show_query(replace(self.list.query, text=text)))
        self.search.left.connect(self.list.setFocus)
        self.past.toggled.connect(lambda on: self.list.show_query(replace(self.list.query, past=on)))
        self.list.selection_changed.connect(self._refresh)
        self.list.activated.connect(self._on_activated)
        self.list.menu_actions = [self.take_back]
        self._desk.operations.committed.connect(self._on_committed)

    def _selected(self) -> list[SeatRow]:
        rows = [self.list.row(seat_id) for seat_id in self.list.selected_ids()]
        return [row for row in rows if isinstance(row, SeatRow) and row.until is None]

    def _refresh(self) -> None:
        self.take_back.setEnabled(bool(self._selected()))

    def _on_activated(self, seat_id: int) -> None:
        row = self.list.row(seat_id)
        if isinstance(row, SeatRow):
            self.accept()
            self._desk.open_record(row.holder)

    def _on_give(self) -> None:
        GiveSeatsDialog(self._desk, self, self._licence).open()

    def _on_take_back(self) -> None:
        if self._selected():
            with_selected(self.list, self._take)

    def _take(self, found: Sequence[SeatRow]) -> None:
        rows = [row for row in found if row.until is None]
        if rows and not self._is_taking:
            self._is_taking = True
            wish = SeatsBack(tuple(row.id for row in rows), tuple(row.version for row in rows))
            said = _n("{count} seat taken back.", "{count} seats taken back.", len(rows))
            self._desk.operations.change(self, partial(_take_back, wish), settled=self._on_settled, said=said)

    def _on_settled(self) -> None:
        self._is_taking = False

    def _on_print(self) -> None:
        self._desk.preview_report(SEAT_LIST, (self._licence.id,))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"licence_seat", "person", "asset"}:
            self.list.reload()


def _give(wish: GivenTo, session: Session) -> list[int]:
    """In the lane: those who are in the group by now."""
    seats = wish.seats
    if wish.group_id is not None:
        present = [member.id for member in members(session, wish.group_id)]
        seats = replace(seats, person_ids=(*seats.person_ids, *present))
    return give_seats(session, seats)


def _take_back(wish: SeatsBack, session: Session) -> None:
    take_back_seats(session, wish)
