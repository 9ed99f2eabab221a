"""What would come of registering people, before anything is written: who is known, who gets a place, who waits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.messages import Message
from coorddesk.directory.queries import person_page
from coorddesk.directory.service import EDITORS
from coorddesk.training.queries.clashes import clashes_of_people
from coorddesk.training.queries.registrations import places_of
from coorddesk.training.rules.capacity import STANDING, states_of_new
from coorddesk.training.rules.clashes import said_briefly
from coorddesk.training.rules.words import RegistrationState
from coorddesk.training.service.registering import Registering, coming_session, standing_of, whom

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Fate(StrEnum):
    """What would become of somebody."""

    PLACE = "place"
    WAITS = "waits"
    ALREADY = "already"


@dataclass(frozen=True)
class Foreseen:
    """Somebody who would be registered; `detail` is a word about who is in the directory."""

    name: str
    detail: str
    is_guest: bool
    fate: Fate


@dataclass(frozen=True)
class Foresight:
    """Everybody who is meant, each once, what may be somebody else, and who is expected elsewhere at the same time."""

    people: tuple[Foreseen, ...] = ()
    unclear: tuple[Message, ...] = ()
    clashes: tuple[Message, ...] = ()

    def count(self, fate: Fate) -> int:
        """How many share a fate."""
        return sum(each.fate is fate for each in self.people)


@allowed(*EDITORS)
def foresee(session: Session, wish: Registering) -> Foresight:
    """What `register` would do with the same wish."""
    row = coming_session(session, wish.session_id)
    unclear: list[Message] = []
    wanted = list({each.key: each for each in reversed(whom(session, wish, unclear))}.values())[::-1]
    standing = standing_of(session, row.id)
    new = [each for each in wanted if each.key not in standing or standing[each.key].state not in STANDING]
    states = states_of_new(places_of(session, [row.id])[row.id], len(new))
    waits = {each.key for each, state in zip(new, states, strict=True) if state is RegistrationState.WAITING}
    fresh = {each.key for each in new}
    known = person_page(session, [each.person_id for each in wanted if each.person_id is not None])
    people = []
    for each in wanted:
        fate = Fate.ALREADY if each.key not in fresh else Fate.WAITS if each.key in waits else Fate.PLACE
        if each.person_id is None:
            people.append(Foreseen(each.guest.name, "", is_guest=True, fate=fate))
        else:
            person = known[each.person_id]
            about = person.group or person.department or person.role or ""
            people.append(Foreseen(person.full_name, about, is_guest=False, fate=fate))
    elsewhere = clashes_of_people(session, row.id, {each.person_id for each in new if each.person_id is not None})
    return Foresight(tuple(people), tuple(unclear), said_briefly(elsewhere))
