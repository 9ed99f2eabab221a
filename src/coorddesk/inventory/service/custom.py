"""What devices say in the desk's own fields: written for one or for thousands at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_columns, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, CustomField, CustomValue
from coorddesk.inventory.rules import Custom, StoredCustom, custom_key, kept

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Said = Mapping[int, Custom | None]
"""What a device says, by the ids of fields; None erases, and a field that is not there stays as it is."""

Keep = Callable[[Custom | None], StoredCustom | None]


@allowed(*EDITORS)
def write_custom(session: Session, wishes: Mapping[int, Said]) -> frozenset[int]:
    """Change what devices say, by their ids; returns those that said something else, each with a new version.

    The deed is the caller's to name. Raises `UserError` for a value that its field does not take, with the field's key.
    """
    session.flush()
    keeps = _keeps(session, {field_id for said in wishes.values() for field_id in said})
    changed: set[int] = set()
    for asset_ids in _parts([asset_id for asset_id, said in wishes.items() if said]):
        changed |= _write_part(session, {asset_id: wishes[asset_id] for asset_id in asset_ids}, keeps)
    return frozenset(changed)


@allowed(*EDITORS)
def add_custom(session: Session, ids: Sequence[int], columns: Mapping[int, Sequence[Custom | None]]) -> None:
    """Write down what new devices say, by columns; the deed is the caller's to name."""
    keeps = _keeps(session, columns)
    for field_id, column in columns.items():
        said = [(asset_id, value) for asset_id, value in zip(ids, column, strict=True) if value is not None]
        rows = [(asset_id, stored) for asset_id, value in said if (stored := _kept(keeps, field_id, value)) is not None]
        _insert(session, [_New(asset_id, field_id, stored) for asset_id, stored in rows])


@allowed(*EDITORS)
def custom_titles(session: Session, field_ids: Collection[int]) -> dict[str, Message]:
    """What fields are called, by their keys; refused if one is gone."""
    names = dict(session.execute(select(CustomField.id, CustomField.name).where(CustomField.id.in_(field_ids))).all())
    for field_id in field_ids:
        if field_id not in names:
            raise _gone(field_id)
    return {custom_key(field_id): verbatim(name) for field_id, name in names.items()}


class _New(NamedTuple):
    asset_id: int
    field_id: int
    stored: StoredCustom


class _Keeps(dict[Any, Any]):
    """What a value becomes in the columns, found out once for each."""

    def __init__(self, keep: Keep) -> None:
        super().__init__()
        self._keep = keep

    def __missing__(self, value: Any) -> StoredCustom | None:
        self[value] = stored = self._keep(value)
        return stored


def _keeps(session: Session, field_ids: Iterable[int]) -> dict[int, _Keeps]:
    """How the values of fields are kept; refused if one is gone."""
    wanted = set(field_ids)
    rows = session.execute(_FIELDS.where(CustomField.id.in_(wanted))).all() if wanted else []
    found = {field_id: (kind, tuple(choices)) for field_id, kind, choices in rows}
    for field_id in wanted - found.keys():
        raise _gone(field_id)
    return {field_id: _Keeps(partial(kept, *of)) for field_id, of in found.items()}


def _kept(keeps: Mapping[int, _Keeps], field_id: int, value: Custom | None) -> StoredCustom | None:
    try:
        stored: StoredCustom | None = keeps[field_id][value]
    except UserError as error:
        raise UserError(error.message, field=custom_key(field_id)) from error
    return stored


def _write_part(session: Session, wishes: Mapping[int, Said], keeps: Mapping[int, _Keeps]) -> set[int]:
    standing = {(row[0], row[1]): row[2:] for row in session.execute(_STANDING.where(CustomValue.asset_id.in_(wishes)))}
    new: list[_New] = []
    changes: list[tuple[int, dict[str, Any]]] = []
    gone: list[int] = []
    changed: set[int] = set()
    for asset_id, said in wishes.items():
        for field_id, value in said.items():
            stored = _kept(keeps, field_id, value)
            row_id, *stands = standing.get((asset_id, field_id), (None,))
            if stored is None and row_id is not None:
                gone.append(row_id)
            elif stored is not None and row_id is None:
                new.append(_New(asset_id, field_id, stored))
            elif stored is not None and row_id is not None and stored != tuple(stands):
                changes.append((row_id, stored._asdict()))
            else:
                continue
            changed.add(asset_id)
    delete_rows(session, _VALUE, gone)
    update_rows(session, _VALUE, changes)
    _insert(session, new)
    raise_versions(session, _ASSET, changed)
    return changed


def _insert(session: Session, rows: Sequence[_New]) -> None:
    if not rows:
        return
    columns: dict[str, Sequence[Any]] = {
        "asset_id": [row.asset_id for row in rows],
        "field_id": [row.field_id for row in rows],
    }
    stored = zip(*(row.stored for row in rows), strict=True)
    insert_columns(session, _VALUE, columns | dict(zip(StoredCustom._fields, stored, strict=True)))


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK_ROWS] for start in range(0, len(ids), CHUNK_ROWS))


def _gone(field_id: int) -> UserError:
    return UserError(_("This field is no longer there: somebody deleted it."), field=custom_key(field_id))


_ASSET = table_named(Asset.__tablename__)
_VALUE = table_named(CustomValue.__tablename__)
_FIELDS = select(CustomField.id, CustomField.type, CustomField.choices)
_STANDING = select(
    CustomValue.asset_id,
    CustomValue.field_id,
    CustomValue.id,
    CustomValue.text,
    CustomValue.folded,
    CustomValue.number,
    CustomValue.day,
)
