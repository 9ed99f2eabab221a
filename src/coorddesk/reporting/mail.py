"""A draft of an e-mail with a file attached, which any mail program opens ready to be sent (RFC 5322, RFC 2045)."""

from __future__ import annotations

import mimetypes
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


def draft(subject: str, text: str, name: str, data: bytes, to: Sequence[str] = ()) -> bytes:
    """The draft as the bytes of an .eml file; `name` is that of the file attached.

    It has no date and no sender: the program that sends it adds both. `X-Unsent` lets Outlook open it for writing.
    """
    mail = EmailMessage(SMTP)
    mail["Subject"] = " ".join(subject.split())
    if to:
        mail["To"] = [Address(addr_spec=each) for each in to]
    mail["X-Unsent"] = "1"
    mail.set_content(text)
    suffix = f".{name.rpartition('.')[2].lower()}"
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    main, _slash, sub = kind.partition("/")
    mail.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()
