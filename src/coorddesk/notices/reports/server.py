"""Handing a mail to a server (SMTP, RFC 5321): taken, refused with a reason, or nobody knows."""

from __future__ import annotations

import os
import smtplib
import ssl
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.utils import format_datetime
from typing import TYPE_CHECKING

from coorddesk.core.errors import Surroundings
from coorddesk.core.messages import Message, _
from coorddesk.notices.rules import Security
from coorddesk.reporting.mail import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from email.message import EmailMessage

    from coorddesk.notices.queries import NoticeRow
    from coorddesk.notices.rules import Server

_PATIENCE = 30  # seconds for each answer of the server
_TAKEN = 250
_WILL_FORWARD = 251


class Unsure(Surroundings):
    """The server was handed a mail and did not answer: it may have taken it."""


def mail_of(notice: NoticeRow, server: Server, moment: datetime) -> EmailMessage:
    """The mail that says a message; sent twice by mistake, both would bear the same id."""
    mail = compose(notice.title, notice.body, [notice.address])
    mail["From"] = Address(server.sender_name, addr_spec=server.sender)
    mail["Date"] = format_datetime(moment)
    domain = server.sender.rpartition("@")[2]
    mail["Message-ID"] = f"<notice.{notice.id}.{notice.drafted_at:%Y%m%d%H%M%S%f}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    return mail


@contextmanager
def connected(server: Server, password: str | None, context: ssl.SSLContext | None = None) -> Iterator[smtplib.SMTP]:
    """A server that knows us and takes mails; everything that is wrong with it is said in a sentence."""
    with _said(server):
        smtp = _reached(server, context or ssl.create_default_context())
    try:
        with _said(server):
            smtp.ehlo_or_helo_if_needed()
            if server.security is Security.STARTTLS:
                smtp.starttls(context=context or ssl.create_default_context())
            if server.user:
                smtp.login(server.user, password or "")
        yield smtp
    finally:
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


def hand_over(smtp: smtplib.SMTP, server: Server, mail: EmailMessage, to: str) -> None:
    """Let the server take a mail. Raises `Unsure` where it did not answer once it had it."""
    with _said(server):
        _expect(smtp.mail(server.sender))
        _expect(smtp.rcpt(to))
    try:
        with _said(server):
            _expect(smtp.data(mail.as_bytes()))
    except Surroundings:
        if smtp.sock is None:  # it hung up, or nothing came any more
            raise Unsure(
                _("{host} did not say whether it took the message. Ask the recipient.", host=server.host)
            ) from None
        raise


def _reached(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.security is Security.SSL:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_PATIENCE, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=_PATIENCE)


def _expect(answer: tuple[int, bytes]) -> None:
    code, said = answer
    if code not in {_TAKEN, _WILL_FORWARD}:
        raise smtplib.SMTPResponseException(code, said)


@contextmanager
def _said(server: Server) -> Iterator[None]:
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        raise Surroundings(_sentence(error, server)) from error


def _sentence(error: Exception, server: Server) -> Message:
    for kind, say in _SENTENCES:
        if isinstance(error, kind):
            return say(error, server)
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return _("The mail server {host} cannot be reached ({reason}).", host=server.host, reason=reason)


def _untrusted(error: ssl.SSLCertVerificationError, server: Server) -> Message:
    return _(
        "{host} does not prove who it is ({reason}), so nothing was sent. Check its name in the settings.",
        host=server.host,
        reason=error.verify_message,
    )


def _unencrypted(_error: Exception, server: Server) -> Message:
    return _("{host} encrypts nothing in this way. Choose the other encryption or port.", host=server.host)


def _not_let_in(_error: Exception, server: Server) -> Message:
    return _("{host} does not take the user or the password. Write them anew in the settings.", host=server.host)


def _refused(error: smtplib.SMTPResponseException, server: Server) -> Message:
    said = error.smtp_error
    reason = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return _("{host} refused it: {code} {reason}", host=server.host, code=str(error.smtp_code), reason=reason)


def _hung_up(_error: Exception, server: Server) -> Message:
    return _("{host} hung up. Try again later.", host=server.host)


def _too_slow(_error: Exception, server: Server) -> Message:
    return _("{host} does not answer. Check its name and port, or try again later.", host=server.host)


_SENTENCES: tuple[tuple[type[Exception], Callable[..., Message]], ...] = (
    (ssl.SSLCertVerificationError, _untrusted),
    (smtplib.SMTPNotSupportedError, _unencrypted),
    (ssl.SSLError, _unencrypted),
    (smtplib.SMTPAuthenticationError, _not_let_in),
    (smtplib.SMTPResponseException, _refused),
    (smtplib.SMTPServerDisconnected, _hung_up),
    (TimeoutError, _too_slow),
)
