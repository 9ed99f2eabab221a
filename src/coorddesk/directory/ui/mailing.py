"""A mail to many: a draft in the mail program with everybody in Bcc, or their addresses in the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from coorddesk.core.messages import Message, _, _n
from coorddesk.directory.queries import Addresses, addresses
from coorddesk.importing.saying import in_a_row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

LONGEST_LINK = 2_000
"""Characters of a mailto link that every system hands on whole; Windows stops soon after."""

_BETWEEN = "; "
"""Between addresses in the clipboard: Outlook takes no commas, the others take both."""


class Mailing(QObject):
    """Finds the addresses of a group, and says what became of them.

    Signals:
        said: a `Message` about what was done.
        refused: a `Message` about why nothing was.
    """

    said = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, owner: QObject) -> None:
        """Read through the desk."""
        super().__init__(owner)
        self._desk = desk

    def copy(self, group_id: int) -> None:
        """Put the addresses of everybody in a group into the clipboard."""
        self._desk.operations.read(self, partial(_read, group_id), self._on_copy)

    def write(self, group_id: int) -> None:
        """Open a draft to everybody in a group; to too many for the mail program, copy their addresses instead."""
        self._desk.operations.read(self, partial(_read, group_id), self._on_write)

    def _on_copy(self, found: Addresses) -> None:
        if not found.emails:
            self.refused.emit(_("Nobody in this group has an e-mail address."))
            return
        QGuiApplication.clipboard().setText(_BETWEEN.join(found.emails))
        self._say(_copied(found), found)

    def _on_write(self, found: Addresses) -> None:
        link = mail_link(found.emails)
        if found.emails and link is not None and QDesktopServices.openUrl(QUrl.fromEncoded(link.encode())):
            count = len(found.emails)
            self._say(_n("A draft to {count} address is open.", "A draft to {count} addresses is open.", count), found)
        elif found.emails:
            QGuiApplication.clipboard().setText(_BETWEEN.join(found.emails))
            self._say(_copied(found), found, _("The mail program took none of them over: paste them there into Bcc."))
        else:
            self.refused.emit(_("Nobody in this group has an e-mail address."))

    def _say(self, said: Message, found: Addresses, more: Message | None = None) -> None:
        count = len(found.without)
        without = _n("{count} person has none.", "{count} people have none.", count) if count else None
        self.said.emit(in_a_row([part for part in (said, more, without) if part is not None], " "))


def mail_link(emails: Sequence[str]) -> str | None:
    """The link that opens a draft to nobody with these addresses in Bcc (RFC 6068); None if it would be too long."""
    link = "mailto:?bcc=" + ",".join(quote(email, safe="@") for email in emails)
    return link if len(link) <= LONGEST_LINK else None


def _copied(found: Addresses) -> Message:
    count = len(found.emails)
    return _n("{count} address is in the clipboard.", "{count} addresses are in the clipboard.", count)


def _read(group_id: int, session: Session) -> Addresses:
    """In the lane."""
    return addresses(session, group_id)
