"""The verbs on categories, manufacturers and models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    add_named,
    delete_unused,
    find_or_add_named,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)
from coorddesk.inventory.models import Category, CategoryField, CustomField, Manufacturer, Model
from coorddesk.inventory.rules import DEPRECIATION_TITLES, Depreciation, link_typed, pattern_typed, refuse_years
from coorddesk.inventory.service.fields import set_fields_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Renaming:
    """A new name for a category or manufacturer, and the version its author saw."""

    id: int
    version: int
    name: str


@dataclass(frozen=True)
class ModelWords:
    """What a sheet or a form says of a model; without name and number, "something of this manufacturer"."""

    manufacturer: str = ""
    name: str = ""
    number: str = ""


@dataclass(frozen=True)
class ModelAbout:
    """What is written down about a model: the category of new devices of it, how long it serves, and notes."""

    category_id: int | None = None
    notes: str = ""
    life_years: int | None = None


@dataclass(frozen=True)
class ModelEdit:
    """New words for a model, and the version their author saw; without `about`, that stays."""

    id: int
    version: int
    words: ModelWords
    about: ModelAbout | None = None


@dataclass(frozen=True)
class CategoryDetails:
    """A category: its name, how the numbers of its devices are spelt, its notes, the ids of fields of its own.

    Its devices are written off in a way over so many years, and are expected to serve so long.
    """

    name: str
    number_pattern: str = ""
    notes: str = ""
    fields: frozenset[int] = frozenset()
    depreciation: Depreciation | None = None
    depreciation_years: int | None = None
    life_years: int | None = None


@dataclass(frozen=True)
class CategoryEdit:
    """New details for a category, and the version their author saw."""

    id: int
    version: int
    details: CategoryDetails


@dataclass(frozen=True)
class MakerDetails:
    """A manufacturer: its name, its page, how its support is reached, notes."""

    name: str
    website: str = ""
    support: str = ""
    notes: str = ""


@dataclass(frozen=True)
class MakerEdit:
    """New details for a manufacturer, and the version their author saw."""

    id: int
    version: int
    details: MakerDetails


@allowed(*EDITORS)
def create_category(session: Session, name: str) -> int:
    """Add a category of which nothing but the name is known; returns its id."""
    return enter_category(session, CategoryDetails(name))


@allowed(*EDITORS)
def enter_category(session: Session, wish: CategoryDetails) -> int:
    """Add a category; returns its id."""
    row = add_named(session, Category, wish.name)
    _describe_category(row, wish)
    session.flush()
    set_fields_of(session, row.id, wish.fields)
    record(session, _("Add category “{name}”", name=row.name), ("category", row.id))
    return row.id


@allowed(*EDITORS)
def edit_category(session: Session, wish: CategoryEdit) -> None:
    """Change a category and which fields its devices have; numbers that were given stay."""
    row, new = row_there(session, Category, wish.id), wish.details
    theirs = _category_as_read(session, row, _fields_of(session, row.id))
    refuse_stale(row, wish.version, CATALOGUE_TITLES, _category_as_read(session, new, new.fields), theirs)
    old = row.name
    with session.no_autoflush:
        rename_named(session, row, new.name)
    _describe_category(row, new)
    if new.fields != _fields_of(session, row.id):
        flag_modified(row, "name")  # another version of it, though none of its own columns is another
    session.flush()
    set_fields_of(session, row.id, new.fields)
    if row.name != old:
        deed = _("Rename category “{old}” to “{new}”", old=old, new=row.name)
    else:
        deed = _("Edit category “{name}”", name=old)
    record(session, deed, ("category", row.id))


@allowed(*EDITORS)
def rename_category(session: Session, wish: Renaming) -> None:
    """Give a category another name."""
    row = row_as_seen(session, Category, wish.id, wish.version)
    old = row.name
    rename_named(session, row, wish.name)
    record(session, _("Rename category “{old}” to “{new}”", old=old, new=row.name), ("category", row.id))


@allowed(*EDITORS)
def delete_category(session: Session, wish: Deletion) -> None:
    """Delete a category of which there is no device."""
    row = row_as_seen(session, Category, wish.id, wish.version)
    set_fields_of(session, row.id, ())
    delete_unused(session, row, row.name)
    record(session, _("Delete category “{name}”", name=row.name), ("category", wish.id))


@allowed(*EDITORS)
def find_or_create_category(session: Session, name: str) -> int:
    """The category of a name, added if there is none; the deed is the caller's to name."""
    row = find_or_add_named(session, Category, name)
    session.flush()
    return row.id


