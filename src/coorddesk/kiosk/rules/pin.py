"""The digits that let somebody leave a kiosk: kept so that whoever reads the file does not know them.

Derived by scrypt (RFC 7914) with the parameters that its section 2 names for interactive use, since digits are few.
"""

from __future__ import annotations

import hashlib
import hmac

PIN_DIGITS = range(4, 9)
"""How many digits there may be."""

SALT_BYTES = 16
"""How many random bytes the digits are kept with."""

_N, _R, _P = 2**14, 8, 1


def is_pin(text: str) -> bool:
    """Whether it is digits, and enough of them."""
    return len(text) in PIN_DIGITS and text.isascii() and text.isdecimal()


def locked_with(pin: str, salt: bytes) -> str:
    """What is kept of digits; `salt` are 16 random bytes."""
    assert len(salt) == SALT_BYTES
    return f"{salt.hex()}${_derived(pin, salt).hex()}"


def opens(pin: str, kept: str) -> bool:
    """Whether these are the digits; what is kept wrong is opened by nothing."""
    salt, _dollar, derived = kept.partition("$")
    try:
        return hmac.compare_digest(_derived(pin, bytes.fromhex(salt)), bytes.fromhex(derived))
    except ValueError:
        return False


def _derived(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_N, r=_R, p=_P)
