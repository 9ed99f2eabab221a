from __future__ import annotations

from coorddesk.widgets.table.copying import as_html, as_mime, as_text


def test_text_is_a_line_for_each_row_and_quotes_what_would_break_it() -> None:
    rows = [["a", "b"], ["tab\there", 'he said "no"'], ["two\nlines", ""]]
    assert as_text([], rows) == 'a\tb\n"tab\there"\t"he said ""no"""\n"two\nlines"\t\n'


def test_headings_come_first_when_they_are_wanted() -> None:
    assert as_text(["Name", "Price"], [["a", "1"]]) == "Name\tPrice\na\t1\n"
    html = as_html(["Name", "Price"], [["a", "1"]], [False, True])
    assert "<tr><th>Name</th><th>Price</th></tr>" in html


def test_html_keeps_codes_as_text_and_numbers_as_numbers() -> None:
    html = as_html([], [["007", "=1+1", "<b>", "12"]], [False, False, False, True])
    text = " style=\"mso-number-format:'\\@'\""
    assert html == (
        '<meta charset="utf-8"><table><tr>'
        f"<td{text}>007</td><td{text}>=1+1</td><td{text}>&lt;b&gt;</td><td>12</td>"
        "</tr></table>"
    )


def test_both_are_offered_at_once() -> None:
    mime = as_mime([], [["a", "b"]], [False, False])
    assert mime.text() == "a\tb\n"
    assert mime.hasHtml()
