"""Which desk to open and how: asked before anything else is loaded, so nothing is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Opening(NamedTuple):
    """One way of opening the desk at a path or URL.

    `create` makes a missing one, `remember` opens it again at the next start, `upgrade` brings a shared one up to this
    program, `backup` is put in its place first, `archive` is offered to be once it is open, `demo` is filled with one,
    and `instead_of` names a desk that is removed once this one is open, if nothing was ever done on it.
    """

    url: str
    create: bool = False
    remember: bool = False
    upgrade: bool = False
    backup: Path | None = None
    demo: bool = False
    archive: Path | None = None
    instead_of: str | None = None

    def anew(self, *, backup: Path | None = None, upgrade: bool = False) -> Opening:
        """The same desk once more."""
        return self._replace(create=False, upgrade=upgrade, backup=backup, archive=None, instead_of=None)

    def once_more(self) -> Opening:
        """The same after trouble; what was to be in the desk's place is offered again, as it may be the trouble."""
        return self._replace(upgrade=False, backup=None, archive=self.archive or self.backup)
