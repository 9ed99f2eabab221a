"""The papers of a stocktake, as they read, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.tables import cell_text
from coorddesk.inventory.rules import Condition
from coorddesk.reporting.blocks import Beside, Document, Facts, Heading, Listing, Sheet, Signatures, Typed
from coorddesk.stocktaking.reports import REPORTS
from coorddesk.stocktaking.service import Closing, close_stocktake

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from tests.stocktaking.conftest import House

KINDS = {kind.key: kind for kind in REPORTS}


def printed(house: House, key: str, choice: Any) -> Document:
    with house.desk.reading() as session:
        made = KINDS[key].build(session, choice)
    assert isinstance(made, Document)
    return made


def told(document: Document, sheet: Sheet, texts: Texts) -> list[str]:
    """Facts, headings and rows, as they are written."""
    lines = []
    within = [each for block in sheet.blocks for each in (block.left if isinstance(block, Beside) else (block,))]
    for block in within:
        match block:
            case Facts():
                lines += [
                    f"{texts.say(each.title)}: {cell_text(each.value, each.kind, texts)}"
                    for each in block.facts
                    if each.value is not None
                ]
            case Heading():
                lines.append(texts.say(block.text))
            case Listing():
                columns = block.columns or document.table.columns
                lines += [" | ".join(cell_text(c.value(row), c.kind, texts) for c in columns) for row in block.rows]
    return lines


def test_the_report_says_what_is_missing_and_what_it_is_worth(house: House, texts: Texts) -> None:
    house.scan("CD-1", condition=Condition.WORN)
    for code in ("CD-4", "OLD"):
        house.scan(code)
    with house.desk.transaction() as session:
        close_stocktake(session, Closing(house.stocktake, 1))
    document = printed(house, "stocktake", None)
    (sheet,) = document.sheets
    assert told(document, sheet, texts) == [
        "What is counted: Bâtiment A",
        "Opened: 07/09/2026 10:30",
        "Closed on: 07/09/2026 10:30",
        "Counted: 07/09/2026 (Camille Martin)",
        "Found: 2 of 4 devices",
        "Misplaced: 1",
        "Missing: 2",
        "Value of what was not found: 500.00",
        "Unknown: 1",
        "Missing: 2 things",
        "CD-2 | Portable | SN2 | Salle 101 | 200.00",
        "CD-3 | Portable | SN3 | Salle 101 | 300.00",
        "Misplaced: 1 thing",
        "CD-4 | Portable | Salle 102 | Salle 101 | Moved here | 400.00",
        "Unknown: 1 thing",
        "OLD | Salle 101 | 07/09/2026 10:30",
        "Found: 1 thing",
        "CD-1 | Portable | Salle 101 | Worn | 100.00",
    ]
    assert [len(group.rows) for group in document.table.groups] == [5]
    assert [type(block) for block in sheet.foot] == [Typed, Signatures]


def test_a_sheet_for_each_room_is_ticked_by_hand(house: House, texts: Texts) -> None:
    house.scan("CD-1")
    document = printed(house, "counting-sheets", (house.stocktake,))
    assert [(texts.say(sheet.name), told(document, sheet, texts)[:2]) for sheet in document.sheets] == [
        ("Salle 101", ["☐ | CD-2 | Portable | SN2 | ", "☐ | CD-3 | Portable | SN3 | "]),
        ("Salle 102", ["☐ | CD-4 | Portable | SN4 | ", "Here, but not on the list"]),
    ]
    assert KINDS["counting-sheets"].choose(("stocktake", 1)) == (1,)
    assert KINDS["stocktake"].choose(("place", 1)) is None