@allowed(*EDITORS)
def create_manufacturer(session: Session, name: str) -> int:
    """Add a manufacturer of whom nothing but the name is known; returns its id."""
    return enter_manufacturer(session, MakerDetails(name))


@allowed(*EDITORS)
def enter_manufacturer(session: Session, wish: MakerDetails) -> int:
    """Add a manufacturer; returns its id."""
    row = add_named(session, Manufacturer, wish.name)
    _describe(row, wish)
    session.flush()
    record(session, _("Add manufacturer “{name}”", name=row.name), ("manufacturer", row.id))
    return row.id


@allowed(*EDITORS)
def edit_manufacturer(session: Session, wish: MakerEdit) -> None:
    """Change what is written down about a manufacturer."""
    row, new = row_there(session, Manufacturer, wish.id), wish.details
    theirs = {key: getattr(row, key) for key in _MAKER_KEYS}
    yours = {key: getattr(new, key) for key in _MAKER_KEYS}
    refuse_stale(row, wish.version, CATALOGUE_TITLES, yours, theirs)
    old = row.name
    with session.no_autoflush:
        rename_named(session, row, new.name)
    _describe(row, new)
    if row.name != old:
        deed = _("Rename manufacturer “{old}” to “{new}”", old=old, new=row.name)
    else:
        deed = _("Edit manufacturer “{name}”", name=old)
    record(session, deed, ("manufacturer", row.id))


@allowed(*EDITORS)
def rename_manufacturer(session: Session, wish: Renaming) -> None:
    """Give a manufacturer another name."""
    row = row_as_seen(session, Manufacturer, wish.id, wish.version)
    old = row.name
    rename_named(session, row, wish.name)
    record(session, _("Rename manufacturer “{old}” to “{new}”", old=old, new=row.name), ("manufacturer", row.id))


@allowed(*EDITORS)
def delete_manufacturer(session: Session, wish: Deletion) -> None:
    """Delete a manufacturer of whom there is no model."""
    row = row_as_seen(session, Manufacturer, wish.id, wish.version)
    delete_unused(session, row, row.name)
    record(session, _("Delete manufacturer “{name}”", name=row.name), ("manufacturer", wish.id))


@allowed(*EDITORS)
def find_or_create_manufacturer(session: Session, name: str) -> int:
    """The manufacturer of a name, added if there is none; the deed is the caller's to name."""
    row = find_or_add_named(session, Manufacturer, name)
    session.flush()
    return row.id


@allowed(*EDITORS)
def create_model(session: Session, words: ModelWords, about: ModelAbout | None = None) -> int:
    """Add a model, and its manufacturer if there is none; returns its id."""
    row = Model()
    _write(session, row, words)
    _write_about(session, row, about or ModelAbout())
    session.add(row)
    session.flush()
    record(session, _("Add model “{name}”", name=_called(words)), ("model", row.id))
    return row.id


@allowed(*EDITORS)
def find_or_create_model(session: Session, words: ModelWords) -> int | None:
    """The model of these words, added with its manufacturer if there is none; None for no words at all.

    The deed is the caller's to name.
    """
    if not any(map(tidy, (words.manufacturer, words.name, words.number))):
        return None
    row = Model()
    _spell(session, row, words)
    found = _same(session, row)
    if found is not None:
        return found
    session.add(row)
    session.flush()
    return row.id


@allowed(*EDITORS)
def edit_model(session: Session, wish: ModelEdit) -> None:
    """Change what a model is called, who makes it, and what is written down about it."""
    row = row_there(session, Model, wish.id)
    about = wish.about or ModelAbout(row.category_id, row.notes, row.life_years)
    yours = _model_as_read(session, wish.words, about)
    refuse_stale(row, wish.version, CATALOGUE_TITLES, yours, _model_as_read(session, *_model_now(session, row)))
    _write(session, row, wish.words)
    _write_about(session, row, about)
    record(session, _("Edit model “{name}”", name=_called(wish.words)), ("model", row.id))


@allowed(*EDITORS)
def delete_model(session: Session, wish: Deletion) -> None:
    """Delete a model of which there is no device."""
    row = row_as_seen(session, Model, wish.id, wish.version)
    name = row.name or row.number
    delete_unused(session, row, name)
    record(session, _("Delete model “{name}”", name=name), ("model", wish.id))


