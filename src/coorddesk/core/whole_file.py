"""A file that people asked for: written whole or not at all, and what stands against it is said in words."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from coorddesk.core.durable import no_folder, replacing
from coorddesk.core.errors import Surroundings
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A new file that takes the old one's place once it is whole; what the system says against it is said in words."""
    target = path.resolve()
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "is in no folder", str(path))
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "is read-only", str(path))
        with replacing(target) as part, part.open("xb") as stream:
            yield stream
    except OSError as error:
        raise _trouble(error, path) or error from error


def _trouble(error: OSError, path: Path) -> Surroundings | None:
    """The sentence for what the system said; None where it is our bug."""
    name = path.name
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            said = _("The disk is full: {name} was not written. Make some room, or choose another disk.", name=name)
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.EBUSY:
            said = _(
                "{name} was not written: it is open in another program, or may not be changed. "
                "Close it there, or choose another name or folder.",
                name=name,
            )
        case errno.ENOENT | errno.ENOTDIR:
            return no_folder(path)
        case errno.EISDIR:
            said = _("{name} is a folder: choose another name.", name=name)
        case errno.ENAMETOOLONG | errno.EINVAL:
            said = _("{name} cannot be the name of a file here: choose a shorter, plainer one.", name=name)
        case errno.EIO | errno.ENXIO | errno.ENODEV | errno.ESTALE | errno.ETIMEDOUT:
            said = _("The disk or network drive failed: {name} was not written. Check it, then try again.", name=name)
        case _:
            return None
    return Surroundings(said)
