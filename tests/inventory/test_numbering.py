"""Number patterns: read strictly, and what they make of a running number."""

from __future__ import annotations

from datetime import date

import pytest

from coorddesk.core.errors import UserError
from coorddesk.inventory.rules import PLAIN, NumberPattern, pattern_typed

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "kept", "tag", "series"),
    [
        ("PC-{YYYY}-{###}", "PC-{YYYY}-{###}", "PC-2026-042", "PC-2026-{#}"),
        (" PC-{yyyy}{mm} / {#} ", "PC-{YYYY}{MM} / {#}", "PC-202609 / 42", "PC-202609 / {#}"),
        ("{####}/{YY}", "{####}/{YY}", "0042/26", "{#}/26"),
        ("TAB{AAAA}.{AA}-{##}", "TAB{YYYY}.{YY}-{##}", "TAB2026.26-42", "TAB2026.26-{#}"),
        ("écran {#####}", "écran {#####}", "écran 00042", "écran {#}"),
    ],
)
def test_a_pattern_is_kept_as_it_means(typed: str, kept: str, tag: str, series: str) -> None:
    pattern = pattern_typed(typed)
    assert pattern is not None
    assert (pattern.text, pattern.tag(42, DAY), pattern.series(DAY)) == (kept, tag, series)
    assert pattern_typed(pattern.text) == pattern


def test_no_pattern_is_none() -> None:
    assert pattern_typed("  ") is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("PC-{YYYY}", "A pattern has one running number, such as {example}."),
        ("{##}-{##}", "A pattern has one running number, such as {example}."),
        ("PC-{ROOM}-{#}", "“{mark}” means nothing in a pattern: there are {known}."),
        ("PC-{}-{#}", "“{mark}” means nothing in a pattern: there are {known}."),
        ("PC-{#", "“{mark}” means nothing in a pattern: there are {known}."),
        ("PC-{#}}", "“{mark}” means nothing in a pattern: there are {known}."),
        ("{# #}", "“{mark}” means nothing in a pattern: there are {known}."),
        ("{##########}", "A running number has {count} digits at most."),
        ("P" * 60 + "{#}", "A pattern has {count} characters at most."),
    ],
)
def test_what_is_no_pattern_is_refused(typed: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        pattern_typed(typed)
    assert (refused.value.message.text, refused.value.field) == (said, "number_pattern")


def test_a_number_longer_than_its_pattern_is_not_cut() -> None:
    assert NumberPattern("PC-", 2, "").tag(1234, DAY) == "PC-1234"
    assert [PLAIN.tag(number, DAY) for number in (42, 123456)] == ["CD-00042", "CD-123456"]


def test_the_number_in_a_tag_is_known_again() -> None:
    pattern = NumberPattern("PC {YYYY}-", 3, "/B")
    tags = ("pc2026-042/b", "pc2026-7/b", "pc2025-042/b", "pc2026-/b", "pc2026-4x/b", "pc2026-²/b", "pc2026-042")
    assert [pattern.number_in(tag, DAY) for tag in tags] == [42, 7, None, None, None, None, None]
