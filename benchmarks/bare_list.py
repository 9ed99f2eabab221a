"""The floor of a list: ids in order and pages of 128 rows, straight from sqlite3 into a Qt table, in one thread."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from pathlib import Path

PAGE_ROWS = 128
COLUMNS = 13
HERE = "WHERE deleted_at IS NULL"
_PAGE = """
    SELECT asset.id, asset.tag, asset.serial, asset.name, category.name, manufacturer.name, model.name,
           status_label.name, place.path, person.last_name || ' ' || person.first_name, asset.purchase_date,
           asset.price, supplier.name, asset.condition
    FROM asset
    LEFT JOIN category ON category.id = asset.category_id
    LEFT JOIN model ON model.id = asset.model_id
    LEFT JOIN manufacturer ON manufacturer.id = model.manufacturer_id
    LEFT JOIN status_label ON status_label.id = asset.status_label_id
    LEFT JOIN place ON place.id = asset.place_id
    LEFT JOIN person ON person.id = asset.holder_id
    LEFT JOIN supplier ON supplier.id = asset.supplier_id
    WHERE asset.id IN ({ids})
"""
_Index = QModelIndex | QPersistentModelIndex


FIELDS = 5
_COLUMNS_OF_FIELDS = "(f{0}.text || coalesce(f{0}.number, '') || coalesce(f{0}.day, ''))"
_JOIN_OF_FIELD = "LEFT JOIN custom_value f{0} ON f{0}.asset_id = asset.id AND f{0}.field_id = {0}"


def _with_fields(page: str) -> str:
    """The same page with what devices say in the fields numbered from 1."""
    columns = "".join(f", {_COLUMNS_OF_FIELDS.format(field)}" for field in range(1, FIELDS + 1))
    joins = "\n    ".join(_JOIN_OF_FIELD.format(field) for field in range(1, FIELDS + 1))
    return page.replace("\n    FROM asset", f"{columns}\n    FROM asset").replace("WHERE", f"{joins}\n    WHERE")


def bare_devices(path: Path, *, with_fields: bool = False) -> BareModel:
    """Devices in the order of their tags, with what they say in five fields of the desk's own."""
    page = _with_fields(_PAGE) if with_fields else _PAGE
    model = BareModel(path, "SELECT asset.id FROM asset", page, COLUMNS + FIELDS * with_fields)
    model.load(f"{HERE} ORDER BY tag_folded, id")
    return model


class BareModel(QAbstractTableModel):
    """As little as a table of many records can be made of."""

    def __init__(self, path: Path, ids: str, page: str, columns: int) -> None:
        """`ids` asks for the id of every record, `page` for the columns of those in {ids}, the id first."""
        super().__init__()
        self._connection = sqlite3.connect(path)
        self._ids: list[int] = []
        self._every, self._page, self._columns = ids, page, columns
        self._pages: dict[int, list[tuple[Any, ...]]] = {}

    def load(self, clause: str, *parameters: str) -> None:
        """Read the ids again in another order, or those that a search leaves."""
        self.beginResetModel()
        query = f"{self._every} {clause}"
        self._ids = [row[0] for row in self._connection.execute(query, parameters)]
        self._pages.clear()
        self.endResetModel()

    def _row(self, number: int) -> tuple[Any, ...]:
        place, offset = divmod(number, PAGE_ROWS)
        page = self._pages.get(place)
        if page is None:
            ids = self._ids[place * PAGE_ROWS : (place + 1) * PAGE_ROWS]
            found = {row[0]: row for row in self._connection.execute(self._page.format(ids=",".join(map(str, ids))))}
            page = self._pages[place] = [found[row_id] for row_id in ids]
        return page[offset]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many records."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns."""
        return self._columns

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row(index.row())[index.column() + 1]
        return None
