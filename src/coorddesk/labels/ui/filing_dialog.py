"""The dialog that files signed pages: where each would go is seen before anything is attached."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _n
from coorddesk.labels.rules import SCAN_SUFFIXES
from coorddesk.labels.ui import filing_work
from coorddesk.labels.ui.filing_work import Looked
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, ROW_HEIGHT, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from coorddesk.core.errors import UserError
    from coorddesk.core.records import Subject
    from coorddesk.labels.imports import Filing
    from coorddesk.labels.ui.filing_work import Key
    from coorddesk.widgets.desk import Desk

_FOLDER = "labels.papers_from"
_EDGE = 320  # pixels of the picture of a page
_PLACE = Qt.ItemDataRole.UserRole
_SIZE = (980, 600)
_FILE_WIDTH, _PAGES_WIDTH = 200, 70


class FilingDialog(QDialog):
    """Reads scans as a job, lists their parts, and attaches those that lead to a record as one change."""

    def __init__(self, desk: Desk, owner: QWidget, about: tuple[Subject, str] | None = None) -> None:
        """`look_at` takes the files; `about` is a record, and what it is called, that a page may be given by hand."""
        super().__init__(owner)
        self._desk = desk
        self._looked = Looked()
        self._filings: Sequence[Filing] = ()
        self._typed: dict[Key, str] = {}
        self._about = about
        self.setWindowTitle(desk.texts.say(_("File signed pages")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._lay_out()
        self._connect()
        self._show(())
        resize_on_screen(self, *_SIZE)

    def choose(self) -> None:
        """Ask for files."""
        folder = str(self._desk.settings.recall(_FOLDER, ""))
        pattern = self._desk.texts.say(_("Scans and photos"))
        endings = " ".join(f"*{suffix}" for suffix in SCAN_SUFFIXES)
        names, _chosen = QFileDialog.getOpenFileNames(self, self.windowTitle(), folder, f"{pattern} ({endings})")
        if names:
            self._desk.settings.remember(_FOLDER, str(Path(names[0]).parent))
            self.look_at([Path(name) for name in names])

    def look_at(self, paths: Sequence[Path]) -> None:
        """Read the codes in these files, besides those that are listed."""
        self._notice.say(None)
        known = {path for path, _pages in self._looked.files}
        new = [path for path in dict.fromkeys(paths) if path not in known]
        if not new:
            return
        work = partial(filing_work.look, new)
        title = _n("Reading {count} scan", "Reading {count} scans", len(new))
        self._set_busy(busy=True)
        settled = partial(self._set_busy, busy=False)
        self._desk.operations.job(self, title, work, self._on_looked, self._on_failed, settled=settled)

    def _on_looked(self, looked: Looked) -> None:
        self._looked = Looked((*self._looked.files, *looked.files), looked.refused)
        if looked.refused:
            self._notice.say(_joined(looked.refused))
        self._lead()

    def _lead(self) -> None:
        work = partial(
            filing_work.lead, self._looked, dict(self._typed), self._desk.features, follows=self.follows.isChecked()
        )
        self._desk.operations.read(self, work, self._show, self._on_failed, replaces="filings")

    def _show(self, filings: Sequence[Filing]) -> None:
        before = self._chosen()
        self._filings = filings
        self.list.clear()
        say = self._desk.texts.say
        for place, filing in enumerate(filings):
            pages = ", ".join(map(str, filing.part.pages))
            fate = filing.called or (say(filing.trouble) if filing.trouble else "")
            item = QTreeWidgetItem(self.list, [filing.part.path.name, pages, fate])
            item.setData(0, _PLACE, place)
            item.setSizeHint(0, QSize(0, ROW_HEIGHT))
            icon, tone = ("triangle-alert", Tone.WARNING) if filing.trouble else ("circle-check", Tone.SUCCESS)
            item.setIcon(2, self._desk.theme.icon(icon, tone))
        self._choose(before)
        count = len(_ready(self._filings))
        self._file.setText(say(_n("File {count} paper", "File {count} papers", count)))
        self._file.setEnabled(count > 0)
        self._nothing.setVisible(not filings)
        self._below.setVisible(bool(filings))

    def _chosen(self) -> Filing | None:
        item = self.list.currentItem()
        return None if item is None else self._filings[item.data(0, _PLACE)]

    def _choose(self, before: Filing | None) -> None:
        """The part that was chosen, else the first that leads nowhere."""
        keys = [_key(filing) for filing in self._filings]
        troubled = next((place for place, filing in enumerate(self._filings) if filing.trouble), 0)
        place = keys.index(_key(before)) if before is not None and _key(before) in keys else troubled
        if (item := self.list.topLevelItem(place)) is not None:
            self.list.setCurrentItem(item)
            if self.focusWidget() is self._cancel:
                self.list.setFocus()

    def _on_chosen(self) -> None:
        filing = self._chosen()
        if filing is None:
            return
        self.code.setText(filing.part.code)
        self._picture.clear()
        work = partial(filing_work.picture, _key(filing), round(_EDGE * self.devicePixelRatioF()))
        self._desk.operations.read(self, work, self._on_pictured, self._on_failed, replaces="picture")

    def _on_pictured(self, image: tuple[int, int, bytes]) -> None:
        width, height, pixels = image
        picture = QPixmap.fromImage(QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(picture)

    def _on_code_typed(self) -> None:
        filing = self._chosen()
        if filing is not None and self.code.text().strip() != filing.part.code:
            self._typed[_key(filing)] = self.code.text().strip()
            self._lead()

    def _on_own_wanted(self) -> None:
        if self._about is not None:
            self.code.setText(code_of(self._about[0]))
            self._on_code_typed()

    def _on_file_wanted(self) -> None:
        filed = _ready(self._filings)
        self._set_busy(busy=True)
        title = _n("Filing {count} paper", "Filing {count} papers", len(filed))
        self._desk.operations.job(
            self,
            title,
            partial(filing_work.attach, filed),
            lambda _count: self.accept(),
            self._on_failed,
            settled=partial(self._set_busy, busy=False),
            said=lambda count: _n("{count} paper filed.", "{count} papers filed.", count),
        )

    def _on_failed(self, error: UserError) -> None:
        self._notice.say(error.message)

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self._more, self.code, self.follows):
            each.setDisabled(busy)
        self._file.setEnabled(not busy and bool(_ready(self._filings)))

    def _build(self) -> None:
        desk, say = self._desk, self._desk.texts.say
        self._notice = Notice(desk, Tone.DANGER)
        self._nothing = label(
            desk,
            _(
                "Scan the signed pages, or take photos of them: each goes to the record whose code it bears. "
                "Nothing is attached before you say so."
            ),
            kind="muted",
            wrap=True,
        )
        self.list = QTreeWidget()
        self.list.setHeaderLabels([say(_("File")), say(_("Pages")), say(_("Goes to"))])
        self.list.setRootIsDecorated(False)
        self.list.setItemDelegate(PaddedDelegate(self.list))
        self.list.setAccessibleName(self.windowTitle())
        self.list.header().resizeSection(0, _FILE_WIDTH)
        self.list.header().resizeSection(1, _PAGES_WIDTH)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(QSize(_EDGE, _EDGE))
        self.code = QLineEdit(maxLength=200)
        self.code.setAccessibleName(say(_("Code on the page")))
        self.own = button(desk, _("It belongs to {name}", name="" if self._about is None else self._about[1]))
        self.own.setHidden(self._about is None)
        self.follows = QCheckBox(say(_("A page without a code belongs to the one before it")))
        self._more = button(desk, _("Add files…"), icon="plus")
        self._file = button(desk, _("File"), ButtonKind.PRIMARY)
        self._cancel = button(desk, _("Cancel"))

    def _aside(self) -> QVBoxLayout:
        """The page that is looked at, and its code."""
        aside = QVBoxLayout()
        aside.setSpacing(HAIR)
        aside.addWidget(self._picture)
        aside.addSpacing(TIGHT)
        aside.addWidget(label(self._desk, _("Code on the page"), kind="field"))
        aside.addWidget(self.code)
        hint = _("Read it off the page where it could not be found, and press Enter.")
        aside.addWidget(label(self._desk, hint, TypeScale.CAPTION, "muted", wrap=True))
        aside.addSpacing(TIGHT)
        aside.addWidget(self.own)
        aside.addStretch()
        return aside

    def _lay_out(self) -> None:
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(ROOM)
        below.addWidget(self.list, 1)
        below.addLayout(self._aside())
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        buttons.addWidget(self._more)
        buttons.addStretch()
        buttons.addWidget(self._file)
        buttons.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(self._notice)
        layout.addWidget(self._nothing)
        layout.addWidget(self._below, 1)
        layout.addStretch()
        layout.addWidget(self.follows)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda _now, _before: self._on_chosen())
        self.code.returnPressed.connect(self._on_code_typed)
        self.own.clicked.connect(self._on_own_wanted)
        self.follows.toggled.connect(lambda _on: self._lead())
        self._more.clicked.connect(self.choose)
        self._file.clicked.connect(self._on_file_wanted)
        self._cancel.clicked.connect(self.reject)


def _ready(filings: Sequence[Filing]) -> list[Filing]:
    """Those that lead to a record."""
    return [filing for filing in filings if filing.subject is not None]


def _key(filing: Filing) -> Key:
    return filing.part.path, filing.part.pages[0]


def _joined(messages: Sequence[Message]) -> Message:
    first, *others = messages
    for other in others:
        first = _("{one}\n{other}", one=first, other=other)
    return first
