"""What may be wrong with a file, in clear sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from coorddesk.core.errors import Surroundings, UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.reading.archives import TooBig
from coorddesk.importing.reading.pasted import Origin, Pasted, called


@contextmanager
def said_clearly(origin: Origin) -> Iterator[None]:
    """Turn what may be wrong with a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise _unreadable(origin, error) from error
    except TooBig as error:
        raise UserError(_too_big(origin)) from error
    except BadZipFile as error:
        raise UserError(_damaged(origin)) from error
    except BaseException as error:
        if _from_calamine(error):
            raise UserError(_damaged(origin)) from error
        raise


def _too_big(origin: Origin) -> Message:
    if isinstance(origin, Pasted):
        return _("What was pasted is too big for this computer's memory. Save it as a file, and import that.")
    return _(
        "{file} is too big: unpacked, it would not fit into this computer's memory. "
        "Delete what lies far to the right of the table or below it, or split the file.",
        file=origin.name,
    )


def _unreadable(origin: Origin, error: OSError) -> UserError:
    path = origin if isinstance(origin, Path) else error.filename
    match error:
        case FileNotFoundError():
            return UserError(_("There is no file {file}. Check its name and folder.", file=str(path)))
        case IsADirectoryError():
            return UserError(_("{file} is a folder. Choose a file in it.", file=str(path)))
        case PermissionError():
            return Surroundings(
                _("{file} may not be read. Close it where it is open, or ask for the right to read it.", file=str(path))
            )
    reason = verbatim(error.strerror or str(error))
    return Surroundings(_("{file} cannot be read: {reason}", file=str(path), reason=reason))


def _from_calamine(error: BaseException) -> bool:
    """Whether calamine gave up on a file: with an error of its own, or with a panic, which is no Exception."""
    return type(error).__module__ in {"python_calamine", "pyo3_runtime"}


def _damaged(origin: Origin) -> Message:
    return _("{file} is damaged or was cut off. Copy or download it once more, or save it again.", file=called(origin))


def not_a_sheet(origin: Origin) -> Message:
    """What to say of a picture, a letter or a program."""
    if isinstance(origin, Pasted):
        return _("What was pasted is no table. Copy the cells of a sheet with their headers, and paste them again.")
    return _("{file} is not a sheet. Choose an .xlsx, .xls, .ods or .csv file.", file=origin.name)


def protected(path: Path) -> Message:
    """What to say of a file that wants a password."""
    return _("{file} is protected by a password. Save it without the password, and import that.", file=path.name)
