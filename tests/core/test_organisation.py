from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import Difference, NotAllowed, StaleWrite, UserError
from coorddesk.core.messages import _
from coorddesk.core.organisation import (
    ORGANISATION_TITLES,
    OrganisationKind,
    OrganisationRow,
    describe_organisation,
    forget,
    keep_logo,
    logo_of,
    organisation,
    remember,
    remembered,
)
from coorddesk.core.undo import undo
from tests.core.making import latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database

PNG = b"\x89PNG\r\n\x1a\n and so on"


def stored(database: Database) -> OrganisationRow:
    """Whose desk it is."""
    with database.reading() as session:
        return organisation(session)


def describe(database: Database, wish: OrganisationRow) -> None:
    """Write down whose desk it is."""
    with database.transaction() as session:
        describe_organisation(session, wish)


def test_a_new_desk_is_nobodys(database: Database) -> None:
    assert stored(database) == OrganisationRow()


def test_whose_desk_it_is(database: Database) -> None:
    wish = OrganisationRow(
        name="  École des Érables ",
        kind=OrganisationKind.SCHOOL,
        address="1, rue du Lac",
        currency="CHF",
        language="en",
        country="CH",
        company_number="110 036 010 00013",
        service_code="LYC-0930121",
    )
    describe(database, wish)
    assert stored(database) == replace(wish, version=1, name="École des Érables")
    describe(database, replace(stored(database), address=""))
    assert stored(database) == replace(wish, version=2, name="École des Érables", address="")
    with database.transaction() as session:
        assert undo(session, 2) == _("Describe the organisation “{name}”", name="École des Érables")
    assert stored(database).address == "1, rue du Lac"


def test_an_organisation_has_a_name(database: Database) -> None:
    with pytest.raises(UserError) as caught:
        describe(database, OrganisationRow(name=" "))
    assert caught.value.field == "name"
    assert latest(database) == 0


def test_what_somebody_else_wrote_is_not_overwritten(database: Database) -> None:
    describe(database, OrganisationRow(name="A", address="here"))
    seen = stored(database)
    describe(database, replace(seen, name="B"))
    with pytest.raises(StaleWrite) as caught:
        describe(database, replace(seen, address="there"))
    assert caught.value.differences == (
        Difference(ORGANISATION_TITLES["name"], "A", "B", "name"),
        Difference(ORGANISATION_TITLES["address"], "there", "here", "address"),
    )
    assert stored(database) == replace(seen, version=2, name="B")


def test_two_who_describe_a_new_desk_at_once(database: Database) -> None:
    describe(database, OrganisationRow(name="A"))
    with pytest.raises(StaleWrite):
        describe(database, OrganisationRow(name="B"))


def test_what_stands_already_overwrites_nothing(database: Database) -> None:
    describe(database, OrganisationRow(name="A"))
    describe(database, OrganisationRow(name="A"))
    assert latest(database) == 1


def test_only_the_coordinator_says_whose_desk_it_is(database: Database, open_desk: Callable[..., Database]) -> None:
    with pytest.raises(NotAllowed):
        describe(open_desk(database.url, actor=Actor("Nour", Role.STAFF)), OrganisationRow(name="A"))


def test_a_logo_is_kept(database: Database) -> None:
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="A", logo=keep_logo(session, PNG)))
    with database.reading() as session:
        assert logo_of(session, organisation(session)) == PNG


def test_a_logo_whose_file_is_gone_is_none(database: Database) -> None:
    describe(database, OrganisationRow(name="A", logo="0" * 64))
    with database.reading() as session:
        assert logo_of(session, organisation(session)) is None


@pytest.mark.parametrize(
    ("picture", "said"),
    [(b"GIF89a", "must be a PNG or JPEG"), (b"", "must be a PNG or JPEG"), (PNG + bytes(5_000_000), "too large")],
)
def test_a_logo_that_cannot_be_printed_is_refused(database: Database, picture: bytes, said: str) -> None:
    with pytest.raises(UserError, match=said) as caught, database.transaction() as session:
        keep_logo(session, picture)
    assert caught.value.field == "logo"


def test_choices_of_the_desk_are_remembered(database: Database) -> None:
    with database.transaction() as session:
        assert remembered(session, "mapping") is None
        remember(session, "mapping", {"Nom": "name"})
        assert remembered(session, "mapping") == {"Nom": "name"}
    with database.transaction() as session:
        remember(session, "mapping", {"Nom": "tag"})
        remember(session, "other", {})
    with database.reading() as session:
        assert (remembered(session, "mapping"), remembered(session, "other")) == ({"Nom": "tag"}, {})
    with database.transaction() as session:
        forget(session, "mapping")
        forget(session, "never kept")
        assert (remembered(session, "mapping"), remembered(session, "other")) == (None, {})


def test_a_choice_outlives_the_deed_that_it_was_made_for(database: Database) -> None:
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="A"))
        remember(session, "mapping", {"Nom": "name"})
    with database.transaction() as session:
        undo(session, 1)
    with database.reading() as session:
        assert remembered(session, "mapping") == {"Nom": "name"}
