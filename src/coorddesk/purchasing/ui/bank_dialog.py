"""Lines of bank statements ticked off against payments: one key for what is plain, one more for what is not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries.bank import BankCounts, BankQuery, BankRow, bank_counts, bank_row
from coorddesk.purchasing.rules.bank import BANK_STATE_TITLES, BankState
from coorddesk.purchasing.service.bank import (
    LeavingAside,
    Ticking,
    against,
    delete_bank_line,
    leave_aside,
    take_back,
    tick_off,
)
from coorddesk.purchasing.ui.bank_model import BankLines
from coorddesk.purchasing.ui.bank_proposals import BankProposals
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
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

_KINDS = frozenset({"bank_line", "payment", "invoice", "supplier"})
_SEARCH_WIDTH = 280
_KEYS = 5


class BankDialog(QDialog):
    """Stands beside the window, which can be used meanwhile: an import comes over it."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Work with the lines of all statements; `open` reads them."""
        super().__init__(owner)
        self._desk = desk
        self._seen: BankRow | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(desk.texts.say(_("Bank statements")))
        states: list[tuple[BankState | None, Message]] = [*BANK_STATE_TITLES.items(), (None, _p("bank lines", "All"))]
        self.state = ChoiceEditor(desk, states)
        self.state.set_value(BankState.OPEN)
        self.search = SearchField(desk, _("Search these lines"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.list = RecordList(desk, "bank", BankLines(), _("Bank statements"), self._emptiness())
        self.proposals = BankProposals(desk)
        self.told = label(desk, kind="muted")
        self.success, self.doubt = Notice(desk, Tone.SUCCESS), Notice(desk, Tone.WARNING)
        self.trouble = Notice(desk, Tone.DANGER)
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

    def sizeHint(self) -> QSize:
        """Nearly all of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.95 if owner is not None else QSize(1_180, 740)

    def _emptiness(self) -> tuple[Emptiness, Emptiness]:
        take_in = Offer(_("Import a statement…"), self._on_import, "file-input")
        detail = _("Any sheet of the bank will do, and .ofx files. What is there already is not taken twice.")
        none = Emptiness("coins", _("No bank statement yet"), detail, (take_in,))
        return none, Emptiness("circle-check", _("Nothing here"), detail, (take_in,))

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.tick = new(_p("bank line", "Tick off"), "check", "Ctrl+Return", partial(self._on_taken, 0))
        self.others = [
            make_action(
                self._desk,
                self.list,
                _("Take proposal {number}", number=place),
                "check",
                str(place),
                partial(self._on_taken, place - 1),
            )
            for place in range(1, _KEYS + 1)
        ]
        self.choose = new(_("Choose invoices…"), "list-checks", "Ctrl+D", self._on_choose)
        self.back = new(_("Take the tick back"), "undo-2", "Ctrl+Backspace", self._on_back)
        self.aside = new(_p("bank line", "Leave aside"), "archive", "Ctrl+L", self._on_aside)
        self.again = new(_p("bank line", "Take up again"), "archive-restore", "Ctrl+R", self._on_again)
        self.show_invoice = new(_("Open the invoice"), "external-link", "Ctrl+O", self._on_open)
        self.delete = new(_("Delete the line"), "trash-2", "Ctrl+Del", self._on_delete)
        self.take_in = new(_("Import a statement…"), "file-input", "Ctrl+I", self._on_import)
        new(_("Search these lines"), "search", "Ctrl+F", self.search.setFocus)
        new(_p("dismiss a message", "Close"), "log-out", "Ctrl+W", self.reject)
        self.list.menu_actions = [*self._verbs(), self.delete]

    def _verbs(self) -> list[QAction]:
        return [self.tick, self.choose, self.back, self.aside, self.again, self.show_invoice]

    def _lay_out(self) -> None:
        more = menu_action(self._desk, self, _("More"), "ellipsis", [*self.others, self.delete])
        bar = ActionBar(self._desk, self.tick, self._verbs()[1:], [self.take_in, more], icon="check")
        above = QHBoxLayout()
        above.setContentsMargins(ROOM, 0, ROOM, TIGHT)
        above.setSpacing(SNUG)
        shown = label(self._desk, _p("bank lines", "Shown"), kind="field")
        self.state.describe(shown, shown.text())
        for part in (shown, self.state, self.told):
            above.addWidget(part)
        above.addStretch()
        above.addWidget(self.search)
        below = QVBoxLayout()
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
        layout.addLayout(above)
        for notice in (self.success, self.doubt, self.trouble):
            layout.addWidget(notice)
        layout.addWidget(rule())
        layout.addWidget(framed, 1)
        layout.addWidget(rule())
        layout.addLayout(below)

    def _connect(self) -> None:
        self.state.changed.connect(self._on_state_chosen)
        self.search.searched.connect(self._on_searched)
        self.search.left.connect(self.list.setFocus)
        self.list.activated.connect(lambda _line: self._on_taken(0))
        self.list.selection_changed.connect(self._on_selected)
        self.list.table.selectionModel().currentChanged.connect(self._on_selected)
        self.list.model.arrived.connect(self._on_arrived)
        self.proposals.chosen.connect(self._on_taken)
        self._desk.operations.committed.connect(self._on_committed)

    def _count(self) -> None:
        self._desk.operations.read(self, bank_counts, self._show_counts, replaces="counts")

    def _show_counts(self, counts: BankCounts) -> None:
        left = counts.states[BankState.OPEN]
        said = _n("{count} line is to be ticked off.", "{count} lines are to be ticked off.", left)
        self.told.setText(self._desk.texts.say(said))

    def _on_arrived(self) -> None:
        if self.list.current_id() is None and self.list.model.ids:
            self.list.select([self.list.model.ids[0]])

    def _on_selected(self, *_indexes: object) -> None:
        line = self.list.current_id()
        if line is None:
            self._show(None)
        else:
            self._desk.operations.read(self, partial(_read, line), self._show, replaces="line")

    def _show(self, row: BankRow | None) -> None:
        self._seen = row
        self.proposals.show_line(row)
        chosen = self.list.selected_ids()
        state = None if row is None else row.state
        self.tick.setEnabled(row is not None and bool(row.found))
        for place, action in enumerate(self.others):
            action.setEnabled(row is not None and place < len(row.found))
        self.choose.setEnabled(state is BankState.OPEN)
        self.back.setEnabled(row is not None and bool(row.ticked))
        self.aside.setEnabled(state is BankState.OPEN or len(chosen) > 1)
        self.again.setEnabled(state is BankState.ASIDE)
        self.delete.setEnabled(row is not None and not row.ticked)
        self.show_invoice.setEnabled(row is not None and bool(row.ticked or row.found))

    def _on_taken(self, place: int) -> None:
        row = self._seen
        if row is None or place >= len(row.found):
            return
        self.tick_off(Ticking(row.id, row.version, against(row.found[place].parts)))

    def tick_off(self, wish: Ticking) -> None:
        """Tick a line off, and go on with the next one."""
        work, line = partial(_tick, wish), self._next()
        self._desk.operations.change(self, work, partial(self._on_ticked, line), self._on_refused)

    def _next(self) -> int | None:
        """The line below the current one, which becomes the current one when that leaves the list."""
        ids, current = list(self.list.all_ids()), self.list.current_id()
        if current is None or current not in ids:
            return None
        place = ids.index(current)
        others = ids[place + 1 :] + ids[:place][::-1]
        return others[0] if others else None

    def _on_ticked(self, line: int | None, overspent: tuple[Overspent, ...]) -> None:
        self._say(_("Ticked off."))
        if overspent:
            self.doubt.say(_("The budget line “{name}” is overspent.", name=overspent[0].name))
        if line is not None:
            self.list.select([line])

    def _on_choose(self) -> None:
        from coorddesk.purchasing.ui.bank_split_dialog import BankSplitDialog  # loads when it is wanted

        if self._seen is not None:
            dialog = BankSplitDialog(self._desk, self, self._seen)
            dialog.chosen.connect(self.tick_off)
            dialog.open()

    def _on_back(self) -> None:
        if self._seen is not None:
            work = partial(_take_back, Deletion(self._seen.id, self._seen.version))
            said = _("The tick was taken back.")
            self._desk.operations.change(self, work, lambda _none: self._say(said), self._on_refused)

    def _on_aside(self) -> None:
        self._leave(LeavingAside(self._chosen()))

    def _on_again(self) -> None:
        self._leave(LeavingAside(self._chosen(), is_aside=False))

    def _chosen(self) -> tuple[int, ...]:
        """The lines that are selected, or the one that the keyboard is on."""
        current = self.list.current_id()
        return tuple(self.list.selected_ids()) or (() if current is None else (current,))

    def _leave(self, wish: LeavingAside) -> None:
        count, line = len(wish.lines), self._next()
        if not count:
            return
        said = _n("{count} line was left aside.", "{count} lines were left aside.", count)
        if not wish.is_aside:
            said = _n("{count} line was taken up again.", "{count} lines were taken up again.", count)

        def done(_none: object) -> None:
            self._say(said)
            if line is not None:
                self.list.select([line])

        self._desk.operations.change(self, partial(_leave, wish), done, self._on_refused, said=said)

    def _on_delete(self) -> None:
        if self._seen is None:
            return
        question = _("Delete the bank line “{label}”?", label=self._seen.label)
        if self._desk.ask(self, question, None, _("Delete"), dangerous=True):
            work = partial(_delete, Deletion(self._seen.id, self._seen.version))
            self._desk.operations.change(self, work, None, self._on_refused, said=_("The line was deleted."))

    def _on_open(self) -> None:
        row = self._seen
        if row is not None and row.ticked:
            self._desk.open_record(("invoice", row.ticked[0].invoice_id))
        elif row is not None and row.found:
            self._desk.open_record(("invoice", row.found[0].parts[0].of.invoice_id))

    def _on_import(self) -> None:
        self._desk.start_import("bank-lines")

    def _on_state_chosen(self) -> None:
        self.list.show_query(replace(self.list.query, state=self.state.value()))

    def _on_searched(self, text: str) -> None:
        self.list.show_query(replace(self.list.query, text=text))

    def _say(self, done: Message | None, trouble: Message | None = None) -> None:
        self.success.say(done)
        self.doubt.say(None)
        self.trouble.say(trouble)

    def _on_refused(self, error: UserError) -> None:
        self._say(None, error.message)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self.list.reload()
            self._count()


def _read(line: int, session: Session) -> BankRow | None:
    """In the lane."""
    return bank_row(session, line)


def _tick(wish: Ticking, session: Session) -> tuple[Overspent, ...]:
    """In the lane."""
    return tick_off(session, wish)


def _take_back(wish: Deletion, session: Session) -> None:
    """In the lane."""
    take_back(session, wish)


def _leave(wish: LeavingAside, session: Session) -> None:
    """In the lane."""
    leave_aside(session, wish)


def _delete(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_bank_line(session, wish)
