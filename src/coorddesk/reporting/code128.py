"""Code 128: the bars that every scanner reads, for what a QR code is too much or a laser cannot see."""

from __future__ import annotations

from itertools import groupby

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

QUIET = 10
"""Modules of white that must stand on either side."""

_TABLE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
"""ISO/IEC 15417, table 1: the widths of bar, space, bar, ... of each value, in modules."""
_WIDTHS = _TABLE.split()

_CODE_C, _CODE_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106
_CHECK = 103
_WORTH_IT = 4  # as many digits are shorter in pairs, which cost a change of code


def bars(text: str) -> tuple[int, ...]:
    """The widths of bar, space, bar, ... in modules, without the white around; digits in a row are taken in pairs.

    Raises `UserError` for a letter that this code does not have.
    """
    if not text or not all(" " <= letter <= "~" for letter in text):
        raise UserError(_("“{text}” has letters that a Code 128 cannot hold. A QR code can.", text=text))
    values = _values(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % _CHECK
    return tuple(int(width) for value in (*values, check, _STOP) for width in _WIDTHS[value])


def _values(text: str) -> list[int]:
    """The start and what is said, in code B and, where many digits stand in a row, in code C."""
    values: list[int] = []
    in_pairs: bool | None = None
    for is_number, letters in groupby(text, key=lambda letter: letter.isdecimal()):
        run = "".join(letters)
        odd = len(run) % 2 if is_number and len(run) >= _WORTH_IT else len(run)
        for part, pairs in ((run[:odd], False), (run[odd:], True)):
            if not part:
                continue
            if pairs is not in_pairs:
                values.append(_change(in_pairs, pairs=pairs))
                in_pairs = pairs
            step = 2 if pairs else 1
            taken = (part[place : place + step] for place in range(0, len(part), step))
            values += [int(each) if pairs else ord(each) - ord(" ") for each in taken]
    return values


def _change(before: bool | None, *, pairs: bool) -> int:
    if before is None:
        return _START_C if pairs else _START_B
    return _CODE_C if pairs else _CODE_B
