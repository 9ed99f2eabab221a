"""Roles, checked verb by verb. A one-person desk has no password; its owner is the coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from coorddesk.core.errors import NotAllowed
from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

P = ParamSpec("P")
R = TypeVar("R")


class Role(Enum):
    """Who sits at the program."""

    COORDINATOR = "coordinator"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"
    KIOSK = "kiosk"


ROLE_TITLES: dict[Role, Message] = {
    Role.COORDINATOR: _("Coordinator"),
    Role.STAFF: _("Staff"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.KIOSK: _("Kiosk"),
}


@dataclass(frozen=True)
class Actor:
    """Who writes: a name for the history, the role, and from where ('window', 'command line', 'kiosk')."""

    name: str
    role: Role = Role.COORDINATOR
    source: str = "window"


def actor_of(session: Session) -> Actor:
    """The actor on whose behalf the session was opened."""
    actor = session.info["actor"]
    assert isinstance(actor, Actor)
    return actor


def allowed(*roles: Role) -> Callable[[Callable[Concatenate[Session, P], R]], Callable[Concatenate[Session, P], R]]:
    """Declare who may use a verb (a function whose first argument is the session); others get `NotAllowed`."""

    def guard(verb: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
        @wraps(verb)
        def checked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
            role = actor_of(session).role
            if role not in roles:
                raise NotAllowed(
                    _("Your role ({role}) does not allow this. Ask the coordinator.", role=ROLE_TITLES[role])
                )
            return verb(session, *args, **kwargs)

        checked.allowed_roles = frozenset(roles)  # type: ignore[attr-defined]
        return checked

    return guard
