"""What holds for verbs: undone in reverse they leave each row as it was, and redone as they left it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import settings

from coorddesk import features
from coorddesk.core.check import check_desk
from coorddesk.core.errors import UserError
from coorddesk.core.orm import Base, is_unwatched
from coorddesk.core.undo import next_to_undo, redo, undo
from tests.thoroughness import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

    Deed = Callable[[Session], object]
    Rows = dict[str, list[dict[str, Any]]]

PROOF = settings(max_examples=200 if WHOLE else 15)
"""How many sequences of deeds a feature's property of undo tries."""

ALL = features.load()
_WATCHED = [table.name for table in Base.metadata.sorted_tables if not is_unwatched(table)]
_FILLED = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in _WATCHED)


def rows(desk: Database) -> Rows:
    """Every row that has a history, as it is stored, without the versions, which only ever grow."""
    with desk.reading() as session:
        read = session.connection().exec_driver_sql
        return {
            name: [
                {key: value for key, value in row.items() if key != "version"}
                for row in read(f'SELECT * FROM "{name}" ORDER BY id').mappings()
            ]
            for name in read(_FILLED).scalars().all()
        }


def undone_and_redone(desk: Database, todo: Iterable[Deed], holds: Callable[[Session], None] | None = None) -> int:
    """Do each deed, undo all in reverse, redo all; returns how many changed something.

    A refused one changes nothing. After each, the features' own checks find nothing, and what `holds` asserts is true.
    """
    states, done = [rows(desk)], []
    for deed in todo:
        try:
            with desk.transaction() as session:
                deed(session)
        except UserError:
            assert rows(desk) == states[-1]
            continue
        if (state := rows(desk)) != states[-1]:
            states.append(state)
            with desk.reading() as session:
                done.append(next_to_undo(session))
                assert _found(session) == []
                if holds is not None:
                    holds(session)
    for change_set, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        _take(desk, undo, change_set)
        assert rows(desk) == before
    for change_set, after in zip(done, states[1:], strict=True):
        _take(desk, redo, change_set)
        assert rows(desk) == after
    with desk.reading() as session:
        assert check_desk(session) == []
    return len(done)


def _found(session: Session) -> list[object]:
    return [found for feature in ALL if feature.checks is not None for found in feature.checks(session)]


def _take(desk: Database, verb: Callable[[Session, int], object], change_set: int | None) -> None:
    assert change_set is not None
    with desk.transaction() as session:
        verb(session, change_set)
