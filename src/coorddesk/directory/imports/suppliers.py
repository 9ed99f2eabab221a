"""What sheets may bring of suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.directory.imports.spellings import ADDRESSES, EMAILS, NOTES, PHONES
from coorddesk.directory.models import Supplier
from coorddesk.directory.queries import SUPPLIER_COLUMNS
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(Supplier.__tablename__)
_TITLES = {column.key: column.title for column in SUPPLIER_COLUMNS}
_NAMES = ("Fournisseur", "Nom du fournisseur", "Raison sociale", "Société", "Prestataire", "Supplier", "Vendor")
_CONTACTS = ("Interlocuteur", "Commercial", "Nom du contact", "Contact name", "Contact person")
_WEBSITES = ("Site web", "Site internet", "Site", "URL", "Web", "Link")
_NUMBERS = ("N° client", "Numéro de client", "Code client", "Compte client", "Account number", "Customer no")

FIELDS = (
    ImportField(
        "name", _TITLES["name"], spellings=(*_NAMES, "Company name", "Company"), required=True, example="LDLC Pro"
    ),
    ImportField("contact", _TITLES["contact"], spellings=_CONTACTS, example="Nadia Ferrand"),
    ImportField("email", _TITLES["email"], spellings=EMAILS, example="pro@ldlc.example"),
    ImportField("phone", _TITLES["phone"], FieldType.CODE, PHONES, example="04 27 00 00 00"),
    ImportField("address", _TITLES["address"], spellings=ADDRESSES, example="2, rue des Érables, 69760 Limonest"),
    ImportField("website", _TITLES["website"], spellings=_WEBSITES, example="https://ldlc.example"),
    ImportField("customer_number", _TITLES["customer_number"], FieldType.CODE, _NUMBERS, example="C-0042"),
    ImportField(
        "notes", _TITLES["notes"], spellings=(*NOTES, "Company description"), example=_("Delivers on Thursdays")
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
    columns = {key: value or "" for key, value in values.items()}
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
