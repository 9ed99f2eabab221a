"""The short lists of the inventory that are kept by name: categories, manufacturers, models and statuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, verbatim
from coorddesk.core.texts import Texts
from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import categories, manufacturers, models, status_labels
from coorddesk.inventory.rules import META_STATUS_TITLES
from coorddesk.inventory.service import (
    LabelEdit,
    ModelEdit,
    ModelWords,
    NewLabel,
    Renaming,
    create_category,
    create_label,
    create_manufacturer,
    delete_category,
    delete_label,
    delete_manufacturer,
    delete_model,
    edit_label,
    edit_model,
    rename_category,
    rename_manufacturer,
)
from coorddesk.widgets.names_dialog import Name, Names

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def lists(texts: Texts) -> tuple[Names, ...]:
    """Each of them, as the dialog of names keeps it."""
    return (
        Names(
            _("Categories"),
            read=lambda session: [Name(row.id, row.version, row.name, row.uses) for row in categories(session)],
            rename=lambda session, each, name: rename_category(session, Renaming(each.id, each.version, name)),
            delete=lambda session, each: delete_category(session, Deletion(each.id, each.version)),
            create=lambda session, name, _kind: create_category(session, name),
        ),
        Names(
            _("Manufacturers"),
            read=lambda session: [Name(row.id, row.version, row.name, row.uses) for row in manufacturers(session)],
            rename=lambda session, each, name: rename_manufacturer(session, Renaming(each.id, each.version, name)),
            delete=lambda session, each: delete_manufacturer(session, Deletion(each.id, each.version)),
            create=lambda session, name, _kind: create_manufacturer(session, name),
        ),
        Names(
            _("Models"),
            read=_models,
            rename=_rename_model,
            delete=lambda session, each: delete_model(session, Deletion(each.id, each.version)),
            about=_("Manufacturer"),
        ),
        Names(
            _("Statuses"),
            read=lambda session: _labels(session, texts),
            rename=lambda session, each, name: edit_label(session, LabelEdit(each.id, each.version, name)),
            delete=lambda session, each: delete_label(session, Deletion(each.id, each.version)),
            create=lambda session, name, kind: create_label(session, NewLabel(kind, name)),
            about=_("It means"),
            kinds=tuple(META_STATUS_TITLES.items()),
        ),
    )


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
