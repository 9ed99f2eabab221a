"""Charts: what they measure, and that what they draw stays on the paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.messages import verbatim
from coorddesk.reporting.blocks import Bar, Bars, Block, Columns, Document, Series, Sheet
from coorddesk.reporting.charts import nice_step
from coorddesk.reporting.document import write_document
from coorddesk.reporting.report import Group, Report
from tests.reporting.samples import NAME, STAMP, noun

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


@given(st.integers(0, 10_000_000))
def test_a_step_is_round_and_few_of_them_reach_the_largest(most: int) -> None:
    step = nice_step(most)
    assert int(str(step)[0]) in {1, 2, 5}
    assert set(str(step)[1:]) <= {"0"}
    assert step * 4 >= most
    assert step == 1 or most > step * 4 / 2.5


def drawn(texts: Texts, *blocks: Block) -> Any:
    table: Report[Any] = Report(verbatim("x"), (NAME,), (Group(None, ()),), noun)
    stream = BytesIO()
    sheet = Sheet(verbatim("x"), blocks, title=verbatim("x"))
    write_document(Document(verbatim("x"), (sheet,), table), stream, STAMP, texts)
    return pypdfium2.PdfDocument(stream.getvalue())


def test_bars_say_their_names_and_values_and_stay_on_the_page(texts: Texts) -> None:
    name = " ".join(["A place whose name is much longer than there is room for beside its bar"] * 2)
    long = Bar(verbatim(name), 10)
    bars = Bars((long, Bar(verbatim("Small"), 1, verbatim("1 (9 %)")), Bar(verbatim("None"), 0, is_rest=True)))
    page = drawn(texts, bars)[0]
    text = " ".join(page.get_textpage().get_text_bounded().split())
    for word in ("10", "Small", "1 (9 %)", "None"):
        assert word in text
    assert sorted(name.split()) == sorted(word for word in text.split() if word in name.split())
    for each in page.get_objects():
        left, _bottom, right, _top = each.get_bounds()
        assert 0 <= left <= right <= page.get_width()


@pytest.mark.parametrize("values", [(), (0, 0), (3, 120_000)])
def test_columns_stand_on_nought_whatever_their_height(texts: Texts, values: tuple[int, ...]) -> None:
    steps = tuple(verbatim(f"{place:02}/2026") for place in range(1, len(values) + 1))
    page = drawn(texts, Columns(steps, (Series(verbatim("Received"), values), Series(verbatim("Gone"), values))))[0]
    text = page.get_textpage().get_text_bounded()
    assert "Received" in text
    assert all(texts.say(step) in text for step in steps)
    for each in page.get_objects():
        _left, bottom, _right, top = each.get_bounds()
        assert 0 <= bottom <= top <= page.get_height()


def test_many_bars_go_on_on_the_next_page(texts: Texts) -> None:
    paper = drawn(texts, Bars(tuple(Bar(verbatim(f"Name {place}"), place) for place in range(90))))
    assert len(paper) > 1
    assert "Name 89" in paper[len(paper) - 1].get_textpage().get_text_bounded()
