"""What sheets may bring of licences. Keys come in; they never go out with an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.imports import NamedLink
from coorddesk.directory.imports.notes import notes_field
from coorddesk.directory.models import Supplier
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key, Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports import headers
from coorddesk.inventory.models import Manufacturer
from coorddesk.licences.imports import spellings
from coorddesk.licences.models import Licence
from coorddesk.licences.rules import LICENCE_KIND_TITLES, LicenceKind, licence_search, trouble_with

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_KIND_SPELLINGS = {
    LicenceKind.SEATS: (
        "Par poste",
        "Poste",
        "Perpétuelle",
        "Monoposte",
        "Multiposte",
        "Seat",
        "Per user",
        "Perpetual",
    ),
    LicenceKind.SITE: ("Site", "Établissement", "Illimitée", "Site licence", "Site license", "Unlimited", "Libre"),
    LicenceKind.SUBSCRIPTION: ("Abonnement", "Annuelle", "Subscription", "Annual", "SaaS"),
}
FIELDS = (
    ImportField("name", _("Licence"), spellings=spellings.NAMES, required=True, example=_("Office suite")),
    ImportField(
        "manufacturer",
        _("Publisher"),
        FieldType.LINK,
        spellings.PUBLISHERS,
        link=_("Publisher"),
        example="Collabora",
    ),
    ImportField(
        "kind",
        _("Kind of licence"),
        FieldType.CHOICE,
        spellings.KINDS,
        choices=tuple(Choice(kind, title, _KIND_SPELLINGS[kind]) for kind, title in LICENCE_KIND_TITLES.items()),
    ),
    ImportField("seats", _("Seats"), FieldType.NUMBER, spellings.SEATS, example=30),
    ImportField("product_key", _("Licence key"), spellings=spellings.KEYS, secret=True),
    ImportField("start", _("Valid from"), FieldType.DATE, spellings.STARTS),
    ImportField("expiry", _("Valid until"), FieldType.DATE, spellings.EXPIRIES),
    ImportField(
        "supplier", _("Supplier"), FieldType.LINK, headers.SUPPLIERS, link=_("Supplier"), example="Vallon Informatique"
    ),
    ImportField("purchase_date", _("Purchase date"), FieldType.DATE, headers.PURCHASE_DATES, past=True),
    ImportField("price", _("Price"), FieldType.AMOUNT, headers.PRICES, example=49900),
    ImportField("order_number", _("Order number"), FieldType.CODE, headers.ORDERS),
    ImportField("invoice_number", _("Invoice number"), FieldType.CODE, headers.INVOICES),
    notes_field(_("Renewed each September")),
)
_PLAIN = (
    *("name", "kind", "seats", "product_key", "start", "expiry"),
    *("purchase_date", "price", "order_number", "invoice_number", "notes"),
)
_TEXTS = frozenset({"product_key", "order_number", "invoice_number", "notes"})


class LicenceTarget(SimpleTarget):
    """The licences within one import; publishers and suppliers that are not there yet are made with them.

    A key that is there is told to nobody: rows are compared with the one that they bring, word for word, in here.
    """

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._links = {
            "manufacturer": NamedLink(session, Manufacturer.__tablename__),
            "supplier": NamedLink(session, Supplier.__tablename__),
        }

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every licence."""
        for row in self._session.execute(_ROWS.order_by(Licence.id)).mappings():
            yield Known(row["id"], row["version"], tuple(row[key] or None for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every licence, by name, without its key."""
        for row in self._session.execute(_ROWS.order_by(Licence.name_folded, Licence.id)).mappings():
            yield {field.key: row[field.key] or None for field in FIELDS} | {"product_key": None}

    def named(self, field_key: str, name: str) -> Named:
        """The publisher or supplier of that name."""
        return self._links[field_key].named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """The name of every publisher or supplier."""
        return self._links[field_key].names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """A licence has a seat at least, a price of nothing at least, and ends after it began."""
        start, expiry = values.get("start"), values.get("expiry")
        if known is not None and (start is None) != (expiry is None):
            stands = self._session.execute(select(Licence.start, Licence.expiry).where(Licence.id == known.id)).one()
            start, expiry = start or stands.start, expiry or stands.expiry
        return trouble_with(values.get("seats"), values.get("price"), start, expiry)

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add licences."""
        listed = list(rows)
        links = self._linked(listed)
        columns = []
        for row in listed:
            said = {key: _stored(key, row.get(key)) for key in _PLAIN}
            said["kind"] = said["kind"] or LicenceKind.SEATS
            said |= {f"{key}_id": links[key].get(row.get(key)) for key in links}
            columns.append(said | _copies(said))
        insert_rows(self._session, _TABLE, columns)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change licences."""
        links = self._linked([change.values for change in changes])
        stand = {row["id"]: row for row in self._session.execute(_ROWS).mappings()}
        columns = []
        for change in changes:
            said = {key: _stored(key, value) for key, value in change.values.items() if key in _PLAIN}
            said |= {f"{key}_id": links[key][change.values[key]] for key in links if key in change.values}
            columns.append((change.id, said | _copies({**stand[change.id], **said})))
        update_rows(self._session, _TABLE, columns)

    def _linked(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[Any, int]]:
        return {
            key: dict(link.ids(dict.fromkeys(name for row in rows if (name := row.get(key)))))
            for key, link in self._links.items()
        }


def _stored(key: str, value: Any) -> Any:
    if key == "product_key":
        return tidy_lines(value or "")
    return value or "" if key in _TEXTS else value


def _copies(said: Mapping[str, Any]) -> dict[str, str]:
    search = licence_search(said["name"], said["order_number"], said["invoice_number"])
    return {"name_folded": fold(said["name"]), "search": search}


_TABLE = table_named(Licence.__tablename__)
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Licence.id,
        Licence.version,
        *(getattr(Licence, key) for key in _PLAIN),
        Manufacturer.name.label("manufacturer"),
        Supplier.name.label("supplier"),
    )
    .select_from(Licence)
    .outerjoin(Manufacturer, Manufacturer.id == Licence.manufacturer_id)
    .outerjoin(Supplier, Supplier.id == Licence.supplier_id)
)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return LicenceTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import licences: {new} new, {changed} changed", new=new, changed=changed)


LICENCES = ImportKind(
    key="licences",
    title=_("Licences"),
    fields=FIELDS,
    keys=(Key(("name", "order_number")), Key(("name",), unique=False)),
    open=LicenceTarget,
    deed=_deed,
    rows=_rows,
)
