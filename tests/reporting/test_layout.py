from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.messages import _, verbatim
from coorddesk.core.texts import Texts
from coorddesk.reporting.grid import grid_of
from coorddesk.reporting.layout import Part, Setter, Strip, deal
from coorddesk.reporting.report import Group, Report
from coorddesk.reporting.totals import tally_groups
from coorddesk.reporting.typeface import load_faces
from tests.reporting.samples import NAME, PRICE, TAG, Device, devices, flat_report, report

FEW = (TAG, NAME, PRICE)
A4_ACROSS = 757.0
LINE = 15.12  # points: a row of one line


def pages(of: Report[Any], texts: Texts, room: float = 400.0, first_room: float | None = None) -> list[list[Strip]]:
    tallies = tally_groups(of)
    faces = load_faces()
    setter = Setter(of, grid_of(of, tallies, A4_ACROSS, faces, texts), faces, texts)
    return list(deal(setter.chunks(tallies), setter, room if first_room is None else first_room, room))


def words(strips: list[Strip]) -> list[str]:
    """A strip as its part, label and cells in one string."""
    return [
        " ".join([strip.part.name, *strip.label, *(line for cell in strip.cells for line in cell)]) for strip in strips
    ]


def test_a_table_reads_from_its_first_heading_to_its_total(french: Texts) -> None:
    assert [words(page) for page in pages(report(2, 1, columns=FEW), french)] == [
        [
            "HEADING Salle 1",
            "ROW 0001 Tablette Samsung Galaxy Tab A8 10,00",
            "ROW 0002 Vidéoprojecteur Epson 10,00",
            "SUBTOTAL 2 appareils 20,00",
            "HEADING Salle 2",
            "ROW 0001 Tablette Samsung Galaxy Tab A8 10,00",
            "SUBTOTAL 1 appareil 10,00",
            "TOTAL Total : 3 appareils 30,00",
        ]
    ]


def test_one_group_needs_no_sum_of_its_own(english: Texts) -> None:
    assert words(pages(report(1, columns=(TAG,)), english)[0]) == [
        "HEADING Salle 1",
        "ROW 0001",
        "TOTAL Total: 1 device",
    ]


def test_rows_without_groups_need_no_heading(english: Texts) -> None:
    assert words(pages(flat_report(Device(), columns=(TAG,)), english)[0]) == ["ROW 0042", "TOTAL Total: 1 device"]


def test_an_empty_group_says_so(english: Texts) -> None:
    assert words(pages(report(0, 1, columns=(TAG,)), english)[0]) == [
        "HEADING Salle 1",
        "SUBTOTAL 0 devices",
        "HEADING Salle 2",
        "ROW 0001",
        "SUBTOTAL 1 device",
        "TOTAL Total: 1 device",
    ]


@pytest.mark.parametrize(
    ("empty", "sentence"),
    [
        (flat_report(), "This report is empty: there is nothing to list yet."),
        (report(), "This report is empty: there is nothing to list yet."),
        (report(0, 0, filters=(_("Site: {name}", name="Nord"),)), "This report is empty: nothing matches its filters."),
    ],
)
def test_an_empty_report_is_a_sentence(english: Texts, empty: Report[Device], sentence: str) -> None:
    assert [words(page) for page in pages(empty, english)] == [[f"NOTE {sentence}"]]


def test_a_group_that_crosses_pages_is_named_again(english: Texts) -> None:
    made = pages(report(30, columns=(TAG,)), english, room=11 * LINE)
    assert [words(page)[0] for page in made] == [
        "HEADING Salle 1",
        "CONTINUED Salle 1 (continued)",
        "CONTINUED Salle 1 (continued)",
        "CONTINUED Salle 1 (continued)",
    ]
    assert sum(word.startswith("ROW") for page in made for word in words(page)) == 30


def test_rows_without_groups_go_on_without_a_word(english: Texts) -> None:
    made = pages(flat_report(*devices(12), columns=(TAG,)), english, room=10.5 * LINE)
    assert [words(page)[0] for page in made] == ["ROW 0001", "ROW 0011"]


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=8),
    st.floats(7 * LINE, 20 * LINE),
    st.floats(1 * LINE, 20 * LINE),
)
def test_headings_and_sums_never_stand_alone(english: Texts, sizes: list[int], room: float, first: float) -> None:
    of = report(*sizes, columns=(TAG,))
    made = pages(of, english, room, min(first, room))
    rows = [word for page in made for word in words(page) if word.startswith("ROW")]
    assert rows == [f"ROW {number:04}" for size in sizes for number in range(1, size + 1)]
    assert all(sum(strip.height for strip in page) <= room + 1e-6 for page in made)
    for page in made[1:]:
        parts = [strip.part for strip in page]
        assert parts[0] in {Part.HEADING, Part.CONTINUED, Part.NOTE}
        assert parts[-1] not in {Part.HEADING, Part.CONTINUED}
        if parts[0] is Part.CONTINUED:
            assert parts[1] is Part.ROW


