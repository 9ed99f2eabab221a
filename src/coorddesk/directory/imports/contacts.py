"""What sheets may bring of the contacts at suppliers and partners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.versions import raise_versions
from coorddesk.directory.imports import spellings
from coorddesk.directory.imports.links import NamedLink
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.models import Contact, Supplier
from coorddesk.importing.kind import FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.likeness import Likeness
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(Contact.__tablename__)
_OWN = ("name", "role", "email", "phone", "notes")

FIELDS = (
    ImportField("name", _("Name"), spellings=spellings.CONTACT_NAMES, required=True, example="Nadia Ferrand"),
    ImportField(
        "supplier",
        _("Supplier"),
        FieldType.LINK,
        spellings.SUPPLIER_NAMES,
        link=_("Supplier"),
        required=True,
        example="LDLC Pro",
    ),
    ImportField("role", _p("person", "Role"), spellings=spellings.ROLES, example=_("Sales")),
    ImportField("email", _("E-mail"), spellings=spellings.EMAILS, example="nf@ldlc.example", like=Likeness.EMAIL),
    ImportField(
        "phone", _("Telephone"), FieldType.CODE, spellings.PHONES, example="04 27 00 00 00", like=Likeness.PHONE
    ),
    notes_field(_("In the morning only")),
)


class ContactTarget(SimpleTarget):
    """The contacts within one import; the suppliers that are not there yet are made with them."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._suppliers = NamedLink(session, Supplier.__tablename__)
        self._changed: set[int] = set()

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every contact."""
        for row in self._session.execute(_ROWS.order_by(Contact.id)).mappings():
            yield Known(row["id"], row["version"], tuple(row[key] or None for key in fields))

    def named(self, field_key: str, name: str) -> Named:
        """The supplier of that name."""
        return self._suppliers.named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """The name of every supplier."""
        return self._suppliers.names.values()

    def insert(self, rows: NewRows) -> None:
        """Add contacts."""
        listed = list(rows)
        ids = self._suppliers.ids({row["supplier"] for row in listed})
        self._changed.update(ids.values())
        insert_rows(
            self._session,
            _TABLE,
            [_columns({key: row.get(key) for key in _OWN}) | {"supplier_id": ids[row["supplier"]]} for row in listed],
        )

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change contacts; their names and suppliers are their keys."""
        update_rows(self._session, _TABLE, [(change.id, _columns(_own(change.values))) for change in changes])
        of_them = select(Contact.supplier_id).where(Contact.id.in_({change.id for change in changes}))
        self._changed.update(self._session.scalars(of_them))

    def finish(self) -> None:
        """Let nobody write over suppliers whose contacts have changed, unless they saw that."""
        raise_versions(self._session, table_named(Supplier.__tablename__), self._changed & self._suppliers.names.keys())


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    """Every contact, supplier by supplier."""
    found = session.execute(_ROWS.order_by(Supplier.name_folded, Contact.name_folded, Contact.id)).mappings()
    yield from ({field.key: row[field.key] for field in FIELDS} for row in found)


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: values[key] for key in _OWN if key in values}


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    columns = {key: value or "" for key, value in values.items()}
    return columns | {"name_folded": fold(columns["name"])} if "name" in columns else columns


def _deed(new: int, changed: int) -> Message:
    return _("Import contacts: {new} new, {changed} changed", new=new, changed=changed)


_ROWS: Select[*tuple[Any, ...]] = select(
    Contact.id,
    Contact.version,
    Contact.name,
    Supplier.name.label("supplier"),
    Contact.role,
    Contact.email,
    Contact.phone,
    Contact.notes,
).join(Supplier, Supplier.id == Contact.supplier_id)

CONTACTS = ImportKind(
    key="contacts",
    title=_("Contacts at suppliers"),
    fields=FIELDS,
    keys=(Key(("name", "supplier"), unique=False),),
    open=ContactTarget,
    deed=_deed,
    rows=_rows,
)
