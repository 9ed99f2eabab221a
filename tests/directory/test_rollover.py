from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coorddesk import features
from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, UserError
from coorddesk.core.undo import next_to_undo, redo, undo
from coorddesk.directory.imports.passages import Fate, RolloverPlan
from coorddesk.directory.imports.rollover import ClassList, roll_over
from coorddesk.directory.queries import findings, groups, person
from coorddesk.directory.rules import PersonKind
from coorddesk.directory.service import put_in_classes
from tests.factories import make_asset, make_person
from tests.sheets import LANGUAGES, make_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks

HEADERS = "Nom;Prénom;INE;Classe"


def school(database: Database) -> dict[str, int]:
    """A school at the end of a year: who was in which class, what one still holds, who left long ago."""
    with database.transaction() as session:
        people = {
            "Awa": make_person(session, "Diallo", "Awa", identifier="1"),
            "Yanis": make_person(session, "Aubert", "Yanis", identifier="2"),
            "Inès": make_person(session, "Moreau", "Inès", identifier="3"),
            "Léo": make_person(session, "Petit", "Léo", identifier="4"),
            "Zoé": make_person(session, "Sow", "Zoé", identifier="5", kind=PersonKind.PATRON),
        }
        put_in_classes(session, 2025, {people[each]: "CE1" for each in ("Awa", "Yanis", "Inès", "Léo")})
        make_asset(session, "CD-1", holder_id=people["Léo"])
    return people


def planned(database: Database, sheet: Path, year: int = 2026) -> tuple[ClassList, RolloverPlan]:
    classes = ClassList(sheet, year, LANGUAGES)
    with database.reading() as session:
        return classes, classes.plan(session, features.load())


def carry_out(database: Database, classes: ClassList, plan: RolloverPlan, leavers: frozenset[int]) -> None:
    with database.transaction() as session:
        roll_over(session, classes, plan, features.load(), leavers)


def stands(database: Database, people: dict[str, int]) -> dict[str, tuple[Any, ...]]:
    with database.reading() as session:
        assert list(findings(session)) == []
        rows = {name: person(session, person_id) for name, person_id in people.items()}
    return {name: (row.group, row.kind, row.left_on) for name, row in rows.items() if row is not None}


def test_a_class_list_says_who_comes_goes_and_stays(desk: Database, tmp_path: Path, texts: Texts) -> None:
    school(desk)
    sheet = make_csv(
        tmp_path, HEADERS, "Diallo;Awa;1;CE2", "Aubert;Yanis;2;CE1", "Sow;Zoé;5;CE2", "Kaya;Ali;6;CP", "Ramos;Eva;7;"
    )
    _classes, plan = planned(desk, sheet)
    assert [
        (each.fate, each.name, each.before, each.after, each.holds and texts.say(each.holds)) for each in plan.passages
    ] == [
        (Fate.LEAVES, "Petit Léo", "CE1", "", "1 device"),
        (Fate.LEAVES, "Moreau Inès", "CE1", "", None),
        (Fate.UNPLACED, "Ramos Eva", "", "", None),
        (Fate.NEW, "Kaya Ali", "", "CP", None),
        (Fate.JOINS, "Sow Zoé", "", "CE2", None),
        (Fate.MOVES, "Diallo Awa", "CE1", "CE2", None),
        (Fate.STAYS, "Aubert Yanis", "CE1", "CE1", None),
    ]
    assert plan.summary.creates == {"group": ("CE2", "CE1", "CP")}


def test_it_is_one_change_that_marks_only_whom_people_chose(desk: Database, clock: FixedClock, tmp_path: Path) -> None:
    people = school(desk)
    before = stands(desk, people)
    sheet = make_csv(tmp_path, HEADERS, "Diallo;Awa;1;CE2", "Aubert;Yanis;2;CE1", "Sow;Zoé;5;CE2", "Kaya;Ali;6;CP")
    classes, plan = planned(desk, sheet)
    assert (plan.doubt, plan.likely_leavers()) == (None, frozenset({people["Inès"]}))
    carry_out(desk, classes, plan, plan.likely_leavers())
    after = stands(desk, people | {"Ali": 6})
    assert after == {
        "Awa": ("CE2", PersonKind.PUPIL, None),
        "Yanis": ("CE1", PersonKind.PUPIL, None),
        "Inès": ("CE1", None, clock.today()),
        "Léo": ("CE1", None, None),
        "Zoé": ("CE2", PersonKind.PATRON, None),
        "Ali": ("CP", PersonKind.PUPIL, None),
    }
    with desk.reading() as session:
        assert [(row.title, row.people) for row in groups(session)] == [
            ("CP (2026-2027)", 1),
            ("CE1 (2026-2027)", 1),
            ("CE2 (2026-2027)", 2),
            ("CE1 (2025-2026)", 4),
        ]
        done = next_to_undo(session) or 0
    with desk.transaction() as session:
        undo(session, done)
    assert stands(desk, people) == before
    with desk.transaction() as session:
        redo(session, done)
    assert stands(desk, people | {"Ali": 6}) == after


