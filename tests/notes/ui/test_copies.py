from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDir

from coorddesk.notes.service import NewFile, attach_files

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.notes.ui.conftest import Shown


def test_without_room_for_a_copy_a_file_is_not_opened_and_left_nowhere(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDir, "tempPath", lambda: str(tmp_path / "gone"))
    monkeypatch.chdir(tmp_path)
    shown.driver.do(lambda session: attach_files(session, shown.about, [NewFile("Devis.pdf", b"%PDF")]))
    shown.driver.settle()
    shown.part._files.asked.emit("open", shown.files()[0])
    shown.driver.settle()
    assert shown.driver.said == [
        (
            "warn",
            "Devis.pdf was not opened: the temporary folder of this PC is full or locked. Save a copy elsewhere.",
        )
    ]
    assert list(tmp_path.iterdir()) == []
