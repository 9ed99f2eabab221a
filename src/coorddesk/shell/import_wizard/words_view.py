"""Values first: what becomes of the words that nobody knows, one by one or all of a field at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.shell.import_wizard.choice_line import ChoiceLine
from coorddesk.shell.import_wizard.decisions_bar import fill, titled
from coorddesk.shell.import_wizard.opening_table import OpeningTable
from coorddesk.shell.import_wizard.words import Fate, Word, by_field
from coorddesk.shell.import_wizard.words_model import FATE_ICONS, Told, WordsModel
from coorddesk.shell.quiet_table import CellDelegate
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import HAIR, ICON, RADIUS, TIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from coorddesk.widgets.desk import Look

Index = QModelIndex | QPersistentModelIndex

_FOR_ALL: dict[Fate, Message] = {
    Fate.CREATE: _("Create all"),
    Fate.EMPTY: _("Leave all empty"),
    Fate.REFUSE: _("Refuse all their rows"),
}
_TONES = {Fate.CREATE: Tone.SUCCESS, Fate.USE: Tone.ACCENT, Fate.EMPTY: Tone.MUTED, Fate.REFUSE: Tone.DANGER}
_LETTERS = {Told.FIELD: 20, Told.WORD: 30, Told.ROWS: 8}
_MOST = 40  # of the title of a field


class WordsView(QWidget):
    """The list, and buttons for all words of a field.

    Signals:
        told: something was decided; `words` say what.
        all_told: the key of a field and the `Fate` of all its words, of those that are not listed too.
    """

    told = Signal()
    all_told = Signal(str, object)

    def __init__(self, look: Look) -> None:
        """Start without words."""
        super().__init__()
        self._look = look
        self.model = WordsModel(look, self)
        self.model.told.connect(self.told)
        self.table = OpeningTable(look, _("Words of the sheet that are not known"), self.model)
        self.table.setItemDelegate(CellDelegate(look, self.table))
        self.table.setItemDelegateForColumn(Told.FATE, FateDelegate(look, self.model, self.table))
        self.table.horizontalHeader().setSectionResizeMode(Told.FATE, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._field = QComboBox()
        self._field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._field.currentIndexChanged.connect(self._on_field_changed)
        self.for_all = {fate: button(look, words, ButtonKind.PLAIN) for fate, words in _FOR_ALL.items()}
        for fate, made in self.for_all.items():
            made.clicked.connect(lambda _checked=False, fate=fate: self._on_for_all(fate))
        hand_focus_on(self, lambda: self.table)
        self._lay_out()

    @property
    def words(self) -> Sequence[Word]:
        """The words with what was decided."""
        return self.model.words

    def show_words(self, words: list[Word], names: Mapping[str, Sequence[str]]) -> None:
        """Show words, at the first one."""
        self.model.show_words(words, names)
        fields = {key: of_field[0].field.title for key, of_field in by_field(words).items()}
        fill(self._field, [(key, self._look.texts.say(title)) for key, title in fields.items()], None)
        longest = max((len(self._look.texts.say(title)) for title in fields.values()), default=0)
        for column, letters in (_LETTERS | {Told.FIELD: max(_LETTERS[Told.FIELD], min(longest + 2, _MOST))}).items():
            self.table.fit(column, letters)
        if words:
            self.table.setCurrentIndex(self.model.index(0, Told.FATE))

    def _lay_out(self) -> None:
        row = FlowLayout()
        row.setSpacing(TIGHT)
        row.addWidget(titled(self._look, _("For all words of"), self._field))
        for made in self.for_all.values():
            row.addWidget(made)
        hint = _("The sheet says words that the desk does not know. Say once what becomes of each.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(self._look, hint, kind="muted", wrap=True))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self._field.setCurrentIndex(self._field.findData(self.words[index.row()].field.key))

    def _on_field_changed(self) -> None:
        of_field = by_field(self.words).get(self._field.currentData())
        self.for_all[Fate.CREATE].setEnabled(bool(of_field and of_field[0].is_creatable))

    def _on_for_all(self, fate: Fate) -> None:
        key = self._field.currentData()
        self.model.take_all(key, fate)
        self.all_told.emit(key, fate)


class FateDelegate(CellDelegate):
    """A quiet box with an icon for what becomes of a word; the line to type in opens in its place."""

    def __init__(self, look: Look, model: WordsModel, parent: QAbstractItemView) -> None:
        """Decide in `model`."""
        super().__init__(look, parent)
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line with the list of choices below it."""
        line = ChoiceLine(self.look, _("What becomes of it"), self._model.choices(index.row()), parent)
        line.chosen.connect(lambda: self._done(line))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Stand at the present choice."""
        assert isinstance(editor, ChoiceLine)
        editor.stand_at(self._model.present(index.row()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was chosen."""
        assert isinstance(editor, ChoiceLine)
        if editor.key is not None:
            self._model.take(index.row(), editor.key)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the box, the icon and the words."""
        colour, chosen = self.look.theme.colour, self.is_chosen(option)
        fate = self._model.words[index.row()].fate
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        painter.setPen(colour("accent" if chosen else "line"))
        painter.setBrush(colour("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(option.rect.adjusted(1, 2, -2, -2), RADIUS, RADIUS)
        room = option.rect.adjusted(TIGHT, 0, -TIGHT, 0)
        arrow = QRect(room.right() - ICON, room.center().y() - ICON // 2, ICON, ICON)
        self.look.theme.icon("chevron-down", Tone.MUTED).paint(painter, arrow)
        spot = QRect(room.left(), room.center().y() - ICON // 2, ICON, ICON)
        self.look.theme.icon(FATE_ICONS[fate], _TONES[fate]).paint(painter, spot)
        room.setLeft(spot.right() + TIGHT)
        room.setRight(arrow.left() - HAIR)
        self.write(painter, room, str(index.data() or ""), option.font, colour("on_accent_soft" if chosen else "text"))
        painter.restore()

    def _done(self, line: ChoiceLine) -> None:
        self.commitData.emit(line)
        self.closeEditor.emit(line)
