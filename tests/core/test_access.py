from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import ROLE_TITLES, Actor, Role, actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import NotAllowed
from coorddesk.core.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks


@allowed(Role.COORDINATOR, Role.STAFF)
def lend(session: Session, tag: str, *, days: int = 7) -> str:
    """Lend."""
    return f"{tag} for {days} days by {actor_of(session).name}"


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", Role)
def test_a_verb_knows_who_may(desks: Desks, open_desk: Callable[..., Database], role: Role) -> None:
    database = open_desk(desks.fresh(), actor=Actor("Nour", role))
    with database.transaction() as session:
        if role in {Role.COORDINATOR, Role.STAFF}:
            assert lend(session, "PC-1", days=3) == "PC-1 for 3 days by Nour"
        else:
            with pytest.raises(NotAllowed) as caught:
                lend(session, "PC-1")
            assert dict(caught.value.message.values) == {"role": ROLE_TITLES[role]}


def test_a_guarded_verb_is_still_itself() -> None:
    assert (lend.__name__, lend.__doc__) == ("lend", "Lend.")
    assert lend.allowed_roles == {Role.COORDINATOR, Role.STAFF}  # type: ignore[attr-defined]


def test_every_role_has_a_title() -> None:
    assert {role: type(title) for role, title in ROLE_TITLES.items()} == dict.fromkeys(Role, Message)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_reading_knows_who_and_when_too(database: Database, actor: Actor) -> None:
    with database.reading() as session:
        assert actor_of(session) is actor
        assert clock_of(session) is database.clock
