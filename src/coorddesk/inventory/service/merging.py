"""The verbs that make one record of two categories, manufacturers or models, for dialogs and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.merging import Merge, MergeKind, merged, own_values
from coorddesk.core.messages import _
from coorddesk.core.repointing import point_elsewhere, repoint_all, repoint_views
from coorddesk.directory.service import EDITORS, both_as_seen, delete_unused, rename_named
from coorddesk.inventory.models import Category, Manufacturer, Model
from coorddesk.inventory.queries import category_options, manufacturer_options, model_options
from coorddesk.inventory.queries.merging import (
    CATEGORY_FIELDS,
    MANUFACTURER_FIELDS,
    MODEL_FIELDS,
    category_consequences,
    find_model,
    likely_categories,
    likely_manufacturers,
    likely_models,
    manufacturer_consequences,
    mergeable_category,
    mergeable_manufacturer,
    mergeable_model,
    model_consequences,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.repointing import Keeper


_LINKS = {
    "place": "place",
    "holder": "person",
    "department": "department",
    "supplier": "supplier",
    **dict.fromkeys(("category", "categories"), "category"),
    **dict.fromkeys(("manufacturer", "manufacturers"), "manufacturer"),
    **dict.fromkeys(("model", "models"), "model"),
}
"""The fields of a query for devices that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let devices, their movements and what they are belong to another place, person, supplier, category..."""
    point_elsewhere(session, "coorddesk.inventory.models", old, new)
    repoint_views(session, "inventory", _LINKS, old, new)


@allowed(*EDITORS)
def merge_categories(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one category of two; the fields of both are those of the one."""
    kept, gone = both_as_seen(session, Category, wish)
    values = merged(CATEGORY_FIELDS, wish, own_values(CATEGORY_FIELDS, kept), own_values(CATEGORY_FIELDS, gone))
    name = gone.name
    repoint_all(session, features, ("category", gone.id), ("category", kept.id))
    delete_unused(session, gone, name)
    rename_named(session, kept, values["name"])
    for key in ("number_pattern", "notes", "depreciation", "depreciation_years", "life_years"):
        setattr(kept, key, values[key])
    deed = _("Merge category “{gone}” into “{kept}”", gone=name, kept=kept.name)
    record(session, deed, ("category", wish.kept), ("category", wish.gone))


@allowed(*EDITORS)
def merge_manufacturers(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one manufacturer of two; where both make a model of the same name, those become one as well."""
    kept, gone = both_as_seen(session, Manufacturer, wish)
    sides = [own_values(MANUFACTURER_FIELDS, each) for each in (kept, gone)]
    values = merged(MANUFACTURER_FIELDS, wish, *sides)
    name = gone.name
    concerned: list[Subject] = [("manufacturer", kept.id), ("manufacturer", gone.id)]
    made = {_words(model): model for model in _models(session, kept.id)}
    for model in _models(session, gone.id):
        twin = made.get(_words(model))
        if twin is not None:
            concerned += [("model", twin.id), ("model", model.id)]
            alike = Merge(twin.id, twin.version, model.id, model.version)
            _absorb_model(session, twin, model, alike, features)
    repoint_all(session, features, ("manufacturer", gone.id), ("manufacturer", kept.id))
    delete_unused(session, gone, name)
    rename_named(session, kept, values["name"])
    kept.website, kept.support, kept.notes = values["website"], values["support"], values["notes"]
    record(session, _("Merge manufacturer “{gone}” into “{kept}”", gone=name, kept=kept.name), *concerned)


@allowed(*EDITORS)
def merge_models(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one model of two."""
    kept, gone = both_as_seen(session, Model, wish)
    name = _called(gone)
    _absorb_model(session, kept, gone, wish, features)
    _refuse_third(session, kept)
    deed = _("Merge model “{gone}” into “{kept}”", gone=name, kept=_called(kept))
    record(session, deed, ("model", wish.kept), ("model", wish.gone))


def _absorb_model(session: Session, kept: Model, gone: Model, wish: Merge, features: Sequence[Keeper]) -> None:
    values = merged(MODEL_FIELDS, wish, own_values(MODEL_FIELDS, kept), own_values(MODEL_FIELDS, gone))
    repoint_all(session, features, ("model", gone.id), ("model", kept.id))
    delete_unused(session, gone, _called(gone))
    kept.manufacturer_id, kept.category_id = values["manufacturer_id"], values["category_id"]
    for key in ("name", "number", "notes", "life_years"):
        setattr(kept, key, values[key])
    kept.name_folded, kept.number_folded = fold(kept.name), fold(kept.number)
    session.flush()


def _refuse_third(session: Session, row: Model) -> None:
    """Refuse a mixture of both models that a third one is already."""
    same = select(Model.id).where(
        Model.manufacturer_id.is_not_distinct_from(row.manufacturer_id),
        Model.name_folded == row.name_folded,
        Model.number_folded == row.number_folded,
        Model.id != row.id,
    )
    if session.scalar(same) is not None:
        raise UserError(_("There is already this model of this manufacturer."), field="name")


def _models(session: Session, manufacturer_id: int) -> list[Model]:
    return list(session.scalars(select(Model).where(Model.manufacturer_id == manufacturer_id).order_by(Model.id)))


def _words(model: Model) -> tuple[str, str]:
    return model.name_folded, model.number_folded


def _called(row: Model) -> str:
    return f"{row.name} {row.number}".strip()


MERGES = (
    MergeKind(
        "category",
        "categories",
        _("Categories"),
        CATEGORY_FIELDS,
        read=mergeable_category,
        merge=merge_categories,
        likely=likely_categories,
        find=lambda session, name: session.scalar(select(Category.id).where(Category.name_folded == fold(name))),
        options=category_options,
        consequences=category_consequences,
    ),
    MergeKind(
        "manufacturer",
        "manufacturers",
        _("Manufacturers"),
        MANUFACTURER_FIELDS,
        read=mergeable_manufacturer,
        merge=merge_manufacturers,
        likely=likely_manufacturers,
        find=lambda session, name: session.scalar(
            select(Manufacturer.id).where(Manufacturer.name_folded == fold(name))
        ),
        options=manufacturer_options,
        consequences=manufacturer_consequences,
    ),
    MergeKind(
        "model",
        "models",
        _("Models"),
        MODEL_FIELDS,
        read=mergeable_model,
        merge=merge_models,
        likely=likely_models,
        find=find_model,
        options=model_options,
        consequences=model_consequences,
    ),
)
