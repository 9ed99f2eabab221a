"""The first run: one calm page that asks whose desk this is, and how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import UserError
from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import Message, _
from coorddesk.shell.centred import centred
from coorddesk.shell.desk_place import DeskPlace
from coorddesk.shell.languages import LANGUAGE_NAMES
from coorddesk.shell.organisation_form import Described, OrganisationForm, described
from coorddesk.widgets.controls import Picture, PushButton, choose_one, label
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.desk import Look

_WIDTH = 720
_LOGO = 44
_DRAFT = "first run"
_WAYS: tuple[tuple[str, str, Message, Message], ...] = (
    (
        "import",
        "file-spreadsheet",
        _("Import a sheet"),
        _("Take in the list that you have, from Excel, LibreOffice or a csv. You see everything before it is written."),
    ),
    ("empty", "plus", _("Start empty"), _("Begin with nothing, and add devices, rooms and people by hand.")),
    (
        "demo",
        "sparkles",
        _("Look at a demo"),
        _("A made-up school with its library: try everything, break everything. It stays apart from your desk."),
    ),
)


class FirstRun(QScrollArea):
    """Asks once in the life of a desk; what is typed survives a change of language.

    Signals:
        language_chosen: 'fr' or 'en'.
        finished: "import", "empty" or "demo"; what was typed is written down.
        opening_asked: an `Opening` of another desk than this one, which is left as it is.
    """

    language_chosen = Signal(str)
    finished = Signal(str)
    opening_asked = Signal(object)

    def __init__(self, desk: WindowDesk) -> None:
        """Build the page, with what was typed before if there is anything."""
        super().__init__()
        self._desk = desk
        self._before: Described | None = None
        self._form = OrganisationForm(desk)
        self._notice = Notice(desk, Tone.DANGER)
        self._place = DeskPlace(desk)
        self._place.opening_asked.connect(self.opening_asked)
        self._languages: dict[str, QRadioButton] = {}
        self._ways = [WayButton(desk, icon, title, detail) for _key, icon, title, detail in _WAYS]
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._build())
        self._take_up_draft()
        self._form.changed.connect(self._keep_draft)
        hand_focus_on(self, lambda: self._form.editor("name"))
        desk.operations.read(self, described, self._on_described)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard."""
        super().showEvent(event)
        self.setFocus()

    def _build(self) -> QWidget:
        desk = self._desk
        column = QVBoxLayout()
        column.setSpacing(ROOM)
        column.addLayout(self._head())
        column.addSpacing(TIGHT)
        column.addWidget(label(desk, _("Whose desk is this?"), TypeScale.HEADING))
        column.addWidget(self._form)
        column.addSpacing(TIGHT)
        column.addWidget(label(desk, _("How do you want to begin?"), TypeScale.HEADING))
        column.addWidget(self._notice)
        ways = QHBoxLayout()
        ways.setSpacing(SNUG)
        for (key, *_rest), way in zip(_WAYS, self._ways, strict=True):
            way.clicked.connect(lambda _checked=False, key=key: self._on_way_clicked(key))
            ways.addWidget(way, 1)
        column.addLayout(ways)
        column.addWidget(self._place)
        column.addWidget(label(desk, _("All this can be changed later in the settings."), TypeScale.CAPTION, "muted"))
        middle = QWidget()
        middle.setLayout(column)
        choose_one(self._languages.values(), self._languages[desk.texts.language])
        middle.setFixedWidth(_WIDTH)
        return centred(middle)

    def _head(self) -> QHBoxLayout:
        desk = self._desk
        words = QVBoxLayout()
        words.setSpacing(HAIR)
        words.addWidget(label(desk, _("Welcome to CoordDesk"), TypeScale.TITLE))
        words.addWidget(label(desk, _("Devices, rooms and people, on one desk of your own."), kind="muted"))
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(Picture(desk, "coorddesk", _LOGO, Tone.ACCENT))
        head.addLayout(words, 1)
        for language in LANGUAGES:
            choice = QRadioButton(LANGUAGE_NAMES[language])
            self._languages[language] = choice
            choice.clicked.connect(lambda _checked=False, chosen=language: self.language_chosen.emit(chosen))
            head.addWidget(choice, alignment=Qt.AlignmentFlag.AlignTop)
        return head

    def _on_described(self, before: Described) -> None:
        self._before = before

    def _on_way_clicked(self, way: str) -> None:
        """Write down whose desk this is, if anything was said of it; then go."""
        self._notice.say(None)
        touched = any(value for value in self._texts().values()) or self._form.editor("logo").state() is not None
        if way == "demo" or not touched or self._before is None:
            self._leave(way)
            return
        try:
            work = self._form.work(self._before)
        except UserError as error:
            self._show_error(error)
            return
        self._desk.operations.change(self, work, lambda _nothing: self._leave(way), self._show_error)

    def _leave(self, way: str) -> None:
        if way != "demo":
            self._desk.settings.remember(_DRAFT, None)
        self.finished.emit(way)

    def _show_error(self, error: UserError) -> None:
        if not self._form.show_error(error):
            self._notice.say(error.message)

    def _texts(self) -> dict[str, object]:
        return {key: self._form.editor(key).state() for key in ("name", "kind", "address")}

    def _keep_draft(self) -> None:
        self._desk.settings.remember(_DRAFT, self._texts())

    def _take_up_draft(self) -> None:
        for key, state in self._desk.settings.recall(_DRAFT, {}).items():
            self._form.editor(key).set_state(state)


class WayButton(PushButton):
    """A large button with a picture, a title and a sentence."""

    def __init__(self, look: Look, icon: str, title: Message, detail: Message) -> None:
        """Lay the words out on the button; clicks on them are clicks on it."""
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(look.texts.say(title))
        self.setAccessibleDescription(look.texts.say(detail))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(TIGHT)
        layout.addWidget(Picture(look, icon, WIDE, Tone.ACCENT))
        layout.addWidget(label(look, title, TypeScale.STRONG, wrap=True))
        layout.addWidget(label(look, detail, kind="muted", wrap=True))
        layout.addStretch()
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its words need at its width."""
        layout = self.layout()
        assert layout is not None
        width = (_WIDTH - 2 * SNUG) // len(_WAYS)
        return QSize(width, layout.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """No smaller than its words."""
        return self.sizeHint()
