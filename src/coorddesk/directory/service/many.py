"""Many places, people or named records at once, for sheets that bring thousands; the deed is the caller's to name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.directory.models import Person, Place
from coorddesk.directory.rules import PersonName, folded_path, join_path, kind_by_level, person_copies, place_copies
from coorddesk.directory.service.rows import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Path = tuple[str, ...]


@allowed(*EDITORS)
def add_many_named(session: Session, table: str, names: Iterable[str]) -> dict[str, int]:
    """Add records of a table whose rows are known by their names; returns their ids by folded name."""
    new = {fold(name): name for name in names}
    rows = [{"name": name, "name_folded": folded} for folded, name in new.items()]
    return dict(zip(new, insert_rows(session, table_named(table), rows), strict=True))


@allowed(*EDITORS)
def add_many_places(
    session: Session, known: Mapping[Path, int], paths: Iterable[Path], details: Mapping[Path, Mapping[str, Any]]
) -> dict[Path, int]:
    """Add the places of these paths, and those they are inside of, as far as `known` has none at that very path.

    `known` and `details` (columns other than the defaults) go by folded path, and so do the ids returned.
    """
    missing = {
        folded_path(path[:end]): path[:end]
        for path in paths
        for end in range(1, len(path) + 1)
        if folded_path(path[:end]) not in known
    }
    holding = {folded[:-1] for folded in missing}
    added: dict[Path, int] = {}
    for level in sorted({len(folded) for folded in missing}):
        here = [(folded, path) for folded, path in missing.items() if len(folded) == level]
        rows = [
            {
                "parent_id": added.get(folded[:-1], known.get(folded[:-1])),
                "name": path[-1],
                "path": join_path(*path),
                "kind": kind_by_level(level - 1, holds_others=folded in holding),
                "code": "",
                "address": "",
                "notes": "",
                **place_copies(join_path(*path), path[-1]),
                **details.get(folded, {}),
            }
            for folded, path in here
        ]
        ids = insert_rows(session, table_named(Place.__tablename__), rows)
        added |= dict(zip((folded for folded, _ in here), ids, strict=True))
    return added


@allowed(*EDITORS)
def add_many_people(session: Session, names: Iterable[PersonName]) -> list[int]:
    """Add people of whom only the name is known; returns their ids in order."""
    rows = [
        {"last_name": name.last, "first_name": name.first, **person_copies(name.last, name.first)} for name in names
    ]
    return insert_rows(session, table_named(Person.__tablename__), rows)
