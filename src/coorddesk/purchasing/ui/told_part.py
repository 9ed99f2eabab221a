"""A part of a card that tells a document line by line: what, how much, how far, and what may be done with the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.core.records import Subject
from coorddesk.widgets.controls import icon_button, label, rule, set_kind
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.lines_part import LinesPart
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, SNUG, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_KINDS = {Tone.TEXT: "", Tone.MUTED: "muted", Tone.WARNING: "warning", Tone.DANGER: "error", Tone.SUCCESS: "muted"}


@dataclass(frozen=True)
class Told:
    """A line: what it is, an amount at its right, and below it in paler words what else is to be said.

    `deeds` are the keys of what may be done with it, `about` is what they are handed; `subject` opens by a click.
    """

    text: str
    amount: str = ""
    said: tuple[tuple[Message, Tone], ...] = ()
    subject: Subject | None = None
    deeds: tuple[str, ...] = ()
    about: Any = None
    is_strong: bool = False


@dataclass(frozen=True)
class ToldSection:
    """Lines that belong together, with their sum if they have one."""

    title: Message
    lines: tuple[Told, ...]
    sum: str = ""


@dataclass(frozen=True)
class LineDeed:
    """What may be done with a line: its words, its icon, and the deed."""

    title: Message
    icon: str
    take: Callable[[Any], object]


class ToldPart(LinesPart):
    """Implements `widgets.card_part.CardPart`; each deed is a button of its line."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        read: Callable[[Session, int], Sequence[ToldSection]],
        deeds: Mapping[str, LineDeed],
        kinds: frozenset[str] = frozenset(),
    ) -> None:
        """`read` runs in the lane, by the id of the record; its widgets are the page's until a card takes them."""
        super().__init__(desk, page)
        self._deeds, self.kinds = deeds, kinds
        self._reader = partial(_read, read)
        self.shown: tuple[ToldSection, ...] = ()
        self.stand_in(self.above)

    def reader(self) -> Callable[[Session, Subject, Sequence[Subject]], Sequence[ToldSection]]:
        """What reads the lines."""
        return self._reader

    def show(self, subject: Subject, read: Any) -> None:
        """Show them, unless they are shown already."""
        del subject
        filled = tuple(section for section in read if section.lines)
        if filled != self.shown:
            self.shown = filled
            self._fill()
        self._around.setVisible(bool(filled))

    def _fill(self) -> None:
        column = QVBoxLayout(self.anew())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        for section in self.shown:  # parted from the facts, which stand below or above
            if self._around is self.below:
                column.addWidget(rule())
            column.addLayout(self._section(section))
            if self._around is self.above:
                column.addWidget(rule())

    def _section(self, section: ToldSection) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SNUG)
        grid.setVerticalSpacing(HAIR // 2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(self._desk, section.title, TypeScale.STRONG), 0, 0)
        grid.addWidget(_amount(self._desk, section.sum, TypeScale.STRONG), 0, 1)
        row = 1
        for line in section.lines:
            row = self._add_line(grid, line, row)
        return grid

    def _add_line(self, grid: QGridLayout, line: Told, row: int) -> int:
        top = Qt.AlignmentFlag.AlignTop
        grid.setRowMinimumHeight(row, HAIR)
        row += 1
        scale = TypeScale.STRONG if line.is_strong else TypeScale.BODY
        grid.addWidget(self._what(line, scale), row, 0, top)
        grid.addWidget(_amount(self._desk, line.amount, scale), row, 1, top)
        if line.deeds:
            grid.addWidget(self._buttons(line), row, 2, 1 + len(line.said), 1, top)
        for below, (said, tone) in enumerate(line.said, row + 1):
            grid.addWidget(label(self._desk, said, kind=_KINDS.get(tone, "muted"), wrap=True), below, 0, 1, 2)
        return row + 1 + len(line.said)

    def _what(self, line: Told, scale: TypeScale) -> QWidget:
        if line.subject is not None:
            return link(self._desk, line.text, partial(self._desk.open_record, line.subject))
        made = label(self._desk, scale=scale, wrap=True)
        made.setText(line.text)
        return made

    def _buttons(self, line: Told) -> QWidget:
        around = QWidget()
        layout = QHBoxLayout(around)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for key in line.deeds:
            deed = self._deeds[key]
            said = _("{deed}: {what}", deed=deed.title, what=line.text)
            made = icon_button(self._desk, deed.icon, said)
            made.setFixedSize(TIGHT * 3, TIGHT * 3)
            made.clicked.connect(partial(deed.take, line.about))
            layout.addWidget(made)
        return around


def _amount(desk: Desk, text: str, scale: TypeScale) -> QLabel:
    made = label(desk, scale=scale)
    made.setText(text)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    set_kind(made, "kind", "")
    return made


def _read(
    read: Callable[[Session, int], Sequence[ToldSection]], session: Session, subject: Subject, _pictured: Any
) -> Sequence[ToldSection]:
    """In the lane."""
    return read(session, subject[1])
