"""What is kept around the devices of the demo: the lots they came with, how they are written off, their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, stored_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.inventory.demo.lots import Lot as Order
from coorddesk.inventory.models import (
    Asset,
    AssetLife,
    Category,
    Lot,
    LotCheck,
    LotDevice,
    LotStep,
    NetworkInterface,
)
from coorddesk.inventory.rules import Depreciation
from coorddesk.inventory.rules.network import interface_copies

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SEED = 2027
_STEPS = ("Étiquette collée", "BIOS à jour", "Antivirus", "Inscrit dans l’annuaire")
_LISTED_SINCE = timedelta(days=400)
"""Before, a lot had no checklist: its devices were ready, and that was all."""

_IN_PREPARATION = "U6 Lite"  # the lot of which some devices are still in their boxes
_READY = 15

_YEARS: dict[str, tuple[Depreciation, int, int]] = {
    "Ordinateur portable": (Depreciation.DECLINING, 4, 5),
    "Ordinateur fixe": (Depreciation.LINEAR, 4, 6),
    "Écran": (Depreciation.LINEAR, 5, 8),
    "Tablette": (Depreciation.LINEAR, 3, 5),
    "Vidéoprojecteur": (Depreciation.LINEAR, 5, 7),
    "Écran interactif": (Depreciation.LINEAR, 5, 8),
    "Imprimante": (Depreciation.LINEAR, 4, 6),
    "Copieur": (Depreciation.LINEAR, 5, 7),
    "Borne de prêt": (Depreciation.LINEAR, 5, 8),
    "Serveur": (Depreciation.DECLINING, 5, 6),
    "Stockage réseau": (Depreciation.LINEAR, 5, 6),
    "Commutateur réseau": (Depreciation.LINEAR, 5, 8),
    "Point d'accès Wi-Fi": (Depreciation.LINEAR, 5, 7),
}
"""How each category is written off, over how many years, and how many years it serves."""

_NETWORKS: dict[str, tuple[str, str, int, str]] = {
    "Commutateur réseau": ("10.20.0", "sw", 10, "38:21:C7"),
    "Point d'accès Wi-Fi": ("10.20.4", "ap", 40, "20:4C:03"),
    "Serveur": ("10.20.1", "srv", 20, "D0:94:66"),
    "Stockage réseau": ("10.20.2", "nas", 20, "00:11:32"),
    "Imprimante": ("10.20.8", "imp", 30, "94:DD:F8"),
    "Copieur": ("10.20.9", "cop", 30, "00:26:73"),
}
"""By category: the network, how names begin, the VLAN, and the maker's part of the MAC address."""


class Came(NamedTuple):
    """An order with the day on which it came, and the ids of its devices."""

    order: Order
    bought: date
    ids: Sequence[int]


def add_around(session: Session, came: Sequence[Came], today: date, actor: str) -> None:
    """Lots with their checklists, years of categories, decisions of the plan, addresses of what is in the network."""
    random = Random(_SEED)  # noqa: S311 - believable, not secret
    _add_years(session)
    _add_lots(session, came, today, actor)
    _add_decisions(session, came)
    _add_addresses(session, random, came)


def _add_years(session: Session) -> None:
    ids = dict(session.execute(select(Category.name_folded, Category.id)).all())
    changes = [
        (ids[fold(name)], {"depreciation": way, "depreciation_years": years, "life_years": life})
        for name, (way, years, life) in _YEARS.items()
    ]
    update_rows(session, table_named(Category.__tablename__), changes)


def _add_lots(session: Session, came: Sequence[Came], today: date, actor: str) -> None:
    firsts = [each.ids[0] for each in came]
    said: dict[int, Any] = {}
    for start in range(0, len(firsts), CHUNK_ROWS):
        said |= stored_rows(session.connection(), table_named(Asset.__tablename__), firsts[start : start + CHUNK_ROWS])
    rows = [_lot(each, said[each.ids[0]]) for each in came]
    lots = insert_rows(session, table_named(Lot.__tablename__), rows)
    devices = [{"lot_id": i, "asset_id": asset} for i, each in zip(lots, came, strict=True) for asset in each.ids]
    insert_rows(session, table_named(LotDevice.__tablename__), devices)
    for lot_id, each in zip(lots, came, strict=True):
        names = (*_STEPS, "") if today - each.bought < _LISTED_SINCE else ("",)
        steps = [
            {"lot_id": lot_id, "position": place, "name": name, "is_conformity": not name}
            for place, name in enumerate(names)
        ]
        step_ids = insert_rows(session, table_named(LotStep.__tablename__), steps)
        insert_rows(session, table_named(LotCheck.__tablename__), list(_checks(each, step_ids, actor)))


def _lot(came: Came, first: dict[str, Any]) -> dict[str, Any]:
    name = f"{came.order.manufacturer} {came.order.model} × {len(came.ids)}"
    shared = ("category_id", "model_id", "supplier_id", "purchase_date", "price", "warranty_months")
    said = {key: first[key] for key in (*shared, "order_number", "invoice_number")}
    return {"version": 1, "name": name, "name_folded": fold(name), "notes": "", **said}


def _checks(came: Came, step_ids: Sequence[int], actor: str) -> Iterator[dict[str, Any]]:
    """The ticks of a lot: a day's work a week after it came."""
    is_whole = came.order.model != _IN_PREPARATION
    start = datetime(came.bought.year, came.bought.month, came.bought.day, 8, tzinfo=UTC) + timedelta(days=7)
    for number, asset_id in enumerate(came.ids):
        done = step_ids if is_whole or number < _READY else step_ids[:1]
        for step, step_id in enumerate(done):
            moment = start + timedelta(minutes=9 * number + 2 * step)
            yield {"step_id": step_id, "asset_id": asset_id, "moment": moment, "actor": actor}


def _add_decisions(session: Session, came: Sequence[Came]) -> None:
    """A server and the copiers are kept longer, for a reason."""
    kept = [asset for each in came if each.order.model == "bizhub C300i" for asset in each.ids]
    nothing = dict.fromkeys(("in_service", "depreciation", "depreciation_years", "residual"))
    said = {
        "version": 1,
        "planned_year": 2031,
        "estimated_price": 420000,
        "plan_reason": "Contrat de copie jusqu’en 2031",
    }
    insert_rows(session, table_named(AssetLife.__tablename__), [{"asset_id": i, **nothing, **said} for i in kept])


def _add_addresses(session: Session, random: Random, came: Sequence[Came]) -> None:
    rows: list[dict[str, Any]] = []
    used = dict.fromkeys(_NETWORKS, 10)
    for each in came:
        if each.order.category not in _NETWORKS:
            continue
        network, prefix, vlan, maker = _NETWORKS[each.order.category]
        for asset_id in each.ids:
            used[each.order.category] += 1
            number = used[each.order.category]
            name, ip = f"{prefix}-{number - 10:02}", f"{network}.{number}"
            mac = ":".join([maker, *(f"{random.randrange(256):02X}" for _part in range(3))])
            port = "" if prefix == "sw" else f"sw-{random.randint(1, 20):02} / {random.randint(1, 24)}"
            ip_order, search = interface_copies(name, ip, mac, port)
            own = {"name": name, "mac": mac, "ip": ip, "ip_order": ip_order, "vlan": vlan, "port": port}
            rows.append({"asset_id": asset_id, "position": 0, **own, "search": search})
    insert_rows(session, table_named(NetworkInterface.__tablename__), rows)
