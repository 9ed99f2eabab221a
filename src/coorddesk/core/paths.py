"""Whether a desk would be safe in a folder of this PC."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING

from coorddesk.core.folders import HOME_VARIABLE, Folders, own_folders
from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["HOME_VARIABLE", "Folders", "is_unsafe", "own_folders", "unsafe_on_mounts", "unsafe_on_windows"]

_MOUNTS = Path("/proc/mounts")
_REMOTE_SYSTEMS = re.compile(
    "9p|afpfs|afs|ceph|cifs|davfs|glusterfs|lustre|ncpfs|nfs4?|smb3|smbfs|vboxsf|webdav|"
    r"fuse\.(davfs|glusterfs|gvfsd-fuse|onedriver|rclone|s3fs|sshfs|vmhgfs-fuse)"
)
_SYNCHRONISED = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # variables that Windows sets
_DRIVE_REMOTE = 4


def is_unsafe(path: Path) -> Message | None:
    """Why a SQLite desk should not lie at `path`, and where to put it instead; None where nothing speaks against it.

    On macOS network volumes are not recognised.
    """
    whole = path.expanduser().resolve()
    if sys.platform == "win32":
        return unsafe_on_windows(PureWindowsPath(whole), os.environ, _is_remote_drive)
    return unsafe_on_mounts(whole, _MOUNTS.read_text("utf-8", "replace")) if _MOUNTS.exists() else None


def unsafe_on_windows(
    path: PureWindowsPath, environ: Mapping[str, str], is_remote_drive: Callable[[str], bool]
) -> Message | None:
    """Judge a path by its drive, the roaming profile and the synchronised folders that `environ` names."""
    if path.drive.startswith("\\\\") or is_remote_drive(path.drive):
        return _on_share(path)
    if _is_below(path, environ.get("APPDATA")):
        return _(
            "{name} is in a roaming profile, which Windows copies at each sign-in: an older desk may replace a newer. "
            "Choose a folder of this PC alone, such as AppData\\Local.",
            name=str(path),
        )
    if any(_is_below(path, environ.get(variable)) for variable in _SYNCHRONISED):
        return _(
            "{name} is in a synchronised folder (OneDrive), which copies the desk while it is being written. "
            "Choose a folder that is not synchronised, and use the synchronised one as the second place for backups.",
            name=str(path),
        )
    return None


def unsafe_on_mounts(path: PurePath, mounts: str) -> Message | None:
    """Judge a path by the file system it is mounted on; `mounts` is the text of /proc/mounts."""
    system, longest = "", -1
    for line in mounts.splitlines():
        _device, point, kind, *_rest = line.split(" ")
        mounted = PurePath(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point))
        if path.is_relative_to(mounted) and len(mounted.parts) >= longest:
            system, longest = kind, len(mounted.parts)
    return _on_share(path) if _REMOTE_SYSTEMS.fullmatch(system) else None


def _on_share(path: PurePath) -> Message:
    return _(
        "{name} is on a network share, where two PCs writing at once may damage a desk. Keep the desk on this PC's own "
        "disk and use the share as the second place for backups; to share a desk, use a PostgreSQL server.",
        name=str(path),
    )


def _is_below(path: PureWindowsPath, folder: str | None) -> bool:
    return bool(folder) and path.is_relative_to(PureWindowsPath(folder or ""))


def _is_remote_drive(drive: str) -> bool:
    import ctypes  # only Windows has drives

    kind: int = getattr(ctypes, "windll").kernel32.GetDriveTypeW(f"{drive}\\")  # noqa: B009 - absent elsewhere
    return kind == _DRIVE_REMOTE
