"""A report as it travels, and the digits that open a kiosk."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.kiosk.rules import (
    EMPTY,
    MOST_WORDS,
    Catalogue,
    Device,
    KioskReport,
    Known,
    NotAReport,
    ReportKind,
    Room,
    Tile,
    catalogue_of,
    is_pin,
    locked_with,
    new_key,
    opens,
    parse_report,
    provisional_number,
    written_catalogue,
    written_report,
)

KEY = new_key(bytes(range(16)))
MOMENT = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
FAULT = KioskReport(KEY, "CDI", MOMENT, place_id=3, fault_id=2, where="CDI", tile="Pas de son", words="rien", who="5A")


def test_a_report_comes_out_as_it_went_in() -> None:
    assert parse_report(written_report(FAULT)) == FAULT
    rating = KioskReport(KEY, "CDI", MOMENT, ReportKind.RATING, ticket_id=7, score=4)
    assert parse_report(written_report(rating)) == rating


@given(st.text(), st.text(max_size=200))
def test_whatever_is_typed_travels_as_text(words: str, who: str) -> None:
    report = parse_report(written_report(replace(FAULT, words=words, who=who)))
    assert parse_report(written_report(report)) == report
    assert len(report.words) <= MOST_WORDS


def test_a_scanner_gone_wild_is_cut_short() -> None:
    report = parse_report(written_report(replace(FAULT, words="<b>é😀" * 5_000)))
    assert (len(report.words), report.words[:5], report.words[-1]) == (MOST_WORDS, "<b>é😀", "…")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"version": 2}, "of another version"),
        ({"key": "../../x"}, "no key"),
        ({"key": KEY.upper()}, "no key"),
        ({"moment": "yesterday"}, "no moment"),
        ({"moment": "0001-01-01T00:00:00+23:59"}, "no moment"),
        ({"kind": "other"}, "of no known kind"),
        ({"place_id": "3"}, "place_id is no number"),
        ({"place_id": True}, "place_id is no number"),
        ({"place_id": 10**40}, "place_id is no number"),
        ({"words": ["x"]}, "words is no text"),
        ({"fault_id": None, "words": " "}, "says nothing"),
        ({"kind": "me_too"}, "says nothing"),
        ({"kind": "rating", "ticket_id": 1, "score": 5}, "says nothing"),
    ],
)
def test_anything_else_is_no_report(change: dict[str, Any], why: str) -> None:
    said = json.loads(written_report(FAULT)) | change
    with pytest.raises(NotAReport, match=why):
        parse_report(json.dumps(said).encode())


@given(
    st.binary() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda x: json.dumps(x).encode())
)
def test_no_file_makes_anything_but_a_refusal(data: bytes) -> None:
    with pytest.raises(NotAReport):
        parse_report(data)


def test_a_deep_file_is_refused() -> None:
    with pytest.raises(NotAReport):
        parse_report(b"[" * 100_000)


def test_a_provisional_number_is_short_and_the_same_each_time() -> None:
    assert provisional_number(KEY) == provisional_number(KEY)
    assert provisional_number("0" * 32) == "P-2222"
    assert len({provisional_number(new_key(n.to_bytes(16, "big"))) for n in range(500)}) == 500


def test_a_pin_opens_and_nothing_else_does() -> None:
    kept = locked_with("2468", bytes(16))
    assert (opens("2468", kept), opens("2469", kept), opens("", kept)) == (True, False, False)
    assert "2468" not in kept
    assert [opens("2468", wrong) for wrong in ("", "$", "x$y", kept[:-2])] == [False] * 4
    assert [is_pin(text) for text in ("1234", "12345678", "123", "123456789", "12a4", "１２３４")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_catalogue_comes_out_as_it_went_in() -> None:
    catalogue = Catalogue(
        "École",
        (Room(1, "CDI", "Site / CDI", None),),
        (Device(4, "PC-1", "Poste", "pc-1", "", 2, 1),),
        (Tile(5, "Pas de son", "volume-x", None),),
        (Known(7, "Pas de son", "2026-09-07", is_major=False, me_too=2, place_id=1, devices=[4]),),
    )
    assert catalogue_of(written_catalogue(catalogue)) == catalogue
    assert catalogue_of(written_catalogue(EMPTY)) == EMPTY


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b'{"version": 1}', b'{"version": 2}', b"\xff", b'{"version": 1, "x"']
)
def test_half_a_catalogue_is_none(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        catalogue_of(data)
