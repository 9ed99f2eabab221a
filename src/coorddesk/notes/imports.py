"""Files from outside: read from a disk or a clipboard, told apart, and made what the desk keeps."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.pictures import ending, kept
from coorddesk.notes.rules import MOST_BYTES, AttachmentKind, attachment_kind, file_name, is_picture_name, size_refusal
from coorddesk.notes.service import NewFile

if TYPE_CHECKING:
    from coorddesk.core.records import Subject

_MOST_READ = 4 * MOST_BYTES
"""Of a picture, which is made smaller before it is kept."""


def read_file(path: Path, subject: Subject) -> NewFile:
    """A file of a disk. Raises `UserError` for a folder, and for one that is empty, too large or unreadable."""
    name = file_name(path.name)
    try:
        if path.is_dir():
            raise UserError(_("{name} is a folder. Attach the files in it, or pack it first.", name=name))
        size = path.stat().st_size
        if not path.is_file():
            raise UserError(_("{name} is no file that can be attached.", name=name))
        refusal = None if is_picture_name(name) and 0 < size <= _MOST_READ else size_refusal(name, size)
        data = b"" if refusal is not None else path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(_("There is no file {file}. Check its name and folder.", file=str(path))) from error
    except OSError as error:
        raise UserError(_("{name} cannot be read ({reason}).", name=name, reason=str(error.strerror))) from error
    if refusal is not None:
        raise UserError(refusal)
    return made(name, data, subject)


def made(name: str, data: bytes, subject: Subject) -> NewFile:
    """A file by its name and bytes; a photo is turned upright and made no larger than needed."""
    name = file_name(name)
    is_picture = is_picture_name(name)
    if is_picture:
        name, data, is_picture = _picture(name, data)
    refusal = size_refusal(name, len(data))
    if refusal is not None:
        raise UserError(refusal)
    kind = attachment_kind(name, subject[0], is_picture=is_picture)
    return NewFile(name, data, kind if is_picture or kind is AttachmentKind.PLAN else AttachmentKind.DOCUMENT)


def _picture(name: str, data: bytes) -> tuple[str, bytes, bool]:
    """A picture as it is kept; one that nothing can open is kept as the document that it is."""
    try:
        smaller = kept(data)
    except UserError:
        return name, data, False
    if smaller is not data:
        name = str(PurePath(name).with_suffix(ending(smaller, PurePath(name).suffix)))
    return name, smaller, True
