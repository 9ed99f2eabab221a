from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coorddesk.core.errors import UserError
from coorddesk.core.resources import resource
from coorddesk.labels.reports import Order, write_calibration, write_labels
from coorddesk.labels.rules import FROM_LEFT, FROM_TOP, PUBLISHED, CodeKind, Label, Run, SheetFormat, Style
from coorddesk.reporting.page import PaperSize
from coorddesk.reporting.preview import page_count
from tests.labels.paper import all_codes, codes_on, ink, picture

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Stamp

L7160 = PUBLISHED["L7160"]
LONG = "Un vidéoprojecteur interactif à très courte focale de la grande salle de réunion du deuxième étage"


def label(number: int) -> Label:
    return Label(f"PC-2026-{number:03}", f"PC-2026-{number:03}", "Portable de prêt", ("HP ProBook 450 G9", "Salle 12"))


def printed(order: Order, stamp: Stamp, texts: Texts) -> bytes:
    out = BytesIO()
    write_labels(order, out, stamp, texts)
    return out.getvalue()


@pytest.mark.parametrize("sheet", PUBLISHED.values(), ids=list(PUBLISHED))
def test_every_code_is_read_back_from_every_sheet(sheet: SheetFormat, stamp: Stamp, texts: Texts) -> None:
    """Squares of a third of a millimetre, on the smallest labels, need the finer printer."""
    labels = [label(number) for number in range(1, sheet.count + 2)]
    pdf = printed(Order(labels, Style(owner="Propriété de l’école Les Tilleuls"), Run(sheet)), stamp, texts)
    assert page_count(pdf) == 2
    printers = (150, 300) if sheet.height >= 1100 else (300,)
    for dots in printers:
        assert [code.text for code in codes_on(pdf, 0, dots)] == [each.code for each in labels[:-1]]
    assert [code.text for code in codes_on(pdf, 1, printers[0])] == [labels[-1].code]


@pytest.mark.parametrize("key", ["L7160", "L7162", "L7165", "L7173", "3474"])
def test_bars_are_read_back(key: str, stamp: Stamp, texts: Texts) -> None:
    labels = [label(number) for number in range(1, 8)]
    pdf = printed(Order(labels, Style(CodeKind.CODE128), Run(PUBLISHED[key])), stamp, texts)
    for dots in (150, 300):
        assert all_codes(pdf, dots) == [each.code for each in labels]


def test_labels_begin_at_cell_seven_and_lie_where_the_sheet_says(stamp: Stamp, texts: Texts) -> None:
    labels = [label(number) for number in range(1, 19)]
    pdf = printed(Order(labels, Style(), Run(L7160, start=7)), stamp, texts)
    first, second = codes_on(pdf, 0), codes_on(pdf, 1)
    assert [code.text for code in first] == [each.code for each in labels[:15]]
    assert [code.text for code in second] == [each.code for each in labels[15:]]
    for at, codes in ((7, first), (1, second)):
        for cell, code in enumerate(codes, at):
            box = L7160.box(cell)
            assert box.left / 100 < code.left < code.right < box.right / 100
            assert box.top / 100 < code.top < code.bottom < box.bottom / 100
    row, column = (codes_on(pdf, 1)[place] for place in (0, 1))
    assert column.left - row.left == pytest.approx(66.04, abs=0.1)
    assert first[3].top - first[0].top == pytest.approx(38.1, abs=0.1)


@pytest.mark.parametrize("key", ["L7160", "L7651", "L7165", "3474", "5160"])
def test_frames_are_where_the_cells_are_to_a_tenth_of_a_millimetre(key: str, stamp: Stamp, texts: Texts) -> None:
    sheet = PUBLISHED[key]
    labels = [label(number) for number in range(sheet.count)]
    pdf = printed(Order(labels, Style(frame=True), Run(sheet)), stamp, texts)
    edges, last = ink(pdf), sheet.box(sheet.count)
    assert edges is not None
    width, height = (side / 100 for side in sheet.paper)
    wanted = (sheet.left / 100, sheet.top / 100, min(last.right / 100, width), min(last.bottom / 100, height))
    assert edges == pytest.approx(wanted, abs=0.2)


def test_a_printer_offset_moves_everything_by_as_much(stamp: Stamp, texts: Texts) -> None:
    order = Order([label(1)], Style(frame=True), Run(L7160))
    plain = ink(printed(order, stamp, texts))
    led = ink(printed(replace(order, run=Run(L7160, shift=(15, -22))), stamp, texts))
    assert plain is not None
    assert led is not None
    assert [after - before for before, after in zip(plain, led, strict=True)] == pytest.approx(
        [1.5, -2.2, 1.5, -2.2], abs=0.1
    )


def test_copies_stand_beside_one_another(stamp: Stamp, texts: Texts) -> None:
    pdf = printed(Order([label(1), label(2)], Style(), Run(L7160, copies=2)), stamp, texts)
    assert all_codes(pdf) == ["PC-2026-001", "PC-2026-001", "PC-2026-002", "PC-2026-002"]


