from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.core.views import (
    NewView,
    ViewRow,
    ViewSeen,
    delete_view,
    order_views,
    rename_view,
    save_view,
    update_view,
    views,
)

if TYPE_CHECKING:
    from coorddesk.core.database import Database

STATE = {"query": {"text": "écran"}, "columns": [["tag", 120, True]], "group": "place"}


def stored(database: Database, page: str = "inventory") -> tuple[ViewRow, ...]:
    with database.reading() as session:
        return views(session, page)


def names(database: Database, page: str = "inventory") -> list[str]:
    return [row.name for row in stored(database, page)]


def save(database: Database, *wanted: str, page: str = "inventory") -> list[ViewSeen]:
    """Each in a transaction of its own, as people save them."""
    saved = []
    for name in wanted:
        with database.transaction() as session:
            saved.append(ViewSeen(save_view(session, NewView(page, name, STATE)), 1))
    return saved


def take_back(database: Database) -> None:
    with database.transaction() as session:
        last = next_to_undo(session)
        assert last is not None
        undo(session, last)


def test_a_desk_has_no_views_at_first(database: Database) -> None:
    assert stored(database) == ()


def test_a_view_is_kept_with_all_it_shows(database: Database) -> None:
    (seen,) = save(database, "  Écrans   à vérifier ")
    assert stored(database) == (ViewRow(seen.id, 1, "Écrans à vérifier", STATE),)
    take_back(database)
    assert stored(database) == ()


def test_views_stand_in_the_order_in_which_they_were_saved_each_at_its_page(database: Database) -> None:
    save(database, "B", "A", "C")
    save(database, "B", page="people")
    assert names(database) == ["B", "A", "C"]
    assert names(database, "people") == ["B"]


def test_a_view_gets_another_name_and_another_content(database: Database) -> None:
    (seen,) = save(database, "Écrans")
    with database.transaction() as session:
        rename_view(session, seen, "Écrans à vérifier")
    with database.transaction() as session:
        update_view(session, ViewSeen(seen.id, 2), {"query": {}})
    assert stored(database) == (ViewRow(seen.id, 3, "Écrans à vérifier", {"query": {}}),)
    take_back(database)
    take_back(database)
    assert [(row.name, row.state) for row in stored(database)] == [("Écrans", STATE)]


def test_a_deleted_view_comes_back_at_its_place(database: Database) -> None:
    _first, second, _third = save(database, "A", "B", "C")
    with database.transaction() as session:
        delete_view(session, second)
    assert names(database) == ["A", "C"]
    take_back(database)
    assert names(database) == ["A", "B", "C"]


def test_views_are_put_into_another_order(database: Database) -> None:
    a, b, c = save(database, "A", "B", "C")
    with database.transaction() as session:
        order_views(session, "inventory", [c.id, a.id, b.id])
    assert names(database) == ["C", "A", "B"]
    take_back(database)
    assert names(database) == ["A", "B", "C"]


def test_an_order_that_does_not_know_a_view_leaves_it_behind_the_others(database: Database) -> None:
    a, _b, c = save(database, "A", "B", "C")
    with database.transaction() as session:
        order_views(session, "inventory", [c.id, a.id])
    assert names(database) == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" \u200b ", "Give the view a name."),
        ("x" * 61, "Give the view a shorter name, of {count} letters at most."),
        ("ÉCRANS", "There is a view “{name}” already. Choose another name."),
    ],
)
def test_a_name_that_cannot_be_is_refused(database: Database, name: str, sentence: str) -> None:
    _screens, other = save(database, "Écrans", "Souris")
    for attempt in (
        lambda session: save_view(session, NewView("inventory", name, STATE)),
        lambda session: rename_view(session, other, name),
    ):
        with pytest.raises(UserError) as refused, database.transaction() as session:
            attempt(session)
        assert (refused.value.message.text, refused.value.field) == (sentence, "name")
    assert names(database) == ["Écrans", "Souris"]


def test_a_view_may_be_spelled_another_way(database: Database) -> None:
    (seen,) = save(database, "ecrans")
    with database.transaction() as session:
        rename_view(session, seen, "Écrans")
    assert names(database) == ["Écrans"]


ON_A_VIEW: list[Callable[[Any, ViewSeen], None]] = [
    lambda session, seen: rename_view(session, seen, "Autre"),
    lambda session, seen: update_view(session, seen, {"query": {}}),
    delete_view,
]


@pytest.mark.parametrize("verb", ON_A_VIEW, ids=["rename", "update", "delete"])
def test_what_somebody_changed_meanwhile_is_not_overwritten(
    database: Database, verb: Callable[[Any, ViewSeen], None]
) -> None:
    (seen,) = save(database, "Écrans")
    with database.transaction() as session:
        rename_view(session, seen, "Écrans 24 pouces")
    with pytest.raises(UserError, match="changed the view"), database.transaction() as session:
        verb(session, seen)
    assert stored(database) == (ViewRow(seen.id, 2, "Écrans 24 pouces", STATE),)


@pytest.mark.parametrize("verb", ON_A_VIEW, ids=["rename", "update", "delete"])
def test_a_view_that_is_gone_says_so(database: Database, verb: Callable[[Any, ViewSeen], None]) -> None:
    (seen,) = save(database, "Écrans")
    with database.transaction() as session:
        delete_view(session, seen)
    with pytest.raises(UserError, match="no longer there"), database.transaction() as session:
        verb(session, seen)


def test_who_only_looks_saves_no_view(database: Database) -> None:
    visitor = Actor("Borne", Role.KIOSK)
    with database.transaction() as session:
        session.info["actor"] = visitor
        with pytest.raises(NotAllowed):
            save_view(session, NewView("inventory", "Écrans", STATE))
