"""Files written so that a crash leaves the old one or the new one, never half of either."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coorddesk.core.errors import Refused
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}


@contextmanager
def replacing(path: Path, *, new: bool = False) -> Iterator[Path]:
    """The path of a file to write beside `path`, whose place it takes once the block has ended well.

    Its folder is made where it is missing. With `new` a file that is there already, or appears
    meanwhile, is not replaced but raises `Refused`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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
        part.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, or leave the one that is there."""
    with replacing(path) as part:
        part.write_bytes(data)


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
