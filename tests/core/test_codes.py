from __future__ import annotations

import pytest

from coorddesk.core.codes import code_of, subject_of


def test_a_code_leads_to_its_record() -> None:
    assert code_of(("place", 12)) == "CDP12"
    assert subject_of("CDP12") == ("place", 12)


def test_case_and_what_stands_around_do_not_matter() -> None:
    assert subject_of(" cdl7\r\n") == ("loan", 7)


@pytest.mark.parametrize(
    "text", ["", "CD", "CDP", "CDX1", "CD-00012", "CDP1A", "CDP²", "12", "PCDP12", "CDP" + "9" * 19]
)
def test_any_other_text_leads_nowhere(text: str) -> None:
    assert subject_of(text) is None


def test_no_code_has_a_letter_that_moves_between_keyboards() -> None:
    kinds = ("person", "place", "loan", "kit", "stock_item", "stocktake", "repair", "asset", "lot", "ticket")
    codes = [code_of((kind, 1)) for kind in (*kinds, "training_session")]
    assert not set("AMQWZ") & set("".join(codes))
