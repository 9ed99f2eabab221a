"""What most kinds answer alike: a row is taken as it is, it is linked to nothing, nothing waits for the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from coorddesk.core.messages import Message
from coorddesk.importing.kind import Known, Named, NewRows


class SimpleTarget:
    """All of a `Target` but reading and writing, for kinds that have nothing else to say about it."""

    def named(self, field_key: str, name: str) -> Named:
        """The record that a name means; there is no field that names one."""
        raise AssertionError(field_key)

    def names(self, field_key: str) -> Iterable[str]:
        """None: there is no field that names a record."""
        return ()

    def usual(self, field_key: str) -> Any:
        """None: what a row leaves blank is not said."""
        return None

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Nothing is wrong about a row whose cells are understood."""
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Nothing is wrong about rows whose cells are understood."""
        return True

    def finish(self) -> None:
        """Nothing was kept."""
