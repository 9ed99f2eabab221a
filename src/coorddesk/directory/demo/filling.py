"""Fills a desk with the places, departments, people and suppliers of the demo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.demo.classes import CLASSES, LAST_CLASSES, LEVELS, add_groups
from coorddesk.directory.demo.houses import ROOMS, SITES
from coorddesk.directory.demo.names import FIRST_NAMES, LAST_NAMES
from coorddesk.directory.demo.suppliers import add_suppliers
from coorddesk.directory.models import Department, Person
from coorddesk.directory.rules import (
    PersonKind,
    PersonName,
    PlaceKind,
    folded_path,
    person_copies,
    school_year_of,
)
from coorddesk.directory.service import add_many_named, add_many_places

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_SEED = 2026
_MAIL = "tilleuls.example"
_PUPILS_IN_A_CLASS = 23
_PEOPLE = 400
_LEFT = 12
_TWICE = slice(14, 16)
"""Teachers whom the library entered again as patrons, the last name as the first, as happens; far enough down
in the alphabet that the list of people does not begin with a mistake."""

COORDINATOR = "Coordination numérique"
"""The role of whoever keeps this desk."""

_STAFF: dict[str, tuple[tuple[str, int], ...]] = {
    "Direction": (("Direction de l'école", 1), ("Direction de la médiathèque", 1), ("Secrétariat", 2)),
    "Enseignement": (("Professeur des écoles", 16), ("Enseignement spécialisé", 2), ("AESH", 4)),
    "Médiathèque": (("Bibliothécaire", 6), ("Accueil et prêt", 4), ("Médiation numérique", 2)),
    "Animation": (("Périscolaire", 4), ("Éveil musical", 1)),
    "Services généraux": (("Entretien et gardiennage", 3),),
    "Numérique": ((COORDINATOR, 1), ("Assistance informatique", 1)),
}
_OUTSIDERS = {"Éveil musical"}


def fill(session: Session, demo: DemoDesk) -> None:
    """Three sites with sixty rooms, four hundred people in classes and groups, fourteen suppliers and partners."""
    demo.progress(0, 3, _("Drawing the houses"))
    _add_places(session)
    demo.progress(1, 3, _("Inviting the people"))
    departments = add_many_named(session, Department.__tablename__, _STAFF)
    people = list(_people(Random(_SEED), demo.today, departments))  # noqa: S311 - believable, not secret
    ids = insert_rows(session, table_named(Person.__tablename__), people)
    add_groups(session, school_year_of(demo.today), dict(zip(ids, people, strict=True)))
    demo.progress(2, 3, _("Calling the suppliers"))
    add_suppliers(session)


def _add_places(session: Session) -> None:
    details: dict[tuple[str, ...], dict[str, Any]] = {(site,): {"address": address} for site, address in SITES.items()}
    for around in ROOMS:
        if len(around) > 1:
            details[around] = {"kind": PlaceKind.FLOOR}
    for around, rooms in ROOMS.items():
        details |= {(*around, name): {"kind": kind} for name, kind in rooms}
    folded = {folded_path(path): columns for path, columns in details.items()}
    add_many_places(session, {}, details, folded)


def _people(random: Random, today: date, departments: dict[str, int]) -> Iterator[dict[str, Any]]:
    names = list(product(FIRST_NAMES, LAST_NAMES))
    chosen = random.sample(names, _PEOPLE)
    twice = [PersonName(first, last) for first, last in chosen[_TWICE]]
    named = iter([*(PersonName(last, first) for first, last in chosen[: -len(twice)]), *twice])
    yield from _staff(random, named, departments)
    for group in CLASSES:
        for _pupil in range(_PUPILS_IN_A_CLASS):
            yield _pupil_row(random, next(named), group, school_year_of(today))
    for number, name in enumerate(named, 1):
        has_mail = random.random() < 0.7
        mail = f"{_mailbox(name)}@courriel.example" if has_mail else ""
        phone = f"06 39 98 {_pairs(random)}"
        yield _row(name, role="Usager", kind=PersonKind.PATRON, email=mail, identifier=f"2{number:06}", phone=phone)
    yield from _leavers(sorted(set(names).difference(chosen)), school_year_of(today))


def _leavers(names: list[tuple[str, str]], year: int) -> Iterator[dict[str, Any]]:
    """Pupils who went on to another school last summer."""
    random = Random(_SEED + 1)  # noqa: S311 - believable, not secret
    for number, (first, last) in enumerate(random.sample(names, _LEFT)):
        group = LAST_CLASSES[number % len(LAST_CLASSES)]
        pupil = _pupil_row(random, PersonName(last, first), group, year - 1)
        yield pupil | {"left_on": date(year, 7, 4)}


def _staff(random: Random, named: Iterator[PersonName], departments: dict[str, int]) -> Iterator[dict[str, Any]]:
    number = 0
    for department, roles in _STAFF.items():
        for role, count in roles:
            for _one in range(count):
                number += 1
                name = next(named)
                yield _row(
                    name,
                    kind=PersonKind.OUTSIDE if role in _OUTSIDERS else PersonKind.STAFF,
                    role=role,
                    email=f"{_mailbox(name)}@{_MAIL}",
                    phone=f"01 99 00 {_pairs(random)}",
                    identifier=f"P{number:04}",
                    department_id=departments[fold(department)],
                )


def _row(name: PersonName, **values: Any) -> dict[str, Any]:
    row = {"email": "", "phone": "", "department_id": None, "role": "", "group": "", "identifier": None}
    row |= {"birth_date": None, "left_on": None, "last_name": name.last, "first_name": name.first, **values}
    return row | person_copies(name.last, name.first, row["email"], row["identifier"], row["group"], row["role"])


def _mailbox(name: PersonName) -> str:
    return fold(f"{name.first}.{name.last}").replace(" ", "").replace("'", "")


def _pupil_row(random: Random, name: PersonName, group: str, year: int) -> dict[str, Any]:
    """A pupil in a class of a school year: six years old in the first, and one year more in each one after."""
    identifier = _digits(random, 9)
    age = 6 + LEVELS.index(group.split(maxsplit=1)[0])
    born = date(year - age, 1, 1) + timedelta(days=random.randrange(365))
    return _row(name, kind=PersonKind.PUPIL, group=group, identifier=identifier, birth_date=born)


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def _pairs(random: Random) -> str:
    return f"{random.randrange(100):02} {random.randrange(100):02}"
