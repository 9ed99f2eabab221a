"""Sending messages as a job: each is claimed, handed to the server, and told of, one after the other."""

from __future__ import annotations

import smtplib
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.database import Lane
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.notices.queries import mail_server
from coorddesk.notices.reports.secret import secret_of
from coorddesk.notices.reports.server import Unsure, connected, hand_over, mail_of
from coorddesk.notices.service import begin_sending, keep_draft, mark_sent

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.notices.queries import NoticeRow
    from coorddesk.notices.rules import Server


@dataclass(frozen=True)
class Sent:
    """How many messages left, and why others did not."""

    count: int
    troubles: tuple[Message, ...] = ()


def send(notices: Sequence[int], database: Database, progress: Progress, context: ssl.SSLContext | None = None) -> Sent:
    """As a job: send drafts; those that the server refuses stay, with its reason. Cancelled, what has left has left.

    A server that cannot be reached ends it with the first message. What is written goes through the lane that a
    cancelled job does not interrupt: what has left is always said to have left.
    """
    server, password = _server(database)
    count, troubles = 0, list[Message]()
    with ExitStack() as open_until_end:
        smtp: smtplib.SMTP | None = None
        for place, notice_id in enumerate(notices):
            progress(place, len(notices), _("Sending"))
            try:
                with database.transaction() as session:
                    notice = begin_sending(session, notice_id)
            except UserError as error:  # sent or dropped by somebody else, or without an address
                troubles.append(error.message)
                continue
            try:
                if smtp is None:
                    smtp = open_until_end.enter_context(connected(server, password, context))
                _hand_over(smtp, server, notice, database)
            except Unsure as error:
                return Sent(count, (*troubles, error.message))
            except UserError as error:
                with database.transaction() as session:
                    keep_draft(session, notice_id, error.message)
                troubles.append(error.message)
                if smtp is None or smtp.sock is None:
                    break
                smtp = _ready_again(smtp)
            else:
                count += 1
        progress(len(notices), len(notices))
    return Sent(count, tuple(dict.fromkeys(troubles)))


def try_server(server: Server, password: str | None, context: ssl.SSLContext | None = None) -> None:
    """Reach a server and be let in, and send nothing."""
    with connected(server, password, context):
        pass


def _ready_again(smtp: smtplib.SMTP) -> smtplib.SMTP | None:
    """The line after a refusal, ready for the next message; None where the server hung up: another one is needed."""
    try:
        smtp.rset()
    except (smtplib.SMTPException, OSError):
        return None
    return smtp


def _server(database: Database) -> tuple[Server, str | None]:
    with database.reading(Lane.JOBS) as session:
        server = mail_server(session)
    if server is None:
        raise UserError(_("No mail server is set up. Open the messages in the mail program, or see the settings."))
    password = secret_of(server) if server.user else None
    if server.user and password is None:
        said = _("This PC does not know the password for {host}. Write it in the settings.", host=server.host)
        raise UserError(said)
    return server, password


def _hand_over(smtp: smtplib.SMTP, server: Server, notice: NoticeRow, database: Database) -> None:
    moment = database.clock.now()
    hand_over(smtp, server, mail_of(notice, server, moment), notice.address)
    with database.transaction() as session:
        mark_sent(session, notice.id)
