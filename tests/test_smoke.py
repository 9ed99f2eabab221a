from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from coorddesk import __version__, smoke
from coorddesk.core.folders import HOME_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path


STEPS = "modules, environment, languages, database, import, PDF, demo, pictures, calendar, keyring, PostgreSQL, window"
_NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
"""Whoever runs the tests is not asked to unlock theirs."""


def _smoked(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"} | _NO_KEYRING
    words = [sys.executable, "-m", "coorddesk", "--smoke", str(folder)]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=100)


def test_a_program_that_works_says_so_in_one_line_and_leaves_what_it_made(tmp_path: Path) -> None:
    told = _smoked(tmp_path / "new")
    line = rf"CoordDesk {__version__}: {STEPS}: well, \d+\.\d s\n"
    assert (told.returncode, re.sub(line, "well", told.stdout)) == (0, "well"), told.stderr
    assert (tmp_path / "new" / "smoke.txt").read_text("utf-8") == told.stdout
    assert (tmp_path / "new" / "keyring.txt").read_text("utf-8").startswith("This PC has no keyring")
    made = {path.name for path in (tmp_path / "new").iterdir()}
    assert made - {"demo.sqlite.files"} == {
        "demo.sqlite",
        "desk.sqlite",
        "holidays.ics",
        "home",
        "inventory.pdf",
        "keyring.txt",
        "smoke.txt",
        "window.png",
    }


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "desk.sqlite").write_text("mine")
    assert smoke.main([str(tmp_path)]) == 1
    assert capsys.readouterr() == ("", f"CoordDesk {__version__}: smoke failed at folder: it is not empty\n")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_what_fails_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, "")
    monkeypatch.setattr(smoke, "resource", lambda name: tmp_path / name)  # an installation without its sample
    folder = tmp_path / "new"
    assert smoke.main([str(folder)]) == 1
    output, trouble = capsys.readouterr()
    assert (output, trouble.partition(" ended")[0]) == (
        "",
        f"CoordDesk {__version__}: smoke failed at import: RuntimeError: import",
    )
    assert (folder / "smoke.txt").read_text("utf-8") == trouble


def test_an_empty_paper_is_not_well(tmp_path: Path) -> None:
    (tmp_path / "inventory.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(ValueError, match=r"inventory\.pdf is nearly empty"):
        smoke._has_content(tmp_path / "inventory.pdf")
