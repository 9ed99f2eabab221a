from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.messages import _
from coorddesk.core.tables import Kind
from coorddesk.widgets.table.copying import Copied, as_html, as_mime, as_text, copied
from tests.widgets.sample import texts_in

if TYPE_CHECKING:
    from collections.abc import Sequence


def cells(*rows: Sequence[str]) -> list[list[Copied]]:
    return [[Copied(text) for text in row] for row in rows]


def test_text_is_a_line_for_each_row_and_quotes_what_would_break_it() -> None:
    rows = cells(["a", "b"], ["tab\there", 'he said "no"'], ["two\nlines", ""])
    assert as_text([], rows) == 'a\tb\n"tab\there"\t"he said ""no"""\n"two\nlines"\t\n'


def test_headings_come_first_when_they_are_wanted() -> None:
    assert as_text(["Name", "Price"], cells(["a", "1"])) == "Name\tPrice\na\t1\n"
    assert "<table><tr><th>Name</th><th>Price</th></tr><tr>" in as_html(["Name", "Price"], cells(["a", "1"]))


@pytest.mark.parametrize(
    ("value", "kind", "french", "english"),
    [
        ("007", Kind.CODE, Copied("007"), Copied("007")),
        (None, Kind.AMOUNT, Copied(""), Copied("")),
        (1_234_50, Kind.AMOUNT, ("1234,50", "1234.50", "#,##0.00"), ("1234.50", "1234.50", "#,##0.00")),
        (-5, Kind.AMOUNT, ("-0,05", "-0.05", "#,##0.00"), ("-0.05", "-0.05", "#,##0.00")),
        (1_500, Kind.DECIMAL, ("1,5", "1.5", "General"), ("1.5", "1.5", "General")),
        (2_000, Kind.DECIMAL, ("2", "2", "General"), ("2", "2", "General")),
        (12_000, Kind.NUMBER, ("12000", "12000", "0"), ("12000", "12000", "0")),
        (date(2026, 9, 1), Kind.DATE, ("01/09/2026", "46266", "Short Date"), ("01/09/2026", "46266", "Short Date")),
        (True, Kind.YES_NO, Copied("Oui"), Copied("Yes")),
        (_("Status"), Kind.CHOICE, Copied("Statut"), Copied("Status")),
    ],
)
def test_numbers_and_days_are_what_spreadsheets_take_them_for(
    value: Any, kind: Kind, french: Any, english: Any
) -> None:
    for language, expected in (("fr", french), ("en", english)):
        wanted = expected if isinstance(expected, Copied) else Copied(*expected)
        assert copied(value, kind, texts_in(language)) == wanted


def test_html_keeps_codes_as_text_and_numbers_as_numbers() -> None:
    row = [*cells(["007", "=1+1", "<b>"])[0], Copied("12,5", "12.5", "0"), Copied("01/09/2026", "46266", "Short Date")]
    text = r""" sdnum="1033;0;@" style="mso-number-format:'\@'" """.rstrip()
    assert as_html([], [row]) == (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table><tr>'
        f"<td{text}>007</td><td{text}>=1+1</td><td{text}>&lt;b&gt;</td>"
        """<td x:num="12.5" sdval="12.5" sdnum="1033;0;0" style="mso-number-format:'0';text-align:right">12,5</td>"""
        """<td x:num="46266" sdval="46266" sdnum="1033;2057;DD/MM/YYYY" style="mso-number-format:'Short Date'">"""
        "01/09/2026</td></tr></table></body></html>"
    )


def test_both_are_offered_at_once() -> None:
    mime = as_mime([], cells(["a", "b"]))
    assert mime.text() == "a\tb\n"
    assert mime.hasHtml()
