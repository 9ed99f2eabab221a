from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import is_zipfile

import pytest

from coorddesk.core.errors import Cancelled, Surroundings, UserError
from coorddesk.core.texts import Texts
from coorddesk.reporting.write import write_report, write_table
from tests.reporting.samples import COLUMNS, STAMP, TAG, Device, Watcher, devices, report

SUFFIXES = (".pdf", ".xlsx", ".csv")
OLD = b"what was there before"
CLOSED_TO_US = (
    "{} was not written: it is open in another program, or may not be changed. "
    "Close it there, or choose another name or folder."
)


def said(texts: Texts, work: Callable[[], None]) -> str:
    """The sentence that the work ends in."""
    with pytest.raises(UserError) as refused:
        work()
    return texts.say(refused.value.message)


@pytest.mark.parametrize("name", ["Liste été.pdf", "LISTE.PDF"])
def test_the_suffix_chooses_pdf(english: Texts, tmp_path: Path, name: str) -> None:
    write_report(report(1), tmp_path / name, STAMP, english)
    assert (tmp_path / name).read_bytes()[:5] == b"%PDF-"


def test_the_suffix_chooses_xlsx(english: Texts, tmp_path: Path) -> None:
    write_report(report(1), tmp_path / "a.xlsx", STAMP, english)
    write_table(COLUMNS, devices(1), tmp_path / "b.xlsx", english)
    assert is_zipfile(tmp_path / "a.xlsx")
    assert is_zipfile(tmp_path / "b.xlsx")


def test_the_suffix_chooses_csv(english: Texts, tmp_path: Path) -> None:
    write_report(report(1, columns=(TAG,)), tmp_path / "a.csv", STAMP, english)
    write_table((TAG,), (device for device in [Device()]), tmp_path / "b.csv", english)
    assert (tmp_path / "a.csv").read_text("utf-8") == "\ufeffPlace,Inventory number\nSalle 1,0001\n"
    assert (tmp_path / "b.csv").read_text("utf-8") == "\ufeffInventory number\n0042\n"


