"""The values that custom fields take."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coorddesk.core.errors import UserError
from coorddesk.inventory.rules import CustomType, choices_typed, custom_id, custom_key, held, kept, link_typed

CHOICES = ["Windows 11", "Écran seul", "Linux"]


@pytest.mark.parametrize(
    ("kind", "value", "columns"),
    [
        (CustomType.TEXT, "  Élève\u200b   1 ", ("Élève 1", "eleve 1", None, None)),
        (CustomType.CHOICE, "ECRAN  seul", ("Écran seul", "ecran seul", None, None)),
        (CustomType.LINK, "www.example.fr/é", ("https://www.example.fr/é", "https://www.example.fr/e", None, None)),
        (CustomType.NUMBER, -2500, ("", "", -2500, None)),
        (CustomType.AMOUNT, 34990, ("", "", 34990, None)),
        (CustomType.YES_NO, False, ("", "", 0, None)),
        (CustomType.YES_NO, True, ("", "", 1, None)),
        (CustomType.DATE, date(2026, 9, 1), ("", "", None, date(2026, 9, 1))),
    ],
)
def test_a_value_is_kept_in_the_columns_of_its_type(kind: CustomType, value: Any, columns: tuple[Any, ...]) -> None:
    stored = kept(kind, CHOICES, value)
    assert stored == columns
    assert stored is not None
    again = held(kind, stored.text, stored.number, stored.day)
    assert kept(kind, CHOICES, again) == columns
    assert type(again) is type(value)


@pytest.mark.parametrize("kind", list(CustomType))
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_not_kept(kind: CustomType, nothing: Any) -> None:
    assert kept(kind, CHOICES, nothing) is None


def test_blanks_are_nothing() -> None:
    assert kept(CustomType.TEXT, (), " \u200b ") is None
    assert kept(CustomType.CHOICE, CHOICES, "  ") is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (CustomType.TEXT, "x" * 1001),
        (CustomType.CHOICE, "Windows 10"),
        (CustomType.LINK, "C:\\Windows\\notepad.exe"),
        (CustomType.NUMBER, 10**15 + 1),
        (CustomType.AMOUNT, -(10**13) - 1),
    ],
)
def test_what_a_type_does_not_take_is_refused(kind: CustomType, value: Any) -> None:
    with pytest.raises(UserError):
        kept(kind, CHOICES, value)


def test_a_value_of_another_type_is_our_bug() -> None:
    for kind, value in ((CustomType.NUMBER, True), (CustomType.YES_NO, 1), (CustomType.DATE, "2026-09-01")):
        with pytest.raises(TypeError):
            kept(kind, (), value)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("", ""),
        ("https://example.fr/a?b=c#d", "https://example.fr/a?b=c#d"),
        ("http://glpi/", "http://glpi/"),
        ("example.fr/manuel.pdf", "https://example.fr/manuel.pdf"),
        ("sav@example.fr", "mailto:sav@example.fr"),
        ("mailto:sav@example.fr", "mailto:sav@example.fr"),
    ],
)
def test_links_are_completed(typed: str, address: str) -> None:
    assert link_typed(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "notepad",
        "https://",
        "mailto:",
        "a b.fr",
        "\\\\serveur\\x",
        "http://[",
        "x" * 2001,
    ],
)
def test_anything_else_that_a_system_could_open_is_no_link(typed: str) -> None:
    with pytest.raises(UserError):
        link_typed(typed)


def test_choices_are_tidied_and_each_is_there_once() -> None:
    assert choices_typed([" A  b ", "", "C"]) == ["A b", "C"]
    for wrong in (["", " "], ["Été", "ete"]):
        with pytest.raises(UserError):
            choices_typed(wrong)


def test_keys_name_fields() -> None:
    assert custom_key(12) == "custom:12"
    assert [custom_id(key) for key in ("custom:12", "custom:", "custom:x", "tag", "custom:²", "12")] == [
        12,
        None,
        None,
        None,
        None,
        None,
    ]
