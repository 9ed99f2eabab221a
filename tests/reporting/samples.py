"""Devices as a report shows them, small enough to count by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from coorddesk.core.errors import Cancelled
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.report import Group, Report, Stamp

FRENCH = {
    "Devices by place": "Appareils par lieu",
    "Place": "Lieu",
    "Inventory number": "N° inventaire",
    "Name": "Désignation",
    "Status": "Statut",
    "Labelled": "Étiqueté",
    "Purchase date": "Date d’achat",
    "Last seen": "Vu le",
    "Price": "Prix",
    "Quantity": "Quantité",
    "On loan": "Prêté",
    "In service": "En service",
    "Yes": "Oui",
    "No": "Non",
    "Filters: {filters}": "Filtres : {filters}",
    "Site: {name}": "Site : {name}",
    "Total: {count}": "Total : {count}",
    "{title} (continued)": "{title} (suite)",
    "Page {number}/{total}": "Page {number}/{total}",
    "Produced on {moment}": "Édité le {moment}",
    "Produced on {moment} by {author}": "Édité le {moment} par {author}",
    "This report is empty: nothing matches its filters.": "Ce rapport est vide : rien ne correspond à ses filtres.",
}
FRENCH_PLURALS = {("{count} device", "{count} devices"): ("{count} appareil", "{count} appareils")}


IN_SERVICE, ON_LOAN = _("In service"), _("On loan")


@dataclass(frozen=True)
class Device:
    """A row."""

    tag: str = "0042"
    name: str = "Écran"
    status: Message = IN_SERVICE
    labelled: bool | None = True
    bought: date | None = date(2024, 3, 1)
    seen: datetime | None = datetime(2026, 1, 31, 23, 5, tzinfo=UTC)
    price: int | None = 123450
    quantity: int | None = 1


TAG: Column[Device] = Column("tag", _("Inventory number"), lambda row: row.tag, Kind.CODE, 12)
NAME: Column[Device] = Column("name", _("Name"), lambda row: row.name, Kind.TEXT, 24)
STATUS: Column[Device] = Column("status", _("Status"), lambda row: row.status, Kind.CHOICE, 12)
LABELLED: Column[Device] = Column("labelled", _("Labelled"), lambda row: row.labelled, Kind.YES_NO, 8)
BOUGHT: Column[Device] = Column("bought", _("Purchase date"), lambda row: row.bought, Kind.DATE, 11)
SEEN: Column[Device] = Column("seen", _("Last seen"), lambda row: row.seen, Kind.MOMENT, 16)
PRICE: Column[Device] = Column("price", _("Price"), lambda row: row.price, Kind.AMOUNT, 11, total=True)
QUANTITY: Column[Device] = Column("quantity", _("Quantity"), lambda row: row.quantity, Kind.NUMBER, 9, total=True)
COLUMNS = (TAG, NAME, STATUS, LABELLED, BOUGHT, SEEN, PRICE, QUANTITY)

AMOUNTS = [(0, "0,00"), (5, "0,05"), (-5, "-0,05"), (-123450, "-1234,50"), (100_000_000_00, "100000000,00")]

STAMP = Stamp(
    "École-médiathèque",
    "12, rue des Écoles\n93100 Montreuil",
    None,
    "Claire Martin",
    datetime(2026, 11, 22, 8, 5, tzinfo=UTC),
)


def devices(count: int, **values: Any) -> list[Device]:
    """Devices of 10.00 each, tagged 0001 and on."""
    made = (
        Device(
            f"{number:04}",
            ("Écran Dell P2422H", "Tablette Samsung Galaxy Tab A8", "Vidéoprojecteur Epson")[number % 3],
            (IN_SERVICE, ON_LOAN)[number % 2],
            bought=date(2020, 1, 1) + timedelta(number),
            price=1000,
        )
        for number in range(1, count + 1)
    )
    return [replace(device, **values) for device in made]


def noun(count: int) -> Message:
    """So many devices."""
    return _n("{count} device", "{count} devices", count)


def report(*sizes: int, columns: tuple[Column[Any], ...] = COLUMNS, **values: Any) -> Report[Device]:
    """A report with a group of each size: "Salle 1", "Salle 2"."""
    groups = tuple(Group(verbatim(f"Salle {number}"), devices(size)) for number, size in enumerate(sizes, start=1))
    return replace(Report(_("Devices by place"), columns, groups, noun, grouped_by=_("Place")), **values)


def flat_report(*rows: Device, columns: tuple[Column[Any], ...] = COLUMNS, **values: Any) -> Report[Device]:
    """A report without groups."""
    return replace(Report(_("Devices by place"), columns, (Group(None, rows),), noun), **values)


def logo(width: int = 60, height: int = 20, colour: tuple[int, int, int, int] = (200, 0, 0, 255)) -> bytes:
    """A picture of one colour, as PNG."""
    data = BytesIO()
    Image.new("RGBA", (width, height), colour).save(data, "PNG")
    return data.getvalue()


class Watcher:
    """A progress that remembers, and cancels at the call it is told to."""

    def __init__(self, *, cancel_at: int | None = None) -> None:
        self.told: list[tuple[int, int | None]] = []
        self._cancel_at = cancel_at

    def __call__(self, done: int, total: int | None = None, doing: Message | None = None) -> None:
        """Remember, and stop if it is time."""
        self.told.append((done, total))
        if len(self.told) == self._cancel_at:
            raise Cancelled
