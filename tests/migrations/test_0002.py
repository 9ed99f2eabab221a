from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from coorddesk.core.migrate import migrate, rebuilding

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desks import Desks

PERSON = sa.text(
    "INSERT INTO person (version, last_name, first_name, last_name_folded, first_name_folded, email, phone, role, "
    "\"group\", notes, search) VALUES (3, :name, '', :name, '', '', '', '', :class_, '', :name)"
)
MEMBERS = sa.text(
    "SELECT person.last_name, person_group.name, person_group.kind FROM membership "
    "JOIN person ON person.id = person_id JOIN person_group ON person_group.id = group_id ORDER BY person.id"
)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_people_keep_what_they_are_and_their_class_becomes_one_of_this_year(
    kind: str, request: pytest.FixtureRequest
) -> None:
    desks: Desks = request.getfixturevalue(f"_{kind}")
    with rebuilding(desks.empty(), create=True) as connection:
        migrate(connection, "0001")
        for name, class_ in (("ada", "6e B"), ("bob", "6E b"), ("cleo", ""), ("dora", "CM2"), ("gone", "CM2")):
            connection.execute(PERSON, {"name": name, "class_": class_})
        connection.exec_driver_sql(
            "INSERT INTO supplier (version, name, name_folded, contact, email, phone, address, "
            "website, customer_number, notes) VALUES (1, 'LDLC', 'ldlc', '', '', '', '', '', '', '')"
        )
        connection.exec_driver_sql("DELETE FROM person WHERE last_name = 'gone'")
        migrate(connection)
        assert list(map(tuple, connection.execute(MEMBERS))) == [
            ("ada", "6e B", "class"),
            ("bob", "6e B", "class"),
            ("dora", "CM2", "class"),
        ]
        classes = connection.exec_driver_sql('SELECT "group" FROM person ORDER BY id').scalars().all()
        assert classes == ["6e B", "6e B", "", "CM2"]  # as the class is spelt, or `coorddesk check` would mind
        versions = connection.exec_driver_sql("SELECT version, kind, left_on FROM person").all()
        assert set(map(tuple, versions)) == {(3, None, None)}
        assert connection.exec_driver_sql("SELECT kind FROM supplier").scalars().all() == ["supplier"]
        assert len(set(connection.exec_driver_sql("SELECT year FROM person_group").scalars())) == 1


def test_an_id_that_was_used_once_never_comes_back(tmp_path: Path) -> None:
    with rebuilding(str(tmp_path / "desk.sqlite"), create=True) as connection:
        migrate(connection, "0001")
        for name in ("ada", "bob"):
            connection.execute(PERSON, {"name": name, "class_": ""})
        connection.exec_driver_sql("DELETE FROM person WHERE last_name = 'bob'")
        migrate(connection)
        connection.execute(PERSON, {"name": "cleo", "class_": ""})
        assert connection.exec_driver_sql("SELECT id FROM person WHERE last_name = 'cleo'").scalar() == 3
