from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk import features
from coorddesk.core.access import Actor, Role
from coorddesk.core.apart import bring_back, offered, set_aside
from coorddesk.core.errors import NotAllowed
from coorddesk.directory.service import Deletion, delete_supplier
from tests.factories import make_supplier

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from tests.desks import Desks

(SUPPLIERS,) = (kind for feature in features.load() for kind in feature.merges if kind.kind == "supplier")


def told(desk: Database) -> tuple[list[tuple[int, int]], int]:
    """The pairs that are offered, and how many were set aside."""
    with desk.reading() as session:
        left, aside = offered(session, SUPPLIERS)
        return [(each.one.id, each.other.id) for each in left], aside


@pytest.fixture
def desk(database: Database) -> Database:
    """Two pairs of suppliers that are written almost alike."""
    with database.transaction() as session:
        for name in ("Manutan", "Manuttan", "Reprolux", "Repro-lux"):
            make_supplier(session, name)
    return database


@pytest.mark.parametrize("pair", [(1, 2), (2, 1)])
def test_a_pair_that_is_two_is_offered_no_more_until_it_is_brought_back(desk: Database, pair: tuple[int, int]) -> None:
    everything = told(desk)
    assert sorted(everything[0]) == [(1, 2), (3, 4)]
    assert everything[1] == 0
    with desk.transaction() as session:
        set_aside(session, SUPPLIERS, *pair)
    assert told(desk) == ([(3, 4)], 1)
    with desk.transaction() as session:
        set_aside(session, SUPPLIERS, 4, 3)
    assert told(desk) == ([], 2)
    with desk.transaction() as session:
        bring_back(session, SUPPLIERS)
    assert told(desk) == everything


def test_a_pair_of_which_one_is_gone_does_not_count(desk: Database) -> None:
    with desk.transaction() as session:
        set_aside(session, SUPPLIERS, 1, 2)
    with desk.transaction() as session:
        delete_supplier(session, Deletion(2, 1))
    assert told(desk) == ([(3, 4)], 0)


def test_a_kiosk_decides_nothing(desks: Desks, open_desk: Callable[..., Database]) -> None:
    kiosk = open_desk(desks.fresh(), actor=Actor("Borne", Role.KIOSK))
    with pytest.raises(NotAllowed), kiosk.transaction() as session:
        set_aside(session, SUPPLIERS, 1, 2)
    with pytest.raises(NotAllowed), kiosk.transaction() as session:
        bring_back(session, SUPPLIERS)
