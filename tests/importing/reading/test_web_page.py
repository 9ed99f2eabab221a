from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.importing.reading import held
from coorddesk.importing.reading.archives import TooBig
from coorddesk.importing.reading.held import HeldSheet
from coorddesk.importing.reading.opening import open_sheet, open_source
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.reading.web_page import tables_of

TABLE = "<table><tr><th>Nom</th><th>Prix</th></tr><tr><td>Écran</td><td>349,90 €</td></tr></table>"
ROWS = [["Nom", "Prix"], ["Écran", "349,90 €"]]


def rows_of(page: str) -> list[list[Cell]]:
    (grid,) = tables_of(page)
    return [list(row) for row in HeldSheet(grid).rows()]


def file_rows(path: Path, encoding: str | None = None) -> list[list[Cell]]:
    source = open_source(path, encoding)
    return [list(row) for row in open_sheet(source, source.names[0], path).rows()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("<html><body>", "</body></html>"),
        ("<!DOCTYPE html>\n<html><head><style>td > p {x: '<td>'}</style></head>", ""),
        ("<script>if (a<b) document.write('<table><tr><td>no</td></tr></table>')</script>", ""),
        ("<!-- <table><tr><td>no</td></tr></table> --><?php echo ?><![if !x]>", "<!-- never closed"),
        ("<p>Liste</p>", "<p>Page 1"),
    ],
)
def test_a_table_is_found_whatever_is_around_it(before: str, after: str) -> None:
    assert rows_of(before + TABLE + after) == ROWS


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<td>a&eacute;&#233;&nbsp;&amp;&lt;b&gt;</td>", "aéé &<b>"),
        ("<td>\n  two\n  words </td>", "two words"),
        ("<td>one<br>two<BR/><p>three</p></td>", "one\ntwo\nthree"),
        ("<td><b>bo</b>ld <a href='x>y' title=\"a'b\">link</a></td>", "bold link"),
        ("<TD style=\"mso-number-format:'\\@'\">0042</TD>", "0042"),
        ("<td>a<!-- b -->c</td>", "ac"),
        ("<td>5 < 6</td>", "5 < 6"),
        ("<td>&unknown; &#xD800;</td>", "&unknown; \N{REPLACEMENT CHARACTER}"),
    ],
)
def test_cells_say_what_people_see(cell: str, text: str) -> None:
    assert rows_of(f"<table><tr>{cell}<td>z</td></tr></table>") == [[text, "z"]]


def test_tags_that_are_never_closed_are_closed_by_the_next() -> None:
    assert rows_of("<table><tr><td>a<td>b<tr><td>c<td>d") == [["a", "b"], ["c", "d"]]


def test_a_row_that_is_never_begun_is_the_first() -> None:
    assert rows_of("<table><td>a<td>b<tr><td>c") == [["a", "b"], ["c", ""]]


def test_merged_cells_keep_the_others_in_their_columns() -> None:
    (grid,) = tables_of(
        "<table><tr><th rowspan=2>Nom</th><th colspan='2'>Garantie</th><th>Prix</th></tr>"
        "<tr><th>Début</th><th>Fin</th><th></th></tr><tr><td>a</td><td>b</td><td>c</td><td>d</td></tr></table>"
    )
    sheet = HeldSheet(grid)
    assert [list(row) for row in sheet.rows()] == [
        ["Nom", "Garantie", "", "Prix"],
        ["", "Début", "Fin", ""],
        ["a", "b", "c", "d"],
    ]
    assert (sheet.merged(1), sheet.merged(2)) == ({1: 2}, {})


def test_tables_have_the_names_that_stand_above_them() -> None:
    page = (
        f"<h2>Parc <i>2026</i></h2>{TABLE}<table><caption>Salles</caption><tr><td>x</td></tr></table>"
        "<table><tr><td>y</td></tr></table><table></table><h3>Parc 2026</h3><table><tr><td>z</td></tr></table>"
    )
    assert [grid.name for grid in tables_of(page)] == ["Parc 2026", "Salles", "3", "Parc 2026 (2)"]


def test_a_table_within_another_stands_for_itself() -> None:
    outer, inner = tables_of(f"<table><tr><td>menu</td><td>before{TABLE}after</td><td>z</td></tr></table>")
    assert [list(row) for row in HeldSheet(outer).rows()] == [["menu", "beforeafter", "z"]]
    assert [list(row) for row in HeldSheet(inner).rows()] == ROWS


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("cp1252", ""),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("iso8859-15", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">'),
        ("utf-8", "<meta charset=windows-1252>"),
        ("cp1252", "<meta charset=klingon>"),
    ],
)
def test_a_page_named_xls_is_read_in_its_encoding(folder: Path, encoding: str, head: str) -> None:
    path = folder / "export.xls"
    path.write_bytes(f"<html><head>{head}</head><body>{TABLE}</body></html>".encode(encoding))
    assert file_rows(path) == ROWS


def test_people_may_say_the_encoding(folder: Path) -> None:
    path = folder / "export.xls"
    path.write_bytes(TABLE.encode("mac-roman"))
    assert file_rows(path, "mac-roman") == ROWS
    assert open_source(path, "mac-roman").encoding == "mac-roman"


def test_a_page_saved_with_its_pictures_is_read(folder: Path) -> None:
    path = folder / "export.xls"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<table><tr><td>=C3=89cran</td><td>long=\r\n word</td></tr></table>\r\n--xx\r\n"
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--xx--\r\n"
    )
    assert file_rows(path) == [["Écran", "long word"]]


def test_a_page_without_a_table_is_refused(folder: Path, texts: Texts) -> None:
    path = folder / "a.xls"
    path.write_text("<html><table><tr><td> </td></tr></table><p>Session expirée</p>", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        open_source(path)
    assert texts.say(refused.value.message) == "a.xls is a web page without any table."


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr>" + "<td>x" * 17_000,
        "<table>" + "<tr><td>x" * 10_001,
        "<table><tr>" + "<td colspan=1000>x" * 20,
        "<table><tr>" + "<td colspan=1000 rowspan=65000></td>" * 17 + "</tr>",
        "<table><tr><td rowspan=9>a" + "<td>x</td>" * 9000 + "<tr><td>x" * 6000,
    ],
    ids=["wide", "tall", "spans", "blank spans", "large"],
)
def test_a_page_too_large_for_any_sheet_is_refused(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "_MOST_ROWS", 10_000)
    with pytest.raises(TooBig):
        tables_of(page)


@pytest.mark.parametrize(
    "unit", ["<a ", "<!--", '<a "', "<!a", "<", "<td ", "<script>", "<?a", "<td a='", "</a ", "&", "<table><tr><td>"]
)
@pytest.mark.timeout(10)
def test_no_page_takes_longer_than_it_is_long(unit: str) -> None:
    assert isinstance(tables_of("<table><tr><td>a</td></tr>" + unit * 20_000), list)


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "</table>",
                "<tr>",
                "</tr>",
                "<td>",
                "</td>",
                "<th colspan=2>",
                "<td rowspan=3>",
                "<caption>",
                "</caption>",
                "<h1>",
                "</h1>",
                "<br>",
                "<!--",
                "-->",
                "<style>",
                "</style>",
                "a",
                "&",
                "<",
                ">",
                '"',
            ]
        )
    )
)
def test_any_page_is_read(pieces: list[str]) -> None:
    for grid in tables_of("".join(pieces)):
        assert all(len(row) == grid.width for row in HeldSheet(grid).rows())