def test_a_heading_keeps_two_rows_beside_it(english: Texts) -> None:
    of = report(3, 5, columns=(TAG,))
    needed = sum(strip.height for strip in pages(of, english)[0][:7])  # the first group, a heading, one row... not two
    assert words(pages(of, english, room=needed)[1])[0] == "HEADING Salle 2"


def test_a_first_page_without_room_is_left_to_the_letterhead(english: Texts) -> None:
    made = pages(flat_report(Device(), columns=(TAG,)), english, first_room=5)
    assert [words(page) for page in made] == [[], ["ROW 0042", "TOTAL Total: 1 device"]]


def test_a_cell_taller_than_a_page_is_continued_and_nothing_is_cut(english: Texts) -> None:
    lines = [f"line {number}" for number in range(100)]
    row = Device(name="\n".join(lines))
    of = replace(flat_report(columns=(TAG, NAME)), groups=(Group(verbatim("Salle 1"), [row]),))
    made = pages(of, english, room=300)
    found = [line for page in made for strip in page if strip.part is Part.ROW for line in strip.cells[1]]
    assert found == lines
    assert all(sum(strip.height for strip in page) <= 300 for page in made)
    assert [words(page)[0].split()[0] for page in made] == ["HEADING", *["CONTINUED"] * (len(made) - 1)]


def test_a_tall_row_moves_whole_to_the_next_page_where_it_fits(english: Texts) -> None:
    rows = [Device("1"), Device("2", "\n".join("abcdefgh"))]
    made = pages(flat_report(*rows, columns=(TAG, NAME)), english, room=20 * LINE, first_room=6 * LINE)
    assert [words(page)[0] for page in made] == ["ROW 1 Écran", "ROW 2 a b c d e f g h"]


def test_rows_too_tall_to_stay_with_their_heading_go_on_under_it(english: Texts) -> None:
    tall = "\n".join("abcdefgh")
    rows = [Device("1", tall), Device("2", tall)]
    of = replace(flat_report(columns=(TAG, NAME)), groups=(Group(verbatim("Salle 1"), rows),))
    assert [words(page)[:2] for page in pages(of, english, room=12 * LINE)] == [
        ["HEADING Salle 1", "ROW 1 a b c d e f g h"],
        ["CONTINUED Salle 1 (continued)", "ROW 2 a b c d e f g h"],
    ]


def test_a_tall_row_begins_on_a_new_page_where_not_one_line_is_left(english: Texts) -> None:
    rows = [Device("1", "\n".join("a" * 27)), Device("2", "\n".join("b" * 20))]
    of = replace(flat_report(columns=(TAG, NAME)), groups=(Group(verbatim("Salle 1"), rows),))
    assert [[len(strip.cells[1]) for strip in page if strip.cells] for page in pages(of, english, room=300)] == [
        [27],
        [20, 0],
    ]


def test_a_heading_of_any_length_leaves_room_for_rows(english: Texts) -> None:
    long = "Très longue salle " * 200
    of = replace(flat_report(columns=(TAG,)), groups=(Group(verbatim(long), devices(40)),))
    made = pages(of, english, room=300)
    assert [len(page[0].label) for page in made[2:]] == [3] * len(made[2:])
    assert sum(strip.part is Part.ROW for page in made for strip in page) == 40


def test_sums_stand_below_their_label_where_it_is_too_long_to_stand_beside(english: Texts) -> None:
    narrow = (replace(TAG, title=verbatim("N°"), width=1), PRICE, replace(NAME, width=60))
    strip = pages(flat_report(*devices(2, name="Écran " * 40), columns=narrow), english)[0][-1]
    assert (strip.label, strip.cells) == (("Total: 2 devices",), ((), ("", "20.00"), ()))
    first = pages(flat_report(*devices(2), columns=(PRICE, TAG)), english)[0][-1]
    assert (first.label, first.cells) == (("Total: 2 devices",), (("", "20.00"), ()))


def test_short_titles_stand_on_the_rule(english: Texts) -> None:
    of = flat_report(columns=(replace(TAG, width=1), replace(NAME, width=60)))
    faces = load_faces()
    setter = Setter(of, grid_of(of, tally_groups(of), 300, faces, english), faces, english)
    assert setter.titles().cells == (("Inventory", "number"), ("", "Name"))


def test_texts_that_never_repeat_take_no_memory(english: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.reporting.layout._CACHED_TEXTS", 3)
    made = pages(flat_report(*devices(10), columns=(TAG,)), english)
    assert words(made[0])[9] == "ROW 0010"
