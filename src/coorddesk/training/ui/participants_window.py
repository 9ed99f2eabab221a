"""The people of a session: registered, waiting, withdrawn; and from here its attendance, certificates and papers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.training.queries.participants import Gathering, ParticipantsQuery, gathering
from coorddesk.training.service import Guest, Registered, Registering, register
from coorddesk.training.ui.outcome import Outcome
from coorddesk.training.ui.participants_head import ParticipantsHead
from coorddesk.training.ui.participants_model import Participants
from coorddesk.training.ui.participants_verbs import ParticipantsVerbs
from coorddesk.training.ui.register_line import RegisterLine
from coorddesk.training.ui.session_papers import make_papers
from coorddesk.training.ui.session_ways import SessionWays
from coorddesk.widgets.actions import ActionBar, make_action, menu_action
from coorddesk.widgets.controls import rule
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.seen import seen_report
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

_KINDS = frozenset(
    {
        "registration",
        "attendance",
        "headcount",
        "issued_document",
        "training_session",
        "session_slot",
        "person",
        "place",
        "attachment",
    }
)
_SEARCH_WIDTH = 260


class ParticipantsWindow(QDialog):
    """Stands over the window; each change is written at once, and may be taken back from here."""

    def __init__(self, desk: Desk, owner: QWidget, session_id: int) -> None:
        """Work with the people of a session; `open` shows it."""
        super().__init__(owner)
        self._desk, self.session_id = desk, session_id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.texts.say(_p("training", "Participants")))
        self.head = ParticipantsHead(desk)
        self.outcome = Outcome(desk, self)
        self.line = RegisterLine(desk)
        self.search = SearchField(desk, _("Search these people"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.list = RecordList(desk, "participants", Participants(), _p("training", "Participants"), self._emptiness())
        self._make_actions()
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show it, nearly as large as the window that it stands over, and read."""
        self.resize(self.sizeHint())
        super().open()
        self._read()
        self.list.show_query(ParticipantsQuery(self.session_id))
        self.list.setFocus()

    def sizeHint(self) -> QSize:
        """Nearly all of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.97 if owner is not None else QSize(1_200, 760)

    def register(self, wish: Registering, called: str) -> None:
        """Register somebody who was typed or chosen; what was typed comes back where that was refused."""

        def refused(error: UserError) -> None:
            self.line.give_back(called)
            self.outcome.refuse(error)

        self._desk.operations.change(
            self, partial(_register, wish), self._on_registered, refused, said=partial(_said_one, called)
        )

    def _emptiness(self) -> tuple[Emptiness, Emptiness]:
        add = Offer(_("Register somebody"), self._on_register, "plus")
        group = Offer(_("Register a group…"), self._on_group, "users")
        detail = _("Type a name above: Enter registers. A class or a department registers at once.")
        none = Emptiness("users", _("Nobody is registered yet"), detail, (add, group))
        return none, Emptiness("search", _("Nobody here matches the search"))

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.add = new(_("Register"), "plus", "Ctrl+N", self._on_register)
        self.verbs = ParticipantsVerbs(self._desk, self, self.list, self.outcome)
        self.ways = SessionWays(self._desk, self, self.session_id, self.list.selected_ids)
        self.papers = make_papers(self._desk, self, self.session_id, self.outcome)
        seen = partial(seen_report, self.list, "participants", _p("training", "Participants"))
        self.print_seen = new(_("Print what is seen…"), "printer", "Ctrl+P", lambda: self._desk.preview_report(*seen()))
        self.export_seen = new(
            _("Export what is seen…"), "file-down", "Ctrl+E", lambda: self._desk.export_report(*seen())
        )
        self.offered = self._desk.offers(self, "training_session", lambda: [self.session_id])
        new(_("Search these people"), "search", "Ctrl+F", self.search.setFocus)
        new(_p("dismiss a message", "Close"), "log-out", "Ctrl+W", self.reject)
        self.list.menu_actions = self.verbs.of_one()

    def _all(self) -> list[QAction]:
        """Every verb with its key, in the order in which one works."""
        lines = [QAction(self) for _line in range(2)]
        for line in lines:
            line.setSeparator(True)
        return [self.add, *self.ways.all, lines[0], *self.verbs.of_one(), lines[1], *self.offered]

    def _lay_out(self) -> None:
        paper = menu_action(
            self._desk, self, _p("training", "Papers"), "printer", [*self.papers, self.print_seen, self.export_seen]
        )
        more = menu_action(self._desk, self, _("More"), "ellipsis", self._all())
        ways = self.ways
        shown = [ways.several, ways.group, self.verbs.withdraw, self.verbs.accept]
        bar = ActionBar(self._desk, self.add, [*shown, ways.attendance, ways.count, ways.certificates], [paper, more])
        above = QHBoxLayout()
        above.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        above.setSpacing(ROOM)
        above.addWidget(self.line, 1)
        above.addWidget(self.search)
        framed = QFrame()
        framed.setProperty("kind", "sheet")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(rule())
        layout.addWidget(bar)
        layout.addLayout(above)
        layout.addWidget(self.outcome)
        layout.addWidget(rule())
        layout.addWidget(framed, 1)

    def _connect(self) -> None:
        self.line.chosen.connect(self._on_chosen)
        self.line.typed.connect(self._on_typed)
        self.line.left.connect(self.list.setFocus)
        self.line.pasted.connect(self.ways.register_several)
        self.search.searched.connect(self._on_searched)
        self.search.left.connect(self.list.setFocus)
        self._desk.operations.committed.connect(self._on_committed)

    def _read(self) -> None:
        self._desk.operations.read(self, partial(_read, self.session_id), self._show, replaces="session")

    def _show(self, seen: Gathering | None) -> None:
        if seen is None:
            self.reject()  # deleted, by another program perhaps
            return
        title = _("Participants: {title} ({reference})", title=seen.title, reference=seen.reference)
        self.setWindowTitle(self._desk.texts.say(title))
        self.head.show_session(seen, self._desk.clock.today())
        self.verbs.show_session(seen)
        self.ways.show_session(seen)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self._read()
            self.list.reload()

    def _on_chosen(self, person_id: int, called: str) -> None:
        self.register(Registering(self.session_id, (person_id,)), called)

    def _on_typed(self, name: str) -> None:
        self.register(Registering(self.session_id, guests=(Guest(name),)), name)

    def _on_registered(self, done: Registered) -> None:
        self.list.select([*done.registered, *done.waiting])
        for doubt in (*done.unclear, *done.clashes)[:1]:
            self.outcome.doubt.say(doubt)

    def _on_searched(self, text: str) -> None:
        self.list.show_query(replace(self.list.query, text=text))

    def _on_group(self) -> None:
        self.ways.group.trigger()

    def _on_register(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _read(session_id: int, session: Session) -> Gathering | None:
    """In the lane."""
    return gathering(session, session_id)


def _register(wish: Registering, session: Session) -> Registered:
    """In the lane."""
    return register(session, wish)


def _said_one(called: str, done: Registered) -> Message:
    """What became of one."""
    if done.registered:
        return _("{name} is registered.", name=called)
    if done.waiting:
        return _("{name} waits: every place is taken.", name=called)
    return _("{name} was registered already.", name=called)
