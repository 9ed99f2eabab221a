"""“Why this figure?”: the moves that it is the sum of, each of which opens its document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.budget.queries import MoveQuery, MoveRow
from coorddesk.budget.queries.ledger import move_sums
from coorddesk.budget.rules.situation import FIGURE_TITLES, SIGNS, Figure
from coorddesk.budget.rules.words import MOVE_TITLES, MoveKind
from coorddesk.budget.ui.move_source import MovesBehind
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.seen import seen_report
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

_SIZE = (960, 620)
_KINDS = {"budget_move", "budget_line"}


@dataclass(frozen=True)
class Asked:
    """A figure that is to be explained: of which lines, up to which day, and what those are called in its title."""

    figure: Figure
    lines: tuple[int, ...]
    called: Message
    until: date | None = None


class WhyDialog(QDialog):
    """Enter opens the document of a move; another figure of the same lines is a choice away."""

    def __init__(self, desk: Desk, owner: QWidget, asked: Asked) -> None:
        """Build it; `open` reads the moves."""
        super().__init__(owner)
        self._desk, self._asked = desk, asked
        self.setWindowTitle(desk.texts.say(_("Why this figure?")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.source = MovesBehind(asked.figure)
        hint = _("It is nothing because no document has written anything of that kind on this line.")
        none = Emptiness("coins", _("No move stands behind this figure"), hint)
        title = _("The moves behind the figure")
        self.list = RecordList(
            desk, "moves-behind", self.source, title, (none, Emptiness("search", _("No move is like that")))
        )
        self.figures = self._chooser()
        self.sum = label(desk, scale=TypeScale.TITLE)
        self.sum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reckoning = label(desk, kind="muted", wrap=True)
        self.search = SearchField(desk, _("Search by document or line…"))
        self.show_document = make_action(desk, self, _("Open the document"), "external-link", "O", self._on_open)
        self.print = make_action(desk, self, _("Print what is seen…"), "printer", "Ctrl+P", self._on_print)
        self._lay_out()
        self.figures.activated.connect(self._on_figure)
        self.search.searched.connect(lambda text: self._show(replace(self._query(), text=text)))
        self.search.left.connect(self.list.setFocus)
        self.list.activated.connect(lambda _id: self._on_open())
        self.list.selection_changed.connect(self._refresh)
        self.list.model.arrived.connect(self._on_arrived)
        self.list.menu_actions = [self.show_document]
        desk.operations.committed.connect(self._on_committed)
        resize_on_screen(self, *_SIZE)
        self._refresh()

    def open(self) -> None:
        """Show it, and read the moves."""
        super().open()
        self._show(self._first())
        self.list.setFocus()

    def _chooser(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(self._desk.texts.say(_("Figure")))
        made.addItems([self._desk.texts.say(FIGURE_TITLES[each]) for each in Figure])
        made.setCurrentIndex(list(Figure).index(self._asked.figure))
        return made

    def _first(self) -> MoveQuery:
        asked = self._asked
        return MoveQuery(descending=False, lines=asked.lines, figure=asked.figure, until=asked.until)

    def _query(self) -> MoveQuery:
        query = self.list.query
        return query if isinstance(query, MoveQuery) else self._first()

    def _lay_out(self) -> None:
        say = partial(label, self._desk)
        head = QHBoxLayout()
        head.setSpacing(SNUG)
        head.addWidget(self.figures)
        head.addWidget(say(self._asked.called, TypeScale.STRONG), 1)
        head.addWidget(self.sum)
        line = QHBoxLayout()
        line.setSpacing(HAIR)
        line.addWidget(self.search)
        line.addWidget(tool_button(self.show_document))
        line.addStretch()
        line.addWidget(tool_button(self.print))
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(say(_("Enter opens the document of a move."), kind="muted"))
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(head)
        layout.addWidget(self._reckoning)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def _show(self, query: MoveQuery) -> None:
        self.list.show_query(query)
        self._desk.operations.read(self, partial(_sums, self._first()), self._on_sum, replaces="sum")

    def _on_sum(self, sums: Mapping[MoveKind, int]) -> None:
        """The figure, and how its kinds of moves come to it."""
        texts, signs = self._desk.texts, SIGNS[self._asked.figure]
        cents = sum(signs[kind] * each for kind, each in sums.items())
        self.sum.setText(texts.money(cents))
        kinds = [kind for kind in MoveKind if sums.get(kind)]
        parts = [_part(texts, kind, signs[kind] * sums[kind], is_first=kind is kinds[0]) for kind in kinds]
        said = [f"{' '.join(parts)} = {texts.amount(cents)}"] if len(parts) > 1 else parts
        if self._asked.until is not None:
            said.append(texts.say(_("Up to {day}", day=self._asked.until)))
        self._reckoning.setText(" · ".join(said))

    def _on_figure(self, place: int) -> None:
        self._asked = replace(self._asked, figure=list(Figure)[place])
        self.source.figure = self._asked.figure
        self._show(replace(self._query(), figure=self._asked.figure))

    def _selected(self) -> MoveRow | None:
        ids = self.list.selected_ids()
        row = self.list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, MoveRow) else None

    def _on_arrived(self) -> None:
        """Enter opens the first document at once."""
        if self.list.model.ids and not self.list.selected_ids():
            self.list.select([next((each for each in self.list.model.ids if each > 0), 0)])

    def _refresh(self) -> None:
        self.show_document.setEnabled(self._selected() is not None)

    def _on_open(self) -> None:
        row = self._selected()
        if row is not None:
            self.accept()
            self._desk.open_record(row.opens)

    def _on_print(self) -> None:
        figure = FIGURE_TITLES[self._asked.figure]
        title = _("{figure}: {lines}", figure=figure, lines=self._asked.called)
        self._desk.preview_report(*seen_report(self.list, "moves-behind", title))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self._show(self._query())


def called(names: Sequence[str], year: str) -> Message:
    """What lines are called in a title: one by its name, several by how many, all as the year."""
    if len(names) == 1:
        return verbatim(names[0])
    return _n("{count} line of {year}", "{count} lines of {year}", len(names), year=year) if names else verbatim(year)


def _part(texts: Texts, kind: MoveKind, cents: int, *, is_first: bool) -> str:
    """A kind of move in the reckoning, with its sign."""
    sign = "−\N{NO-BREAK SPACE}" if cents < 0 else "" if is_first else "+\N{NO-BREAK SPACE}"
    return f"{sign}{texts.say(MOVE_TITLES[kind])} {texts.amount(abs(cents))}"


def _sums(query: MoveQuery, session: Session) -> Mapping[MoveKind, int]:
    """In the lane: what each kind of move behind a figure comes to."""
    assert query.figure is not None
    return {kind: move_sums(session, replace(query, kind=kind)).cents for kind in SIGNS[query.figure]}
