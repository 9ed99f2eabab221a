"""From the values of a sheet's rows to the columns of devices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coorddesk.importing.kind import FINGERPRINT
from coorddesk.inventory.imports.labels import Labels
from coorddesk.inventory.imports.links import AssetLinks, ModelName
from coorddesk.inventory.rules import MetaStatus, Warranty, asset_copies, settled_end, status_by_holder

LINKED = ("category", "place", "holder", "department", "supplier")
MODEL = ("manufacturer", "model", "model_number")
_WORDS = ("tag", "serial", "name", "order_number", "invoice_number")
_WARRANTY = ("purchase_date", "warranty_months", "warranty_end")
_TEXTS = frozenset({"name", "order_number", "invoice_number", "notes"})
_OWN = (*_WORDS, *_WARRANTY, "condition", "price", "notes", "quantity")

Values = Mapping[str, Any]


def new_columns(links: AssetLinks, labels: Labels, rows: Sequence[Values]) -> Iterator[dict[str, Any]]:
    """All columns of the devices that rows bring; what they belong to is made where it is new."""
    ids = {key: {**_ids(links, key, rows), None: None} for key in LINKED}
    models = links.models.ids({_model(row) for row in rows})
    begins = {held: labels.ids[status_by_holder(MetaStatus.IN_STOCK, held=held)] for held in (False, True)}
    for row in rows:
        get = row.get
        holder_id = ids["holder"][get("holder")]
        status = get("status")
        tag, serial, name = get("tag"), get("serial"), get("name") or ""
        order, invoice = get("order_number") or "", get("invoice_number") or ""
        warranty = Warranty(get("purchase_date"), get("warranty_months"), get("warranty_end"))
        yield {
            "tag": tag,
            "serial": serial,
            "name": name,
            "category_id": ids["category"][get("category")],
            "model_id": models[_model(row)],
            "status_label_id": begins[holder_id is not None] if status is None else labels.ids[status],
            "place_id": ids["place"][get("place")],
            "holder_id": holder_id,
            "department_id": ids["department"][get("department")],
            "supplier_id": ids["supplier"][get("supplier")],
            "condition": get("condition"),
            "purchase_date": warranty.purchase,
            "price": get("price"),
            "warranty_months": warranty.months,
            "warranty_end": warranty.reckoned_end if warranty.end is None else warranty.end,
            "order_number": order,
            "invoice_number": invoice,
            "quantity": get("quantity") or 1,
            "notes": get("notes") or "",
            "fingerprint": get(FINGERPRINT),
            **asset_copies(tag, serial, name, order, invoice),
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
        yield columns | asset_copies(*(merged[key] for key in _WORDS))


def _ids(links: AssetLinks, key: str, rows: Sequence[Values]) -> dict[Any, int]:
    names = {row[key] for row in rows if row.get(key) is not None}
    return dict(links[key].ids(names)) if names else {}


def _model(row: Values) -> ModelName:
    return ModelName(row.get("manufacturer"), row.get("model"), row.get("model_number"))


def _merged_model(links: AssetLinks, stored: Values, values: Values) -> ModelName:
    """What the three columns say together once a row has its word: a sheet may bring only one of them."""
    manufacturer, model, number = links.models.names.get(stored["model_id"], ModelName())
    return ModelName(
        values.get("manufacturer", manufacturer), values.get("model", model), values.get("model_number", number)
    )


def _warranty(row: Values) -> Warranty:
    return Warranty(*(row[key] for key in _WARRANTY))