def _write(session: Session, row: Model, words: ModelWords) -> None:
    """Give a model words that no other has."""
    if not any(map(tidy, (words.manufacturer, words.name, words.number))):
        raise UserError(_("A name is needed."), field="name")
    with session.no_autoflush:
        _spell(session, row, words)
        if _same(session, row) is not None:
            raise UserError(_("There is already this model of this manufacturer."), field="name")


def _write_about(session: Session, row: Model, about: ModelAbout) -> None:
    refuse_gone(session, [("category", Category, about.category_id)])
    refuse_years("life_years", about.life_years)
    row.category_id, row.notes, row.life_years = about.category_id, tidy_lines(about.notes), about.life_years


def _model_now(session: Session, row: Model) -> tuple[ModelWords, ModelAbout]:
    maker = None if row.manufacturer_id is None else session.get(Manufacturer, row.manufacturer_id)
    return (
        ModelWords(maker.name if maker else "", row.name, row.number),
        ModelAbout(row.category_id, row.notes, row.life_years),
    )


def _model_as_read(session: Session, words: ModelWords, about: ModelAbout) -> dict[str, Any]:
    """A model as its form shows it."""
    category = None if about.category_id is None else session.get(Category, about.category_id)
    said = {"manufacturer": tidy(words.manufacturer), "name": tidy(words.name), "number": tidy(words.number)}
    named = {"category": category.name if category else None, "notes": tidy_lines(about.notes)}
    return said | named | {"life_years": about.life_years}


def _describe_category(row: Category, wish: CategoryDetails) -> None:
    for key in ("depreciation_years", "life_years"):
        refuse_years(key, getattr(wish, key))
    written_off = wish.depreciation not in {None, Depreciation.NONE}
    if written_off and wish.depreciation_years is None:
        raise UserError(_("Over how many years?"), field="depreciation_years")
    row.number_pattern, row.notes = _pattern(wish.number_pattern), tidy_lines(wish.notes)
    row.depreciation, row.life_years = wish.depreciation, wish.life_years
    row.depreciation_years = wish.depreciation_years if written_off else None


def _describe(row: Manufacturer, wish: MakerDetails) -> None:
    try:
        row.website = link_typed(wish.website)
    except UserError as error:
        raise UserError(error.message, field="website") from error
    row.support, row.notes = tidy_lines(wish.support), tidy_lines(wish.notes)


def _pattern(typed: str) -> str:
    pattern = pattern_typed(typed)
    return "" if pattern is None else pattern.text


def _fields_of(session: Session, category_id: int) -> frozenset[int]:
    return frozenset(session.scalars(select(CategoryField.field_id).where(CategoryField.category_id == category_id)))


def _category_as_read(session: Session, category: Category | CategoryDetails, fields: frozenset[int]) -> dict[str, Any]:
    """A category as its form shows it."""
    names = select(CustomField.name).where(CustomField.id.in_(fields)).order_by(CustomField.position)
    own = {key: getattr(category, key) for key in _CATEGORY_KEYS}
    method = None if category.depreciation is None else DEPRECIATION_TITLES[category.depreciation]
    return own | {"depreciation": method, "fields": ", ".join(session.scalars(names))}


def _spell(session: Session, row: Model, words: ModelWords) -> None:
    manufacturer = tidy(words.manufacturer)
    row.manufacturer_id = find_or_create_manufacturer(session, manufacturer) if manufacturer else None
    row.name, row.number = tidy(words.name), tidy(words.number)
    row.name_folded, row.number_folded = fold(row.name), fold(row.number)


def _same(session: Session, row: Model) -> int | None:
    """The id of another model of the same words."""
    return session.scalar(
        select(Model.id).where(
            Model.manufacturer_id.is_not_distinct_from(row.manufacturer_id),
            Model.name_folded == row.name_folded,
            Model.number_folded == row.number_folded,
            Model.id != row.id,
        )
    )


def _called(words: ModelWords) -> str:
    return tidy(f"{words.manufacturer} {words.name} {words.number}")


_CATEGORY_KEYS = ("name", "number_pattern", "notes", "depreciation_years", "life_years")
_MAKER_KEYS = ("name", "website", "support", "notes")
CATALOGUE_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "number_pattern": _("Pattern of its numbers"),
    "fields": _("Fields"),
    "notes": _("Notes"),
    "website": _("Website"),
    "support": _("Support"),
    "manufacturer": _("Manufacturer"),
    "number": _("Model number"),
    "category": _("Category"),
    "depreciation": _("Depreciation"),
    "depreciation_years": _("Over (years)"),
    "life_years": _("Serves for (years)"),
}
"""Of the fields of their forms."""
