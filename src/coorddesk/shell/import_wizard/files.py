"""The files of a folder, taken in one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Files:
    """Knows which file is the present one; of a single file there is nothing to know."""

    def __init__(self, paths: Sequence[Path] = ()) -> None:
        """Stand before the first one."""
        self._paths = paths
        self._taken = 0

    @property
    def has_more(self) -> bool:
        """Whether one comes after the present one."""
        return self._taken < len(self._paths)

    @property
    def place(self) -> Message | None:
        """Where one is; None where there is only one file."""
        if not self._taken or len(self._paths) < 2:
            return None
        return _("File {number} of {total}", number=self._taken, total=len(self._paths))

    def next(self) -> Path | None:
        """Go on to the next file; None behind the last."""
        if not self.has_more:
            return None
        self._taken += 1
        return self._paths[self._taken - 1]
