"""Facts: what is known of a record, title beside value, in sections; what is not known takes no room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import Message
from coorddesk.core.records import Subject
from coorddesk.widgets.controls import label, rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

_TITLES_AT_MOST = 150
_KINDS = {Tone.MUTED: "muted", Tone.DANGER: "error", Tone.WARNING: "warning"}


@dataclass(frozen=True)
class Fact:
    """One thing that is known: `text` as people read it, `subject` the record that a click on it opens.

    An `address` is that of a page on the web, or of mail, which the system opens. Without a title the text
    takes the whole width.
    """

    title: Message
    text: str
    subject: Subject | None = None
    tone: Tone = Tone.TEXT
    address: str = ""


@dataclass(frozen=True)
class Section:
    """Facts that belong together, under a heading or none."""

    title: Message | None
    facts: tuple[Fact, ...]


class Facts(QWidget):
    """A grid whose values line up over all sections; texts can be selected and copied.

    Signals:
        opened: the subject of a fact that was clicked.
    """

    opened = Signal(object)

    def __init__(self, look: Look) -> None:
        """Start empty."""
        super().__init__()
        self._look = look
        self._shown: tuple[Section, ...] = ()
        self._labels: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SNUG)
        self._grid.setVerticalSpacing(TIGHT - 2)
        self._grid.setColumnStretch(1, 1)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these; sections and facts without a text are left out."""
        filled = tuple(section for each in sections if (section := _filled(each)).facts)
        if filled == self._shown:
            return
        self._shown = filled
        while self._labels:
            gone = self._labels.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        row = 0
        for place, section in enumerate(filled):
            row = self._add_section(section, row, is_first=place == 0)

    def _add_section(self, section: Section, row: int, *, is_first: bool) -> int:
        if not is_first:
            self._put(_gap(), row, 0, 2)
            row += 1
        if section.title is not None:
            heading = label(self._look, section.title, TypeScale.STRONG, wrap=True)
            self._put(heading, row, 0, 2)
            row += 1
        for fact in section.facts:
            self._add_fact(fact, row)
            row += 1
        return row

    def _add_fact(self, fact: Fact, row: int) -> None:
        name = self._look.texts.say(fact.title)
        is_link = fact.subject is not None or bool(fact.address)
        value = self._link(fact) if is_link else self._text(fact)
        value.setAccessibleName(f"{name} {fact.text}".strip())
        if not name:
            self._put(value, row, 0, 2)
            return
        title = label(self._look, fact.title, kind="muted", wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        title.setFixedWidth(min(_TITLES_AT_MOST, self._title_width()))
        self._put(title, row, 0)
        self._put(value, row, 1)

    def _put(self, made: QWidget, row: int, column: int, span: int = 1) -> None:
        self._labels.append(made)
        self._grid.addWidget(made, row, column, 1, span)

    def _text(self, fact: Fact) -> QLabel:
        value = label(self._look, kind=_KINDS.get(fact.tone, ""), wrap=True)
        value.setText(fact.text)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return value

    def _link(self, fact: Fact) -> QLabel:
        if fact.subject is not None:
            return link(self._look, fact.text, lambda: self.opened.emit(fact.subject))
        made = link(self._look, fact.text, lambda: QDesktopServices.openUrl(QUrl(fact.address)))
        made.setToolTip(fact.address)
        return made

    def _title_width(self) -> int:
        metrics = self.fontMetrics()
        titles = [fact.title for section in self._shown for fact in section.facts]
        return max(metrics.horizontalAdvance(self._look.texts.say(title)) for title in titles) + ROOM


def _gap() -> QWidget:
    """A hairline with room above and below."""
    gap = QWidget()
    layout = QVBoxLayout(gap)
    layout.setContentsMargins(0, HAIR, 0, HAIR)
    layout.addWidget(rule())
    return gap


def _filled(section: Section) -> Section:
    return Section(section.title, tuple(fact for fact in section.facts if fact.text))
