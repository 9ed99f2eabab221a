from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.fold import fold
from coorddesk.core.tidy import tidy, tidy_lines


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Salle   12\t", "Salle 12"),
        ("Sal\0le\x07 12\x7f", "Salle 12"),
        ("Salle\x0b12", "Salle 12"),
        ("Salle\r\n12", "Salle 12"),
        ("Salle\N{NO-BREAK SPACE}12\N{ZERO WIDTH SPACE}", "Salle 12"),
        ("\ud83dSalle", "Salle"),
        ("Œuvre 🎓", "Œuvre 🎓"),
        ("\0", ""),
    ],
)
def test_a_name_is_one_line_of_what_is_seen(written: str, kept: str) -> None:
    assert tidy(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" 1, rue\n Neuve ", "1, rue\n Neuve"),
        ("1, rue\r\nNeuve\rLyon\x0bFrance\0", "1, rue\nNeuve\nLyon\nFrance"),
        ("a\tb", "a\tb"),
    ],
)
def test_notes_keep_their_lines(written: str, kept: str) -> None:
    assert tidy_lines(written) == kept


@given(st.text(st.characters()))
def test_what_is_kept_is_found_by_what_was_written(text: str) -> None:
    assert fold(tidy(text)) == fold(text)
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_lines(text).encode().decode() == tidy_lines(text)  # every character can be stored
