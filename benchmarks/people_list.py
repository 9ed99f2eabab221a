"""What a list asks of 100,000 people, on either database, beside its bare SQL: their order, and a page of them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.desks import on_both, rows_wanted
from benchmarks.measuring import Ratio, bare_rows, median_seconds
from coorddesk.core.bulk import insert_rows
from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.orm import Base
from coorddesk.directory.queries import PersonQuery, person_ids
from coorddesk.directory.rules import PersonKind, Presence, person_copies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

LIMIT = 1.5
_BY_NAME = "last_name_folded, first_name_folded, id"
_CLASSES = tuple(f"{level}e {letter}" for level in (6, 5, 4, 3) for letter in "ABCDEF")
_LISTS = {
    "by name": (PersonQuery(presence=Presence.ALL), f"ORDER BY {_BY_NAME}"),
    "by class": (PersonQuery(sort="group", presence=Presence.ALL), f'ORDER BY "group", {_BY_NAME}'),
    "by e-mail": (
        PersonQuery(sort="email", presence=Presence.ALL),
        f"ORDER BY lower(nullif(email, '')) NULLS LAST, {_BY_NAME}",
    ),
    "by day of birth": (PersonQuery(sort="birth_date", presence=Presence.ALL), f"ORDER BY birth_date, {_BY_NAME}"),
    "a word typed": (
        PersonQuery(text="prenom3", presence=Presence.ALL),
        f"WHERE search LIKE '%prenom3%' ORDER BY {_BY_NAME}",
    ),
    "filtered and sorted": (
        PersonQuery(
            sort="birth_date",
            presence=Presence.ALL,
            criteria=(Criterion("last_name", Ask.CONTAINS, ("77",)), Criterion("kind", Ask.IS, (PersonKind.PUPIL,))),
        ),
        f"WHERE last_name_folded LIKE '%77%' AND kind = 'pupil' ORDER BY birth_date, {_BY_NAME}",
    ),
    "an e-mail filtered": (
        PersonQuery(presence=Presence.ALL, criteria=(Criterion("email", Ask.CONTAINS, ("p77",)),)),
        f"WHERE search LIKE '%p77%' ORDER BY {_BY_NAME}",  # a folded copy of the address is kept there alone
    ),
}


def main() -> None:
    """Print a line for each ratio."""
    rows = rows_wanted()
    for name, database in on_both(lambda desk: _fill(desk, rows)):
        with database.reading() as session:
            for ratio in measure(session, f"{name}, {rows:,} people"):
                print(f"  {ratio}", flush=True)


def measure(session: Session, name: str) -> Iterator[Ratio]:
    """Every ratio on one desk."""
    for deed, (query, clause) in _LISTS.items():
        ours = median_seconds(partial(person_ids, session, query))
        bare = median_seconds(partial(bare_rows, session, f"SELECT id FROM person {clause}"))
        yield Ratio(f"{name}: {deed}", ours, bare, LIMIT)


def _fill(database: Database, rows: int) -> None:
    with database.transaction() as session:
        insert_rows(session, Base.metadata.tables["person"], list(map(_person, range(rows))))
        record(session, verbatim("Make many people"))


def _person(number: int) -> dict[str, Any]:
    last, first = f"Élève{number * 7919 % 100_003}", f"Prénom{number % 97}"
    email = f"p{number * 31 % 1_000_003}@ecole.example" if number % 4 else ""
    group = _CLASSES[number % len(_CLASSES)] if number % 3 else ""
    return {
        "last_name": last,
        "first_name": first,
        "email": email,
        "group": group,
        "kind": tuple(PersonKind)[number % len(PersonKind)],
        "birth_date": date(2010, 1, 1) + timedelta(days=number % 3_000),
        "identifier": f"{number:09}",
        **person_copies(last, first, email, f"{number:09}", group, ""),
    }


if __name__ == "__main__":
    main()
