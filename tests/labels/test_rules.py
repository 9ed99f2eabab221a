from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.organisation import OrganisationRow
from coorddesk.core.resources import resource
from coorddesk.core.texts import Texts
from coorddesk.labels.rules import (
    PUBLISHED,
    CodeKind,
    Place,
    Run,
    SheetFormat,
    Style,
    boxes,
    centred,
    decode_style,
    encode_style,
    owner_line,
    pages,
    placed,
    refusal,
    run_refusal,
)
from coorddesk.reporting.page import PaperSize

sheets = st.builds(
    SheetFormat,
    key=st.just("own:1"),
    name=st.just("Ours"),
    page=st.sampled_from(PaperSize),
    columns=st.integers(-1, 12),
    rows=st.integers(-1, 30),
    width=st.integers(0, 30_000),
    height=st.integers(0, 40_000),
    left=st.integers(-100, 5_000),
    top=st.integers(-100, 5_000),
    across=st.integers(0, 30_000),
    down=st.integers(0, 40_000),
)
likely = sheets.filter(lambda sheet: refusal(sheet) is None)


@given(sheet=sheets)
def test_a_sheet_is_refused_or_its_labels_lie_on_the_paper_and_apart(sheet: SheetFormat) -> None:
    if refusal(sheet) is not None:
        return
    lie = boxes(sheet)
    assert len(lie) == sheet.count
    width, height = sheet.paper
    for box in lie:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= width + 2
        assert box.bottom <= height + 2
    for one, other in combinations(lie, 2):
        beside = one.right <= other.left or other.right <= one.left
        below = one.bottom <= other.top or other.bottom <= one.top
        assert beside or below


@given(
    page=st.sampled_from(PaperSize),
    columns=st.integers(1, 8),
    rows=st.integers(1, 20),
    share=st.tuples(st.integers(50, 100), st.integers(50, 100)),
)
def test_a_sheet_that_fits_is_never_refused(page: PaperSize, columns: int, rows: int, share: tuple[int, int]) -> None:
    width, height = SheetFormat("", "", page, 1, 1, 0, 0, 0, 0, 0, 0).paper
    across, down = width // columns, height // rows
    size = max(500, across * share[0] // 100), max(500, down * share[1] // 100)
    sheet = centred("x", (columns, rows), size, (max(across, size[0]), max(down, size[1])), page)
    fits = columns * size[0] <= width and rows * size[1] <= height and across >= size[0] and down >= size[1]
    assert (refusal(sheet) is None) == fits


@pytest.mark.parametrize("sheet", PUBLISHED.values(), ids=list(PUBLISHED))
def test_every_published_sheet_can_be_printed_on(sheet: SheetFormat) -> None:
    assert refusal(sheet) is None
    width, height = sheet.paper
    last = sheet.box(sheet.count)
    assert abs((width - last.right) - sheet.left) <= 2  # in the middle
    assert abs((height - last.bottom) - sheet.top) <= 2


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [  # left and upper edge in millimetres, as the templates of gLabels have them, to a millimetre
        ("L7160", (7.5, 15.5), (139.56, 244.1)),
        ("L7161", (7.4, 8.1), (139.3, 241.8)),
        ("L7162", (4.0, 13.0), (106.5, 250.3)),
        ("L7165", (4.67, 13.04), (106.3, 216.2)),
        ("L7651", (4.7, 10.9), (167.1, 265.3)),
        ("L7654", (10.0, 22.0), (155.5, 250.6)),
        ("3475", (0.0, 4.43), (140.1, 256.6)),
    ],
)
def test_published_sheets_are_as_others_measured_them(
    key: str, first: tuple[float, float], last: tuple[float, float]
) -> None:
    sheet = PUBLISHED[key]
    for cell, (left, top) in ((1, first), (sheet.count, last)):
        box = sheet.box(cell)
        assert box.left / 100 == pytest.approx(left, abs=1.0)
        assert box.top / 100 == pytest.approx(top, abs=1.0)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"columns": 0}, "columns"),
        ({"rows": 0}, "rows"),
        ({"rows": 401}, "rows"),
        ({"width": 499}, "width"),
        ({"height": 499}, "height"),
        ({"left": -1}, "left"),
        ({"top": -1}, "top"),
        ({"across": 6349}, "across"),
        ({"down": 3809}, "down"),
        ({"columns": 4}, "columns"),
        ({"rows": 8}, "rows"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(change: dict[str, int], field: str) -> None:
    from dataclasses import replace

    refused = refusal(replace(PUBLISHED["L7160"], **change))  # type: ignore[arg-type]  # numbers all
    assert refused is not None
    assert refused[0] == field


@given(start=st.integers(1, 21), copies=st.integers(1, 5), count=st.integers(0, 60))
def test_every_label_lies_once_for_each_copy_from_the_first_free_cell_on(start: int, copies: int, count: int) -> None:
    run = Run(PUBLISHED["L7160"], start, copies)
    lie = list(placed(run, range(count)))
    assert [label for _place, label in lie] == [label for label in range(count) for _copy in range(copies)]
    flat = [place.page * 21 + place.cell for place, _label in lie]
    assert flat[:1] == ([start] if count else [])
    assert all(after == before + 1 for before, after in pairwise(flat))
    assert pages(run, count) == (lie[-1][0].page + 1 if lie else 0)


def test_a_run_begins_where_the_sheet_is_free_and_goes_on_with_the_next() -> None:
    run = Run(PUBLISHED["L7160"], start=20)
    assert [place for place, _label in placed(run, "abc")] == [Place(0, 20), Place(0, 21), Place(1, 1)]


def test_a_printer_that_is_off_is_led() -> None:
    box = Run(PUBLISHED["L7160"], shift=(-7, 12)).box(1)
    plain = PUBLISHED["L7160"].box(1)
    assert (box.left - plain.left, box.top - plain.top) == (-70, 120)


@pytest.mark.parametrize(
    ("run", "count", "field"),
    [
        (Run(PUBLISHED["L7160"], start=0), 1, "start"),
        (Run(PUBLISHED["L7160"], start=22), 1, "start"),
        (Run(PUBLISHED["L7160"], copies=0), 1, "copies"),
        (Run(PUBLISHED["L7160"], copies=101), 1, "copies"),
        (Run(PUBLISHED["L7160"], shift=(0, -101)), 1, "shift"),
        (Run(PUBLISHED["L7160"], copies=100), 201, "copies"),
    ],
)
def test_runs_that_are_slips_are_refused(run: Run, count: int, field: str) -> None:
    refused = run_refusal(run, count)
    assert refused is not None
    assert refused[0] == field


def test_a_style_comes_back_and_a_damaged_one_is_the_first() -> None:
    style = Style(CodeKind.CODE128, ("name", "custom:3"), logo=False, owner="Property of the school", frame=True)
    first = Style(fields=("name",))
    assert decode_style(encode_style(style), first) == style
    wrong = {"code": 7, "fields": "name", "logo": "yes", "owner": None}
    broken: tuple[object, ...] = (None, 3, [], wrong, {"code": "aztec"})
    assert [decode_style(each, first) for each in broken] == [first] * len(broken)


@pytest.mark.parametrize(
    ("kind", "said"),
    [("asset", "Property of Les Tilleuls"), ("person", "Les Tilleuls"), ("place", "Les Tilleuls")],
)
def test_a_pupil_is_nobodys_property(kind: str, said: str) -> None:
    reader = Texts("en", resource("locale"))
    assert reader.say(owner_line(OrganisationRow(name="Les Tilleuls"), kind)) == said
    assert reader.say(owner_line(OrganisationRow(), kind)) == ""
