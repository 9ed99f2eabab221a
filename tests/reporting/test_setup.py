from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.messages import verbatim
from coorddesk.core.texts import Texts
from coorddesk.reporting.blocks import Document, Sheet, Typed, TypedText
from coorddesk.reporting.page import LYING, MARGINS, UPRIGHT, Page, PaperSize
from coorddesk.reporting.report import Report
from coorddesk.reporting.setup import Setup, arranged, decode, encode, offered_columns, own_columns
from tests.reporting.samples import COLUMNS, NAME, PRICE, TAG, Device, flat_report

OWN = flat_report(Device(), columns=(TAG, NAME), offered=COLUMNS)
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1)
SETUPS = st.builds(
    Setup,
    title=st.just("") | WORDS,
    size=st.none() | st.sampled_from(PaperSize),
    landscape=st.none() | st.booleans(),
    margin=st.none() | st.sampled_from(MARGINS),
    columns=st.lists(WORDS).map(tuple),
    texts=st.dictionaries(WORDS, st.just("") | WORDS).map(lambda texts: tuple(texts.items())),
)


@given(SETUPS)
def test_what_was_chosen_comes_back(setup: Setup) -> None:
    assert decode(json.loads(json.dumps(encode(setup)))) == setup


@pytest.mark.parametrize(
    "kept",
    [
        None,
        7,
        [],
        {"title": 7, "size": "a0", "landscape": 1, "margin": 9, "columns": "tag", "texts": [1]},
        {"columns": [1, None], "texts": {"a": 1}, "more": True},
    ],
)
def test_what_nobody_could_have_chosen_counts_as_not_chosen(kept: object) -> None:
    assert decode(kept) == Setup()


def test_a_title_is_one_line_without_what_cannot_be_seen() -> None:
    assert decode({"title": " a\x00\n b ", "texts": {"k": "a\r\nb\x07 "}}) == Setup("a b", texts=(("k", "a\nb"),))


def test_nothing_chosen_changes_nothing() -> None:
    assert arranged(OWN, Setup()) == OWN


def test_columns_come_in_the_order_chosen_and_unknown_ones_are_passed_over(english: Texts) -> None:
    made = arranged(OWN, Setup(title="Mine", columns=("price", "gone", "tag", "price"), landscape=False))
    assert isinstance(made, Report)
    assert made.columns == (PRICE, TAG)
    assert (english.say(made.title), made.page) == ("Mine", UPRIGHT)
    assert arranged(OWN, Setup(columns=("gone",))) == OWN


def test_columns_that_it_shows_are_offered_first() -> None:
    reordered = replace(OWN, columns=(NAME, TAG))
    assert own_columns(reordered) == ("name", "tag")
    assert [column.key for column in offered_columns(reordered)][:3] == ["name", "tag", "status"]
    assert offered_columns(replace(OWN, offered=())) == ()


def test_a_document_gives_its_table_the_columns_and_its_blocks_the_texts(english: Texts) -> None:
    typed = (TypedText("a", verbatim("A"), verbatim("first")), TypedText("b", verbatim("B"), verbatim("second")))
    own = Document(verbatim("Sheets"), (Sheet(verbatim("One"), (Typed("a"),)),), OWN, typed)
    made = arranged(own, Setup(title="Mine", size=PaperSize.A5, margin=8, columns=("price",), texts=(("b", ""),)))
    assert isinstance(made, Document)
    assert made.page == Page(PaperSize.A5, margin=8)
    assert made.table.page == LYING
    assert (english.say(made.title), english.say(made.table.title)) == ("Mine", "Mine")
    assert made.table.columns == (PRICE,)
    said: list[Any] = [english.say(made.text_of(key)) for key in ("a", "b")]
    assert said == ["first", ""]
