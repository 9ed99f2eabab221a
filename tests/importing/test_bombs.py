"""Files that would fill any memory: refused in a sentence or taken, in little time and little memory.

`COORDDESK_PROOF=whole` lights them in their full size.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.importing import bombs
from tests.thoroughness import WHOLE

if TYPE_CHECKING:
    from tests.desks import Desks

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by what Linux tells of a process"),
    pytest.mark.parametrize("desks", ["sqlite"], indirect=True),
    pytest.mark.timeout(600 if WHOLE else 120),
]

MEBIBYTES = 400
SECONDS = 120 if WHOLE else 30
SIZE = (100 if WHOLE else 10) * bombs.MEBIBYTE
ROWS = 1_048_576

TOO_BIG = (
    "{file} is too big: unpacked, it would not fit into this computer's memory. "
    "Delete what lies far to the right of the table or below it, or split the file."
)
DAMAGED = "{file} is damaged or was cut off. Copy or download it once more, or save it again."
NO_SHEET = "{file} is not a sheet. Choose an .xlsx, .xls, .ods or .csv file."
NEVER_CLOSED = (
    "The quotation mark that opens in row {row} is never closed. "
    "Open the file in a spreadsheet, look at that row, and save it again."
)


def explode(desks: Desks, *files: Path) -> dict[str, Any]:
    """Import files in a process of their own; what each came to, if it took neither long nor much memory."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.importing.imports_alone", desks.fresh(), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        timeout=4 * SECONDS * len(files),
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    assert max(one["seconds"] for one in told) < SECONDS
    assert max(one["mebibytes"] for one in told) < MEBIBYTES
    return {file.stem: one["said"] for file, one in zip(files, told, strict=True)}


def test_small_bombs(desks: Desks, folder: Path) -> None:
    assert explode(
        desks,
        bombs.laughing_workbook(folder / "names within names.xlsx"),
        bombs.laughing_document(folder / "names within names too.ods"),
        bombs.corner(folder / "column XFD.xlsx", "XFD", 3),
        bombs.corner(folder / "the last cell.xlsx", "XFD", ROWS),
        bombs.repeated_cells(folder / "one cell over a whole sheet.ods"),
        bombs.formatted_rows(folder / "a million coloured rows.xlsx", ROWS),
    ) == {
        "names within names": DAMAGED,
        "names within names too": DAMAGED,
        "column XFD": {"new": 1, "skipped": 1},
        "the last cell": TOO_BIG,
        "one cell over a whole sheet": TOO_BIG,
        "a million coloured rows": {"unchanged": 1},
    }


def test_much_text(desks: Desks, folder: Path) -> None:
    """Millions of rows are millions of devices: there the limit is patience."""
    rows = 500_000 if WHOLE else 20_000
    assert explode(
        desks,
        bombs.one_cell(folder / "one cell.csv", SIZE),
        bombs.one_quoted_cell(folder / "one quoted cell.csv", SIZE),
        bombs.one_line(folder / "one line.csv", SIZE),
        bombs.one_header_line(folder / "one line of headers.csv", SIZE),
        bombs.no_line(folder / "neither lines nor cells.csv", SIZE),
        bombs.one_column(folder / "one column.csv", 16 * rows),
    ) == {
        "one cell": NO_SHEET,
        "one quoted cell": NEVER_CLOSED,
        "one line": NO_SHEET,
        "one line of headers": NO_SHEET,
        "neither lines nor cells": NO_SHEET,
        "one column": {"new": rows},
    }


@pytest.mark.skipif(not WHOLE, reason="COORDDESK_PROOF=whole takes minutes")
def test_a_workbook_that_unpacks_without_end(desks: Desks, folder: Path) -> None:
    packed = bombs.packed_zeros(folder / "zeros.xlsx", 3 << 30)
    assert explode(desks, packed) == {"zeros": TOO_BIG}
