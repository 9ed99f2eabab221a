"""This PC's choices: one JSON file, written whole or not at all, that never keeps the program from starting."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from coorddesk.core.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coorddesk.core.messages import Message

FILE_NAME = "settings.json"

UPGRADES: tuple[Callable[[dict[str, Any]], None], ...] = ()
"""The hook at place n turns the choices of a file of version n + 1 into those of version n + 2, in place.

Each has a test of its own, which `tests/core/test_settings.py` asks for by name.
"""

_LANGUAGE, _DESK, _SECOND_BACKUPS, _RECENT = "language", "desk", "second backups", "recent"
_MOST_RECENT = 8
_ENGLISH_ON_WINDOWS = 0x09
_WRONG_SHAPE = (LookupError, TypeError, ValueError, AttributeError)

_log = logging.getLogger(__name__)


class Settings:
    """The choices of one PC, read once and handed to whoever keeps some; `save()` writes what has changed.

    What other programs have saved meanwhile stays, and so does what a newer CoordDesk has put into the file.
    """

    def __init__(self, path: Path, *, upgrades: tuple[Callable[[dict[str, Any]], None], ...] = UPGRADES) -> None:
        """Read the file at `path`; a damaged one is set aside, which `warning` then says."""
        self.warning: Message | None = None
        self._path = path
        self._upgrades = upgrades
        self._changed: dict[str, Any] = {}
        self._choices: dict[str, Any] = {}
        try:
            self._choices = self._content()["choices"]
        except OSError as error:
            from coorddesk.core.messages import (
                _,
            )  # dates and data classes, which a start without trouble need not wait for

            self.warning = _("The settings of this PC cannot be read ({reason}).", reason=str(error.strerror))

    @property
    def language(self) -> str:
        """The language of the program, the system's until another is chosen."""
        chosen = self.recall(_LANGUAGE)
        return chosen if chosen in LANGUAGES else system_language(os.environ)

    @language.setter
    def language(self, language: str) -> None:
        self.remember(_LANGUAGE, language)

    @property
    def desk(self) -> str | None:
        """The path or address of the desk that was open last."""
        return self._text(_DESK)

    @desk.setter
    def desk(self, url: str) -> None:
        self.remember(_DESK, url)

    @property
    def second_backups(self) -> str | None:
        """A second folder for backups, on another disk than the desk."""
        return self._text(_SECOND_BACKUPS)

    @second_backups.setter
    def second_backups(self, folder: str | None) -> None:
        self.remember(_SECOND_BACKUPS, folder)

    def recent(self, kind: str) -> list[str]:
        """The paths of a kind ("desk", "sheet") that were used last, latest first."""
        kept = self.recall(f"{_RECENT} {kind}", [])
        return [path for path in kept if isinstance(path, str)] if isinstance(kept, list) else []

    def add_recent(self, kind: str, path: str) -> None:
        """Put a path first among the recent ones of its kind."""
        others = [other for other in self.recent(kind) if other != path]
        self.remember(f"{_RECENT} {kind}", [path, *others][:_MOST_RECENT])

    def forget_recent(self, kind: str, path: str) -> None:
        """Leave a path out of the recent ones of its kind."""
        self.remember(f"{_RECENT} {kind}", [other for other in self.recent(kind) if other != path])

    def recall(self, key: str, default: Any = None) -> Any:
        """The value kept under a key such as "table.inventory"; what the user may have edited is not checked."""
        value = self._choices.get(key)
        return default if value is None else deepcopy(value)

    def remember(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold; None forgets it."""
        kept = json.loads(json.dumps(value))
        if self._choices.get(key) != kept:
            self._choices[key] = self._changed[key] = kept

    def save(self) -> None:
        """Write what has changed. A choice that cannot be kept is no reason to stop, and is only logged."""
        if not self._changed:
            return
        from coorddesk.core.durable import replacing  # cryptography for a name: not before the first paint

        try:
            content = self._content()
            content["choices"] |= self._changed
            with replacing(self._path) as part:
                part.touch(mode=0o600)  # the address of a desk may hold a password
                part.write_text(json.dumps(content, indent=1, ensure_ascii=False), "utf-8")
        except OSError as error:
            _log.warning("the settings were not saved: %s", error.strerror)
        else:
            self._changed = {}

    def _text(self, key: str) -> str | None:
        value = self.recall(key)
        return value if isinstance(value, str) else None

    def _content(self) -> dict[str, Any]:
        """What the file holds, brought up to this version; nothing where there is no file or a damaged one."""
        nothing: dict[str, Any] = {"version": len(self._upgrades) + 1, "choices": {}}
        try:
            return self._upgraded(json.loads(self._path.read_bytes()))
        except FileNotFoundError:
            return nothing
        except _WRONG_SHAPE:
            aside = self._path.with_suffix(".damaged.json")
            self._path.replace(aside)
            from coorddesk.core.messages import _

            self.warning = _(
                "The settings of this PC were damaged and begin afresh. The old ones are kept in {name}.",
                name=aside.name,
            )
            return nothing

    def _upgraded(self, content: dict[str, Any]) -> dict[str, Any]:
        version, choices = content["version"], content["choices"]
        if not isinstance(choices, dict) or version < 1:
            raise ValueError("not the settings of any version")
        for upgrade in self._upgrades[version - 1 :]:
            upgrade(choices)
        return content | {"version": max(version, len(self._upgrades) + 1)}


def system_language(environ: Mapping[str, str]) -> str:
    """English where the system speaks it, else French."""
    if sys.platform == "win32":
        import ctypes  # only there

        english = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _ENGLISH_ON_WINDOWS
        return "en" if english else "fr"
    spoken = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "en" if spoken.lower().startswith("en") else "fr"
