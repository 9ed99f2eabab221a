"""A small kind of record over plain dictionaries, with every type of field, for the importer's tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.importing.kind import (
    Choice,
    FieldType,
    ImportField,
    ImportKind,
    Key,
    Known,
    Named,
    NewRows,
    RowChange,
)
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FRENCH = {
    "Inventory number": "N° inventaire",
    "Serial number": "N° de série",
    "Name": "Désignation",
    "Category": "Catégorie",
    "Manufacturer": "Fabricant",
    "Model": "Modèle",
    "Model number": "Référence",
    "Condition": "État",
    "New": "Neuf",
    "Good": "Bon",
    "Worn": "Usé",
    "Place": "Lieu",
    "Holder": "Détenteur",
    "Purchase date": "Date d’achat",
    "Price": "Prix",
    "Supplier": "Fournisseur",
    "Warranty (months)": "Garantie (mois)",
    "Order number": "N° de commande",
    "Notes": "Remarques",
    "Quantity": "Quantité",
    "Row in the file": "Ligne du fichier",
    "Reason for refusal": "Motif du refus",
}

FIELDS = (
    ImportField("tag", _("Inventory number"), FieldType.CODE, ("Asset tag", "N° immo", "ID actif"), example="INV-0042"),
    ImportField("serial", _("Serial number"), FieldType.CODE, ("Serial", "S/N", "sn", "Numéro de série")),
    ImportField("name", _("Name"), FieldType.TEXT, ("Nom", "Item name", "Libellé")),
    ImportField("category", _("Category"), FieldType.LINK, ("Type d'équipement",), link=_("Category")),
    ImportField("manufacturer", _("Manufacturer"), FieldType.LINK, ("Marque",), link=_("Manufacturer")),
    ImportField("model", _("Model"), FieldType.LINK, link=_("Model")),
    ImportField("model_number", _("Model number")),
    ImportField(
        "condition",
        _("Condition"),
        FieldType.CHOICE,
        ("Etat physique",),
        choices=(
            Choice("new", _("New"), ("neuve",)),
            Choice("good", _("Good"), ("ok",)),
            Choice("worn", _("Worn"), ("Usagé",)),
        ),
    ),
    ImportField("place", _("Place"), FieldType.LINK, ("Location", "Localisation", "Salle"), link=_("Place")),
    ImportField(
        "holder",
        _("Holder"),
        FieldType.LINK,
        ("Utilisateur", "Custodian"),
        parts=("Checked Out To: First Name", "Prénom", "Checked Out To: Last Name"),
        link=_("Holder"),
    ),
    ImportField("purchase_date", _("Purchase date"), FieldType.DATE, ("Date Achat", "Date de début")),
    ImportField("price", _("Price"), FieldType.AMOUNT, ("Purchase cost", "Prix d'achat", "Montant")),
    ImportField("supplier", _("Supplier"), FieldType.LINK, link=_("Supplier")),
    ImportField("warranty_months", _("Warranty (months)"), FieldType.MONTHS, ("Garantie",)),
    ImportField("order_number", _("Order number"), FieldType.CODE),
    ImportField("notes", _("Notes"), FieldType.TEXT, ("Asset notes", "Commentaire")),
    ImportField("quantity", _("Quantity"), FieldType.NUMBER, ("QTY", "Qté")),
)


@dataclass
class Shelf:
    """A desk of dictionaries: the records by id, and the names of other things that exist."""

    records: dict[int, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    deeds: list[tuple[int, int]] = field(default_factory=list)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    finished: int = 0

    @property
    def session(self) -> Session:
        """What is handed to the importer in place of a session."""
        return cast("Session", self)

    def add(self, **values: Any) -> int:
        """Put a record on the shelf."""
        record_id = len(self.records) + 1
        self.records[record_id] = values
        self.versions[record_id] = 1
        for one in FIELDS:
            if one.type is FieldType.LINK and values.get(one.key):
                self.names.setdefault(one.key, []).append(values[one.key])
        return record_id


class ShelfTarget(SimpleTarget):
    """Takes records onto a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        """Open the shelf."""
        self._shelf = shelf

    def existing(self, fields: Sequence[str]) -> Iterable[Known]:
        """Every record."""
        return [
            Known(record_id, self._shelf.versions[record_id], tuple(record.get(key) for key in fields))
            for record_id, record in self._shelf.records.items()
        ]

    def named(self, field_key: str, name: str) -> Named:
        """A known name however it is written; "?" is two."""
        if name == "?":
            raise UserError(_("This could be several."))
        for known in self._shelf.names.get(field_key, []):
            if fold(known) == fold(name):
                return Named(known, exists=True)
        return Named(name, exists=False)

    def names(self, field_key: str) -> Iterable[str]:
        """Those that exist."""
        return self._shelf.names.get(field_key, ())

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Nothing costs less than nothing."""
        price = values.get("price")
        return ("price", _("A price below zero.")) if price is not None and price < 0 else None

    def accepts(self, rows: NewRows) -> bool:
        """Each row is asked for."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add records."""
        for row in rows:
            self._shelf.add(**row)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change records."""
        for change in changes:
            assert self._shelf.versions[change.id] == change.version
            self._shelf.records[change.id] |= change.values
            self._shelf.versions[change.id] += 1

    def finish(self) -> None:
        """Count how often it is told so."""
        self._shelf.finished += 1


def _deed(new: int, changed: int) -> Message:
    return _n(
        "Import {count} device, change {changed}", "Import {count} devices, change {changed}", new, changed=changed
    )


def _rows(session: Session) -> Iterable[Mapping[str, Any]]:
    return cast("Shelf", session).records.values()


DEVICES = ImportKind(
    key="devices",
    title=_("Devices"),
    fields=FIELDS,
    keys=(Key(("tag",)), Key(("serial",))),
    open=lambda session: ShelfTarget(cast("Shelf", session)),
    deed=_deed,
    rows=_rows,
    keyless=True,
)

PEOPLE = ImportKind(
    key="people",
    title=_("People"),
    fields=(
        ImportField("last_name", _("Last name"), FieldType.TEXT, ("Nom",), required=True),
        ImportField("first_name", _("First name"), FieldType.TEXT, ("Prénom",)),
        ImportField("email", verbatim("E-mail"), FieldType.CODE, ("Email", "Adresse e-mail", "Mail")),
        ImportField("identifier", _("Identifier"), FieldType.CODE, ("Matricule",)),
        ImportField("birth_date", _("Date of birth"), FieldType.DATE, ("Né(e) le", "Date de naissance")),
    ),
    keys=(Key(("identifier",)), Key(("email",)), Key(("last_name", "first_name"), unique=False)),
    open=DEVICES.open,
    deed=_deed,
    rows=_rows,
)
