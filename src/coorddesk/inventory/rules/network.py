"""Addresses in the network, as people type them and as they are kept."""

from __future__ import annotations

import re
from ipaddress import ip_address

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy

HIGHEST_VLAN = 4094
_MAC = re.compile(r"[0-9A-F]{12}")
_SEPARATORS = re.compile(r"[\s:.\-]")
_VERSION = re.compile(r"config-v(\d{1,6}) ", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
_LEADING_ZEROS = re.compile(r"(?<![0-9a-fA-F:])0+(?=\d)")


def mac_typed(text: str) -> str | None:
    """A MAC address as "AA:BB:CC:DD:EE:FF", whatever stands between its digits; None for an empty field."""
    typed = tidy(text)
    if not typed:
        return None
    digits = _SEPARATORS.sub("", typed).upper()
    if not _MAC.fullmatch(digits):
        said = _(
            "“{text}” is no MAC address. It has twelve digits or letters from A to F: AA:BB:CC:DD:EE:FF.", text=typed
        )
        raise UserError(said, field="mac")
    return ":".join(digits[start : start + 2] for start in range(0, 12, 2))


def ip_typed(text: str) -> str | None:
    """An IP address, of version 4 or 6, in its shortest spelling; None for an empty field."""
    typed = tidy(text)
    if not typed:
        return None
    plain = _LEADING_ZEROS.sub("", typed) if ":" not in typed else typed  # 010.000.000.007, as printers show it
    try:
        return str(ip_address(plain))
    except ValueError:
        said = _("“{text}” is no IP address. Write it like 192.168.1.20 or 2001:db8::20.", text=typed)
        raise UserError(said, field="ip") from None


def ip_order(ip: str | None) -> str:
    """What sorts addresses as numbers: 10.0.0.9 before 10.0.0.10, version 4 before version 6."""
    if ip is None:
        return ""
    address = ip_address(ip)
    return f"{address.version}{int(address):032x}"


def interface_copies(name: str, ip: str | None, mac: str | None, port: str) -> tuple[str, str]:
    """What sorts an address, and the folded words that a search looks through: a MAC address without its colons too."""
    bare = (mac or "").replace(":", "")
    return ip_order(ip), fold(" ".join(part for part in (name, ip, mac, bare, port) if part))


def configuration_name(number: int, name: str) -> str:
    """What the file of a version of a configuration is called: "config-v3 running.cfg"."""
    return f"config-v{number} {_VERSION.sub('', name)}"


def configuration_number(name: str) -> int | None:
    """Which version a file is by its name; None for any other file."""
    found = _VERSION.match(name)
    return int(found[1]) if found else None


def vlan_typed(text: str) -> int | None:
    """The number of a VLAN; None for an empty field."""
    typed = tidy(text)
    if not typed:
        return None
    number = int(typed) if _NUMBER.fullmatch(typed) and len(typed) <= 4 else 0
    if not 1 <= number <= HIGHEST_VLAN:
        said = _("“{text}” is no VLAN. It is a number from 1 to {highest}.", text=typed, highest=HIGHEST_VLAN)
        raise UserError(said, field="vlan")
    return number
