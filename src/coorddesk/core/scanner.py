"""What a scanner meant that believes in another keyboard than the PC's: it presses keys, and the PC reads letters.

A scanner set to QWERTY on an AZERTY PC types `PC)éàé-` where the label says PC-2026. A code that is known as it was
typed is never translated; otherwise it is read as each pair of keyboards would have it, the pair that the test barcode
has told first.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

TEST_TEXT = "CD-AMQWYZ-0123456789"
"""What the test barcode says: typed through any two keyboards that differ, it comes out otherwise."""

_NOTHING = "\0"
_KEYS = {  # from the upper left, row by row: alone, then with Shift
    "us": (
        "`1234567890-=qwertyuiop[]asdfghjkl;'\\\x00zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|\x00ZXCVBNM<>?',
    ),
    "fr": (
        "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*<wxcvbn,;:!",
        "\x001234567890°+AZERTYUIOP¨£QSDFGHJKLM%µ>WXCVBN?./§",
    ),
    "be": (
        "²&é\"'(§è!çà)-azertyuiop^$qsdfghjklmùµ<wxcvbn,;:=",
        "³1234567890°_AZERTYUIOP¨*QSDFGHJKLM%£>WXCVBN?./+",
    ),
    "ch": (
        "§1234567890'^qwertzuiopè¨asdfghjkléà$<yxcvbnm,.-",
        '°+"*ç%&/()=?`QWERTZUIOPü!ASDFGHJKLöä£>YXCVBNM;:_',
    ),
    "de": (
        "^1234567890ß´qwertzuiopü+asdfghjklöä#<yxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'>YXCVBNM;:_",
    ),
    "ca": (
        "#1234567890-=qwertyuiop^¸asdfghjkl;`<«zxcvbnm,.é",
        "|!\"/$%?&*()_+QWERTYUIOP^¨ASDFGHJKL:`>»ZXCVBNM'.É",
    ),
}
_DIGITS = frozenset("0123456789")


class Wiring(NamedTuple):
    """The keyboard that the scanner believes in and that of the PC, named as in `_KEYS`.

    With `keypad` its digits come from the numeric pad, with `caps` the Caps Lock of a French PC was on.
    """

    scanner: str
    pc: str
    keypad: bool = False
    caps: bool = False


RIGHT = Wiring("us", "us")
"""Scanner and PC agree."""

_PAIRS = (  # the likeliest first
    *(("us", pc) for pc in ("fr", "be", "ch", "de", "ca")),
    *((scanner, "us") for scanner in ("fr", "be", "ch", "de", "ca")),
    *(("fr", pc) for pc in ("ch", "be", "ca", "de")),
    *((scanner, "fr") for scanner in ("ch", "be", "ca", "de")),
)
WIRINGS = (
    *(Wiring(scanner, pc) for scanner, pc in _PAIRS),
    *(Wiring(scanner, pc, caps=True) for scanner, pc in _PAIRS if pc in {"fr", "be"}),
    *(Wiring(scanner, pc, keypad=True) for scanner, pc in _PAIRS if scanner == "us"),
)


def translated(typed: str, wiring: Wiring) -> str:
    """What the label says where a scanner wired like that has typed this; what no key gives stays as it is."""
    meant = _meant(wiring)
    return "".join(meant.get(letter, letter) for letter in typed)


def readings(typed: str, wiring: Wiring | None = None) -> tuple[str, ...]:
    """What a scanned text may say, the likeliest first: as it was typed, then translated.

    Without a `wiring` that the test barcode has told, as every pair of keyboards has it.
    """
    wirings = WIRINGS if wiring is None else (wiring,)
    return tuple(dict.fromkeys((typed, *(translated(typed, each) for each in wirings))))


def wiring_of(typed: str) -> Wiring | None:
    """How scanner and PC are wired, told by what the test barcode has come to; None where it was not this barcode."""
    wanted = TEST_TEXT.lower()
    found = (each for each in (RIGHT, *WIRINGS) if translated(typed.strip(), each).lower() == wanted)
    return next(found, None)


def stored(wiring: Wiring | None) -> list[str | bool] | None:
    """A wiring as the settings keep it."""
    return None if wiring is None else list(wiring)


def recalled(kept: object) -> Wiring | None:
    """The wiring that the settings keep; None for what is none."""
    known = (each for each in (RIGHT, *WIRINGS) if list(each) == kept)
    return next(known, None)


@cache
def _meant(wiring: Wiring) -> dict[str, str]:
    """What each letter on the PC was for the scanner."""
    alone, shifted = _KEYS[wiring.scanner]
    before, after = "".join(_KEYS[wiring.pc]), shifted + alone if wiring.caps else alone + shifted
    meant: dict[str, str] = {}
    for typed, said in zip(before, after, strict=True):
        if _NOTHING not in {typed, said}:
            meant.setdefault(typed, said)
    kept = _DIGITS if wiring.keypad else frozenset[str]()
    return {typed: said for typed, said in meant.items() if typed not in kept and typed != said}
