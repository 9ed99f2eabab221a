"""The dialog of labels: what is chosen at the left, and the very pages that will be printed at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.labels.rules import FIRST_FORMAT, PUBLISHED, noun_of
from coorddesk.labels.ui import work
from coorddesk.labels.ui.label_bar import LabelBar
from coorddesk.labels.ui.label_options import LabelOptions
from coorddesk.labels.ui.output import LabelOutput
from coorddesk.labels.ui.remembered import (
    recalled_run,
    recalled_shift,
    recalled_style,
    remember_choice,
    remember_shift,
)
from coorddesk.labels.ui.sheet_picture import draw_cells
from coorddesk.widgets.controls import rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.page_view import PageView
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.core.errors import UserError
    from coorddesk.labels.ui.work import Choices, Picture, Wanted
    from coorddesk.widgets.desk import Desk

_HEIGHT = 780


class LabelDialog(QDialog):
    """Labels of some records: all that is chosen is remembered on this PC, each kind of record by itself."""

    def __init__(self, desk: Desk, owner: QWidget, kind: str, ids: Sequence[int]) -> None:
        """For the records of these ids, in their order; `open` reads what can be chosen."""
        super().__init__(owner)
        self._desk = desk
        self._kind = kind
        self._ids = tuple(ids)
        self._choices: Choices | None = None
        self._page = 0
        self.setWindowTitle(desk.texts.say(_("Labels")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._connect()

    def open(self) -> None:
        """Show the dialog, and read what can be chosen."""
        self.resize(self.sizeHint())
        super().open()
        self._read_choices()

    def _read_choices(self, key: str | None = None) -> None:
        """With `key`, the format that is to be chosen then."""
        read = partial(work.read_choices, self._kind, self._desk.texts)
        self._desk.operations.read(
            self, read, partial(self._on_choices_read, key), self._on_refused, replaces="choices"
        )

    def _on_choices_read(self, key: str | None, choices: Choices) -> None:
        is_first = self._choices is None
        memory = self._desk.settings
        if is_first:
            style, run = recalled_style(memory, self._kind, choices), recalled_run(memory, choices)
        else:
            style, run = self.options.style_chosen(), self.options.run_chosen()
        if not is_first and (key is not None or run.sheet.key not in choices.formats):
            sheet = choices.formats.get(key or "") or PUBLISHED[FIRST_FORMAT]
            run = replace(run, sheet=sheet, start=min(run.start, sheet.count))
        elif not is_first:
            run = replace(run, sheet=choices.formats[run.sheet.key])
        self._choices = choices
        self.options.show_choices(choices, style, run, len(self._ids))
        if is_first:
            self.options.sheet.setFocus()
        self._draw()

    def _wanted(self) -> Wanted:
        return work.Wanted(
            self._kind,
            self._ids,
            self.options.style_chosen(),
            self.options.run_chosen(),
            self._desk.texts,
            self._desk.features,
        )

    def _on_changed(self) -> None:
        wanted = self._wanted()
        remember_choice(self._desk.settings, self._kind, wanted.style, wanted.run)
        self._draw()

    def _draw(self) -> None:
        if self._choices is None:
            return
        wanted = self._wanted()
        total = wanted.pages
        self._page = max(0, min(self._page, total - 1))
        words = self.bar.show_page(self._page, total)
        self.view.setAccessibleName(f"{self.windowTitle()}, {words}")
        scale = self.view.scale()
        read = partial(work.draw_page, wanted, self._page, scale)
        done = partial(self._on_page_drawn, wanted, scale)
        self._desk.operations.read(self, read, done, self._on_refused, replaces="page")

    def _on_page_drawn(self, wanted: Wanted, scale: float, image: Picture) -> None:
        self._notice.say(None)
        width, height, pixels = image
        picture = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        draw_cells(picture, wanted.run)
        self.view.show_page(picture, QSizeF(width / scale, height / scale))
        self.bar.show_ready(ready=True)

    def _on_refused(self, error: UserError) -> None:
        """What cannot be printed so is said, and not printed."""
        self.bar.show_ready(ready=False)
        self._notice.say(error.message)

    def _turn(self, by: int) -> None:
        self._page = max(0, self._page + by)
        self._draw()

    def _on_save_wanted(self) -> None:
        if self.bar.is_ready:
            self.output.ask_where(self._wanted(), self.windowTitle())

    def _on_print_wanted(self) -> None:
        if self.bar.is_ready:
            self.output.print(self._wanted(), self.windowTitle())

    def _on_printed(self, wanted: Wanted) -> None:
        """The next labels begin where these end."""
        start = (wanted.run.start - 1 + len(wanted.ids) * wanted.run.copies) % wanted.run.sheet.count + 1
        remember_choice(self._desk.settings, self._kind, wanted.style, replace(wanted.run, start=start))
        if self.options.chosen_sheet() == wanted.run.sheet:
            self.options.show_start(start)

    def _on_format_asked(self, key: str) -> None:
        from coorddesk.labels.ui.format_dialog import FormatDialog, delete_own  # seldom wanted

        sheet = self.options.chosen_sheet()
        if key == "delete":
            delete_own(self._desk, self, sheet, lambda: self._read_choices(FIRST_FORMAT))
            return
        dialog = FormatDialog(self._desk, self, sheet, is_new=key == "new")
        dialog.saved.connect(lambda format_id: self._read_choices(f"own:{format_id}"))
        dialog.open()

    def _on_offset_asked(self) -> None:
        from coorddesk.labels.ui.offset_dialog import OffsetDialog  # seldom wanted

        dialog = OffsetDialog(self._desk, self, self.options.chosen_sheet().page, recalled_shift(self._desk.settings))
        dialog.chosen.connect(self._on_offset_chosen)
        dialog.open()

    def _on_offset_chosen(self, right: int, down: int) -> None:
        remember_shift(self._desk.settings, (right, down))
        self.options.show_shift((right, down))

    def _build(self) -> None:
        desk = self._desk
        self.bar = LabelBar(desk, noun_of(self._kind, len(self._ids)))
        self.options = LabelOptions(desk)
        self._notice = Notice(desk, Tone.DANGER)
        self.view = PageView(desk)
        self.output = LabelOutput(desk, self)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.options)
        below.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.bar, rule(), self._notice):
            layout.addWidget(widget)
        layout.addLayout(below, 1)

    def _connect(self) -> None:
        self.options.changed.connect(self._on_changed)
        self.options.format_asked.connect(self._on_format_asked)
        self.options.offset_asked.connect(self._on_offset_asked)
        self.bar.turned.connect(self._turn)
        self.bar.zoomed.connect(self.view.zoom_by)
        self.bar.save_wanted.connect(self._on_save_wanted)
        self.bar.print_wanted.connect(self._on_print_wanted)
        self.output.printed.connect(self._on_printed)
        self.output.refused.connect(lambda error: self._notice.say(error.message))
        self.view.turned.connect(self._turn)
        self.view.scale_changed.connect(self._draw)
        shortcuts: dict[str, Callable[[], object]] = {
            "PgDown": partial(self._turn, 1),
            "PgUp": partial(self._turn, -1),
            "Ctrl++": partial(self.view.zoom_by, 1),
            "Ctrl+-": partial(self.view.zoom_by, -1),
            "Ctrl+0": partial(self.view.zoom_by, 0),
            "Ctrl+P": self._on_print_wanted,
            "Ctrl+S": self._on_save_wanted,
        }
        for keys, take in shortcuts.items():
            QShortcut(QKeySequence(keys), self, take)

    def sizeHint(self) -> QSize:
        """Most of the window that it stands over, and high enough for the options."""
        owner = self.parentWidget()
        size = owner.window().size() * 0.92 if owner is not None else QSize(1100, _HEIGHT)
        return QSize(size.width(), min(max(size.height(), _HEIGHT), self.screen().availableSize().height() - ROOM))
