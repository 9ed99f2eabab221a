"""The panel at the left of the device list: every filter with what it would show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.directory.queries import PlaceRow
from coorddesk.inventory.queries import AssetQuery, asset_fields
from coorddesk.inventory.rules import CONDITION_TITLES
from coorddesk.inventory.ui.filters import Filters, with_filter
from coorddesk.inventory.ui.holder_filter import HolderFilter
from coorddesk.inventory.ui.source import CONDITION_TONES, STATUS_TONES
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.filter_tree import Choice, Choices, FilterTree
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.tokens import HAIR

if TYPE_CHECKING:
    from coorddesk.core.criteria import Criterion
    from coorddesk.widgets.desk import Desk

ANY_FIELD = _("Filter by any field…")

Turn = Callable[[AssetQuery], AssetQuery]
"""What a click on a value does to the query."""


class FilterPanel(QWidget):
    """Shows `Filters`, and which of them a query has on.

    Signals:
        turned: what a click on a value does to whatever query the list shows by then.
    """

    turned = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Base)  # as the tree below
        self.setAutoFillBackground(True)
        self._desk = desk
        self._query = AssetQuery()
        self._filters: Filters | None = None
        self._turns: dict[tuple[Any, ...], Turn] = {}
        self.holder = HolderFilter(desk)
        self.holder.chosen.connect(self._on_holder_chosen)
        self.any_field = button(desk, ANY_FIELD, ButtonKind.QUIET, "list-filter")
        self.any_field.clicked.connect(self.ask_for_fields)
        self.tree = FilterTree(desk, "inventory")
        self.tree.toggled.connect(self._on_toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addSpacing(HAIR)
        layout.addWidget(self.any_field, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.holder)
        layout.addWidget(self.tree)
        hand_focus_on(self, lambda: self.tree)

    def show_query(self, query: AssetQuery) -> None:
        """Show what is chosen now; what there is to choose was read before."""
        self._query = query
        if self._filters is not None:
            self.show_filters(query, self._filters)

    def show_filters(self, query: AssetQuery, filters: Filters) -> None:
        """Show what may be chosen and what is."""
        self._filters = filters
        self._turns = {}
        self.holder.show_holder(query.holder, filters.holder)
        self.tree.show_choices(
            (
                Choices("place", _("Place"), self._places(query, filters)),
                Choices("status", _("Status"), self._labels(query, filters)),
                Choices("checks", _("To look after"), self._checks(query, filters)),
                Choices("category", _("Category"), self._categories(query, filters)),
                Choices("condition", _("Condition"), self._conditions(query, filters), is_open=False),
            )
        )

    def ask_for_fields(self) -> None:
        """Filter by any field, the desk's own included."""
        from coorddesk.widgets.criteria_dialog import CriteriaDialog  # the list is there without any dialog

        dialog = CriteriaDialog(self._desk, self.window(), asset_fields, self._query.criteria)
        dialog.chosen.connect(self._on_fields_chosen)
        dialog.open()

    def _on_fields_chosen(self, criteria: tuple[Criterion, ...]) -> None:
        self.turned.emit(lambda query: with_filter(query, "criteria", criteria))

    def _on_toggled(self, key: tuple[Any, ...]) -> None:
        self.turned.emit(self._turns[tuple(key)])

    def _on_holder_chosen(self, holder: int | None) -> None:
        self.turned.emit(lambda query: with_filter(query, "holder", holder))

    def _places(self, query: AssetQuery, filters: Filters) -> tuple[Choice, ...]:
        inside: dict[int | None, list[PlaceRow]] = {}
        for row in filters.places:
            inside.setdefault(row.parent_id, []).append(row)

        def choice(row: PlaceRow) -> Choice:
            key = self._turn("place", row.id, lambda query: _at_place(query, row.id))
            count = filters.counts.places.get(row.id, 0)
            others = tuple(map(choice, inside.get(row.id, ())))
            return Choice(key, verbatim(row.name), count, query.place == row.id, inside=others)

        return tuple(map(choice, inside.get(None, ())))

    def _categories(self, query: AssetQuery, filters: Filters) -> tuple[Choice, ...]:
        counts = filters.counts.categories
        return tuple(
            self._member(query, "categories", row.id, verbatim(row.name), counts.get(row.id, 0))
            for row in filters.categories
        )

    def _labels(self, query: AssetQuery, filters: Filters) -> tuple[Choice, ...]:
        counts = filters.counts.labels
        return tuple(
            replace(
                self._member(query, "labels", row.id, row.title, counts.get(row.id, 0)), tone=STATUS_TONES[row.meta]
            )
            for row in filters.labels
        )

    def _conditions(self, query: AssetQuery, filters: Filters) -> tuple[Choice, ...]:
        counts = filters.counts.conditions
        return tuple(
            replace(
                self._member(query, "conditions", condition, title, counts.get(condition, 0)),
                tone=CONDITION_TONES.get(condition),
            )
            for condition, title in CONDITION_TITLES.items()
        )

    def _checks(self, query: AssetQuery, filters: Filters) -> tuple[Choice, ...]:
        soon = filters.soon
        without_place = filters.counts.places.get(None, 0)
        return (
            self._flag(query, "without_tag", _("Without a number"), None),
            self._flag(query, "without_place", _("Without place"), without_place),
            Choice(
                self._turn("soon", 0, lambda query: _by(query, soon)),
                _("Warranty ends soon"),
                is_on=query.warranty_before is not None,
            ),
            self._flag(query, "in_bin", _("Bin"), filters.counts.in_bin),
        )

    def _member(self, query: AssetQuery, field: str, value: Any, title: Message, count: int) -> Choice:
        """A value of a filter that takes several."""
        chosen: frozenset[Any] = getattr(query, field)
        key = self._turn(field, value, lambda query: with_filter(query, field, getattr(query, field) ^ {value}))
        return Choice(key, title, count, value in chosen)

    def _flag(self, query: AssetQuery, field: str, title: Message, count: int | None) -> Choice:
        key = self._turn(field, 0, lambda query: with_filter(query, field, not getattr(query, field)))
        return Choice(key, title, count, getattr(query, field))

    def _turn(self, field: str, value: Any, turn: Turn) -> tuple[Any, ...]:
        key = (field, value)
        self._turns[key] = turn
        return key


def _at_place(query: AssetQuery, place_id: int) -> AssetQuery:
    return replace(query, place=None if query.place == place_id else place_id, without_place=False)


def _by(query: AssetQuery, day: date) -> AssetQuery:
    return replace(query, warranty_before=day if query.warranty_before is None else None)
