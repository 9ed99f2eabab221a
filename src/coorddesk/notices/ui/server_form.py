"""The form of the mail server; without one, the mail program sends what people are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from coorddesk.core.messages import _, verbatim
from coorddesk.notices.queries import mail_server
from coorddesk.notices.rules import SECURITY_TITLES, USUAL_PORTS, Security, Server
from coorddesk.widgets.forms.editors import ChoiceEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.form import Form

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_LARGEST_PORT = 65_535


@dataclass(frozen=True)
class ServerWish:
    """The server to send with, None for the mail program, and its password where one was typed."""

    server: Server | None
    password: str


class PasswordEditor(TextEditor):
    """Shows dots; what is kept in the keyring is never shown."""

    def __init__(self, look: Look, hint: Message | None = None) -> None:
        """Hide what is typed."""
        super().__init__(look, hint=hint)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """As typed: a blank may be part of it."""
        return self.line.text()


class ServerForm(Form):
    """Where mails are handed over, as whom, and from which address."""

    def __init__(self, look: Look, server: Server | None) -> None:
        """Show what stands."""
        super().__init__(look)
        name = _("Ask whoever looks after your mail; blank: the mail program sends")
        self.add("host", _("Mail server"), TextEditor(look, hint=verbatim("smtp.example.org")), hint=name)
        self.add("security", _("Encryption"), ChoiceEditor(look, list(SECURITY_TITLES.items())))
        self.add("port", _("Port"), NumberEditor(look, 1, _LARGEST_PORT))
        self.add("sender", _("From the address"), TextEditor(look, hint=verbatim("desk@example.org")))
        self.add("sender_name", _("From the name"), TextEditor(look))
        self.add("user", _("User"), TextEditor(look), hint=_("Blank where the server asks for none"))
        kept = _("Kept in the keyring of this PC alone; blank: as it is")
        self.add("password", _("Password"), PasswordEditor(look), hint=kept)
        said = server or Server("", USUAL_PORTS[Security.STARTTLS], Security.STARTTLS, "")
        own = ("host", "security", "port", "sender", "sender_name", "user")
        self.show_values({key: getattr(said, key) for key in own} | {"password": ""})

    def wish(self) -> ServerWish:
        """What the form says. Raises `UserError` for what is wrong in it."""
        values = self.values()
        password, host = values.pop("password"), values["host"]
        port = values["port"] or USUAL_PORTS[values["security"]]
        return ServerWish(Server(**values | {"port": port}) if host else None, password)


def stands(session: Session) -> Server | None:
    """The server as it stands."""
    return mail_server(session)


def write_server(wish: ServerWish, session: Session) -> None:
    """In the lane: the password first goes where it is safe, or nothing is written at all."""
    from coorddesk.notices.service import set_server

    set_server(session, wish.server)
    if wish.server is not None and wish.server.user and wish.password:
        from coorddesk.notices.reports.secret import keep_secret  # with the keyring, where a password is typed

        keep_secret(wish.server, wish.password)
