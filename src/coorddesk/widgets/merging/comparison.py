"""Two records side by side: what both say, what only one says, and a choice where they say different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import _, verbatim
from coorddesk.core.tables import value_text
from coorddesk.widgets.controls import label, rule
from coorddesk.widgets.forms.side_choice import SIDE_INDENT, SideChoice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ROOM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.merging import Mergeable, MergeField
    from coorddesk.widgets.desk import Look

_TITLES, _KEPT, _GONE = 0, 1, 2


class Comparison(QWidget):
    """A line for each field that either record fills in; the record on the left stays, that on the right goes."""

    def __init__(self, look: Look) -> None:
        """Compare nothing yet."""
        super().__init__()
        self._look = look
        self._sides: tuple[Mergeable, Mergeable] | None = None
        self._choices: dict[str, tuple[SideChoice, SideChoice]] = {}
        self._grid_widget: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def show_both(
        self, fields: Sequence[MergeField], kept: Mergeable, gone: Mergeable, unasked: frozenset[str] = frozenset()
    ) -> None:
        """Compare two records, with a choice where they differ, but for `unasked` fields.

        What was chosen before of these very two stays chosen, whatever side they are on.
        """
        chosen = self._chosen_ids({kept.id, gone.id})
        self._sides, self._choices = (kept, gone), {}
        if self._grid_widget is not None:
            self._grid_widget.hide()
            self._grid_widget.deleteLater()
        self._grid_widget = QWidget()
        grid = QGridLayout(self._grid_widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(HAIR)
        grid.setColumnStretch(_KEPT, 1)
        grid.setColumnStretch(_GONE, 1)
        self._add_heads(grid)
        line = grid.rowCount()
        for each in fields:
            if self._text(each, kept) or self._text(each, gone):
                differs = each.is_choice(kept.values[each.key], gone.values[each.key])
                self._add_field(grid, line, each, chosen.get(each.key), asks=differs and each.key not in unasked)
                line += 1
        grid.setRowStretch(line, 1)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._grid_widget)

    def from_gone(self) -> frozenset[str]:
        """The fields in which the record that goes is right."""
        return frozenset(key for key, (_kept, gone) in self._choices.items() if gone.radio.isChecked())

    def from_kept(self) -> frozenset[str]:
        """The fields in which somebody chose the record that stays."""
        return frozenset(key for key, (kept, _gone) in self._choices.items() if kept.radio.isChecked())

    def go_to(self, key: str) -> None:
        """Give the keyboard to the choice of a field."""
        if key in self._choices:
            self._choices[key][0].radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_first(self) -> None:
        """Give the keyboard to the first choice, if there is one."""
        for key in self._choices:
            self.go_to(key)
            return

    def _chosen_ids(self, of: set[int]) -> dict[str, int]:
        if self._sides is None or {side.id for side in self._sides} != of:
            return {}
        kept, gone = self._sides
        chosen = dict.fromkeys(self.from_kept(), kept.id)
        return chosen | dict.fromkeys(self.from_gone(), gone.id)

    def _add_heads(self, grid: QGridLayout) -> None:
        assert self._sides is not None
        for column, side, fate in zip(
            (_KEPT, _GONE), self._sides, (_("This one stays"), _("This one becomes part of it")), strict=True
        ):
            heads = [
                label(self._look, fate, TypeScale.CAPTION, "muted"),
                label(self._look, verbatim(side.name), TypeScale.STRONG, wrap=True),
                label(self._look, verbatim(side.detail), TypeScale.CAPTION, "muted"),
            ]
            for row, head in enumerate(heads):
                head.setIndent(SIDE_INDENT)
                grid.addWidget(head, row, column)
        grid.setRowMinimumHeight(2, HAIR)
        grid.addWidget(rule(), 3, 0, 1, 3)

    def _add_field(self, grid: QGridLayout, line: int, each: MergeField, chosen: int | None, *, asks: bool) -> None:
        assert self._sides is not None
        kept, gone = self._sides
        title = label(self._look, each.title, kind="muted", wrap=True)
        title.setMinimumHeight(CONTROL_HEIGHT)
        grid.addWidget(title, line, _TITLES, Qt.AlignmentFlag.AlignTop)
        if asks:
            self._add_choice(grid, line, each, chosen)
            return
        for column, side in ((_KEPT, kept), (_GONE, gone)):
            text = self._text(each, side)
            said = label(self._look, verbatim(text), wrap=True)
            said.setMinimumHeight(CONTROL_HEIGHT)
            said.setIndent(SIDE_INDENT)  # in line with the words of choices
            said.setAccessibleName(self._look.texts.say(_("{field}: {value}", field=each.title, value=text)))
            grid.addWidget(said, line, column, Qt.AlignmentFlag.AlignTop)

    def _add_choice(self, grid: QGridLayout, line: int, each: MergeField, chosen: int | None) -> None:
        assert self._sides is not None
        kept, gone = self._sides
        sides = []
        group = QButtonGroup(self._grid_widget)
        for column, side in ((_KEPT, kept), (_GONE, gone)):
            text = self._text(each, side) or self._look.texts.say(_("(nothing)"))
            of_kept = _("{field}, of the one that stays: {value}", field=each.title, value=text)
            of_gone = _("{field}, of the one that goes: {value}", field=each.title, value=text)
            name = of_kept if side is kept else of_gone
            made = SideChoice(self._look, text, name)
            group.addButton(made.radio)
            grid.addWidget(made, line, column, Qt.AlignmentFlag.AlignTop)
            sides.append(made)
        self._choices[each.key] = (sides[0], sides[1])
        if chosen is not None or not each.asked:
            sides[1 if chosen == gone.id else 0].radio.setChecked(True)

    def _text(self, each: MergeField, side: Mergeable) -> str:
        return value_text(side.values[each.key], each.kind, self._look.texts)
