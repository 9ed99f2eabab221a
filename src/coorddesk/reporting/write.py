"""The one way out for reports and tables: the suffix chooses the format, and a file is whole or not there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from coorddesk.core.durable import replacing
from coorddesk.core.errors import Surroundings, UserError
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _, verbatim
from coorddesk.reporting.csv import write_csv
from coorddesk.reporting.flat import Flat, flatten
from coorddesk.reporting.pdf import write_pdf
from coorddesk.reporting.xlsx import write_xlsx, write_xlsx_table

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report, Stamp

REPORT_SUFFIXES = (".pdf", ".xlsx", ".csv")
TABLE_SUFFIXES = (".xlsx", ".csv")


def write_report(report: Report[Any], path: Path, stamp: Stamp, texts: Texts, progress: Progress = unwatched) -> None:
    """Write a report as pdf, xlsx or csv; a csv holds the rows alone, for other programs."""
    suffix = _suffix(path, REPORT_SUFFIXES)
    with _whole(path) as stream:
        if suffix == ".pdf":
            write_pdf(report, stream, stamp, texts, progress)
        elif suffix == ".xlsx":
            write_xlsx(report, stream, stamp, texts, progress)
        else:
            write_csv(flatten(report), stream, texts, progress)


def write_table(
    columns: Sequence[Column[Any]], rows: Iterable[Any], path: Path, texts: Texts, progress: Progress = unwatched
) -> None:
    """Write rows under their column titles as xlsx or csv, plain, so that an import takes them back."""
    suffix = _suffix(path, TABLE_SUFFIXES)
    table = Flat(verbatim(path.stem), columns, rows, len(rows) if isinstance(rows, Sized) else None)
    with _whole(path) as stream:
        if suffix == ".xlsx":
            write_xlsx_table(table, stream, texts, progress)
        else:
            write_csv(table, stream, texts, progress)


def _suffix(path: Path, known: Sequence[str]) -> str:
    suffix = path.suffix.lower()
    if suffix not in known:
        sentence = _("{name}: the name must end in {endings}.", name=path.name, endings=", ".join(known))
        raise UserError(sentence)
    return suffix


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
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
            folder = str(path.parent)
            said = _("{name} was not written: there is no folder {folder}. Choose another.", name=name, folder=folder)
        case errno.EISDIR:
            said = _("{name} is a folder: choose another name.", name=name)
        case errno.ENAMETOOLONG | errno.EINVAL:
            said = _("{name} cannot be the name of a file here: choose a shorter, plainer one.", name=name)
        case errno.EIO | errno.ENXIO | errno.ENODEV | errno.ESTALE | errno.ETIMEDOUT:
            said = _("The disk or network drive failed: {name} was not written. Check it, then try again.", name=name)
        case _:
            return None
    return Surroundings(said)
