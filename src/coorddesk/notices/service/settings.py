"""What a desk says of its messages: its own templates, and the server that sends them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import Role, allowed
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.languages import LANGUAGES
from coorddesk.core.messages import _
from coorddesk.core.organisation import forget, remember
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.service import EDITORS
from coorddesk.notices.models import NoticeTemplate
from coorddesk.notices.queries.templates import SERVER
from coorddesk.notices.rules import (
    OCCASION_TITLES,
    Occasion,
    Security,
    Server,
    Template,
    check_address,
    check_placeholders,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_PORTS = 65_535
_STALE = _("Somebody changed this since you opened it. Open it again to see the change.")


@dataclass(frozen=True)
class TemplateWish:
    """What is to be written on an occasion in a language, over the `version` seen (0: the program's own words)."""

    occasion: Occasion
    language: str
    version: int
    template: Template


@allowed(*EDITORS)
def save_template(session: Session, wish: TemplateWish) -> None:
    """Write a template. Raises `StaleWrite` if somebody changed it since."""
    subject, body = tidy(wish.template.subject), tidy_lines(wish.template.body)
    for field, text in (("subject", subject), ("body", body)):
        if not text:
            raise UserError(_("This cannot be empty. To tell nobody, switch the message off."), field=field)
        check_placeholders(text, field)
    if wish.language not in LANGUAGES:
        raise UserError(_("There are no messages in the language “{language}”.", language=wish.language))
    row = _as_seen(session, wish.occasion, wish.language, wish.version)
    if row is None:
        row = NoticeTemplate(occasion=wish.occasion, language=wish.language)
        session.add(row)
    row.is_on, row.subject, row.body = wish.template.is_on, subject, body
    session.flush()
    said = _("Change the template “{template}”", template=OCCASION_TITLES[wish.occasion])
    record(session, said, (NoticeTemplate.__tablename__, row.id))


@allowed(*EDITORS)
def reset_template(session: Session, occasion: Occasion, language: str, version: int) -> None:
    """Write on an occasion what the program comes with."""
    row = _as_seen(session, occasion, language, version)
    if row is not None:
        row_id = row.id
        session.delete(row)
        session.flush()
        said = _("Take the program’s words for the template “{template}”", template=OCCASION_TITLES[occasion])
        record(session, said, (NoticeTemplate.__tablename__, row_id))


@allowed(Role.COORDINATOR)
def set_server(session: Session, server: Server | None) -> None:
    """Say which server sends messages; None: the mail program does."""
    if server is None:
        forget(session, SERVER)
        return
    host, sender, name = tidy(server.host), tidy(server.sender), tidy(server.sender_name)
    if not host or any(sign.isspace() or sign in "/:@" for sign in host):
        raise UserError(_("Write the name of the server alone, such as smtp.example.org."), field="host")
    if not 0 < server.port <= _MOST_PORTS:
        raise UserError(_("A port is a number from 1 to 65535, most often 587 or 465."), field="port")
    check_address(sender, "sender")
    if server.security is Security.NONE and tidy(server.user):
        said = _("Without encryption everybody could read the password. Choose STARTTLS or SSL/TLS, or no user.")
        raise UserError(said, field="security")
    wanted = Server(host, server.port, server.security, sender, name, tidy(server.user))
    remember(session, SERVER, asdict(wanted))


def _as_seen(session: Session, occasion: Occasion, language: str, version: int) -> NoticeTemplate | None:
    chosen = (NoticeTemplate.occasion == occasion, NoticeTemplate.language == language)
    row = session.scalar(select(NoticeTemplate).where(*chosen))
    if (0 if row is None else row.version) != version:
        raise StaleWrite(_STALE, ())
    return row
