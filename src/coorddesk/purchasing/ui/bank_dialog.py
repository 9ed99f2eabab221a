"""Lines of bank statements ticked off against payments: one key for what is plain, one more for what is not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.purchasing.queries.bank import BankQuery, BankRow, bank_row, left_to_tick
from coorddesk.purchasing.rules.bank import BANK_STATE_TITLES, BankState
from coorddesk.purchasing.ui.bank_model import BankLines
from coorddesk.purchasing.ui.bank_proposals import BankProposals
from coorddesk.purchasing.ui.bank_verbs import BankVerbs
from coorddesk.widgets.actions import ActionBar, make_action, menu_action
from coorddesk.widgets.controls import label, rule
from coorddesk.widgets.empty import Emptiness, Offer
from coorddesk.widgets.forms.editors import ChoiceEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_KINDS = frozenset({"bank_line", "bank_match", "payment", "invoice", "supplier"})
_SEARCH_WIDTH = 280


class BankDialog(QDialog):
    """Stands beside the window, which can be used meanwhile: an import comes over it."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Work with the lines of all statements; `open` reads them."""
        super().__init__(owner)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.texts.say(_("Bank statements")))
        states: list[tuple[BankState | None, Message]] = [*BANK_STATE_TITLES.items(), (None, _p("bank lines", "All"))]
        self.state = ChoiceEditor(desk, states)
        self.state.set_value(BankState.OPEN)
        self.search = SearchField(desk, _("Search these lines"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.list = RecordList(desk, "bank", BankLines(), _("Bank statements"), self._emptiness())
        self.proposals = BankProposals(desk)
        self.below = QWidget()
        self.below.hide()  # until there is a line that it is about
        self.told = label(desk, kind="muted")
        self.success, self.trouble = Notice(desk, Tone.SUCCESS), Notice(desk, Tone.DANGER)
        self.verbs = BankVerbs(desk, self, self.list, self)
        self._make_actions()
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Show it beside the window and read."""
        self.resize(self.sizeHint())
        self.show()
        self.list.show_query(BankQuery())
        self._count()
        self.list.setFocus()

    def say(self, done: Message | None, trouble: Message | None = None) -> None:
        """Say what was done, or why it was not."""
        self.success.say(done)
        self.trouble.say(trouble)

    def sizeHint(self) -> QSize:
        """Nearly all of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.95 if owner is not None else QSize(1_180, 740)

    def _emptiness(self) -> tuple[Emptiness, Emptiness]:
        take_in = Offer(_("Import a statement…"), self._on_import, "file-input")
        detail = _("Any sheet of the bank will do, and .ofx files. What is there already is not taken twice.")
        none = Emptiness("circle-check", _("Nothing to tick off"), detail, (take_in,))
        show_all = Offer(_p("bank lines", "Show all"), self._on_all_wanted)
        return none, Emptiness("search", _p("bank lines", "None is like that"), None, (show_all,))

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.take_in = new(_("Import a statement…"), "file-input", "Ctrl+I", self._on_import)
        new(_("Search these lines"), "search", "Ctrl+F", self.search.setFocus)
        new(_p("dismiss a message", "Close"), "log-out", "Ctrl+W", self.reject)
        self.list.menu_actions = [*self.verbs.of_one(), self.verbs.delete]

    def _lay_out(self) -> None:
        verbs = self.verbs
        more = menu_action(self._desk, self, _("More"), "ellipsis", [*verbs.others, verbs.delete])
        bar = ActionBar(self._desk, verbs.tick, verbs.of_one()[1:], [self.take_in, more], icon="check")
        below = QVBoxLayout(self.below)
        below.setContentsMargins(ROOM, SNUG, ROOM, SNUG)
        below.setSpacing(TIGHT)
        below.addWidget(label(self._desk, _("What the line may be about"), kind="field"))
        below.addWidget(self.proposals)
        framed = QFrame()
        framed.setProperty("kind", "sheet")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addLayout(self._filters())
        for notice in (self.success, self.trouble):
            layout.addWidget(notice)
        layout.addWidget(rule())
        layout.addWidget(framed, 1)
        layout.addWidget(rule())
        layout.addWidget(self.below)

    def _filters(self) -> QHBoxLayout:
        above = QHBoxLayout()
        above.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        above.setSpacing(SNUG)
        shown = label(self._desk, _p("bank lines", "Shown"), kind="field")
        self.state.describe(shown, shown.text())
        for part in (shown, self.state, self.told):
            above.addWidget(part)
        above.addStretch()
        above.addWidget(self.search)
        return above

    def _connect(self) -> None:
        self.state.changed.connect(self._on_state_chosen)
        self.search.searched.connect(self._on_searched)
        self.search.left.connect(self.list.setFocus)
        self.list.activated.connect(lambda _line: self.verbs.press(0))
        self.list.selection_changed.connect(self._on_selected)
        self.list.table.selectionModel().currentChanged.connect(self._on_selected)
        self.list.model.arrived.connect(self._on_arrived)
        self.proposals.chosen.connect(self.verbs.press)
        self._desk.operations.committed.connect(self._on_committed)

    def _count(self) -> None:
        self._desk.operations.read(self, left_to_tick, self._show_count, replaces="count")

    def _show_count(self, left: int) -> None:
        said = _n("{count} line is to be ticked off.", "{count} lines are to be ticked off.", left)
        self.told.setText(self._desk.texts.say(said))

    def _show(self, row: BankRow | None) -> None:
        self.proposals.show_line(row)
        self.below.setVisible(row is not None)
        self.verbs.show_line(row)

    def _on_arrived(self) -> None:
        if not self.list.model.ids:
            self._show(None)
        elif self.list.current_id() is None:
            self.list.select([self.list.model.ids[0]])

    def _on_selected(self, *_indexes: object) -> None:
        line = self.list.current_id()
        if line is None:
            self._show(None)
        else:
            self._desk.operations.read(self, partial(_read, line), self._show, replaces="line")

    def _on_import(self) -> None:
        self._desk.start_import("bank-lines")

    def _on_state_chosen(self) -> None:
        self.list.show_query(replace(self.list.query, state=self.state.value()))

    def _on_all_wanted(self) -> None:
        self.search.show_text("")
        self.state.set_value(None)
        self.list.show_query(replace(self.list.query, text="", state=None))

    def _on_searched(self, text: str) -> None:
        self.list.show_query(replace(self.list.query, text=text))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self.list.reload()
            self._count()


def _read(line: int, session: Session) -> BankRow | None:
    """In the lane."""
    return bank_row(session, line)
