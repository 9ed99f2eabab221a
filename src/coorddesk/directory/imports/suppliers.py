"""What sheets may bring of suppliers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import spellings
from coorddesk.directory.imports.named import NamedTarget
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.models import Supplier
from coorddesk.directory.queries import SUPPLIER_COLUMNS
from coorddesk.directory.rules import SUPPLIER_KIND_TITLES, SupplierKind
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key
from coorddesk.importing.likeness import Likeness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TITLES = {column.key: column.title for column in SUPPLIER_COLUMNS if column.key != "contacts"}
_KIND_SPELLINGS = {
    SupplierKind.SUPPLIER: ("Fournisseur", "Prestataire", "Vendeur", "Vendor", "Supplier"),
    SupplierKind.PARTNER: ("Partenaire", "Association", "Institution", "Partner"),
    SupplierKind.BOTH: ("Fournisseur / partenaire", "Les deux", "Both"),
}

FIELDS = (
    ImportField("name", _TITLES["name"], spellings=spellings.SUPPLIER_NAMES, required=True, example="LDLC Pro"),
    ImportField(
        "kind",
        _TITLES["kind"],
        FieldType.CHOICE,
        spellings.SUPPLIER_KINDS,
        choices=tuple(Choice(kind, title, _KIND_SPELLINGS[kind]) for kind, title in SUPPLIER_KIND_TITLES.items()),
    ),
    ImportField("contact", _TITLES["contact"], spellings=spellings.CONTACTS, example="Nadia Ferrand"),
    ImportField("email", _TITLES["email"], spellings=spellings.EMAILS, example="pro@ldlc.example", like=Likeness.EMAIL),
    ImportField(
        "phone", _TITLES["phone"], FieldType.CODE, spellings.PHONES, example="04 27 00 00 00", like=Likeness.PHONE
    ),
    ImportField(
        "address",
        _TITLES["address"],
        spellings=spellings.ADDRESSES,
        example="2, rue des Érables, 69760 Limonest",
        parts=spellings.ADDRESS_PARTS,
        joint=spellings.ADDRESS_JOINT,
    ),
    ImportField("website", _TITLES["website"], spellings=spellings.WEBSITES, example="https://ldlc.example"),
    ImportField(
        "customer_number", _TITLES["customer_number"], FieldType.CODE, spellings.CUSTOMER_NUMBERS, example="C-0042"
    ),
    ImportField(
        "company_number",
        _TITLES["company_number"],
        FieldType.CODE,
        spellings.COMPANY_NUMBERS,
        example="403 554 181 00178",
    ),
    notes_field(_("Delivers on Thursdays"), (*spellings.NOTES, "Company description")),
)


def _open(session: Session) -> NamedTarget:
    return NamedTarget(session, Supplier.__tablename__, tuple(_TITLES), {"kind": SupplierKind.SUPPLIER})


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return _open(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import suppliers: {new} new, {changed} changed", new=new, changed=changed)


SUPPLIERS = ImportKind(
    key="suppliers",
    title=_("Suppliers"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=_open,
    deed=_deed,
    rows=_rows,
)