def test_any_other_suffix_is_refused_with_those_there_are(english: Texts, tmp_path: Path) -> None:
    assert said(english, lambda: write_report(report(1), tmp_path / "a.doc", STAMP, english)) == (
        "a.doc: the name must end in .pdf, .xlsx, .csv."
    )
    assert said(english, lambda: write_table(COLUMNS, [], tmp_path / "a.pdf", english)) == (
        "a.pdf: the name must end in .xlsx, .csv."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_table_tells_how_far_it_is_where_it_knows(english: Texts, tmp_path: Path) -> None:
    known, unknown = Watcher(), Watcher()
    write_table(COLUMNS, devices(3), tmp_path / "a.csv", english, known)
    write_table(COLUMNS, iter(devices(3)), tmp_path / "a.csv", english, unknown)
    assert (known.told, unknown.told) == ([(0, 3)], [(0, None)])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_new_file_takes_the_old_ones_place_at_once(english: Texts, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(OLD)
    seen: list[bytes] = []
    write_report(report(1), path, STAMP, english, lambda *_: seen.append(path.read_bytes()))
    assert set(seen) == {OLD}
    assert path.read_bytes() != OLD
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_cancelled_file_leaves_the_old_one_and_nothing_else(english: Texts, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(OLD)
    with pytest.raises(Cancelled):
        write_report(report(600), path, STAMP, english, Watcher(cancel_at=2))
    assert [(file, file.read_bytes()) for file in tmp_path.iterdir()] == [(path, OLD)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_said_and_leaves_the_old_file(locale_folder: Path, tmp_path: Path, suffix: str) -> None:
    """The limit on the size of files stands for a disk without room."""
    path = tmp_path / f"list{suffix}"
    path.write_bytes(OLD)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    assert _elsewhere(path, locale_folder, limit) == (
        f"Surroundings The disk is full: {path.name} was not written. Make some room, or choose another disk.\n"
    )
    assert [(file, file.read_bytes()) for file in tmp_path.iterdir()] == [(path, OLD)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_killed_program_leaves_the_old_file(locale_folder: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(OLD)
    assert _elsewhere(path, locale_folder, "kill_at = 2", expected=-signal.SIGKILL) == ""
    assert path.read_bytes() == OLD


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder where everybody may write; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(dir=os.environ["COORDDESK_TESTS"]))
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def test_whoever_may_write_there_does(locale_folder: Path, shared: Path) -> None:
    """Else the two tests below would prove nothing."""
    assert _elsewhere(shared / "list.csv", locale_folder, _AS_NOBODY) == ""
    assert [file.name for file in shared.iterdir()] == ["list.csv"]


def test_a_folder_without_the_right_to_write_is_said(locale_folder: Path, shared: Path) -> None:
    shared.chmod(0o555)
    assert (
        _elsewhere(shared / "list.csv", locale_folder, _AS_NOBODY)
        == f"Surroundings {CLOSED_TO_US.format('list.csv')}\n"
    )
    assert list(shared.iterdir()) == []


def test_a_file_made_read_only_is_left_alone(locale_folder: Path, shared: Path) -> None:
    path = shared / "list.csv"
    path.write_bytes(OLD)
    path.chmod(0o444)
    assert _elsewhere(path, locale_folder, _AS_NOBODY) == f"Surroundings {CLOSED_TO_US.format('list.csv')}\n"
    assert [(file, file.read_bytes()) for file in shared.iterdir()] == [(path, OLD)]


def test_a_missing_folder_is_said(english: Texts, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "list.pdf"
    assert said(english, lambda: write_report(report(1), path, STAMP, english)) == (
        f"list.pdf was not written: there is no folder {path.parent}. Choose another."
    )


def test_a_folder_of_that_name_is_said(english: Texts, tmp_path: Path) -> None:
    (tmp_path / "list.pdf").mkdir()
    assert said(english, lambda: write_report(report(1), tmp_path / "list.pdf", STAMP, english)) == (
        "list.pdf is a folder: choose another name."
    )


def test_a_name_that_no_disk_takes_is_said_before_the_work(english: Texts, tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 300}.pdf"
    watcher = Watcher()
    assert said(english, lambda: write_report(report(1), path, STAMP, english, watcher)) == (
        f"{path.name} cannot be the name of a file here: choose a shorter, plainer one."
    )
    assert watcher.told == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EIO, "The disk or network drive failed: a.csv was not written. Check it, then try again."),
        (errno.EDQUOT, "The disk is full: a.csv was not written. Make some room, or choose another disk."),
        (
            errno.EROFS,
            CLOSED_TO_US.format("a.csv"),
        ),
    ],
)
def test_what_disks_do_is_said(
    english: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    assert said(english, lambda: write_report(report(1), tmp_path / "a.csv", STAMP, english)) == sentence
    assert list(tmp_path.iterdir()) == []


def test_what_nobody_expects_is_our_bug(english: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError) as raised:  # noqa: PT011 - its words are the system's, in its language
        write_report(report(1), tmp_path / "list.csv", STAMP, english)
    assert raised.value.errno == errno.EBADF
    assert not isinstance(raised.value, Surroundings)


def test_a_link_goes_on_pointing_to_its_file(english: Texts, tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_bytes(OLD)
    link.symlink_to(real)
    write_table((TAG,), [], link, english)
    assert link.is_symlink()
    assert real.read_text("utf-8") == "\ufeffInventory number\n"


_AS_NOBODY = "import os; os.getuid() or os.setuid(65534)"  # to the administrator nothing is read-only
_PROGRAM = """
import os, signal, sys
from pathlib import Path
from zoneinfo import ZoneInfo
from coorddesk.core.errors import Surroundings
from coorddesk.core.texts import Texts
from coorddesk.reporting.write import write_report
from tests.reporting.samples import STAMP, report

texts = Texts("en", Path(sys.argv[2]))
kill_at = 0
calls = 0
def progress(*_told):
    global calls
    calls += 1
    if calls == kill_at:
        os.kill(os.getpid(), signal.SIGKILL)
import encodings.utf_8_sig  # "nobody" may not read the interpreter's own folder
{before}
try:
    write_report(report(600), Path(sys.argv[1]), STAMP, texts, progress)
except Surroundings as error:
    print(type(error).__name__, texts.say(error.message))
"""


def _elsewhere(path: Path, locale_folder: Path, before: str, expected: int = 0) -> str:
    """What a program of its own says when it writes a report of 600 rows."""
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(before=before), str(path), str(locale_folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (ran.returncode, ran.stderr) == (expected, "")
    return ran.stdout
