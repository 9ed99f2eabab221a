from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from coorddesk.core import engine
from coorddesk.core.engine import begin_writing, make_engine, sqlite_path
from coorddesk.core.errors import Surroundings, UserError


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("desk.sqlite", "desk.sqlite"),
        ("sqlite:///desk.sqlite", "desk.sqlite"),
        ("sqlite:////home/école/desk.sqlite", "/home/école/desk.sqlite"),
        ("/home/a b/100%?#.sqlite", "/home/a b/100%?#.sqlite"),
        ("postgresql://camille@server/desk", None),
    ],
)
def test_which_addresses_are_files(url: str, path: str | None) -> None:
    assert sqlite_path(url) == (None if path is None else Path(path))


def test_a_desk_is_made_on_purpose_only(tmp_path: Path) -> None:
    path = tmp_path / "été 100%?#.sqlite"
    with pytest.raises(OperationalError):
        make_engine(str(path)).connect()
    assert list(tmp_path.iterdir()) == []
    with make_engine(str(path), create=True).connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
        }
    assert found == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 15_000}
    assert path.exists()


@pytest.mark.parametrize("url", ["mysql://server/desk", "postgresql+psycopg2://server/desk", "http://", "a://b:c"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UserError, match="no address of a desk"):
        make_engine(url)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_is_spoken_to_by_psycopg(scheme: str) -> None:
    url = make_engine(f"{scheme}://camille:secret@server:5433/desk?sslmode=require").url
    assert url.render_as_string(hide_password=False) == (
        "postgresql+psycopg://camille:secret@server:5433/desk?sslmode=require"
    )


def test_a_server_without_psycopg_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _name: None)
    with pytest.raises(Surroundings, match="does not speak with PostgreSQL"):
        make_engine("postgresql://server/desk")


def test_what_people_typed_stays_out_of_errors(tmp_path: Path) -> None:
    with (
        make_engine(str(tmp_path / "desk"), create=True).connect() as connection,
        pytest.raises(OperationalError) as caught,
    ):
        connection.execute(text("SELECT :name FROM nowhere"), {"name": "Martin"})
    assert "Martin" not in str(caught.value)


def test_a_lane_keeps_its_prepared_statements_while_it_does_not_change_sides(tmp_path: Path) -> None:
    """The pragma that forbids writing has SQLite forget them all, so it is said once and when it changes."""
    own = make_engine(str(tmp_path / "desk.sqlite"), create=True)
    sent: list[str] = []
    event.listen(own, "before_cursor_execute", lambda _c, _cursor, statement, *_others: sent.append(statement))
    with own.connect() as connection:
        for writes in (False, False, True, True, False):
            begin_writing(connection, writes=writes)
            with connection.begin():
                (forbidden,) = connection.exec_driver_sql("PRAGMA query_only").one()
            assert bool(forbidden) is not writes
    own.dispose()
    assert [said for said in sent if "query_only =" in said] == [
        f"PRAGMA query_only = {forbidden}" for forbidden in (1, 0, 1)
    ]
