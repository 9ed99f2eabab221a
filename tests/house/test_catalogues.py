"""Every message of the source is said in French, with the same placeholders."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from compile_locale import extracted

from tests.house.source import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

Key = tuple[str | None, str]


@pytest.fixture
def french() -> dict[Key, Message]:
    with (ROOT / "resources/locale/fr/LC_MESSAGES/coorddesk.po").open("rb") as file:
        return _by_key(read_po(file, domain="coorddesk"))


@pytest.fixture(scope="module")
def source() -> dict[Key, Message]:
    return _by_key(extracted())


def test_every_message_is_said_in_french(source: dict[Key, Message], french: dict[Key, Message]) -> None:
    assert [
        message.id for key, message in source.items() if key not in french or not all(_forms(french[key].string))
    ] == []


def test_nothing_is_translated_that_nobody_says(source: dict[Key, Message], french: dict[Key, Message]) -> None:
    assert french.keys() - source.keys() == set()


def test_nothing_is_guessed(french: dict[Key, Message]) -> None:
    assert [message.id for message in french.values() if message.fuzzy] == []


def test_placeholders_agree(french: dict[Key, Message]) -> None:
    assert [
        (message.id, translated)
        for message in french.values()
        for translated in _forms(message.string)
        if translated and _placeholders(translated) not in [_placeholders(text) for text in _forms(message.id)]
    ] == []


def _by_key(catalogue: Catalog) -> dict[Key, Message]:
    return {(message.context, _forms(message.id)[0]): message for message in catalogue if message.id}


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """A text and its plural, where it has one."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
