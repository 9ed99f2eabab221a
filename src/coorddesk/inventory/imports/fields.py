"""The fields of a sheet of devices: their titles, which are the headers of our exports, and words seen elsewhere."""

from __future__ import annotations

from datetime import date

from coorddesk.core.messages import _
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.imports.spellings import DEPARTMENTS
from coorddesk.importing.kind import Choice, FieldType, ImportField
from coorddesk.importing.likeness import Likeness
from coorddesk.inventory.imports import headers
from coorddesk.inventory.imports.labels import own_statuses
from coorddesk.inventory.imports.spellings import (
    CONDITION_LIKELY,
    CONDITION_SPELLINGS,
    STATUS_LIKELY,
    STATUS_SPELLINGS,
)
from coorddesk.inventory.queries import ASSET_COLUMNS
from coorddesk.inventory.rules import CONDITION_TITLES, META_STATUS_TITLES

_TITLES = {column.key: column.title for column in ASSET_COLUMNS}

STATUSES = tuple(
    Choice(meta, title, STATUS_SPELLINGS[meta], STATUS_LIKELY[meta]) for meta, title in META_STATUS_TITLES.items()
)
CONDITIONS = tuple(
    Choice(worn, title, CONDITION_SPELLINGS[worn], CONDITION_LIKELY.get(worn, ()))
    for worn, title in CONDITION_TITLES.items()
)

FIELDS = (
    ImportField(
        "tag",
        _TITLES["tag"],
        FieldType.CODE,
        headers.TAGS,
        example="CD-00042",
        several=_("Several inventory numbers in one cell: give each device a row of its own."),
    ),
    ImportField(
        "serial",
        _TITLES["serial"],
        FieldType.CODE,
        headers.SERIALS,
        example="5CG1234XYZ",
        like=Likeness.SERIAL,
        several=_("Several serial numbers in one cell: give each device a row of its own."),
    ),
    ImportField("name", _TITLES["name"], FieldType.TEXT, headers.NAMES, example=_("Laptop of the reading room")),
    ImportField(
        "category",
        _TITLES["category"],
        FieldType.LINK,
        headers.CATEGORIES,
        link=_TITLES["category"],
        example=_("Laptop"),
    ),
    ImportField(
        "manufacturer",
        _TITLES["manufacturer"],
        FieldType.LINK,
        headers.MANUFACTURERS,
        link=_TITLES["manufacturer"],
        example="Dell",
    ),
    ImportField(
        "model", _TITLES["model"], FieldType.LINK, headers.MODELS, link=_TITLES["model"], example="Latitude 5440"
    ),
    ImportField("model_number", _TITLES["model_number"], FieldType.CODE, headers.MODEL_NUMBERS, example="L5440-16"),
    ImportField(
        "status", _TITLES["status"], FieldType.CHOICE, headers.STATUSES, choices=STATUSES, own_choices=own_statuses
    ),
    ImportField("condition", _TITLES["condition"], FieldType.CHOICE, headers.CONDITIONS, choices=CONDITIONS),
    ImportField(
        "place",
        _TITLES["place"],
        FieldType.LINK,
        headers.PLACES,
        link=_TITLES["place"],
        example=_("Main building / Room 12"),
        perhaps=headers.ASSIGNMENTS,
        parts=headers.PLACE_PARTS,
        joint=PATH_SEPARATOR,
    ),
    ImportField(
        "holder",
        _TITLES["holder"],
        FieldType.LINK,
        headers.HOLDERS,
        parts=headers.HOLDER_PARTS,
        link=_TITLES["holder"],
        example="Marie Dupont",
        several=_(
            "This could be several people: keep the one who holds the device, and name the others in the remarks."
        ),
    ),
    ImportField(
        "department",
        _TITLES["department"],
        FieldType.LINK,
        DEPARTMENTS,
        perhaps=headers.ASSIGNMENTS,
        link=_TITLES["department"],
        example=_("Library"),
    ),
    ImportField(
        "purchase_date",
        _TITLES["purchase_date"],
        FieldType.DATE,
        headers.PURCHASE_DATES,
        example=date(2026, 1, 31),
        like=Likeness.DATE,
    ),
    ImportField("price", _TITLES["price"], FieldType.AMOUNT, headers.PRICES, example=34990, like=Likeness.AMOUNT),
    ImportField(
        "supplier", _TITLES["supplier"], FieldType.LINK, headers.SUPPLIERS, link=_TITLES["supplier"], example="LDLC Pro"
    ),
    ImportField("warranty_months", _TITLES["warranty_months"], FieldType.MONTHS, headers.WARRANTY_MONTHS, example=36),
    ImportField(
        "warranty_end", _TITLES["warranty_end"], FieldType.DATE, headers.WARRANTY_ENDS, example=date(2029, 1, 30)
    ),
    ImportField("order_number", _TITLES["order_number"], FieldType.CODE, headers.ORDERS, example="BC-2026-014"),
    ImportField("invoice_number", _TITLES["invoice_number"], FieldType.CODE, headers.INVOICES, example="F26-00123"),
    notes_field(_("Keyboard replaced in March"), headers.NOTES),
    ImportField("quantity", _TITLES["quantity"], FieldType.NUMBER, headers.QUANTITIES, example=1),
)
