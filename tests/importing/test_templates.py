"""Empty sheets to fill in: they hold no rows, understand themselves in both languages, and take what is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from coorddesk import features
from coorddesk.budget.service import YearDetails, create_year
from coorddesk.core.database import Database
from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.importing.importer import Importer
from coorddesk.importing.kind import ImportKind
from coorddesk.importing.plan import Verdict
from coorddesk.importing.templates import write_template
from coorddesk.opening import open_desk
from coorddesk.stocktaking.service import NewStocktake, open_stocktake
from tests.importing.devices import DEVICES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import FixedClock
    from tests.desks import Desks

KINDS = [kind for feature in features.load() for kind in feature.imports]
BY_KEY = {kind.key: kind for kind in KINDS}
NEEDED = {
    "loans": ("assets", "groups"),
    "kits": ("assets",),
    "addresses": ("assets",),
    "licence-seats": ("licences",),
    "stock-moves": ("stock",),
    "maintenance-log": ("assets", "maintenance-plans"),
    "scans": ("places",),
    "participants": ("sessions",),
    "orders": ("budget-lines",),
    "invoices": ("budget-lines",),
}
"""The sheets to be taken in first, of what a sheet names and does not make."""

OF_ITS_OWN = "survey-answers"
"""What is answered depends on what a desk asks: no example says it."""


@pytest.fixture(params=["en", "fr"])
def own_texts(request: pytest.FixtureRequest, texts: Texts, french_texts: Texts) -> Texts:
    return french_texts if request.param == "fr" else texts


@pytest.fixture
def desk(desks: Desks, actor: Actor, clock: FixedClock) -> Iterator[Database]:
    """A desk as the program begins it, with its statuses."""
    database = open_desk(desks.empty(), actor=actor, clock=clock)
    yield database
    database.close()


def fill_from_guide(path: Path) -> None:
    """Write the guide's examples into the first row, as a person would who copies them."""
    book = load_workbook(path)
    sheet, guide = book.worksheets[:2]
    for place, row in enumerate(guide.iter_rows(min_row=2, values_only=True), start=1):
        sheet.cell(2, place, row[2])
    book.save(path)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_an_empty_sheet_knows_its_own_headers(
    kind: ImportKind, own_texts: Texts, desk: Database, tmp_path: Path
) -> None:
    path = tmp_path / "empty.xlsx"
    with desk.reading() as session:
        write_template(kind, path, own_texts, session)
        whole = kind.on(session)
        importer = Importer(whole, path, [own_texts])
        assert importer.look().unmapped == []
        assert list(importer.look().mapping.values()) == [field.key for field in whole.kept]
        assert sum(importer.preview(session).counts.values()) == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.key != OF_ITS_OWN], ids=lambda kind: kind.key)
def test_the_examples_are_taken_as_they_stand(
    kind: ImportKind, own_texts: Texts, desk: Database, tmp_path: Path
) -> None:
    for needed in (*NEEDED.get(kind.key, ()), kind.key):
        if needed == "scans":
            with desk.transaction() as session:
                open_stocktake(session, NewStocktake("July"))
        if needed == "budget-lines":
            with desk.transaction() as session:
                create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31)))
        path = tmp_path / f"{needed}.xlsx"
        with desk.reading() as session:
            write_template(BY_KEY[needed], path, own_texts, session)
        fill_from_guide(path)
        with desk.transaction() as session:
            done = Importer(BY_KEY[needed], path, [own_texts]).apply(session)
        assert (done.counts[Verdict.NEW], done.refused) == (1, [])


def rules_of(sheet: Worksheet) -> dict[str, str | None]:
    """The list that each column offers, by its header."""
    return {
        str(sheet.cell(1, cells.min_col).value): rule.formula1
        for rule in sheet.data_validations.dataValidation
        for cells in rule.sqref.ranges
        if rule.type == "list"
    }


def test_lists_hold_the_choices_and_what_the_desk_knows(texts: Texts, tmp_path: Path) -> None:
    path = tmp_path / "devices.xlsx"
    write_template(DEVICES, path, texts)
    book = load_workbook(path)
    lists = book.worksheets[2]
    assert rules_of(book.worksheets[0]) == {"Condition": "'Lists'!$A$1:$A$3"}
    assert [cell.value for cell in lists["A"]] == ["New", "Good", "Worn"]
    assert lists.sheet_state == "hidden"


def test_a_column_says_what_belongs_there_and_keeps_zeros(texts: Texts, tmp_path: Path) -> None:
    path = tmp_path / "devices.xlsx"
    write_template(DEVICES, path, texts)
    sheet = load_workbook(path).worksheets[0]
    comment = sheet["A1"].comment
    assert comment is not None
    assert comment.text == "A number or code; zeros at its beginning stay."
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.max_row == 1


def test_a_sheet_that_cannot_be_written_is_said_so(texts: Texts, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        write_template(DEVICES, tmp_path / "gone" / "devices.xlsx", texts)
