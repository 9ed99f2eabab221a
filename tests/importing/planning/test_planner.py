"""Any rows over any desk: none is lost, none crashes, and taking rows together is as taking them one by one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core import history
from coorddesk.core.fold import fold
from coorddesk.core.texts import Texts
from coorddesk.importing.importer import Importer, Options
from coorddesk.importing.kind import ImportKind
from coorddesk.importing.plan import Summary, Verdict
from coorddesk.importing.planning import rows
from tests.importing.corpus import csv_file
from tests.importing.devices import DEVICES, PEOPLE, Shelf

TAGS = st.sampled_from(["", "1", "2", "3", "a", "A ", "Total", "3.195E+12"])
PLACES = st.sampled_from(["", "Salle 1", "SALLE 1", "Salle 2", "?", "N° inventaire"])
PRICES = st.sampled_from(["", "5", "1,50", "-1", "x", "1.000", "#N/A"])
DEVICE_ROWS = st.lists(st.tuples(TAGS, TAGS, PLACES, PRICES), max_size=9)
DEVICE_HEADERS = ("N° inventaire", "N° de série", "Lieu", "Prix")
KNOWN_DEVICES = st.lists(
    st.fixed_dictionaries({"tag": st.none() | st.sampled_from("123"), "serial": st.none(), "place": st.none()}),
    max_size=3,
    unique_by=lambda record: record["tag"] or object(),
)

NAMES = st.sampled_from(["", "Petit", "Martin", "martin", "Moreau"])
PEOPLE_ROWS = st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["", "1", "2", "3"])), max_size=9)
PEOPLE_HEADERS = ("Nom", "Prénom", "Matricule")
KNOWN_PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "last_name": st.sampled_from(["Petit", "Martin"]),
            "first_name": st.sampled_from(["Zoé", "Martin", None]),
            "identifier": st.sampled_from(["1", "2", "3", None]),
        }
    ),
    max_size=3,
    unique_by=lambda record: record["identifier"] or object(),
)


def shelf_of(records: list[dict[str, Any]]) -> Shelf:
    shelf = Shelf()
    for record in records:
        shelf.add(**record)
    return shelf


def planned(kind: ImportKind, path: Path, languages: tuple[Texts, Texts], shelf: Shelf, key: str | None) -> Summary:
    return Importer(kind, path, languages, Options(key=key)).preview(shelf.session)


def check(
    folder: Path,
    kind: ImportKind,
    sheet: list[tuple[str, ...]],
    known: list[dict[str, Any]],
    key: str | None,
    languages: tuple[Texts, Texts],
) -> None:
    path = csv_file(folder / "any.csv", sheet)
    summaries = []
    with pytest.MonkeyPatch.context() as patch:
        for size in (1, 2, 1000):  # rows that are taken together, at most
            patch.setattr(rows, "CHUNK", size)
            summaries.append(planned(kind, path, languages, shelf_of(known), key))
    one, *others = summaries
    for other in others:
        assert (other.counts, other.creates, other.refused, other.examples, other.warnings, other.digest) == (
            one.counts,
            one.creates,
            one.refused,
            one.examples,
            one.warnings,
            one.digest,
        )
    last = max((number for number, row in enumerate(sheet, start=1) if any(row)), default=0)
    assert sum(one.counts.values()) == max(last - 1, 0)
    accounted = [row.row for verdict in Verdict for row in one.examples[verdict]] + [row.row for row in one.refused]
    assert sorted(accounted) == list(range(2, last + 1))


@given(sheet=DEVICE_ROWS, known=KNOWN_DEVICES, key=st.sampled_from([None, "serial", "place"]))
def test_devices(
    tmp_path_factory: pytest.TempPathFactory,
    languages: tuple[Texts, Texts],
    sheet: list[tuple[str, ...]],
    known: list[dict[str, Any]],
    key: str | None,
) -> None:
    check(tmp_path_factory.getbasetemp(), DEVICES, [DEVICE_HEADERS, *sheet], known, key, languages)


@given(sheet=PEOPLE_ROWS, known=KNOWN_PEOPLE)
def test_people(
    tmp_path_factory: pytest.TempPathFactory,
    languages: tuple[Texts, Texts],
    sheet: list[tuple[str, ...]],
    known: list[dict[str, Any]],
) -> None:
    check(tmp_path_factory.getbasetemp(), PEOPLE, [PEOPLE_HEADERS, *sheet], known, None, languages)


DECISIONS = st.fixed_dictionaries(
    {
        "values": st.fixed_dictionaries(
            {},
            optional={
                "place": st.dictionaries(
                    st.sampled_from(["salle 1", "salle 2", "?"]), st.sampled_from(["", "Salle 3"])
                ),
                "price": st.dictionaries(st.sampled_from(["x", "#n/a", "5"]), st.sampled_from(["", "6", "y"])),
            },
        ),
        "unknown": st.dictionaries(st.just("place"), st.sampled_from(["create", "empty", "refuse"])),
        "corrections": st.dictionaries(
            st.integers(2, 6),
            st.dictionaries(st.integers(0, 3), st.sampled_from(["", "2", "Salle 4", "x"])),
            max_size=3,
        ),
        "fixed": st.dictionaries(st.just("name"), st.just("Poste")),
    }
)


@given(sheet=DEVICE_ROWS, known=KNOWN_DEVICES, decided=DECISIONS)
def test_whatever_is_decided_every_row_has_its_account_and_is_done_as_shown(
    tmp_path_factory: pytest.TempPathFactory,
    languages: tuple[Texts, Texts],
    sheet: list[tuple[str, ...]],
    known: list[dict[str, Any]],
    decided: dict[str, Any],
) -> None:
    path = csv_file(tmp_path_factory.getbasetemp() / "decided.csv", [DEVICE_HEADERS, *sheet])
    importer, shelf = Importer(DEVICES, path, languages, Options(**decided)), shelf_of(known)
    seen = importer.preview(shelf.session)
    told = Counter(Verdict.of_code(code) for code in seen.verdicts)
    assert told == Counter({verdict: count for verdict, count in seen.counts.items() if count})
    assert len(seen.verdicts) == max(importer.look().last_row - 1, 0)
    assert {row.row for row in seen.refused} == _rows_of(seen, Verdict.REFUSED)
    assert set(seen.details) == _rows_of(seen, Verdict.CHANGED)
    assert not _rows_of(seen, Verdict.SKIPPED) & set(seen.notes)
    names = {record["place"] for record in shelf.records.values()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "record", lambda *_deed: None)
        done = importer.apply(shelf.session, seen=seen)
    assert (done.counts, done.creates, done.verdicts, done.details) == (
        seen.counts,
        seen.creates,
        seen.verdicts,
        seen.details,
    )
    made = {record["place"] for record in shelf.records.values()} - names - {None}
    assert {fold(name) for name in made} <= {fold(name) for name in seen.creates.get("place", ())}


def _rows_of(summary: Summary, verdict: Verdict) -> set[int]:
    return {row for row, code in enumerate(summary.verdicts, start=2) if code == verdict.code}
