from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.importing.reading.folder import sheets_in

if TYPE_CHECKING:
    from pathlib import Path


def test_sheets_come_in_the_order_of_their_numbers_and_locks_do_not(tmp_path: Path) -> None:
    names = [
        "salle 10.xlsx",
        "Salle 2.XLSX",
        "école.csv",
        "zoo.ods",
        "~$zoo.xlsx",
        ".~lock.zoo.ods#",
        ".x.csv",
        "a.pdf",
    ]
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / "more.csv").mkdir()
    assert [path.name for path in sheets_in(tmp_path)] == ["école.csv", "Salle 2.XLSX", "salle 10.xlsx", "zoo.ods"]
