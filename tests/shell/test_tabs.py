"""Every record, and every sheet that brings some, has a tab of its own to be shown in."""

from __future__ import annotations

from collections import Counter

from coorddesk import features
from coorddesk.shell.tabs import TABS


def test_every_kind_of_sheet_belongs_to_one_tab() -> None:
    kinds = {kind.key for feature in features.load() for kind in feature.imports}
    assert Counter(key for tab in TABS for key in tab.imports) == Counter(kinds)


def test_every_list_that_warns_belongs_to_one_tab() -> None:
    watched = {each.kind for feature in features.load() for each in feature.watched}
    records = Counter(kind for tab in TABS for kind in tab.records)
    assert {kind: records[kind] for kind in watched} == dict.fromkeys(watched, 1)
