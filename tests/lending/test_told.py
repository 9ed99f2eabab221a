"""What lending tells of other records: who had what, what somebody has, and what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.core.bulk import update_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.merging import Merge
from coorddesk.core.messages import verbatim
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion, delete_person, merge_people
from coorddesk.feature import belongings, named, story
from coorddesk.features import find_everywhere
from coorddesk.lending.feature import LENDING
from coorddesk.lending.queries import LoanQuery, loan_ids
from coorddesk.lending.queries.findings import findings
from coorddesk.lending.queries.told import overdue_count
from coorddesk.lending.service import DevicesBack, return_devices
from tests.factories import make_asset, make_person
from tests.lending.lent import lend_to, refused
from tests.undoing import rows

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_a_device_tells_who_had_it_and_a_person_what(desk: Database, clock: FixedClock, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        device = make_asset(session, "CD-1", name="")
    clock.moment += timedelta(hours=1)
    with desk.transaction() as session:
        loan = lend_to(session, ines, device, due=clock.today() + timedelta(days=7))
    clock.moment += timedelta(hours=1)
    with desk.transaction() as session:
        return_devices(session, DevicesBack((device,), None, "Sans la housse"))
    with desk.reading() as session:
        told = story(session, (LENDING,), ("asset", device))
        assert [(texts.say(entry.text), entry.body, entry.related) for entry in told] == [
            ("Brought back by Inès Moreau", "Sans la housse", ("loan", loan)),
            ("Lent to Inès Moreau until 14/09/2026", "", ("loan", loan)),
        ]
        had = story(session, (LENDING,), ("person", ines))
        assert [texts.say(entry.text) for entry in had] == ["Brought CD-1 back", "Borrowed CD-1 until 14/09/2026"]
        deeds = story(session, (LENDING,), ("loan", loan))
        assert [texts.say(entry.text) for entry in deeds] == [
            "Take CD-1 back from Inès Moreau",
            "Lend CD-1 to Inès Moreau",
        ]
        assert list(story(session, (LENDING,), ("place", 1))) == []


def test_people_and_classes_have_their_loans_on_their_cards(lent: Database, texts: Texts) -> None:
    with lent.reading() as session:
        (has,) = belongings(session, (LENDING,), ("person", 1), 2)
        assert (texts.say(has.title), [(hit.title, texts.say(hit.detail)) for hit in has.first]) == (
            "5 loans or reservations",
            [
                ("5 · Inès Moreau", "Overdue · CD-4 · Portable HP ProBook"),
                ("9 · Inès Moreau (CM2 A)", "On loan · Chariot"),
            ],
        )
        (of_class,) = belongings(session, (LENDING,), ("person_group", 1), 5)
        assert [hit.subject for hit in of_class.first] == [("loan", 9)]
        assert belongings(session, (LENDING,), ("place", 1), 5) == ()
        assert overdue_count(session) == 1


def test_loans_and_kits_are_found_and_named(lent: Database) -> None:
    with lent.reading() as session:
        assert [hit.subject for hit in find_everywhere(session, "chariot")] == [("kit", 1)]
        assert ("loan", 7) in [hit.subject for hit in find_everywhere(session, "7")]
        assert [hit.subject for hit in find_everywhere(session, "diallo") if hit.subject[0] == "loan"] == [
            ("loan", 6),
            ("loan", 2),
        ]
        subjects = [("loan", 9), ("kit", 1), ("loan", 99)]
        assert named(session, (LENDING,), subjects) == {("loan", 9): "9 · Inès Moreau (CM2 A)", ("kit", 1): "Chariot"}


def test_whoever_borrowed_is_not_deleted_and_a_merge_leads_loans_over(lent: Database, texts: Texts) -> None:
    with lent.transaction() as session:
        other = make_person(session, "Moreau", "Ines")
    assert refused(lent, texts, lambda s: delete_person(s, Deletion(1, 1))) == (
        "“Inès Moreau” cannot be deleted: it still has 7 devices, the bin included."
    )
    before = rows(lent)
    with lent.transaction() as session:
        merge_people(session, Merge(other, 1, 1, 1), features.load())
    with lent.reading() as session:
        assert list(loan_ids(session, LoanQuery(person=other, sort="number"))) == [1, 3, 4, 5, 9]
        assert list(findings(session)) == []
    with lent.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert rows(lent) == before


def test_a_check_finds_loans_that_contradict_their_devices(lent: Database, texts: Texts) -> None:
    with lent.transaction(verbatim("Spoil")) as session:
        update_rows(session, table_named("asset"), [(2, {"holder_id": 2}), (5, {"status_label_id": 1})])
        update_rows(session, table_named("loan"), [(6, {"state": "returned"}), (7, {"search": "x"})])
        moment = datetime(2026, 9, 1, tzinfo=UTC)
        update_rows(session, table_named("loan_line"), [(1, {"out_at": moment})])
        update_rows(session, table_named("kit"), [(1, {"name_folded": "x"})])
    with lent.reading() as session:
        assert [texts.say(found.text) for found in findings(session)] == [
            "CD-0 is in loan 2, but stands otherwise.",
            "CD-1 is in loan 3, but stands otherwise.",
            "CD-4 is in loan 5, but stands otherwise.",
            "Loan 2 is in another state than its things.",
            "Loan 6 is in another state than its things.",
            "Loan 7 would not be found by its note.",
            "“Chariot” would not be found by its name.",
        ]
