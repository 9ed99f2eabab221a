"""Devices as a sheet says them, column by column: fast enough for every device of a large desk at each import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, select, type_coerce

from coorddesk.core.history_rows import table_named
from coorddesk.importing.kind import FINGERPRINT, Known
from coorddesk.inventory.imports.custom import CustomColumns, is_custom
from coorddesk.inventory.imports.labels import Labels
from coorddesk.inventory.imports.links import AssetLinks
from coorddesk.inventory.models import Asset

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ASSET = table_named(Asset.__tablename__)
_READ_AT_ONCE = 5000
_TEXTS = frozenset({"name", "order_number", "invoice_number", "notes"})

Cells = Sequence[Any]


class AssetWords(NamedTuple):
    """What turns what is stored of devices into words: names, statuses, the desk's own fields."""

    links: AssetLinks
    labels: Labels
    custom: CustomColumns


def known_assets(session: Session, words: AssetWords, fields: Sequence[str]) -> Iterator[Known]:
    """Every device, in the bin or not, with the values of `fields`."""
    wanted = select(_ASSET.c.id, _ASSET.c.version, *map(_column, fields)).order_by(_ASSET.c.id)
    sayings = [_saying(field, words) for field in fields]
    for ids, versions, *columns in _in_parts(session, wanted):
        said = [say(column) for say, column in zip(sayings, columns, strict=True)]
        yield from map(Known, ids, versions, zip(*said, strict=True))


def exported_assets(session: Session, words: AssetWords, fields: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Every device that is not in the bin, by inventory number."""
    wanted = select(*map(_column, fields)).where(_ASSET.c.deleted_at.is_(None))
    wanted = wanted.order_by(_ASSET.c.tag_folded.is_(None), _ASSET.c.tag_folded, _ASSET.c.id)
    sayings = [_saying(field, words) for field in fields]
    for columns in _in_parts(session, wanted):
        said = [say(column) for say, column in zip(sayings, columns, strict=True)]
        for values in zip(*said, strict=True):
            yield dict(zip(fields, values, strict=True))


def _in_parts(session: Session, wanted: Select[*tuple[Any, ...]]) -> Iterator[list[Cells]]:
    """The columns of some thousand rows at a time."""
    with session.connection().execute(wanted.execution_options(yield_per=_READ_AT_ONCE)) as result:
        for rows in result.partitions():
            yield list(zip(*rows, strict=True))


def _column(field: str) -> ColumnElement[Any]:
    match field:
        case "manufacturer" | "model" | "model_number":
            return _ASSET.c.model_id.label(field)
        case "status":
            return _ASSET.c.status_label_id
        case "category" | "place" | "holder" | "department" | "supplier":
            return _ASSET.c[f"{field}_id"]
        case "condition":
            return type_coerce(_ASSET.c.condition, String)
    if is_custom(field):
        return _ASSET.c.id.label(field)
    return _ASSET.c[field]


def _saying(field: str, words: AssetWords) -> Callable[[Cells], Cells]:
    """What turns a stored column into a sheet's."""
    links, labels, custom = words
    match field:
        case "manufacturer":
            return _by({model_id: name[0] for model_id, name in links.models.names.items()})
        case "model":
            return _by({model_id: name[1] for model_id, name in links.models.names.items()})
        case "model_number":
            return _by({model_id: name[2] for model_id, name in links.models.names.items()})
        case "status":
            return _by(labels.values)
        case "category" | "place" | "holder" | "department" | "supplier":
            return _by(links[field].names)
    if is_custom(field):
        return custom.saying(field)
    return _filled if field in _TEXTS else _as_stored


def _by(words: Mapping[Any, Any]) -> Callable[[Cells], Cells]:
    return lambda column: list(map(words.get, column))


def _filled(column: Cells) -> Cells:
    return [text or None for text in column]


def _as_stored(column: Cells) -> Cells:
    return column


assert FINGERPRINT in _ASSET.c, "kept in a column of its own"
