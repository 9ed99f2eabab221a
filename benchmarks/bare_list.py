"""The floor of a list: ids in order and pages of 128 rows, straight from sqlite3 into a Qt table, in one thread."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from pathlib import Path

PAGE_ROWS = 128
COLUMNS = 13
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


class BareModel(QAbstractTableModel):
    """As little as a table of 100,000 devices can be made of."""

    def __init__(self, path: Path) -> None:
        """Read the ids of every device in the order of their tags."""
        super().__init__()
        self._connection = sqlite3.connect(path)
        self._ids: list[int] = []
        self._pages: dict[int, list[tuple[Any, ...]]] = {}
        self.load("ORDER BY tag_folded, id")

    def load(self, clause: str, *parameters: str) -> None:
        """Read the ids again in another order, or those that a search leaves."""
        self.beginResetModel()
        query = f"SELECT id FROM asset WHERE deleted_at IS NULL {clause}"
        self._ids = [row[0] for row in self._connection.execute(query, parameters)]
        self._pages.clear()
        self.endResetModel()

    def _row(self, number: int) -> tuple[Any, ...]:
        place, offset = divmod(number, PAGE_ROWS)
        page = self._pages.get(place)
        if page is None:
            ids = self._ids[place * PAGE_ROWS : (place + 1) * PAGE_ROWS]
            found = {row[0]: row for row in self._connection.execute(_PAGE.format(ids=",".join(map(str, ids))))}
            page = self._pages[place] = [found[row_id] for row_id in ids]
        return page[offset]

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many devices."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns."""
        return COLUMNS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row(index.row())[index.column() + 1]
        return None
