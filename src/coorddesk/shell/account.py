"""The name of whoever is logged in to this PC."""

from __future__ import annotations

import getpass
import sys


def account_name() -> str:
    """The full name that the system knows, else that of the account."""
    account = getpass.getuser()
    if sys.platform == "win32":
        return account
    import pwd  # Windows has none

    try:
        return pwd.getpwnam(account).pw_gecos.partition(",")[0].strip() or account
    except KeyError:
        return account  # a container's user may have a number and no name
