"""What sheets may bring of suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports import spellings
from coorddesk.directory.models import Supplier
from coorddesk.directory.queries import SUPPLIER_COLUMNS
from coorddesk.directory.rules import SUPPLIER_KIND_TITLES, SupplierKind
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.likeness import Likeness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(Supplier.__tablename__)
_TITLES = {column.key: column.title for column in SUPPLIER_COLUMNS if column.key != "contacts"}
_BLANKS = {"kind": SupplierKind.SUPPLIER}
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
        "notes",
        _TITLES["notes"],
        spellings=(*spellings.NOTES, "Company description"),
        parts=spellings.NOTES_PARTS,
        joint=spellings.NOTES_JOINT,
        example=_("Delivers on Thursdays"),
    ),
)


class SupplierTarget:
    """The suppliers within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every supplier."""
        wanted = select(_TABLE.c.id, _TABLE.c.version, *(_TABLE.c[key] for key in fields))
        for row_id, version, *values in self._session.connection().execute(wanted.order_by(_TABLE.c.id)):
            yield Known(row_id, version, tuple(value or None for value in values))

    def named(self, field_key: str, name: str) -> Named:
        """Suppliers are linked to nothing."""
        raise AssertionError(field_key)

    def names(self, field_key: str) -> Iterable[str]:
        """None: suppliers are linked to nothing."""
        return ()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Nothing about a supplier can be wrong."""
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Nothing about a supplier can be wrong."""
        return True

    def insert(self, rows: NewRows) -> None:
        """Add suppliers."""
        insert_rows(self._session, _TABLE, [_columns({key: row.get(key) for key in _TITLES}) for row in rows])

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change suppliers."""
        update_rows(self._session, _TABLE, [(change.id, _columns(change.values)) for change in changes])

    def finish(self) -> None:
        """Nothing was kept."""


def rows(session: Session) -> Iterator[Mapping[str, Any]]:
    """Every supplier, by name."""
    wanted = select(*(_TABLE.c[key] for key in _TITLES)).order_by(_TABLE.c.name_folded)
    yield from (dict(row) for row in session.connection().execute(wanted).mappings())


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    columns = {key: value or _BLANKS.get(key, "") for key, value in values.items()}
    return columns | {"name_folded": fold(columns["name"])} if "name" in columns else columns


def _deed(new: int, changed: int) -> Message:
    return _("Import suppliers: {new} new, {changed} changed", new=new, changed=changed)


SUPPLIERS = ImportKind(
    key="suppliers",
    title=_("Suppliers"),
    fields=FIELDS,
    keys=(Key(("name",)),),
    open=SupplierTarget,
    deed=_deed,
    rows=rows,
)
