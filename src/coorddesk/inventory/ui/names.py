"""The lists of the catalogue, kept by name: categories, custom fields, manufacturers, models and statuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.texts import Texts
from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import (
    CategoryCard,
    FieldRow,
    category_cards,
    custom_fields,
    custom_uses,
    manufacturers,
    models,
    status_labels,
)
from coorddesk.inventory.rules import CUSTOM_TYPE_TITLES, META_STATUS_TITLES
from coorddesk.inventory.service import (
    FieldDeletion,
    FieldDetails,
    FieldEdit,
    LabelEdit,
    ModelEdit,
    ModelWords,
    NewLabel,
    Renaming,
    create_category,
    create_label,
    create_manufacturer,
    delete_category,
    delete_field,
    delete_label,
    delete_manufacturer,
    delete_model,
    edit_field,
    edit_label,
    edit_model,
    order_fields,
    rename_category,
    rename_manufacturer,
)
from coorddesk.inventory.service.merging import MERGES
from coorddesk.inventory.ui.catalogue_forms import CategoryForm, FieldForm, MakerForm, ModelForm
from coorddesk.inventory.ui.catalogue_titles import LIST_TITLES
from coorddesk.widgets.names_list import Name, Names

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.merging import MergeKind
    from coorddesk.widgets.desk import Desk


def lists(texts: Texts) -> tuple[Names, ...]:
    """Each of them, in the order of LIST_TITLES of the page."""
    merges = {kind.kind: kind for kind in MERGES}
    return (
        _category_list(merges["category"]),
        _field_list(),
        _manufacturer_list(merges["manufacturer"]),
        _model_list(merges["model"]),
        _status_list(texts),
    )


def _category_list(merges: MergeKind) -> Names:
    return Names(
        LIST_TITLES[0],
        read=_categories,
        rename=lambda session, each, name: rename_category(session, Renaming(each.id, each.version, name)),
        delete=lambda session, each: delete_category(session, Deletion(each.id, each.version)),
        create=lambda session, name, _kind: create_category(session, name),
        about=_("Numbers and fields"),
        merges=merges,
        table="category",
        form=_open_category,
    )


def _field_list() -> Names:
    return Names(
        LIST_TITLES[1],
        read=_fields,
        rename=_rename_field,
        delete=lambda session, each: delete_field(session, FieldDeletion(each.id, each.version, each.uses)),
        about=_p("field", "Type"),
        form=_open_field,
        order=order_fields,
        doubt=_doubt,
    )


def _manufacturer_list(merges: MergeKind) -> Names:
    return Names(
        LIST_TITLES[2],
        read=lambda session: [Name(row.id, row.version, row.name, row.uses) for row in manufacturers(session)],
        rename=lambda session, each, name: rename_manufacturer(session, Renaming(each.id, each.version, name)),
        delete=lambda session, each: delete_manufacturer(session, Deletion(each.id, each.version)),
        create=lambda session, name, _kind: create_manufacturer(session, name),
        merges=merges,
        table="manufacturer",
        form=_open_maker,
    )


def _model_list(merges: MergeKind) -> Names:
    return Names(
        LIST_TITLES[3],
        read=_models,
        rename=_rename_model,
        delete=lambda session, each: delete_model(session, Deletion(each.id, each.version)),
        about=_("Manufacturer"),
        merges=merges,
        table="model",
        form=_open_model,
    )


def _status_list(texts: Texts) -> Names:
    return Names(
        LIST_TITLES[4],
        read=lambda session: _labels(session, texts),
        rename=lambda session, each, name: edit_label(session, LabelEdit(each.id, each.version, name)),
        delete=lambda session, each: delete_label(session, Deletion(each.id, each.version)),
        create=lambda session, name, kind: create_label(session, NewLabel(kind, name)),
        about=_("It means"),
        kinds=tuple(META_STATUS_TITLES.items()),
    )


def _categories(session: Session) -> Sequence[Name]:
    """Each with its pattern, and how many fields it has of its own."""
    return [
        Name(card.id, card.version, card.name, card.uses, _in_a_row(_of_category(card)))
        for card in category_cards(session)
    ]


def _of_category(card: CategoryCard) -> Iterator[Message]:
    if card.number_pattern:
        yield verbatim(card.number_pattern)
    if card.fields:
        yield _n("{count} field", "{count} fields", len(card.fields))


def _fields(session: Session) -> Sequence[Name]:
    """Each with its type, and whose it is."""
    uses = custom_uses(session)
    return [
        Name(row.id, row.version, row.name, uses.get(row.id, 0), _in_a_row([CUSTOM_TYPE_TITLES[row.type], _whose(row)]))
        for row in custom_fields(session)
    ]


def _whose(row: FieldRow) -> Message:
    if row.everywhere:
        return _("every device")
    count = len(row.categories)
    return _n("{count} category", "{count} categories", count) if count else _("no category yet")


def _in_a_row(parts: Iterable[Message]) -> Message:
    said = list(parts)
    return reduce(lambda one, other: _("{one} · {other}", one=one, other=other), said) if said else verbatim("")


def _doubt(each: Name) -> Message | None:
    if not each.uses:
        return None
    said = _n("{count} device says something in it", "{count} devices say something in it", each.uses)
    return _("Delete “{name}”? {devices}; that is deleted too.", name=each.name, devices=said)


def _rename_field(session: Session, each: Name, name: str) -> None:
    row = next((row for row in custom_fields(session) if row.id == each.id), None)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    details = FieldDetails(name, row.type, row.choices, row.everywhere, row.categories)
    edit_field(session, FieldEdit(each.id, each.version, details))


def _open_category(desk: Desk, owner: QWidget, each: Name | None) -> None:
    desk.operations.read(owner, custom_fields, lambda fields: CategoryForm(desk, owner, each, fields).open())


def _open_field(desk: Desk, owner: QWidget, each: Name | None) -> None:
    desk.operations.read(owner, category_cards, lambda cards: FieldForm(desk, owner, each, cards).open())


def _open_maker(desk: Desk, owner: QWidget, each: Name | None) -> None:
    MakerForm(desk, owner, each).open()


def _open_model(desk: Desk, owner: QWidget, each: Name | None) -> None:
    ModelForm(desk, owner, each).open()


def _models(session: Session) -> Sequence[Name]:
    """Those that have a name; the nameless stand for "something of this manufacturer"."""
    rows = (row for row in models(session) if row.name)
    return [Name(row.id, row.version, row.name, row.uses, verbatim(row.manufacturer or "")) for row in rows]


def _rename_model(session: Session, each: Name, name: str) -> None:
    row = next((row for row in models(session) if row.id == each.id), None)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    edit_model(session, ModelEdit(each.id, each.version, ModelWords(row.manufacturer or "", name, row.number)))


def _labels(session: Session, texts: Texts) -> Sequence[Name]:
    return [
        Name(row.id, row.version, texts.say(row.title), row.uses, META_STATUS_TITLES[row.meta])
        for row in status_labels(session)
    ]
