from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coorddesk.core.archive import pack
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.durable import folder_for_a_while, write_whole

KILLED = """
import os, signal, sys
from pathlib import Path
from coorddesk.core.durable import folder_for_a_while, replacing
near = Path(sys.argv[1])
with folder_for_a_while(near) as folder, replacing(near) as part:
    (folder / "desk.sqlite").write_bytes(b"half")
    part.write_bytes(b"half")
    part.with_name(part.name + "-journal").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def left(tmp_path: Path) -> list[Path]:
    """What a run that was killed left behind: a file that had no end, its journal, and a folder."""
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "desk.backup")], check=False)
    found = sorted(tmp_path.iterdir())
    assert len(found) == 3
    return found


def age(paths: list[Path], hours: int) -> None:
    then = time.time() - hours * 3600
    for path in paths:
        os.utime(path, (then, then))


def test_what_was_never_finished_goes_when_the_folder_is_next_written(tmp_path: Path, left: list[Path]) -> None:
    age(left, 25)
    write_whole(tmp_path / "other.csv", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["other.csv"]


def test_and_when_something_is_unfolded_there(tmp_path: Path, left: list[Path]) -> None:
    age(left, 25)
    with folder_for_a_while(tmp_path / "desk.sqlite") as folder:
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_what_may_still_be_written_stays(tmp_path: Path, left: list[Path]) -> None:
    age(left, 23)
    write_whole(tmp_path / "other.csv", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([*left, tmp_path / "other.csv"])


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    names = ["film.mp4.part", ".film.part", ".film.0123456.part", ".film.ABCDEF01.part", ".coorddesk-archives"]
    for name in names:
        (tmp_path / name).write_bytes(b"theirs")
    age(list(tmp_path.iterdir()), 2500)
    write_whole(tmp_path / "other.csv", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "other.csv"])


def test_what_cannot_be_removed_stops_nothing(
    tmp_path: Path, left: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError

    age(left, 25)
    with monkeypatch.context() as patched:
        patched.setattr("coorddesk.core.durable.shutil.rmtree", refuse)
        write_whole(tmp_path / "other.csv", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([next(path for path in left if path.is_dir()), tmp_path / "other.csv"])


def test_an_archive_clears_its_folder_too(
    database: Database, tmp_path: Path, left: list[Path], clock: FixedClock
) -> None:
    age(left, 25)
    pack(database.url, tmp_path / "desk.coorddesk", clock=clock)
    assert [path.name for path in tmp_path.iterdir()] == ["desk.coorddesk"]