@settings(max_examples=25)
@given(
    title=st.text(max_size=120),
    lines=st.lists(st.text(max_size=120), max_size=6),
    owner=st.text(max_size=120),
    key=st.sampled_from(["L7160", "L7651", "L7164", "L4731", "3424"]),
    kind=st.sampled_from(CodeKind),
)
def test_no_text_is_ever_printed_beyond_its_label(  # noqa: PLR0917 - what is drawn
    stamp: Stamp, texts: Texts, title: str, lines: list[str], owner: str, key: str, kind: CodeKind
) -> None:
    sheet = PUBLISHED[key]
    one = Label("7", "7", title, tuple(lines))
    pdf = printed(Order([one], Style(kind, owner=owner), Run(sheet, start=sheet.columns + 2)), stamp, texts)
    box, edges = sheet.box(sheet.columns + 2), ink(pdf, dots=200)
    assert edges is not None
    assert edges[0] >= box.left / 100 - 0.15
    assert edges[1] >= box.top / 100 - 0.15
    assert edges[2] <= box.right / 100 + 0.15
    assert edges[3] <= box.bottom / 100 + 0.15


def test_a_long_name_is_cut_and_its_number_is_not(stamp: Stamp, texts: Texts) -> None:
    long = Label("CD-00042", "CD-00042", LONG * 3, (LONG * 2,))
    pdf = printed(Order([long], Style(owner=LONG), Run(PUBLISHED["L7651"])), stamp, texts)
    text = text_of(pdf)
    assert "CD-00042" in text
    assert "…" in text


def test_a_number_that_is_wider_than_its_code_stands_beside_it_whole(stamp: Stamp, texts: Texts) -> None:
    one = Label("PC-2026-00042", "PC-2026-00042", "Portable")
    assert "PC-2026-00042" in text_of(printed(Order([one], Style(), Run(PUBLISHED["5267"])), stamp, texts))


@pytest.mark.parametrize(
    ("code", "kind", "sentence"),
    [
        ("CD-" + "X" * 30, CodeKind.CODE128, "too long for bars"),
        ("Étagère 4", CodeKind.CODE128, "letters that no bars can say"),
        ("X" * 2000, CodeKind.QR, "too fine"),
        ("X" * 3000, CodeKind.QR, "too fine"),
    ],
)
def test_a_code_without_room_is_refused_with_what_to_do(
    code: str, kind: CodeKind, sentence: str, stamp: Stamp, texts: Texts
) -> None:
    with pytest.raises(UserError) as refused:
        printed(Order([Label(code, code)], Style(kind), Run(L7160)), stamp, texts)
    assert sentence in texts.say(refused.value.message)
    assert refused.value.field == "code"


def test_nothing_to_print_is_said(stamp: Stamp, texts: Texts) -> None:
    with pytest.raises(UserError) as refused:
        printed(Order([], Style(), Run(L7160)), stamp, texts)
    assert refused.value.field == "labels"


def test_the_logo_stands_on_labels_that_have_room(stamp: Stamp, texts: Texts) -> None:
    whose = replace(stamp, logo=resource("samples/logo.png").read_bytes())
    order = Order([label(1)], Style(), Run(L7160))
    with_logo, without = (printed(replace(order, style=Style(logo=wanted)), whose, texts) for wanted in (True, False))
    assert picture(with_logo, 0, 72).tobytes() != picture(without, 0, 72).tobytes()
    assert all_codes(with_logo) == all_codes(without) == ["PC-2026-001"]


def test_a_damaged_logo_keeps_nobody_from_their_labels(stamp: Stamp, texts: Texts) -> None:
    assert all_codes(printed(Order([label(1)], Style(), Run(L7160)), replace(stamp, logo=b"no"), texts)) == [
        "PC-2026-001"
    ]


def test_the_same_order_gives_the_same_bytes(stamp: Stamp, texts: Texts) -> None:
    order = Order([label(1)], Style(), Run(L7160))
    assert printed(order, stamp, texts) == printed(order, stamp, texts)


@pytest.mark.parametrize("shift", [(0, 0), (12, -7)])
@pytest.mark.parametrize("page", [PaperSize.A4, PaperSize.LETTER])
def test_the_calibration_page_is_true_to_the_millimetre(
    page: PaperSize, shift: tuple[int, int], stamp: Stamp, texts: Texts
) -> None:
    out = BytesIO()
    write_calibration(page, shift, out, stamp, texts)
    edges = ink(out.getvalue())
    assert edges is not None
    left, top = FROM_LEFT + shift[0] / 10, FROM_TOP + shift[1] / 10
    assert edges[:2] == pytest.approx((left, top), abs=0.15)
    upright = ink(out.getvalue(), within=(left - 0.5, 0, left + 0.5, 290))
    assert upright is not None
    assert upright[3] - upright[1] == pytest.approx(150, abs=0.2)


def text_of(pdf: bytes) -> str:
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as document:
        text: str = document[0].get_textpage().get_text_range()
    return text
