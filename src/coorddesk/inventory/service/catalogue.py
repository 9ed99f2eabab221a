"""The verbs on categories, manufacturers and models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    add_named,
    delete_unused,
    find_or_add_named,
    rename_named,
    row_as_seen,
)
from coorddesk.inventory.models import Category, Manufacturer, Model

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
class ModelEdit:
    """New words for a model, and the version their author saw."""

    id: int
    version: int
    words: ModelWords


@allowed(*EDITORS)
def create_category(session: Session, name: str) -> int:
    """Add a category; returns its id."""
    row = add_named(session, Category, name)
    session.flush()
    record(session, _("Add category “{name}”", name=row.name), ("category", row.id))
    return row.id


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
    """Add a manufacturer; returns its id."""
    row = add_named(session, Manufacturer, name)
    session.flush()
    record(session, _("Add manufacturer “{name}”", name=row.name), ("manufacturer", row.id))
    return row.id


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
def create_model(session: Session, words: ModelWords) -> int:
    """Add a model, and its manufacturer if there is none; returns its id."""
    row = Model()
    _write(session, row, words)
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
    """Change what a model is called or who makes it."""
    row = row_as_seen(session, Model, wish.id, wish.version)
    _write(session, row, wish.words)
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
