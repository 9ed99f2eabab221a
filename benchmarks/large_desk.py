"""A desk with as many devices as asked, made once and kept beside the temporary files."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coorddesk import migrations
from coorddesk.core.access import Actor
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import SystemClock
from coorddesk.core.database import Database
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.core.orm import Base
from coorddesk.inventory.queries import custom_fields, status_labels
from coorddesk.inventory.rules import Condition, Custom, CustomType, asset_copies
from coorddesk.inventory.service import FieldDetails, add_custom, create_field, seed_labels

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Session

SITES, BUILDINGS, ROOMS = 3, 4, 25
PEOPLE = 400
CATEGORIES = ("Ordinateur portable", "Écran", "Tablette", "Vidéoprojecteur", "Imprimante", "Borne de prêt", "Casque")
MAKERS = ("Dell", "HP", "Lenovo", "Epson", "Samsung")
MODELS = 40
SYSTEMS = ("Windows 11", "Windows 10", "Linux", "Android", "iPadOS")
FIELDS: dict[str, tuple[CustomType, tuple[str, ...]]] = {
    "Adresse MAC": (CustomType.TEXT, ()),
    "Mémoire": (CustomType.NUMBER, ()),
    "Contrôle": (CustomType.DATE, ()),
    "Système": (CustomType.CHOICE, SYSTEMS),
    "Chiffré": (CustomType.YES_NO, ()),
}
_AT_ONCE = 50_000
_FIRST_DAY = date(2018, 1, 1)


def large_desk(rows: int, *, with_fields: bool = False) -> Path:
    """The file of a desk with `rows` devices, which say something in five fields of its own if it is `with_fields`.

    Written again when the code that writes it has changed.
    """
    written = int(max(Path(__file__).stat().st_mtime, _revision().stat().st_mtime))
    kind = f"{rows}-fields" if with_fields else f"{rows}"
    path = Path(tempfile.gettempdir()) / f"coorddesk-bench-{kind}-{written}.db"
    if not path.exists():
        for old in path.parent.glob(f"coorddesk-bench-{kind}-[0-9]*"):
            old.unlink()
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        _make(making, rows, with_fields=with_fields)
        making.rename(path)
    return path


def open_desk(path: Path) -> Database:
    """The desk, as the program opens it."""
    return Database(str(path), actor=Actor("bench"), clock=SystemClock())


def _revision() -> Path:
    return max((Path(migrations.__file__).parent / "versions").glob("*.py"))


def _make(path: Path, rows: int, *, with_fields: bool) -> None:
    with rebuilding(str(path), create=True) as connection:
        migrate(connection)
    database = open_desk(path)
    fill(database, rows, with_fields=with_fields)
    database.close()


def fill(database: Database, rows: int, *, with_fields: bool) -> None:
    """Give a new desk that many devices."""
    with database.transaction() as session:
        seed_labels(session)
    with database.transaction() as session:
        links = _links(session)
        for start in range(0, rows, _AT_ONCE):
            devices = [_device(number, links) for number in range(start, min(start + _AT_ONCE, rows))]
            ids = insert_rows(session, _table("asset"), devices)
            if with_fields:
                _add_values(session, ids)
        record(session, verbatim("Make a large desk"))


def _add_values(session: Session, ids: list[int]) -> None:
    """What devices say in the five fields, each of another type; one in four says nothing in the first."""
    there = {row.name: row.id for row in custom_fields(session)}
    fields = [
        there.get(name) or create_field(session, FieldDetails(name, kind, choices, everywhere=True))
        for name, (kind, choices) in FIELDS.items()
    ]
    values: list[list[Custom | None]] = [
        [f"00:1B:{number % 65_521:05X}" if number % 4 else None for number in ids],
        [number * 37 % 4_096 * 1_000 for number in ids],
        [_FIRST_DAY + timedelta(days=number * 11 % 2_900) for number in ids],
        [SYSTEMS[number * 7 % len(SYSTEMS)] for number in ids],
        [number % 3 == 0 for number in ids],
    ]
    add_custom(session, ids, dict(zip(fields, values, strict=True)))


def _links(session: Session) -> dict[str, list[int]]:
    """What devices belong to, by table."""
    insert = insert_rows
    links = {
        "category": insert(session, _table("category"), [_named(name) for name in CATEGORIES]),
        "manufacturer": insert(session, _table("manufacturer"), [_named(name) for name in MAKERS]),
        "supplier": insert(session, _table("supplier"), [_named(f"Fournisseur {number}") for number in range(25)]),
        "person": insert(session, _table("person"), [_person(number) for number in range(PEOPLE)]),
        "place": _places(session),
        "status_label": [label.id for label in status_labels(session)],
    }
    links["model"] = insert(session, _table("model"), [_model(number, links) for number in range(MODELS)])
    return links


def _places(session: Session) -> list[int]:
    """Rooms in buildings on sites; devices stand in rooms."""
    paths = {f"Site {site}": (None, "site") for site in range(SITES)}
    outer = insert_rows(session, _table("place"), [_place(path, None, "site") for path in paths])
    buildings = [
        (f"Site {site} / Bâtiment {number}", outer[site]) for site in range(SITES) for number in range(BUILDINGS)
    ]
    inner = insert_rows(session, _table("place"), [_place(path, parent, "building") for path, parent in buildings])
    rooms = [
        _place(f"{path} / Salle {number}", parent, "room")
        for (path, _parent), parent in zip(buildings, inner, strict=True)
        for number in range(ROOMS)
    ]
    return insert_rows(session, _table("place"), rooms)


def _device(number: int, links: dict[str, list[int]]) -> dict[str, Any]:
    tag, serial = f"PC-{number * 7919 % 1_000_003:07}", f"SN{number * 31:08}X"
    name = f"{CATEGORIES[number % len(CATEGORIES)]} {number % 977} de la salle {number % 60}"
    bought = _FIRST_DAY + timedelta(days=number % 2900)
    return {
        "version": 1,
        "tag": tag,
        "serial": serial,
        "name": name,
        "category_id": _pick(links, "category", number),
        "model_id": _pick(links, "model", number),
        "status_label_id": _pick(links, "status_label", number // 3),
        "place_id": _pick(links, "place", number * 13),
        "holder_id": _pick(links, "person", number) if number % 5 == 0 else None,
        "supplier_id": _pick(links, "supplier", number),
        "condition": tuple(Condition)[number % 5],
        "purchase_date": bought,
        "price": 10_000 + number * 37 % 90_000,
        "warranty_months": 36,
        "warranty_end": bought + timedelta(days=1095),
        "order_number": f"BC{number // 20:05}",
        "invoice_number": f"F{number // 20:05}",
        "notes": "",
        **asset_copies(tag, serial, name, f"BC{number // 20:05}", f"F{number // 20:05}")._asdict(),
    }


def _pick(links: dict[str, list[int]], table: str, number: int) -> int:
    return links[table][number % len(links[table])]


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "name_folded": fold(name)}


def _person(number: int) -> dict[str, Any]:
    last, first = f"Élève{number}", f"Prénom{number % 7}"
    folded = {"last_name_folded": fold(last), "first_name_folded": fold(first), "search": fold(f"{last} {first}")}
    return {"last_name": last, "first_name": first, "identifier": None, **folded}


def _model(number: int, links: dict[str, list[int]]) -> dict[str, Any]:
    name, code = f"{MAKERS[number % 5]} {number}", f"REF-{number:04}"
    maker = _pick(links, "manufacturer", number)
    folded = {"name_folded": fold(name), "number_folded": fold(code)}
    return {"manufacturer_id": maker, "name": name, "number": code, **folded}


def _place(path: str, parent: int | None, kind: str) -> dict[str, Any]:
    name = path.rpartition(" / ")[2]
    folded = {"path_folded": fold(path), "name_folded": fold(name)}
    return {"parent_id": parent, "name": name, "path": path, "kind": kind, **folded}


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
