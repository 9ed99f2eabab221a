from __future__ import annotations

import pytest

from coorddesk.core.codes import code_of
from coorddesk.core.scanner import (
    RIGHT,
    TEST_TEXT,
    WIRINGS,
    Wiring,
    _meant,
    readings,
    recalled,
    stored,
    translated,
    wiring_of,
)


@pytest.mark.parametrize(
    ("typed", "wiring", "said"),
    [
        ("PC)éàé-)àà'é", Wiring("us", "fr"), "PC-2026-0042"),
        ("&é\"'(-è_çà", Wiring("us", "fr"), "1234567890"),
        ("QZA:", Wiring("us", "fr"), "AWQ."),
        (",qtq", Wiring("us", "fr"), "mata"),
        ("PC6@)@^6))$@", Wiring("fr", "us"), "PC-2026-0042"),
        ("pc°2026°0042", Wiring("us", "fr", caps=True), "PC-2026-0042"),
        ("QB)0042", Wiring("us", "fr", keypad=True), "AB-0042"),
        ("PC)éàé§", Wiring("us", "be"), "PC-2026"),
        ("PC'2026'z", Wiring("us", "ch"), "PC-2026-y"),
        ("CDP12", RIGHT, "CDP12"),
    ],
)
def test_what_was_typed_is_read_as_the_scanner_meant_it(typed: str, wiring: Wiring, said: str) -> None:
    assert translated(typed, wiring) == said


def test_what_was_typed_comes_first_and_nothing_twice() -> None:
    found = readings("&é")
    assert found[:2] == ("&é", "12")
    assert len(found) == len(set(found))


def test_a_known_wiring_leaves_two_readings() -> None:
    assert readings("CDP&é", Wiring("us", "fr")) == ("CDP&é", "CDP12")
    assert readings("CDP12", RIGHT) == ("CDP12",)


@pytest.mark.parametrize("wiring", WIRINGS)
def test_the_test_barcode_tells_how_to_read_any_code(wiring: Wiring) -> None:
    """Other pairs may type the same; what they are taken for reads our codes all the same."""
    found = wiring_of(_typed(TEST_TEXT, wiring))
    assert found is not None
    for said in ("PC-2026-0042", code_of(("person", 1234567890)), "SN4QAWZM-7Y"):
        assert translated(_typed(said, wiring), found) == said


def test_a_scanner_that_agrees_is_told_too() -> None:
    assert wiring_of(TEST_TEXT) == RIGHT
    assert wiring_of(f" {TEST_TEXT.lower()} ") == RIGHT
    assert wiring_of("PC-2026-0042") is None


def test_the_settings_keep_it() -> None:
    for wiring in (None, RIGHT, *WIRINGS):
        assert recalled(stored(wiring)) == wiring
    assert recalled(["us", "klingon", False, False]) is None
    assert recalled(7) is None


def _typed(said: str, wiring: Wiring) -> str:
    """What the PC reads when such a scanner says something."""
    keys = {meant: typed for typed, meant in reversed(_meant(wiring).items())}
    digits = set("0123456789") if wiring.keypad else set[str]()
    return "".join(letter if letter in digits else keys.get(letter, letter) for letter in said)
