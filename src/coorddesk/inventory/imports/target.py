"""Devices within one import: what is there, what a row may not say, and bulk writes with a movement each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_columns, stored_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _
from coorddesk.importing.kind import Known, Named, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.inventory.imports.columns import MODEL, changed_columns, new_columns
from coorddesk.inventory.imports.custom import CustomColumns
from coorddesk.inventory.imports.fields import FIELDS
from coorddesk.inventory.imports.labels import Labels
from coorddesk.inventory.imports.links import AssetLinks
from coorddesk.inventory.imports.reading import AssetWords, exported_assets, known_assets
from coorddesk.inventory.models import Asset, AssetMovement, Disposal
from coorddesk.inventory.rules import called, trouble_with
from coorddesk.inventory.rules.holding import Holds
from coorddesk.inventory.service.held import held_by_others

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ASSET = table_named(Asset.__tablename__)
_MOVEMENT = table_named(AssetMovement.__tablename__)
_STANDING = ("status_label_id", "place_id", "holder_id")
_SAYS_WHAT = ("tag", "serial", "name", "category", *MODEL)

Values = Mapping[str, Any]


class AssetTarget(SimpleTarget):
    """The devices within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._links = AssetLinks(session)
        self._custom = CustomColumns(session)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every device, those in the bin too: their numbers are taken."""
        return known_assets(self._session, self._words, fields)

    def rows(self) -> Iterator[Values]:
        """Every device that is not in the bin, with all fields."""
        keys = [field.key for field in FIELDS] + list(self._custom.keys)
        return exported_assets(self._session, self._words, keys)

    def named(self, field_key: str, name: str) -> Named:
        """The record that a name means."""
        return self._links.named(field_key, name)

    def names(self, field_key: str) -> Iterable[str]:
        """What everything is called that a device may belong to."""
        return self._links.names(field_key)

    def refuse(self, values: Values, known: Known | None) -> tuple[str, Message] | None:
        """What is impossible, says nothing of what it is, or is about a device that is in the bin or has left."""
        trouble = trouble_with(values.get("price"), values.get("quantity"), values.get("warranty_months"))
        if trouble is not None:
            return trouble
        if known is None:
            if any(values.get(key) for key in _SAYS_WHAT):
                return None
            return "name", _("Nothing says what this is: a name, a number, a category or a model.")
        if known.id in self._in_bin:
            return "tag", _("{device} is in the bin. Restore it first.", device=self._in_bin[known.id])
        if known.id in self._left and values.keys() & {"status", "place", "holder"}:
            return "status", _("{device} is retired. Bring it back first.", device=self._left[known.id])
        return self._refuse_held(values, known.id) if known.id in self._held else None

    def accepts(self, rows: NewRows) -> bool:
        """Whether figures are possible, and every row has a number or a name."""
        figures = ("price", "quantity", "warranty_months")
        lowest, highest = (
            [most((number for number in rows.column(key) if number is not None), default=None) for key in figures]
            for most in (min, max)
        )
        if trouble_with(*lowest) or trouble_with(*highest):
            return False
        return any(all(rows.column(key)) for key in _SAYS_WHAT)

    def insert(self, rows: NewRows) -> None:
        """Enter devices, all that they belong to that is new, and the movement by which each begins."""
        columns = new_columns(self._links, self._labels, rows)
        ids = insert_columns(self._session, _ASSET, columns)
        self._move(ids, *(columns[key] for key in _STANDING))
        self._custom.insert(ids, rows)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change devices; another status, place or holder is a movement."""
        for start in range(0, len(changes), CHUNK_ROWS):
            part = changes[start : start + CHUNK_ROWS]
            stored = stored_rows(self._session.connection(), _ASSET, [change.id for change in part])
            pairs = [(stored[change.id], change.values) for change in part]
            columns = list(changed_columns(self._links, self._labels, pairs))
            ids = [change.id for change in part]
            update_rows(self._session, _ASSET, list(zip(ids, columns, strict=True)))
            moved = [
                (row_id, *(new.get(key, stored[row_id][key]) for key in _STANDING))
                for row_id, new in zip(ids, columns, strict=True)
                if any(new.get(key, stored[row_id][key]) != stored[row_id][key] for key in _STANDING)
            ]
            if moved:
                self._move(*zip(*moved, strict=True))
            self._custom.update(part)

    def _refuse_held(self, values: Values, asset_id: int) -> tuple[str, Message] | None:
        """What is on loan, for one, gets its status and holder from there."""
        said = next((key for key in ("status", "holder") if key in values), None)
        if said is None:
            return None
        name = self._called(_ASSET.c.id == asset_id)[asset_id]
        return said, self._held[asset_id].said(name)

    def _move(self, ids: Sequence[int], *stands: Sequence[Any]) -> None:
        """Write down where devices stand from now on; `stands` are the columns of _STANDING."""
        count = len(ids)
        now, actor = clock_of(self._session).now(), actor_of(self._session).name
        columns: dict[str, Sequence[Any]] = {"asset_id": ids, **dict(zip(_STANDING, stands, strict=True))}
        columns |= {"moment": [now] * count, "actor": [actor] * count, "note": [""] * count}
        insert_columns(self._session, _MOVEMENT, columns)

    @property
    def _words(self) -> AssetWords:
        return AssetWords(self._links, self._labels, self._custom)

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self._session)

    @cached_property
    def _in_bin(self) -> dict[int, str]:
        return self._called(_ASSET.c.deleted_at.is_not(None))

    @cached_property
    def _held(self) -> dict[int, Holds]:
        return held_by_others(self._session)

    @cached_property
    def _left(self) -> dict[int, str]:
        """Those that were retired with a reason and a date."""
        return self._called(_ASSET.c.id.in_(select(Disposal.asset_id)))

    def _called(self, which: ColumnElement[bool]) -> dict[int, str]:
        wanted = select(_ASSET.c.id, _ASSET.c.tag, _ASSET.c.serial, _ASSET.c.name).where(which)
        rows = self._session.connection().execute(wanted)
        return {row_id: called(tag, serial, name, row_id) for row_id, tag, serial, name in rows}
