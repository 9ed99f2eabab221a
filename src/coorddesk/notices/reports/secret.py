"""The password of the mail server, in the keyring of the system: never in the desk, nor in a file."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from coorddesk.core.errors import Surroundings
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coorddesk.notices.rules import Server

_SERVICE = "CoordDesk"
_KEYRINGS = ("Windows", "macOS", "SecretService", "kwallet")
"""Keyring finds them by what the installer of packages writes, which our own installers leave out."""


def keep_secret(server: Server, password: str) -> None:
    """Keep the password for a server and its user."""
    import keyring  # where messages are sent by a server that asks for one

    with _told_apart():
        keyring.set_password(_SERVICE, _account(server), password)


def secret_of(server: Server) -> str | None:
    """The password for a server and its user; None where this PC knows none."""
    import keyring

    with _told_apart():
        return keyring.get_password(_SERVICE, _account(server))


def forget_secret(server: Server) -> None:
    """Keep the password no longer."""
    import keyring

    with _told_apart():
        if keyring.get_password(_SERVICE, _account(server)) is not None:
            keyring.delete_password(_SERVICE, _account(server))


def _account(server: Server) -> str:
    return f"{server.user}@{server.host}"


@contextmanager
def _told_apart() -> Iterator[None]:
    """Say what is wrong with the keyring in a sentence."""
    from keyring.errors import KeyringError, KeyringLocked, NoKeyringError

    for name in _KEYRINGS:
        import_module(f"keyring.backends.{name}")
    try:
        yield
    except NoKeyringError:
        raise Surroundings(
            _(
                "This PC has no keyring to keep the password in. On Linux, install GNOME Keyring or KWallet; "
                "until then, open messages in the mail program."
            )
        ) from None
    except KeyringLocked:
        raise Surroundings(_("The keyring of this PC is locked. Unlock it and try again.")) from None
    except KeyringError as error:
        said = _("The keyring of this PC does not answer ({reason}). Try again.", reason=str(error))
        raise Surroundings(said) from None
