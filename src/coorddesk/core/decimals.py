"""Numbers with decimals: integer thousandths, read as people type them; what may mean two numbers is refused."""

from __future__ import annotations

import re

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

LARGEST = 10**15
"""In thousandths; a number beyond is a slip of the finger."""

_BLANKS = re.compile(r"[\s'’]")
_NUMBER = re.compile(r"(-?)(\d+|\d{1,3}([.,])\d{3}(?:\3\d{3})*)(?:([.,])(\d{1,3}))?", re.ASCII)
_OPEN = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def thousandths_typed(text: str) -> int | None:
    """A number in thousandths as typed: "2,5", "1 234.5", "1.234,5"; None for an empty field.

    "1.234" is one number in French and another in English: it is refused. Raises `UserError`.
    """
    plain = _BLANKS.sub("", text).replace("\N{MINUS SIGN}", "-")
    if not plain:
        return None
    if _OPEN.fullmatch(plain):
        raise UserError(
            _("“{text}” may mean two numbers. Write thousands with a space, or one decimal more.", text=text.strip())
        )
    found = _NUMBER.fullmatch(plain.removesuffix("0") if _is_one_more(plain) else plain)
    if found is None or (found[3] is not None and found[3] == found[4]):
        raise UserError(_("“{text}” is not a number. Write it like 1234,5.", text=text.strip()))
    thousandths = int(re.sub("[.,]", "", found[2])) * 1000 + int((found[5] or "").ljust(3, "0"))
    if thousandths > LARGEST:
        raise UserError(_("“{text}” is too large a number.", text=text.strip()))
    return -thousandths if found[1] else thousandths


def _is_one_more(plain: str) -> bool:
    """Whether a fourth decimal, a zero, says that the three before it are decimals."""
    return re.fullmatch(r"-?\d+[.,]\d{3}0", plain, re.ASCII) is not None
