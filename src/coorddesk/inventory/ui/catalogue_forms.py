"""The forms of the catalogue: a category, a field of the desk's own, a manufacturer, a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.inventory.queries import (
    CategoryCard,
    FieldRow,
    category_cards,
    custom_fields,
    maker_cards,
    model_card,
)
from coorddesk.inventory.rules import CUSTOM_TYPE_TITLES, DEPRECIATION_TITLES, LONGEST_LIFE, CustomType, pattern_typed
from coorddesk.inventory.service import (
    CategoryDetails,
    CategoryEdit,
    FieldDetails,
    FieldEdit,
    MakerDetails,
    MakerEdit,
    ModelAbout,
    ModelEdit,
    ModelWords,
    create_field,
    create_model,
    edit_category,
    edit_field,
    edit_manufacturer,
    edit_model,
    enter_category,
    enter_manufacturer,
)
from coorddesk.inventory.ui.pickers import category_picker, manufacturer_picker
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, NumberEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor, WordsEditor, hint_of_words
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form
    from coorddesk.widgets.names_list import Name

R = TypeVar("R")

_ROOM_FOR_BOTH = 600  # lists, of choices and of categories


class _CatalogueForm(RecordDialog):
    """A form of one of the catalogue's records: the same but for its fields and its verbs.

    `load` reads one of them by its id, in the lane.
    """

    new_title: Message
    load: Callable[[int, Session], Loaded]
    enter: Callable[..., Any]
    change: Callable[..., Any]

    def __init__(self, desk: Desk, owner: QWidget, edited: Name | None) -> None:
        """`edited` is what to change, None for a new one."""
        self.edited = edited
        title = self.new_title if edited is None else _("Edit {name}", name=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """What to change."""
        return None if self.edited is None else partial(type(self).load, self.edited.id)

    def about(self, *details: Any) -> tuple[Any, ...]:
        """These details as the verbs take them: before them the id and version of what is changed."""
        return details if self.edited is None else (self.edited.id, self.version, *details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        verb = type(self).enter if self.edited is None else type(self).change
        return lambda session: verb(session, *wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").text()
        return _("“{name}” added.", name=name) if self.edited is None else _("“{name}” saved.", name=name)


class CategoryForm(_CatalogueForm):
    """A category: what its devices are numbered by and which fields they have."""

    new_title = _("New category")
    enter = staticmethod(enter_category)
    change = staticmethod(lambda session, *wish: edit_category(session, CategoryEdit(*wish)))

    def __init__(self, desk: Desk, owner: QWidget, edited: Name | None, fields: Sequence[FieldRow]) -> None:
        """`fields` are all that the desk has."""
        self._fields = fields
        super().__init__(desk, owner, edited)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        hint = _("{known}: {example}; empty: CD-00042", known="{YYYY} {YY} {MM} {###}", example="PC-{YYYY}-{###}")
        self._example = label(desk, kind="muted")
        self._pattern = form.add(
            "number_pattern", _("Pattern of its numbers"), PatternEditor(desk, self._example), hint=hint
        )
        own = [(field.id, field.name) for field in self._fields if not field.everywhere]
        hint = _("Those of every device are there anyway. New ones are made under “Custom fields”.")
        form.add("fields", _("Fields of its devices"), ChecksEditor(desk, own), hint=hint, wide=True)
        ways = ChoiceEditor(desk, list(DEPRECIATION_TITLES.items()), blank=_("Not said"))
        form.add("depreciation", _("Depreciation"), ways)
        form.add("depreciation_years", _("Over (years)"), NumberEditor(desk, 1, LONGEST_LIFE, _("years")))
        years = NumberEditor(desk, 1, LONGEST_LIFE, _("years"))
        form.add("life_years", _("Serves for (years)"), years, hint=_("For the replacement plan. Left empty: 5"))
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)

    @staticmethod
    def load(record_id: int, session: Session) -> Loaded:
        """In the lane."""
        card = _one(category_cards(session), record_id)
        keys = ("name", "number_pattern", "fields", "notes", "depreciation", "depreciation_years", "life_years")
        return Loaded(card.version, {key: getattr(card, key) for key in keys})

    def data(self) -> tuple[Any, ...]:
        """The details."""
        return self.about(CategoryDetails(**self.form.values()))


class PatternEditor(TextEditor):
    """A pattern of numbers, with the first one of this year beside it."""

    def __init__(self, desk: Desk, example: Any) -> None:
        """Show the example as soon as a pattern is typed."""
        super().__init__(desk, example)
        self._today = desk.clock.today()
        self._example = example
        self.changed.connect(self._on_changed)

    def value(self) -> str:
        """The pattern as typed. Raises `UserError` if it is none."""
        pattern_typed(self.line.text())
        return super().value()

    def _on_changed(self) -> None:
        try:
            pattern = pattern_typed(self.line.text())
        except UserError:
            pattern = None
        self._example.setText("" if pattern is None else pattern.tag(1, self._today))


class FieldForm(_CatalogueForm):
    """A field of the desk's own: what it takes, and whose devices have it."""

    new_title = _("New custom field")
    enter = staticmethod(lambda session, details, _renamed: create_field(session, details))
    change = staticmethod(lambda session, *wish: edit_field(session, FieldEdit(*wish)))

    def __init__(self, desk: Desk, owner: QWidget, edited: Name | None, categories: Sequence[CategoryCard]) -> None:
        """`categories` are all that the desk has."""
        self._categories = categories
        super().__init__(desk, owner, edited)
        self.setMinimumHeight(_ROOM_FOR_BOTH)

    def build(self, form: Form) -> None:
        """Every field; what does not matter for the type or for every device is not in sight."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        types = [(kind, title) for kind, title in CUSTOM_TYPE_TITLES.items()]
        self._type = form.add("type", _p("field", "Type"), ChoiceEditor(desk, types))
        self._choices_part = form.part(None, columns=1)
        self._choices = form.add_to(self._choices_part, "choices", _("Choices"), WordsEditor(desk), hint_of_words())
        everywhere = YesNoEditor(desk, _("Every device has this field"))
        self._everywhere = form.add("everywhere", _("For every device"), everywhere, wide=True)
        self._categories_part = form.part(None, columns=1)
        offered = [(card.id, card.name) for card in self._categories]
        form.add_to(self._categories_part, "categories", _("Whose devices have it"), ChecksEditor(desk, offered))
        form.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self._choices_part.show_fields(["choices"] if self._type.value() is CustomType.CHOICE else [])
        self._categories_part.show_fields([] if self._everywhere.value() else ["categories"])

    @staticmethod
    def load(record_id: int, session: Session) -> Loaded:
        """In the lane."""
        row = _one(custom_fields(session), record_id)
        return Loaded(
            row.version, {key: getattr(row, key) for key in ("name", "type", "choices", "everywhere", "categories")}
        )

    def data(self) -> tuple[Any, ...]:
        """The details, and the new words of choices."""
        return self.about(FieldDetails(**self.form.values()), self._choices.renamed())


class MakerForm(_CatalogueForm):
    """A manufacturer."""

    new_title = _("New manufacturer")
    enter = staticmethod(enter_manufacturer)
    change = staticmethod(lambda session, *wish: edit_manufacturer(session, MakerEdit(*wish)))

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        form.add("website", _("Website"), TextEditor(desk))
        form.add("support", _("Support"), TextEditor(desk), hint=_("Telephone or page"), wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)

    @staticmethod
    def load(record_id: int, session: Session) -> Loaded:
        """In the lane."""
        card = _one(maker_cards(session), record_id)
        return Loaded(card.version, {key: getattr(card, key) for key in ("name", "website", "support", "notes")})

    def data(self) -> tuple[Any, ...]:
        """The details."""
        return self.about(MakerDetails(**self.form.values()))


class ModelForm(_CatalogueForm):
    """A model."""

    new_title = _("New model")
    enter = staticmethod(create_model)
    change = staticmethod(lambda session, *wish: edit_model(session, ModelEdit(*wish)))

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        self._maker = form.add("manufacturer", _("Manufacturer"), manufacturer_picker(desk))
        form.add("name", _("Name"), TextEditor(desk), required=True)
        form.add("number", _("Model number"), TextEditor(desk))
        hint = _("That of a new device, unless it says another.")
        form.add("category", _("Category"), category_picker(desk), hint=hint)
        years = NumberEditor(desk, 1, LONGEST_LIFE, _("years"))
        form.add("life_years", _("Serves for (years)"), years, hint=_("Left empty: as its category"))
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)

    @staticmethod
    def load(record_id: int, session: Session) -> Loaded:
        """In the lane."""
        card = model_card(session, record_id)
        if card is None:
            raise _gone()
        row = card.row
        values = {"name": row.name, "number": row.number, "notes": card.notes, "life_years": card.life_years}
        maker, category = _picked(row.manufacturer_id, row.manufacturer), _picked(card.category_id, card.category)
        return Loaded(row.version, values | {"manufacturer": maker, "category": category})

    def data(self) -> tuple[Any, ...]:
        """The words and the rest."""
        values = self.form.values()
        maker = "" if values["manufacturer"] is None else self._maker.line.text()
        about = ModelAbout(values["category"], values["notes"], values["life_years"])
        return self.about(ModelWords(maker, values["name"], values["number"]), about)


def _picked(record_id: int | None, name: str | None) -> Option | None:
    return None if record_id is None or name is None else Option(record_id, name)


def _one(rows: Sequence[R], record_id: int) -> R:
    found = next((row for row in rows if row.id == record_id), None)  # type: ignore[attr-defined]  # all of them have
    if found is None:
        raise _gone()
    return found


def _gone() -> UserError:
    return UserError(_("This is no longer there: somebody deleted it."))
