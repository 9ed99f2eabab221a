"""E-mails: composed to be sent, or as a draft with a file attached that any mail program opens (RFC 5322, RFC 2045)."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",  # which some systems do not know
    ".csv": "text/csv",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True)
class DraftFile:
    """The draft of an e-mail: the file to write, and what is in it."""

    name: str
    data: bytes


def compose(subject: str, text: str, to: Sequence[str] = ()) -> EmailMessage:
    """A mail without date or sender, which whoever sends it adds."""
    mail = EmailMessage(SMTP)
    mail["Subject"] = " ".join(subject.split())
    if to:
        mail["To"] = [Address(addr_spec=each) for each in to]
    mail.set_content(text)
    return mail


def as_draft(mail: EmailMessage) -> bytes:
    """A mail as the bytes of an .eml file; `X-Unsent` lets Outlook open it for writing."""
    mail["X-Unsent"] = "1"
    return mail.as_bytes()


def draft(subject: str, text: str, name: str, data: bytes, to: Sequence[str] = ()) -> bytes:
    """The draft of a mail with a file attached, as the bytes of an .eml file; `name` is that of the file."""
    mail = compose(subject, text, to)
    suffix = f".{name.rpartition('.')[2].lower()}"
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    main, _slash, sub = kind.partition("/")
    mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return as_draft(mail)
