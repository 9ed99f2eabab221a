"""The verbs on the desk's own fields: which there are, what they take, whose devices have them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.repointing import reword_views
from coorddesk.core.tidy import tidy
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.service import EDITORS, refuse_gone, rename_named, row_as_seen, row_there
from coorddesk.inventory.models import Category, CategoryField, CustomField, CustomValue
from coorddesk.inventory.rules import CUSTOM_TYPE_TITLES, CustomType, choices_typed, custom_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message


@dataclass(frozen=True)
class FieldDetails:
    """A field: its name, what it takes, what may be chosen in it, and whose devices have it.

    `everywhere` it is of all devices, else of those of `categories`.
    """

    name: str
    type: CustomType
    choices: tuple[str, ...] = ()
    everywhere: bool = False
    categories: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FieldEdit:
    """New details for a field, and the version their author saw; `renamed` tells old choices' new words."""

    id: int
    version: int
    details: FieldDetails
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FieldDeletion:
    """A field to delete, the version its author saw, and how many devices' values they let go with it."""

    id: int
    version: int
    values: int = 0


@allowed(*EDITORS)
def create_field(session: Session, wish: FieldDetails) -> int:
    """Add a field after the others; returns its id."""
    row = _add(session, wish)
    record(session, _("Add field “{name}”", name=row.name), ("custom_field", row.id))
    return row.id


@allowed(*EDITORS)
def add_fields(session: Session, wishes: Sequence[FieldDetails]) -> None:
    """Add fields after the others; the deed is the caller's to name."""
    for wish in wishes:
        _add(session, wish)


@allowed(*EDITORS)
def edit_field(session: Session, wish: FieldEdit) -> None:
    """Change a field; what devices say in it stays, in the new words of its choices."""
    row = row_there(session, CustomField, wish.id)
    new = wish.details
    standing = FieldDetails(row.name, row.type, tuple(row.choices), row.everywhere, _categories(session, row.id))
    refuse_stale(row, wish.version, _TITLES, _as_read(session, new), _as_read(session, standing))
    old = row.name
    _change(session, row, wish)
    if row.name == old:
        record(session, _("Edit field “{name}”", name=old), ("custom_field", row.id))
    else:
        record(session, _("Rename field “{old}” to “{new}”", old=old, new=row.name), ("custom_field", row.id))


@allowed(*EDITORS)
def change_fields(session: Session, changes: Mapping[int, FieldDetails]) -> None:
    """Change fields, by their ids; the deed is the caller's to name."""
    for field_id, details in changes.items():
        row = row_there(session, CustomField, field_id)
        _change(session, row, FieldEdit(row.id, row.version, details))


@allowed(*EDITORS)
def refuse_field(session: Session, field_id: int | None, wish: FieldDetails) -> None:
    """Refuse what `add_fields` would of a new field, or `change_fields` of one that is there; nothing is written."""
    _choices_of(wish)
    if field_id is not None:
        row = row_there(session, CustomField, field_id)
        _refuse_other_type(session, row, wish.type)
        _choices_renamed(session, row, FieldEdit(row.id, row.version, wish))


@allowed(*EDITORS)
def delete_field(session: Session, wish: FieldDeletion) -> None:
    """Delete a field with all that devices say in it, if its author knows how much that is."""
    row = row_as_seen(session, CustomField, wish.id, wish.version)
    values = list(session.scalars(select(CustomValue.id).where(CustomValue.field_id == row.id)))
    if len(values) > wish.values:
        said = _n("{count} device says something in it", "{count} devices say something in it", len(values))
        raise UserError(_("“{name}” was not deleted: {devices}.", name=row.name, devices=said))
    delete_rows(session, _VALUE, values)
    delete_rows(session, _OF_CATEGORY, _links(session, row.id))
    name = row.name
    session.delete(row)
    session.flush()
    record(session, _("Delete field “{name}”", name=name), ("custom_field", wish.id))


@allowed(*EDITORS)
def order_fields(session: Session, ids: Sequence[int]) -> None:
    """Put fields in another order; those that are not named stay behind, in theirs."""
    there = list(session.scalars(select(CustomField.id).order_by(CustomField.position, CustomField.name_folded)))
    wanted = [field_id for field_id in ids if field_id in there]
    order = [*wanted, *(field_id for field_id in there if field_id not in wanted)]
    if order == there:
        return
    update_rows(session, _FIELD, [(field_id, {"position": place}) for place, field_id in enumerate(order, start=1)])
    record(session, _("Put fields in another order"), *(("custom_field", field_id) for field_id in wanted))


@allowed(*EDITORS)
def set_fields_of(session: Session, category_id: int, field_ids: Collection[int]) -> None:
    """Say which fields the devices of a category have, besides those of all devices; the deed is the caller's."""
    links = select(CategoryField.field_id, CategoryField.id).where(CategoryField.category_id == category_id)
    standing = dict(session.execute(links).all())
    refuse_gone(session, [("fields", CustomField, field_id) for field_id in field_ids])
    gone = [field_id for field_id in standing if field_id not in field_ids]
    new = [field_id for field_id in dict.fromkeys(field_ids) if field_id not in standing]
    delete_rows(session, _OF_CATEGORY, [standing[field_id] for field_id in gone])
    insert_rows(session, _OF_CATEGORY, [{"category_id": category_id, "field_id": field_id} for field_id in new])
    raise_versions(session, _FIELD, [*gone, *new])


