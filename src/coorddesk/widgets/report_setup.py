"""The panel beside a report: its title, paper, columns and texts, chosen while one sees what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _p
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.page import MARGINS, PAPER_SIZE_TITLES
from coorddesk.reporting.setup import Printable, Setup, offered_columns, own_columns
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.report_columns import ColumnChoice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_WIDTH = 288
_PAUSE_MILLISECONDS = 450  # of quiet, before the pages are set again
_TEXT_LINES = 4
_DIRECTIONS = {False: _p("paper", "Upright"), True: _p("paper", "Lying")}
_MARGIN_TITLES = dict(
    zip(MARGINS, (_p("margin", "Narrow"), _p("margin", "Normal"), _p("margin", "Wide, to be filed")), strict=True)
)


class SetupPanel(QScrollArea):
    """Shows the choices made; those that are the report's own are not kept.

    Signals:
        changed: a `Setup`, once nothing was changed for a moment.
    """

    changed = Signal(object)

    def __init__(self, look: Look) -> None:
        """Build it without a report; it waits for one."""
        super().__init__()
        self._look = look
        self._own: Printable | None = None
        self._typed: dict[str, QPlainTextEdit] = {}
        self._title = QLineEdit(maxLength=200)
        self._size = self._choice(PAPER_SIZE_TITLES)
        self._landscape = self._choice(_DIRECTIONS)
        self._margin = self._choice(_MARGIN_TITLES)
        self._columns = ColumnChoice(look)
        self._reset = button(look, _("As it was at first"), ButtonKind.LINK)
        self._soon = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._build()
        self._soon.timeout.connect(lambda: self.changed.emit(self.setup()))
        self._title.textChanged.connect(self._on_changed)
        for box in (self._size, self._landscape, self._margin):
            box.currentIndexChanged.connect(self._on_changed)
        self._columns.changed.connect(self._on_changed)
        self._reset.clicked.connect(self._on_reset)
        self.setEnabled(False)

    def show_setup(self, own: Printable, setup: Setup) -> None:
        """Show what was chosen for a report as it was made."""
        self._own = None  # nothing of this is somebody's choice
        page = setup.page(own.page)
        self._title.setPlaceholderText(self._look.texts.say(own.title))
        self._title.setText(setup.title)
        for box, chosen in ((self._size, page.size), (self._landscape, page.landscape), (self._margin, page.margin)):
            box.setCurrentIndex(box.findData(chosen))
        self._columns.show_columns(offered_columns(own), setup.columns or own_columns(own))
        around = self._columns.parentWidget()
        assert around is not None
        around.setVisible(bool(offered_columns(own)))
        self._show_texts(own, dict(setup.texts))
        self._own = own
        self._reset.setEnabled(setup != Setup())
        self.setEnabled(True)

    def setup(self) -> Setup:
        """What is chosen otherwise than the report has it."""
        own = self._own
        assert own is not None, "nobody can choose before there is a report"
        columns = self._columns.chosen()
        return Setup(
            title=" ".join(self._title.text().split()),
            size=_other(self._size.currentData(), own.page.size),
            landscape=_other(self._landscape.currentData(), own.page.landscape),
            margin=_other(self._margin.currentData(), own.page.margin),
            columns=() if columns == own_columns(own) else columns,
            texts=tuple(
                (key, typed) for key, field in self._typed.items() if (typed := _typed(field)) != self._own_text(key)
            ),
        )

    def _build(self) -> None:
        inside = QWidget()
        self._fields = QVBoxLayout(inside)
        self._fields.setContentsMargins(ROOM, SNUG, ROOM, ROOM)
        self._fields.setSpacing(SNUG)
        self._fields.addWidget(label(self._look, _("Page set-up"), TypeScale.STRONG))
        for title, field in (
            (_p("report", "Title"), self._title),
            (_("Paper"), self._size),
            (_("Direction"), self._landscape),
            (_("Margins"), self._margin),
            (_("Columns"), self._columns),
        ):
            self._fields.addWidget(self._field(title, field))
        self._texts = QVBoxLayout()
        self._texts.setSpacing(SNUG)
        self._fields.addLayout(self._texts)
        self._fields.addWidget(self._reset, alignment=Qt.AlignmentFlag.AlignLeft)
        self._fields.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFixedWidth(_WIDTH)
        self.setProperty("kind", "pane")
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self._look.texts.say(_("Page set-up")))

    def _field(self, title: Message, field: QWidget) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(label(self._look, title, kind="field"))
        layout.addWidget(field)
        (field.focusProxy() or field).setAccessibleName(self._look.texts.say(title))
        return holder

    def _choice(self, titles: dict[Any, Message]) -> QComboBox:
        box = QComboBox()
        for value, title in titles.items():
            box.addItem(self._look.texts.say(title), value)
        return box

    def _show_texts(self, own: Printable, typed: dict[str, str]) -> None:
        """Rebuild the fields only where the report asks for other texts: somebody may be typing in one."""
        asked = own.typed if isinstance(own, Document) else ()
        if [each.key for each in asked] != list(self._typed):
            self._typed.clear()
            while (item := self._texts.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.deleteLater()
            for each in asked:
                field = QPlainTextEdit(tabChangesFocus=True)
                field.setFixedHeight(_TEXT_LINES * field.fontMetrics().lineSpacing() + ROOM)
                field.textChanged.connect(self._on_changed)
                self._typed[each.key] = field
                self._texts.addWidget(self._field(each.title, field))
        for each in asked:
            text, field = typed.get(each.key, self._look.texts.say(each.text)), self._typed[each.key]
            if text != _typed(field):
                field.setPlainText(text)

    def _own_text(self, key: str) -> str:
        assert isinstance(self._own, Document)
        return self._look.texts.say(self._own.text_of(key))

    def _on_changed(self, *_changed: object) -> None:
        if self._own is not None:
            self._reset.setEnabled(self.setup() != Setup())
            self._soon.start()

    def _on_reset(self) -> None:
        if self._own is not None:
            self.show_setup(self._own, Setup())
            self._soon.start()


def _other(chosen: Any, own: Any) -> Any:
    """What was chosen, None where it is the report's own."""
    return None if chosen == own else chosen


def _typed(field: QPlainTextEdit) -> str:
    return field.toPlainText().strip()
