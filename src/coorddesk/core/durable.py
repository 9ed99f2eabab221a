"""Files written so that a crash leaves the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from coorddesk.core.clock import SystemClock
from coorddesk.core.errors import Refused, Surroundings
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = ".coorddesk-unfinished-"
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite writes beside a file of its own."""
_UNFINISHED = re.compile(rf"\..+\.[0-9a-f]{{8}}\.part({'|'.join(_BESIDE)})?|{re.escape(_FOLDER)}\w+")
_A_DAY = 86_400
_NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


@contextmanager
def replacing(path: Path, *, new: bool = False) -> Iterator[Path]:
    """The path of a file to write beside `path`, whose place it takes once the block has ended well.

    Its folder is made where it is missing, and cleared of what was never finished. With `new` a file
    that is there already, or appears meanwhile, is not replaced but raises `Refused`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        _sync(part)
        if new:
            _place_new(part, path)
        else:
            part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        if error.filename is None or str(error.filename) == str(part):
            error.filename = str(path)  # the name that people know; a full disk tells none at all
        raise
    finally:
        for end in ("", *_BESIDE):
            with suppress(OSError):  # a disk that takes no writes refuses this too, where there is nothing to remove
                part.with_name(part.name + end).unlink(missing_ok=True)


@contextmanager
def folder_for_a_while(near: Path | None) -> Iterator[Path]:
    """A folder that goes with the block, on the disk of `near`: a desk may be larger than the system's own."""
    if near is None:
        with TemporaryDirectory(prefix=_FOLDER) as name:
            yield Path(name)
        return
    near.parent.mkdir(parents=True, exist_ok=True)
    _sweep(near.parent)
    with TemporaryDirectory(prefix=_FOLDER, dir=near.parent) as name:
        yield Path(name)


def expect_folder(path: Path) -> None:
    """Raise `Surroundings` if a file has no folder to be in: a stick that is not plugged in must not become one."""
    if not path.absolute().parent.is_dir():
        raise no_folder(path)


def no_folder(path: Path) -> Surroundings:
    """What is said of a file whose folder is missing."""
    said = _(
        "{name} was not written: there is no folder {folder}. Choose another.", name=path.name, folder=str(path.parent)
    )
    return Surroundings(said)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or leave the one that is there."""
    with replacing(path) as part:
        part.write_bytes(data)


def _sweep(folder: Path) -> None:
    """Remove what a run of ours that was killed left in a folder over a day ago; whatever stands against it stays."""
    with suppress(OSError), os.scandir(folder) as found:
        left = [each for each in found if _UNFINISHED.fullmatch(each.name)]
    now = SystemClock().now().timestamp()  # by which file systems tell their ages
    for each in left:
        with suppress(OSError):
            if now - each.stat(follow_symlinks=False).st_mtime < _A_DAY:
                continue
            if each.is_dir(follow_symlinks=False):
                shutil.rmtree(each.path)
            else:
                Path(each.path).unlink()


def _place_new(part: Path, path: Path) -> None:
    """A second name for the file, since that alone fails where another program was faster."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise Refused(_("{name} exists already.", name=str(path))) from None
    except OSError:  # USB sticks know no second names
        if path.exists():
            raise Refused(_("{name} exists already.", name=str(path))) from None
        part.rename(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last; Windows and some network shares cannot be asked to."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(opened)
