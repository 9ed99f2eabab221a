from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coorddesk.core.fold import fold, fold_all, fold_code, fold_codes


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élève  Œuvre", "eleve oeuvre"),
        (" PC-01\t", "pc-01"),
        ("", ""),
        ("L’été", "l'ete"),
        ("Straße", "strasse"),
        ("Ærø, Łódź", "aero, lodz"),
        ("№ 5 ½", "no 5 1⁄2"),
        ("ﬁche\N{NO-BREAK SPACE}no\N{COMBINING DIAERESIS}el", "fiche noel"),
        ("co\N{SOFT HYPHEN}opération\N{ZERO WIDTH SPACE}", "cooperation"),
        ("ΟΔΟΣ", "οδοσ"),
        ("מַחְשֵׁב", "מחשב"),
    ],
)
def test_what_a_text_is_found_by(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_what_is_folded_stays_so(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(codec="latin-1")))
def test_case_never_matters(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower())


@given(st.text())
def test_a_folded_text_has_single_spaces_within(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())


def test_codes_differ_neither_in_case_nor_in_spaces() -> None:
    assert fold_code(" sn 12\N{NARROW NO-BREAK SPACE}é ") == "sn12e"


@example(["a  b"])
@example(["a ", "b"])
@example(["a", " b"])
@example([" a"])
@example(["a "])
@example(["a\tb"])
@given(st.lists(st.text(max_size=6) | st.text("aÉ \n\t-\x1c\x85\u2028¨\xa0", max_size=4), max_size=6))
def test_many_texts_fold_as_each_of_them(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]
    assert fold_codes(texts) == [fold_code(text) for text in texts]
