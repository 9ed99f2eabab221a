"""The replacement plan on screen: what each category costs in each of five years, and the devices behind a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from coorddesk.budget.rules.years import Span, planned_spans
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.inventory.queries.plans import (
    PLAN_COLUMNS,
    PlanOverview,
    PlanQuery,
    PlanRow,
    plan_ids,
    plan_overview,
    plan_page,
)
from coorddesk.inventory.reports.lives import PLANS
from coorddesk.inventory.rules.replacement import USUAL_LIFE
from coorddesk.inventory.service import ASSET_EDITS, PlanWish
from coorddesk.inventory.ui.life_dialog import LifeDialog, PlanYearDialog
from coorddesk.inventory.ui.plan_grid import PlanGrid
from coorddesk.inventory.ui.selected import Selected
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SIZE = (1120, 720)
_KINDS = {"asset", "asset_life", "category", "model", "disposal"}
_YEARS_BACK, _YEARS_AHEAD = 2, 6
"""With which a plan may begin, around the one whose budget is still to be made."""


class Planned(Source[PlanRow, PlanQuery]):
    """Devices of the plan as rows of a table; `first` is the year with which it begins."""

    columns = PLAN_COLUMNS
    shown = ("year", "device", "model", "place", "since", "condition", "cost", "why")
    groupable = ("year", "category")

    def __init__(self) -> None:
        """A plan from the year on that is read first."""
        self.first: int | None = None

    def noun(self, count: int) -> Message:
        """How many devices."""
        return _n("{count} device", "{count} devices", count)

    def ids(self, session: Session, query: PlanQuery) -> Sequence[int]:
        """The devices that are due."""
        return plan_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, PlanRow]:
        """Their rows."""
        assert self.first is not None  # devices are looked for once it is known
        return plan_page(session, ids, self.first)

    def is_narrowed(self, query: PlanQuery) -> bool:
        """Whether devices are left out."""
        return query.category is not None or query.year is not None


class PlanDialog(QDialog):
    """A figure that is chosen above shows its devices below; F2 decides about those that are selected."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `begin` reads the plan."""
        super().__init__(owner)
        self._desk = desk
        self.setWindowTitle(desk.texts.say(_("Replacement plan")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._source = Planned()
        self.first = QComboBox()
        self.first.setAccessibleName(desk.texts.say(_("Plan from")))
        self._undated = label(desk, kind="muted")
        self.grid = PlanGrid(desk)
        nothing = Emptiness("calendar", _("Nothing is to be replaced"), _("Neither in this year nor in this category."))
        self.list = RecordList(desk, "replacement-plan", self._source, _("Devices to be replaced"), (nothing, nothing))
        self._make_actions()
        self._lay_out()
        self.grid.currentCellChanged.connect(lambda *_cells: self._show_devices())
        self.first.currentIndexChanged.connect(lambda _place: self._on_first_changed(self.first.currentData()))
        self.list.selection_changed.connect(self._refresh)
        self.list.activated.connect(lambda asset_id: desk.open_record(("asset", asset_id)))
        own_enter(self.grid, self.list.setFocus)
        desk.operations.committed.connect(self._on_committed)
        self._refresh()

    def begin(self) -> None:
        """Show the plan."""
        self.show()
        self.raise_()
        self.activateWindow()
        self._read()
        self.grid.setFocus()

    def _make_actions(self) -> None:
        new = partial(make_action, self._desk, self)
        self.decide = new(_("Decide…"), "calendar", "F2", self._on_decide)
        self.life = new(_("Life and value…"), "clock", "V", self._on_life)
        self.together = new(_("Edit together…"), "square-pen", "E", self._on_together)
        self.print = new(_("Print or save the devices…"), "printer", "Ctrl+P", partial(self._preview, 0))
        self.budget = new(_("Print or save the table…"), "printer", "Ctrl+Shift+P", partial(self._preview, 1))
        self.list.menu_actions = [self.decide, self.life, self.together]

    def _lay_out(self) -> None:
        title = label(self._desk, _("Plan from"), TypeScale.STRONG)
        title.setBuddy(self.first)
        top = QHBoxLayout()
        top.setSpacing(SNUG)
        for widget in (title, self.first, self._undated):
            top.addWidget(widget)
        top.addStretch()
        for action in (self.budget, self.print):
            top.addWidget(tool_button(action))
        below = QHBoxLayout()
        below.setSpacing(TIGHT)
        for action in (self.decide, self.life, self.together):
            below.addWidget(tool_button(action))
        below.addStretch()
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        below.addWidget(close)
        usual = _(
            "Without another word, a device serves {count} years. Categories and models may say otherwise.",
            count=USUAL_LIFE,
        )
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.grid)
        split.addWidget(self.list)
        split.setSizes([_SIZE[1] // 2, _SIZE[1] // 2])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(top)
        layout.addWidget(split, 1)
        layout.addWidget(label(self._desk, usual, kind="muted", wrap=True))
        layout.addLayout(below)
        resize_on_screen(self, *_SIZE)

    def _read(self) -> None:
        first = self._source.first
        self._desk.operations.read(self, lambda session: plan_overview(session, first), self._show, replaces="plan")

    def _show(self, read: PlanOverview) -> None:
        if self._source.first is None:
            self._offer_years(read.spans[0])
        said = _n(
            "{count} device is in no plan: nobody knows since when it serves",
            "{count} devices are in no plan: nobody knows since when they serve",
            read.undated,
        )
        self._undated.setText(self._desk.texts.say(said) if read.undated else "")
        self.grid.show_plan(read.table, [span.name for span in read.spans])
        self._show_devices()

    def _offer_years(self, first: Span) -> None:
        """With which years a plan may begin; this one does."""
        self._source.first = first.first.year
        self.first.blockSignals(True)
        for span in planned_spans(first, first.first.year - _YEARS_BACK, _YEARS_BACK + _YEARS_AHEAD):
            self.first.addItem(span.name, span.first.year)
        self.first.setCurrentText(first.name)
        self.first.blockSignals(False)
        self._refresh()

    def _query(self) -> PlanQuery:
        """The devices of the figure that is chosen."""
        assert self._source.first is not None  # nothing is chosen before
        category, year = self.grid.chosen()
        shown = self.list.query
        sort = {} if shown is None else {"sort": shown.sort, "descending": shown.descending}
        return PlanQuery(self._source.first, category, year, **sort)

    def _show_devices(self) -> None:
        self.list.show_query(self._query())

    def _on_first_changed(self, year: int) -> None:
        self._source.first = year
        self._read()

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self._read()

    def _refresh(self) -> None:
        count = len(self.list.selected_ids())
        self.decide.setEnabled(count > 0)
        self.together.setEnabled(count > 0)
        self.life.setEnabled(count == 1)
        self.print.setEnabled(self._source.first is not None)
        self.budget.setEnabled(self._source.first is not None)

    def _selected(self) -> Selected:
        return Selected(tuple(self.list.selected_ids()), ())

    def _on_decide(self) -> None:
        devices = self._selected()
        if devices.ids:
            rows = [row for asset_id in devices.ids if isinstance(row := self.list.row(asset_id), PlanRow)]
            PlanYearDialog(self._desk, self, devices, _in_common(devices, rows)).open()

    def _on_life(self) -> None:
        (asset_id,) = self._selected().ids
        row = self.list.row(asset_id)
        LifeDialog(self._desk, self, Selected((asset_id,), (), row.device if isinstance(row, PlanRow) else "")).open()

    def _on_together(self) -> None:
        BulkEditDialog(self._desk, self, ASSET_EDITS, self.list.selected_ids()).open()

    def _preview(self, place: int) -> None:
        query = self._query()
        self._desk.preview_report(PLANS[place], query if place == 0 else PlanQuery(query.first))


def _in_common(devices: Selected, rows: Sequence[PlanRow]) -> PlanWish:
    """What the plan says of all that are chosen; of those that were never painted, nothing is known."""
    if len(rows) < len(devices.ids):
        return PlanWish(devices.chosen, None)
    years, prices, reasons = ({getattr(row, key) for row in rows} for key in ("year", "estimated_price", "plan_reason"))
    year, price = (found.pop() if len(found) == 1 else None for found in (years, prices))
    return PlanWish(devices.chosen, year, price, reasons.pop() if len(reasons) == 1 else "")
