"""What a line of a statement may be: by its amount, its words and its day, the likeliest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coorddesk.core.resources import texts_for
from coorddesk.purchasing.rules.bank import Booked, Payable, is_plain, proposals
from coorddesk.purchasing.rules.words import InvoiceKind
from tests.thoroughness import WHOLE

DAY = date(2026, 9, 1)
ENGLISH = texts_for("en")


def owed(number: str, cents: int, **values: Any) -> Payable:
    return replace(Payable(1, number, "LDLC Pro", DAY, cents), **values)


def found(left: int, words: str, *able: Payable, day: date = DAY) -> list[tuple[list[str], int]]:
    line = Booked(day, left, words)
    return [
        ([part.of.number for part in each.parts], sum(p.cents for p in each.parts)) for each in proposals(line, able)
    ]


@pytest.mark.parametrize(
    ("number", "label", "is_named"),
    [
        ("F-2026-041", "VIR FAC F2026041", True),
        ("F-2026-041", "vir f 2026 041 du 3", True),
        ("F-2026-041", "VIR F-2026-0412", False),
        ("412", "FACTURE 412/2026", True),
        ("412", "VIR 7412", False),
        ("12", "VIR 12", False),
        ("AVOIR", "AVOIR LDLC", False),
    ],
)
def test_a_number_is_known_however_the_bank_writes_it(number: str, label: str, is_named: bool) -> None:
    able = (owed("Z-9", 500, supplier="Autre"), owed(number, 500, invoice_id=2, supplier="Autre"))
    there = [names for names, _cents in found(-500, label, *able)]
    assert there == ([[number], ["Z-9"]] if is_named else [["Z-9"], [number]])  # of two alike, the first invoice
    assert is_plain(proposals(Booked(DAY, -500, label), able)) is is_named


def test_only_what_fits_is_proposed() -> None:
    assert found(-500, "CB", owed("A", 400)) == []
    assert found(-500, "CB", owed("A", 500, day=date(2026, 9, 2))) == []
    assert found(500, "CB", owed("A", 500)) == []
    assert found(500, "CB", owed("A", 500, kind=InvoiceKind.CREDIT_NOTE)) == [(["A"], 500)]
    assert found(0, "CB", owed("A", 500)) == []
    assert found(-300, "ACOMPTE A-100", owed("A-100", 500)) == [(["A-100"], 300)]
    assert found(-900, "A-100 ET AUTRES", owed("A-100", 500)) == [(["A-100"], 500)]
    assert found(-300, "ACOMPTE A-100", owed("A-100", 500, payment_id=7)) == []  # a payment is what it is


def test_a_payment_is_known_by_its_day_and_its_reference() -> None:
    paid = owed("A", 500, payment_id=7, references=("MD-512",))
    assert found(-500, "CB", paid, day=date(2026, 9, 11)) == [(["A"], 500)]
    assert found(-500, "CB", paid, day=date(2026, 9, 12)) == []
    assert found(-500, "MANDAT MD 512", paid, day=date(2026, 10, 30)) == [(["A"], 500)]


def test_several_of_one_supplier_come_to_a_line_together() -> None:
    able = [owed(f"A-10{n}", cents, invoice_id=n, supplier_id=1) for n, cents in enumerate((100, 200, 400), 1)]
    assert found(-700, "VIR", *able) == [(["A-101", "A-102", "A-103"], 700)]
    assert found(-600, "VIR", *able) == [(["A-102", "A-103"], 600)]
    assert found(-300, "VIR A-101 A-102", *able)[0] == (["A-101", "A-102"], 300)
    same = [owed(f"B-{n}", 100, invoice_id=n, supplier_id=2) for n in range(1, 4)]
    assert found(-200, "VIR", *same) == []  # which two of three, nobody knows
    both = (able[0], able[1], owed("B", 300, invoice_id=9, supplier="Autre"))
    assert found(-300, "VIR A-101 A-102", *both)[0] == (["A-101", "A-102"], 300)
    assert found(-300, "VIR LDLC", *both)[0] == (["A-101", "A-102"], 300)
    assert found(-300, "VIR", *both)[0] == (["B"], 300)
    apart = [owed("C", 100, supplier_id=1), owed("D", 100, invoice_id=2, supplier_id=2, supplier="Autre")]
    assert found(-200, "VIR", *apart) == []


@pytest.mark.parametrize(("count", "most"), [(2, 12), (3, 8)])
def test_among_many_documents_it_is_not_looked_for_some_that_add_up(count: int, most: int) -> None:
    def able(documents: int) -> list[Payable]:
        """Each owed twice as much as the one before: no others come to the same."""
        return [owed(f"N{n}", 2**n, invoice_id=n, supplier_id=1) for n in range(documents)]

    left = -sum(2**n for n in range(count))
    assert found(left, "VIR", *able(most)) == [([f"N{n}" for n in range(count)], -left)]
    assert found(left, "VIR", *able(most + 1)) == []


def test_why_something_is_proposed_is_said() -> None:
    def reasons(words: str, *able: Payable, left: int = -500, day: date = DAY) -> list[str]:
        return [ENGLISH.say(each) for each in proposals(Booked(day, left, words), able)[0].reasons]

    paid = owed("A-100", 500, payment_id=7)
    named = ["number in the label", "supplier in the label"]
    assert reasons("CB", owed("A-100", 500)) == ["same amount"]
    assert reasons("LDLC A 100", owed("A-100", 500)) == ["same amount", *named]
    assert reasons("CB", paid) == ["same amount", "the same day"]
    assert reasons("CB", paid, day=date(2026, 9, 2)) == ["same amount", "1 day apart"]
    assert reasons("A-100", owed("A-100", 700)) == ["a part of what is to be paid", named[0]]
    assert reasons("A-100", owed("A-100", 400)) == ["a part of the line", named[0]]
    assert reasons("PRLV EDF", owed("A-100", 500, supplier="EDF Pro")) == ["same amount", named[1]]
    assert reasons("PRLV PRO SAS", owed("A-100", 500, supplier="EDF Pro SAS")) == ["same amount"]
    two = (owed("A-100", 200), owed("A-101", 300, invoice_id=2))
    assert reasons("CB", *two) == ["2 documents come to it together"]
    assert reasons("A-100 A-101", *two) == ["2 documents come to it together", named[0]]


@settings(max_examples=300 if WHOLE else 15)
@given(
    st.integers(-1_000, 1_000),
    st.lists(st.tuples(st.integers(1, 1_000), st.sampled_from(InvoiceKind), st.integers(0, 2)), max_size=6),
)
def test_a_proposal_never_explains_more_than_the_line(left: int, rows: list[tuple[int, InvoiceKind, int]]) -> None:
    able = [
        owed(f"N-{n}00", cents, invoice_id=n, kind=kind, supplier_id=supplier)
        for n, (cents, kind, supplier) in enumerate(rows, 1)
    ]
    for each in proposals(Booked(DAY, left, "VIR N-100 N-200"), able):
        assert 0 < sum(part.cents for part in each.parts) <= abs(left)
        assert all(0 < part.cents <= part.of.cents and part.of.booked * left > 0 for part in each.parts)
