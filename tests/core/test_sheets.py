from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coorddesk.core.sheets import escape, unescape

TROUBLESOME = st.text(st.sampled_from("'=+-@ \t\r\n\N{NO-BREAK SPACE}＝a1"), max_size=6)


@given(TROUBLESOME | st.text())
@example("-5")
@example("=A1")
@example("'=x")
@example("''=x")
@example("'")
def test_every_text_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(TROUBLESOME)
def test_no_escaped_text_begins_like_a_formula(text: str) -> None:
    assert not escape(text).lstrip(" \t\r\n\N{NO-BREAK SPACE}").startswith(("=", "+", "-", "@", "＝"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+33 6 12 34 56 78", "'+33 6 12 34 56 78"),
        ("-5", "'-5"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("'=1", "''=1"),
        ("＝1", "'＝1"),
        ("'bien", "'bien"),
        ("it's = 1", "it's = 1"),
        ("0042", "0042"),
        ("", ""),
    ],
)
def test_only_what_would_run_is_marked(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize("text", ["=1", "-5", "'bien", "a'=1", "", "'"])
def test_text_that_nobody_escaped_is_left_alone(text: str) -> None:
    assert unescape(text) == text