def _add(session: Session, wish: FieldDetails) -> CustomField:
    row = CustomField(choices=[])
    row.position = (session.scalar(select(func.max(CustomField.position))) or 0) + 1
    _write(session, row, wish)
    session.add(row)
    session.flush()
    _set_categories(session, row.id, wish)
    return row


def _change(session: Session, row: CustomField, wish: FieldEdit) -> None:
    """Bring what devices say and saved views ask for in step with the choices' new words, and write the rest."""
    _refuse_other_type(session, row, wish.details.type)
    update_rows(session, _VALUE, _choices_renamed(session, row, wish))
    reword_views(session, "inventory", custom_key(row.id), {fold(old): new for old, new in wish.renamed.items()})
    _write(session, row, wish.details)
    session.flush()
    if _set_categories(session, row.id, wish.details):
        raise_versions(session, _FIELD, [row.id])  # none of its own columns may be another


def _write(session: Session, row: CustomField, wish: FieldDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, wish.name)
    row.type, row.everywhere, row.choices = wish.type, wish.everywhere, _choices_of(wish)


def _choices_of(wish: FieldDetails) -> list[str]:
    return choices_typed(wish.choices) if wish.type is CustomType.CHOICE else []


def _as_read(session: Session, wish: FieldDetails) -> dict[str, Any]:
    """A field as its form shows it."""
    ids = () if wish.everywhere else wish.categories
    names = session.scalars(select(Category.name).where(Category.id.in_(ids)).order_by(Category.name_folded))
    return {
        "name": tidy(wish.name),
        "type": CUSTOM_TYPE_TITLES[wish.type],
        "choices": ", ".join(wish.choices) if wish.type is CustomType.CHOICE else "",
        "everywhere": wish.everywhere,
        "categories": ", ".join(names),
    }


def _categories(session: Session, field_id: int) -> frozenset[int]:
    return frozenset(session.scalars(select(CategoryField.category_id).where(CategoryField.field_id == field_id)))


def _set_categories(session: Session, field_id: int, wish: FieldDetails) -> bool:
    """Say of which categories a field is; whether those are others now."""
    wanted = frozenset() if wish.everywhere else wish.categories
    refuse_gone(session, [("categories", Category, category_id) for category_id in wanted])
    links = select(CategoryField.category_id, CategoryField.id).where(CategoryField.field_id == field_id)
    standing = dict(session.execute(links).all())
    gone, new = sorted(standing.keys() - wanted), sorted(wanted - standing.keys())
    delete_rows(session, _OF_CATEGORY, [standing[of] for of in gone])
    insert_rows(session, _OF_CATEGORY, [{"category_id": of, "field_id": field_id} for of in new])
    raise_versions(session, _CATEGORY, [*gone, *new])
    return bool(gone or new)


def _refuse_other_type(session: Session, row: CustomField, new: CustomType) -> None:
    if new is row.type:
        return
    count = session.scalar(select(func.count(CustomValue.id)).where(CustomValue.field_id == row.id))
    if count:
        said = _n("{count} device says something in it", "{count} devices say something in it", count)
        why = _("“{name}” stays what it is: {devices}. Add another field for the rest.", name=row.name, devices=said)
        raise UserError(why, field="type")


def _choices_renamed(session: Session, row: CustomField, wish: FieldEdit) -> list[tuple[int, dict[str, str]]]:
    """What devices will say in the choices' new words, by value; refused where a choice that some have would go."""
    if row.type is not CustomType.CHOICE:
        return []
    new = {fold(choice): choice for choice in _choices_of(wish.details)}
    words = {fold(old): word for old, word in wish.renamed.items()}
    changes: list[tuple[int, dict[str, str]]] = []
    for old in row.choices:
        word = new.get(fold(words.get(fold(old), old)))
        ids = [] if word == old else _with_choice(session, row.id, old)
        if ids and word is None:
            said = _n("{count} device", "{count} devices", len(ids))
            raise UserError(_("“{choice}” is still that of {devices}.", choice=old, devices=said), field="choices")
        changes += [(row_id, {"text": word, "folded": fold(word)}) for row_id in ids if word is not None]
    return changes


def _with_choice(session: Session, field_id: int, choice: str) -> list[int]:
    having = (CustomValue.field_id == field_id, CustomValue.folded == fold(choice))
    return list(session.scalars(select(CustomValue.id).where(*having)))


def _links(session: Session, field_id: int) -> list[int]:
    return list(session.scalars(select(CategoryField.id).where(CategoryField.field_id == field_id)))


_CATEGORY = table_named(Category.__tablename__)
_FIELD = table_named(CustomField.__tablename__)
_VALUE = table_named(CustomValue.__tablename__)
_OF_CATEGORY = table_named(CategoryField.__tablename__)
_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "type": _p("field", "Type"),
    "choices": _("Choices"),
    "everywhere": _("For every device"),
    "categories": _("Categories"),
}
