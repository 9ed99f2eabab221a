"""The network addresses of a device in a form: a line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.inventory.rules.network import ip_typed, mac_typed, vlan_typed
from coorddesk.inventory.service import InterfaceDetails
from coorddesk.widgets.forms.lines_editor import LinesEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.inventory.queries.network import AddressRow

INTERFACES_HINT = _("Type in the last line to add one; Del takes one out.")
_CHECKS: dict[str, Callable[[str], object]] = {"ip": ip_typed, "mac": mac_typed, "vlan": vlan_typed}


class InterfacesEditor(LinesEditor):
    """Its value is a tuple of `InterfaceDetails`."""

    columns = (
        ("name", _("Network name")),
        ("ip", _("IP address")),
        ("mac", _("MAC address")),
        ("vlan", _("VLAN")),
        ("port", _("Switch and port")),
    )
    widths = (125, 125, 150, 60)
    lines_seen = 3

    def value(self) -> tuple[InterfaceDetails, ...]:
        """All of them. Raises `UserError` for the first that is no address, and goes there."""
        found = []
        for row, line in self.typed():
            said = self.said(line)
            for column, (key, _title) in enumerate(self.columns):
                self._check(row, column, key, said[key])
            found.append(InterfaceDetails(**said, id=line[0]))
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show addresses in place of those that are there."""
        known: Sequence[AddressRow] = value or ()
        self.set_state(tuple((row.id, tuple(_said(row, key) for key, _title in self.columns)) for row in known))

    def _check(self, row: int, column: int, key: str, typed: str) -> None:
        try:
            _CHECKS.get(key, str)(typed)
        except UserError:
            self.table.setCurrentCell(row, column)
            raise


def _said(row: AddressRow, key: str) -> str:
    value = getattr(row, key)
    return "" if value is None else str(value)
