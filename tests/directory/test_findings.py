from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from coorddesk.directory.queries import findings
from coorddesk.directory.rules import GroupKind
from coorddesk.directory.service import GroupDetails, add_memberships, create_group, settle_classes
from tests.factories import make_person, make_place, make_supplier

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_what_was_spoilt_behind_our_back_is_found(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        site = make_place(session, "Site")
        room = make_place(session, inside=site)
        lost = make_place(session, "Cave")
        ines, ldlc = make_person(session), make_supplier(session)
        write = session.connection().execute
        write(text("UPDATE place SET path = 'Ailleurs' WHERE id = :id"), {"id": room})
        write(text("UPDATE place SET parent_id = id WHERE id = :id"), {"id": lost})
        write(text("UPDATE place SET path_folded = 'sit' WHERE id = :id"), {"id": site})
        write(text("UPDATE person SET search = '' WHERE id = :id"), {"id": ines})
        write(text("UPDATE supplier SET name_folded = 'x' WHERE id = :id"), {"id": ldlc})
    with database.reading() as session:
        found = sorted((texts.say(finding.text), finding.subject) for finding in findings(session))
    assert found == [
        ("The place “Ailleurs” is not where its path says.", ("place", room)),
        ("The place “Cave” is inside itself.", ("place", lost)),
        ("“Inès Moreau” would not be found by its name.", ("person", ines)),
        ("“LDLC Pro” would not be found by its name.", ("supplier", ldlc)),
        ("“Site” would not be found by its name.", ("place", site)),
    ]


def test_a_class_that_is_not_that_of_the_latest_year_is_found(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        ines = make_person(session, group="CP A")
        session.connection().execute(text("DELETE FROM membership"))
    with database.reading() as session:
        found = [(texts.say(finding.text), finding.subject) for finding in findings(session)]
    assert found == [("The class of “Inès Moreau” is not that of the latest school year.", ("person", ines))]


def test_somebody_in_two_classes_of_a_year_is_found(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        ines = make_person(session, group="CP A")
        other = create_group(session, GroupDetails("CP B", GroupKind.CLASS, 2026))
        add_memberships(session, [(other, ines)])
        settle_classes(session, [ines])
    with database.reading() as session:
        found = [(texts.say(finding.text), finding.subject) for finding in findings(session)]
    assert found == [("“Inès Moreau” is in more than one class in 2026-2027.", ("person", ines))]
