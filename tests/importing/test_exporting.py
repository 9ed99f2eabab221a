from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coorddesk.core.texts import Texts
from coorddesk.importing.exporting import columns_of
from coorddesk.importing.importer import Importer
from coorddesk.importing.plan import Verdict
from coorddesk.reporting.write import write_table
from tests.importing.devices import DEVICES, FIELDS, Shelf

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Zs", "Co", "Cn"]), min_size=1
)
NAMES = st.builds(" ".join, st.lists(WORDS, min_size=1, max_size=3)).filter(
    lambda text: text != "?" and not text.startswith(("#", "Err:"))
)
CODES = st.from_regex(r"0{0,3}[1-9A-Z][0-9A-Z-]{0,8}", fullmatch=True)


def nothing_or(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


RECORDS = st.fixed_dictionaries(
    {
        "tag": CODES,
        "serial": nothing_or(CODES),
        "name": nothing_or(NAMES),
        "category": nothing_or(NAMES),
        "condition": nothing_or(st.sampled_from(["new", "good", "worn"])),
        "place": nothing_or(NAMES),
        "purchase_date": nothing_or(st.dates(min_value=date(1900, 3, 1), max_value=date(2100, 12, 31))),
        "price": nothing_or(st.integers(0, 10**9)),
        "warranty_months": nothing_or(st.integers(0, 120)),
        "order_number": nothing_or(CODES),
        "notes": nothing_or(NAMES),
        "quantity": nothing_or(st.integers(1, 10**6)),
    }
)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("language", [0, 1], ids=["fr", "en"])
@settings(max_examples=20)
@given(records=st.lists(RECORDS, min_size=1, max_size=5, unique_by=lambda record: str(record["tag"]).casefold()))
def test_our_own_sheets_come_back_to_no_change(
    tmp_path_factory: pytest.TempPathFactory,
    languages: tuple[Texts, Texts],
    suffix: str,
    language: int,
    records: list[dict[str, object]],
) -> None:
    shelf = Shelf()
    serials: set[object] = set()
    for record in records:
        serial = record["serial"] if str(record["serial"]).casefold() not in serials else None
        serials.add(str(serial).casefold())
        shelf.add(**record | {"serial": serial})
    path = tmp_path_factory.getbasetemp() / f"own.{suffix}"
    write_table(columns_of(DEVICES), list(DEVICES.rows(shelf.session)), path, languages[language])
    importer = Importer(DEVICES, path, languages)
    assert importer.look().unmapped == []
    summary = importer.preview(shelf.session)
    assert {verdict: count for verdict, count in summary.counts.items() if count} == {Verdict.UNCHANGED: len(records)}


def test_each_field_is_a_column_under_its_title() -> None:
    columns = columns_of(DEVICES)
    assert [(column.key, column.title) for column in columns] == [(field.key, field.title) for field in FIELDS]


def test_a_choice_goes_out_by_its_title_and_a_word_of_the_desks_own_as_it_is(texts: Texts) -> None:
    (column,) = (column for column in columns_of(DEVICES) if column.key == "condition")
    assert [column.value({"condition": value}) for value in ("worn", "À trier", None)] == [
        FIELDS[7].choices[2].title,
        "À trier",
        None,
    ]