def test_once_more_nobody_else_has_left_and_who_left_comes_back(desk: Database, tmp_path: Path) -> None:
    people = school(desk)
    sheet = make_csv(tmp_path, HEADERS, "Diallo;Awa;1;CE2", "Aubert;Yanis;2;CE2")
    classes, plan = planned(desk, sheet)
    carry_out(desk, classes, plan, frozenset({people["Inès"]}))
    sheet = make_csv(tmp_path, HEADERS, "Moreau;Inès;3;CE2 B", "Petit;Léo;4;CE2 B")
    classes, plan = planned(desk, sheet)
    assert [(each.fate, each.name) for each in plan.passages] == [
        (Fate.RETURNS, "Moreau Inès"),
        (Fate.MOVES, "Petit Léo"),
    ]
    carry_out(desk, classes, plan, frozenset())
    assert {name: row[0] for name, row in stands(desk, people).items()} == {
        "Awa": "CE2",
        "Yanis": "CE2",
        "Inès": "CE2 B",
        "Léo": "CE2 B",
        "Zoé": "",
    }
    assert stands(desk, people)["Inès"][2] is None


def test_a_year_that_the_desk_slept_through_is_left_out(desk: Database, tmp_path: Path) -> None:
    people = school(desk)
    sheet = make_csv(tmp_path, HEADERS, "Diallo;Awa;1;CM1", "Aubert;Yanis;2;CM1", "Moreau;Inès;3;CM1")
    _classes, plan = planned(desk, sheet, 2027)
    assert (plan.before, [each.person_id for each in plan.leavers]) == (2025, [people["Léo"]])
    assert plan.count(Fate.MOVES) == 3


@pytest.mark.parametrize(
    ("rows", "doubt"),
    [
        (("Diallo;Awa;1;CE2",), "More than half of last year's people are not in this list. Is it that of everybody?"),
        (
            ("Diallo;Awa;1;CE2", "Aubert;Yanis;2;CE2", "Moreau;Inès;3;CE2", "Petit;Léo;4E+05;CE2"),
            "1 row was refused: whoever is in it seems to have left.",
        ),
    ],
)
def test_in_doubt_nobody_is_taken_to_have_left(
    desk: Database, tmp_path: Path, texts: Texts, rows: tuple[str, ...], doubt: str
) -> None:
    school(desk)
    _classes, plan = planned(desk, make_csv(tmp_path, HEADERS, *rows))
    assert plan.doubt is not None
    assert (texts.say(plan.doubt), plan.likely_leavers()) == (doubt, frozenset())


def test_what_has_changed_since_is_looked_at_again(desk: Database, tmp_path: Path, texts: Texts) -> None:
    people = school(desk)
    classes, plan = planned(desk, make_csv(tmp_path, HEADERS, "Diallo;Awa;1;CE2"))
    with desk.transaction() as session:
        put_in_classes(session, 2026, {people["Inès"]: "CE2"})
        make_person(session, "Kaya", "Ali")
    with pytest.raises(UserError) as refused:
        carry_out(desk, classes, plan, frozenset())
    assert texts.say(refused.value.message) == (
        "The desk has changed since this was shown. Nothing was written; look at it again."
    )
    assert stands(desk, people)["Awa"] == ("CE1", None, None)


def test_a_sheet_without_classes_is_no_class_list(desk: Database, tmp_path: Path, texts: Texts) -> None:
    school(desk)
    with pytest.raises(UserError) as refused:
        planned(desk, make_csv(tmp_path, "Nom;Prénom", "Diallo;Awa"))
    assert texts.say(refused.value.message) == (
        "No column of this sheet says the class of everybody. Say which one does in the import first."
    )


def test_rows_of_another_year_are_refused(desk: Database, tmp_path: Path, texts: Texts) -> None:
    school(desk)
    rows = ("Diallo;Awa;1;CE2;2025-2026", "Aubert;Yanis;2;CE2;2026-2027")
    _classes, plan = planned(desk, make_csv(tmp_path, f"{HEADERS};Année scolaire", *rows))
    assert [texts.say(row.refusals[0].reason) for row in plan.summary.refused] == [
        "This row is of another school year than 2026-2027."
    ]


def test_only_editors_roll_over(desks: Desks, open_desk: Callable[..., Database], tmp_path: Path) -> None:
    desk = open_desk(desks.fresh(), actor=Actor("Sam", Role.KIOSK))
    classes, plan = planned(desk, make_csv(tmp_path, HEADERS, "Diallo;Awa;1;CE2"))
    with pytest.raises(NotAllowed):
        carry_out(desk, classes, plan, frozenset())
