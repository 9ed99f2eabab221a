"""The program's own folders on this PC; a module of its own, since every start asks before anything else is loaded."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME_VARIABLE = "COORDDESK_HOME"
"""Names one folder for everything: for a desk on a stick, and for tests."""

_NAME = "CoordDesk"


class Folders(NamedTuple):
    """The program's own folders; none is made before something is written to it."""

    data: Path
    config: Path
    cache: Path
    logs: Path

    @property
    def desk(self) -> Path:
        """The desk that is opened where none is named."""
        return self.data / "desk.sqlite"

    @property
    def backups(self) -> Path:
        """Where the backups of a desk on a server go; a SQLite desk has them beside it."""
        return self.data / "backups"


def own_folders(environ: Mapping[str, str] = os.environ) -> Folders:
    """The platform's folders for this user, or those below COORDDESK_HOME where it is set."""
    if home := environ.get(HOME_VARIABLE):
        top = Path(home).absolute()
        return Folders(top / "data", top / "config", top / "cache", top / "logs")
    from platformdirs import PlatformDirs  # not needed where a home is set

    own = PlatformDirs(_NAME, appauthor=False, roaming=False)
    return Folders(own.user_data_path, own.user_config_path, own.user_cache_path, own.user_log_path)
