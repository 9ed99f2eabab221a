"""From the values of a sheet's rows to the columns of devices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coorddesk.directory.imports import Link
from coorddesk.importing.kind import FINGERPRINT, NewRows
from coorddesk.inventory.imports.labels import Labels
from coorddesk.inventory.imports.links import AssetLinks, ModelName
from coorddesk.inventory.rules import (
    MetaStatus,
    Warranty,
    asset_copies,
    each_asset_copies,
    settled_end,
    status_by_holder,
    warranty_end,
)

LINKED = ("category", "place", "holder", "department", "supplier")
MODEL = ("manufacturer", "model", "model_number")
_WORDS = ("tag", "serial", "name", "order_number", "invoice_number")
_WARRANTY = ("purchase_date", "warranty_months", "warranty_end")
_TEXTS = frozenset({"name", "order_number", "invoice_number", "notes"})
_OWN = (*_WORDS, *_WARRANTY, "condition", "price", "notes", "quantity")

Values = Mapping[str, Any]
Column = Sequence[Any]


def new_columns(links: AssetLinks, labels: Labels, rows: NewRows) -> dict[str, Column]:
    """All columns of the devices that rows bring; what they belong to is made where it is new.

    By columns and not by rows: a large sheet is half as long on its way.
    """
    said = {key: rows.column(key) for key in (*_OWN, *LINKED, *MODEL, "status", FINGERPRINT)}
    filled = {key: [text or "" for text in said[key]] for key in _TEXTS}
    ids = {f"{key}_id": _each_id(links[key], said[key]) for key in LINKED}
    models = list(zip(*(said[key] for key in MODEL), strict=True))
    known = links.models.ids(set(models))
    return {
        **{key: filled.get(key, said[key]) for key in _OWN},
        **ids,
        "model_id": [known[name] for name in models],
        "status_label_id": _each_status(labels, said["status"], ids["holder_id"]),
        "warranty_end": _each_end(*(said[key] for key in _WARRANTY)),
        "quantity": [number or 1 for number in said["quantity"]],
        "fingerprint": said[FINGERPRINT],
        **each_asset_copies(*(filled.get(key, said[key]) for key in _WORDS)),
    }


def changed_columns(
    links: AssetLinks, labels: Labels, changes: Sequence[tuple[Values, Values]]
) -> Iterator[dict[str, Any]]:
    """The columns that new values change, for each pair of a stored device and values."""
    rows = [values for _stored, values in changes]
    ids = {key: _ids(links, key, rows) for key in LINKED}
    names = [_merged_model(links, stored, values) for stored, values in changes]
    models = links.models.ids(set(names))
    for (stored, values), name in zip(changes, names, strict=True):
        columns = {key: values[key] for key in _OWN if key in values}
        columns |= {f"{key}_id": ids[key][values[key]] for key in LINKED if key in values}
        if "status" in values:
            columns["status_label_id"] = labels.ids[values["status"]]
        if values.keys() & set(MODEL):
            columns["model_id"] = models[name]
        merged = {**stored, **columns}
        columns["warranty_end"] = settled_end(_warranty(stored), _warranty(merged))
        yield columns | asset_copies(*(merged[key] for key in _WORDS))._asdict()


def _each_id(link: Link, names: Column) -> Column:
    ids: dict[Any, int] = link.ids({name for name in names if name is not None})
    return list(map(ids.get, names))


def _each_status(labels: Labels, said: Column, holders: Column) -> Column:
    """Where a sheet says nothing, a device is assigned if somebody holds it and else in stock."""
    held, free = (labels.firsts[status_by_holder(MetaStatus.IN_STOCK, held=held)] for held in (True, False))
    return [
        (free if holder is None else held) if status is None else labels.ids[status]
        for status, holder in zip(said, holders, strict=True)
    ]


def _each_end(purchases: Column, months: Column, ends: Column) -> Column:
    return [
        warranty_end(purchase, length) if end is None and purchase is not None and length is not None else end
        for purchase, length, end in zip(purchases, months, ends, strict=True)
    ]


def _ids(links: AssetLinks, key: str, rows: Sequence[Values]) -> dict[Any, int]:
    names = {row[key] for row in rows if row.get(key) is not None}
    return dict(links[key].ids(names)) if names else {}


def _merged_model(links: AssetLinks, stored: Values, values: Values) -> ModelName:
    """What the three columns say together once a row has its word: a sheet may bring only one of them."""
    manufacturer, model, number = links.models.names.get(stored["model_id"], (None, None, None))
    return values.get("manufacturer", manufacturer), values.get("model", model), values.get("model_number", number)


def _warranty(row: Values) -> Warranty:
    return Warranty(*(row[key] for key in _WARRANTY))
