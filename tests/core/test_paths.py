from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from coorddesk.core.messages import Message
from coorddesk.core.paths import Folders, _is_remote_drive, is_unsafe, own_folders, unsafe_on_mounts, unsafe_on_windows

MOUNTS = r"""
sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/scratch ext4 rw 0 0
//nas/school /mnt/the\040school cifs rw 0 0
camille@host: /mnt/host fuse.sshfs rw 0 0
/dev/sdc1 /media/stick fuseblk rw 0 0
/dev/sda2 /mnt/host ext4 rw 0 0
""".strip()
WINDOWS = {
    "APPDATA": r"C:\Users\camille\AppData\Roaming",
    "OneDriveCommercial": r"C:\Users\camille\OneDrive - School",
}


def _begins(message: Message | None) -> str | None:
    return None if message is None else message.text.partition(" ")[2].split(",")[0]


def test_a_home_of_ones_own_holds_everything(tmp_path: Path) -> None:
    folders = own_folders({"COORDDESK_HOME": str(tmp_path)})
    assert folders == Folders(tmp_path / "data", tmp_path / "config", tmp_path / "cache", tmp_path / "logs")
    assert (folders.desk, folders.backups) == (tmp_path / "data/desk.sqlite", tmp_path / "data/backups")
    assert list(tmp_path.iterdir()) == []


def test_a_relative_home_is_where_the_program_was_started() -> None:
    assert own_folders({"COORDDESK_HOME": "stick"}).data == Path.cwd() / "stick/data"


def test_without_one_the_platform_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable.lower()))
    assert own_folders({}) == Folders(
        tmp_path / "data/CoordDesk",
        tmp_path / "config/CoordDesk",
        tmp_path / "cache/CoordDesk",
        tmp_path / "state/CoordDesk/log",
    )


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/var/desk.sqlite", None),
        ("/home/camille/desk.sqlite", "is on a network share"),
        ("/homestead/desk.sqlite", None),
        ("/home/scratch/desk.sqlite", None),
        ("/mnt/the school/desk.sqlite", "is on a network share"),
        ("/mnt/host/desk.sqlite", None),  # mounted over: the last one counts
        ("/media/stick/desk.sqlite", None),
    ],
)
def test_a_share_is_known_by_its_file_system(path: str, said: str | None) -> None:
    assert _begins(unsafe_on_mounts(PurePosixPath(path), MOUNTS)) == said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (r"C:\Users\camille\AppData\Local\CoordDesk\desk.sqlite", None),
        (r"C:\Users\camille\AppData\Roaming\CoordDesk\desk.sqlite", "is in a roaming profile"),
        (r"c:\users\CAMILLE\appdata\roaming\desk.sqlite", "is in a roaming profile"),
        (r"C:\Users\camille\OneDrive - School\desk.sqlite", "is in a synchronised folder (OneDrive)"),
        (r"\\nas\school\desk.sqlite", "is on a network share"),
        (r"S:\desk.sqlite", "is on a network share"),
    ],
)
def test_windows_has_three_kinds_of_unsafe_folder(path: str, said: str | None) -> None:
    assert _begins(unsafe_on_windows(PureWindowsPath(path), WINDOWS, lambda drive: drive == "S:")) == said


def test_windows_without_profile_variables_finds_nothing_unsafe() -> None:
    assert unsafe_on_windows(PureWindowsPath(r"C:\desk.sqlite"), {}, lambda _drive: False) is None


def test_on_windows_the_system_says_which_drives_are_remote(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"C:\\": 3, "S:\\": 4}  # fixed, remote
    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: kinds.get(drive, 1))
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert [_is_remote_drive(drive) for drive in ("C:", "S:", "")] == [False, True, False]
    monkeypatch.setattr("sys.platform", "win32")
    assert is_unsafe(Path("/home/camille/desk.sqlite")) is None


def test_this_folder_is_safe(tmp_path: Path) -> None:
    assert is_unsafe(tmp_path / "not" / "there" / "yet.sqlite") is None
