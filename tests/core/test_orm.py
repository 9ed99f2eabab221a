"""What holds for every table of the desk, or the history and the undo would not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import JSON, BigInteger, Integer, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

import coorddesk.migrations.models  # noqa: F401 - every table there is
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.orm import Base, Versioned, is_append_only, is_folded, is_unwatched
from coorddesk.directory.models import Department
from coorddesk.inventory.models import Asset
from tests.core.making import DEED, a_department, add

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.orm import Mapper

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database

MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
TABLES = Base.metadata.sorted_tables
WATCHED = [table for table in TABLES if not is_unwatched(table)]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_ids_are_never_used_again(table: Table) -> None:
    assert table.dialect_options["sqlite"]["autoincrement"] is True
    assert [column.name for column in table.primary_key] == ["id"]


@pytest.mark.parametrize("table", WATCHED, ids=str)
def test_the_history_can_hold_every_value(table: Table) -> None:
    kinds = {column.type.python_type for column in table.c if not isinstance(column.type, JSON)}
    words = {kind for kind in kinds if issubclass(kind, StrEnum)}
    assert kinds - words - {str, int, bool, date, datetime} == set()


@pytest.mark.parametrize("table", WATCHED, ids=str)
def test_what_changes_has_a_version(table: Table) -> None:
    written_once = {"asset_movement", "membership", "category_field", "stock_fit", "printed_label"}
    written_once |= {"repair_step", "maintenance_turn"}
    written_once |= {"ticket_link", "ticket_answer", "ticket_escalation", "ticket_rating"}
    of_a_versioned_row = {"custom_value", "network_interface", "kit_item", "loan_line", "loan_wish"}
    of_a_versioned_row |= {"lot_device", "lot_step", "lot_check"}
    of_a_versioned_row |= {"team_member", "category_question", "ticket_device", "ticket_helper", "ticket_step"}
    of_a_versioned_row |= {"round_stop", "question", "survey_answer"}
    of_a_versioned_row |= {"course_material", "programme_course"}
    of_a_versioned_row |= {"session_slot", "session_trainer", "session_partner", "session_task"}
    written_once |= {"request_step", "order_step", "order_cut", "contract_step", "instalment_change", "bank_match"}
    of_a_versioned_row |= {"request_line", "quote_line", "order_line", "receipt_line", "invoice_line"}
    of_a_versioned_row |= {"instalment", "contract_about", "scenario_change"}
    versioned = "version" in table.c
    assert versioned != (table.name in written_once | of_a_versioned_row or is_append_only(table))


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_rows_know_no_other_rows(mapper: Mapper[Any]) -> None:
    """The history reads columns before a flush; a relationship would change them during it."""
    assert list(mapper.relationships) == []


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_nothing_is_deleted_or_changed_by_the_database_itself(table: Table) -> None:
    keys = table.foreign_key_constraints
    assert [(key.ondelete, key.onupdate) for key in keys if key.ondelete or key.onupdate] == []
    made = [(column.server_default, column.server_onupdate, column.onupdate) for column in table.c]
    assert [each for each in made if any(each)] == []


@pytest.mark.parametrize("table", WATCHED, ids=str)
def test_defaults_are_plain_values(table: Table) -> None:
    defaults = [column.default for column in table.c if column.default is not None]
    assert [default for default in defaults if not default.is_scalar] == []


def test_numbers_have_room_on_both_databases() -> None:
    price = Asset.__table__.c.price.type
    assert isinstance(price.dialect_impl(postgresql.dialect()), BigInteger)  # type: ignore[no-untyped-call]
    assert isinstance(price.dialect_impl(sqlite.dialect()), Integer)


def test_folded_columns_are_known() -> None:
    assert [column.name for column in Department.__table__.c if is_folded(column)] == ["name_folded"]
    assert not is_folded(Base.metadata.tables["change_set"].c.moment)
    assert isinstance(Department.__table__.c.name.type, String)


def test_folded_text_is_sorted_alike(database: Database) -> None:
    names = ["été", "Zoo", "arbre", "Eau", "école 2", "école 10", "œuf", "_x", "~y"]
    add(database, *map(a_department, names))
    with database.reading() as session:
        found = session.scalars(select(Department.name).order_by(Department.name_folded)).all()
    assert found == sorted(names, key=fold)


def test_a_version_goes_up_by_itself(database: Database) -> None:
    assert issubclass(Department, Versioned)
    add(database, a_department("A"))
    with database.transaction() as session:
        department = session.get_one(Department, 1)
        assert department.version == 1
        department.name = "B"
        record(session, DEED)
    with database.reading() as session:
        assert session.get_one(Department, 1).version == 2


def test_moments_are_the_same_everywhere(database: Database, clock: FixedClock) -> None:
    moment = datetime(2026, 3, 29, 3, 30, 0, 123456, timezone(timedelta(hours=2)))
    clock.moment = moment
    add(database, a_department())
    with database.reading() as session:
        found = session.scalars(select(ChangeSet.moment)).one()
    assert (found, found.tzinfo) == (moment, UTC)


def test_a_moment_without_a_zone_is_refused(database: Database, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 3, 29)  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="must be aware"):
        add(database, a_department())
