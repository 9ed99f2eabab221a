"""Settings of this PC: language, light or dark, and the name in the history and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.shell.languages import LANGUAGE_NAMES
from coorddesk.shell.memory import AUTHOR
from coorddesk.shell.menus import APPEARANCES
from coorddesk.widgets.controls import choose_one, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coorddesk.shell.window_desk import WindowDesk

_NAME_WIDTH = 320
T = TypeVar("T")


class GeneralPage(QWidget):
    """Takes effect at once.

    Signals:
        language_chosen: 'fr' or 'en'.
    """

    language_chosen = Signal(str)

    def __init__(self, desk: WindowDesk) -> None:
        """Show what was chosen."""
        super().__init__()
        self._desk = desk
        self._name = QLineEdit(desk.settings.recall(AUTHOR, ""))
        self._name.setPlaceholderText(desk.actor.name)
        self._name.setMaximumWidth(_NAME_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        languages = [(language, verbatim(LANGUAGE_NAMES[language])) for language in LANGUAGES]
        self._add_choice(layout, _("Language"), languages, desk.texts.language, self.language_chosen.emit)
        appearance = desk.theme.appearance
        self._add_choice(layout, _("Appearance"), APPEARANCES.items(), appearance, desk.choose_appearance)
        title = label(desk, _("Your name"), TypeScale.STRONG)
        title.setBuddy(self._name)
        self._name.setAccessibleName(desk.texts.say(_("Your name")))
        layout.addWidget(title)
        layout.addWidget(self._name)
        layout.addWidget(label(desk, _("Stands in the history and on reports."), TypeScale.CAPTION, "muted"))
        layout.addStretch()

    @property
    def author(self) -> str:
        """The name as typed; '' for that of the account."""
        return self._name.text().strip()

    def _add_choice(
        self,
        layout: QVBoxLayout,
        title: Message,
        choices: Iterable[tuple[T, Message]],
        chosen: T,
        take: Callable[[T], None],
    ) -> None:
        layout.addWidget(label(self._desk, title, TypeScale.STRONG))
        group = QButtonGroup(self)
        made: dict[T, QRadioButton] = {}
        for value, word in choices:
            radio = made[value] = QRadioButton(self._desk.texts.say(word))
            radio.clicked.connect(lambda _checked=False, value=value: take(value))
            group.addButton(radio)
            layout.addWidget(radio)
        choose_one(made.values(), made[chosen])
        layout.addSpacing(ROOM)
