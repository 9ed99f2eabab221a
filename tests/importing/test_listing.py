from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.tidy import tidy
from coorddesk.importing.listing import joined, listed

NAMES = st.lists(st.text(st.sampled_from('ab ;,"')).map(tidy).filter(bool), max_size=4)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("Windows", ["Windows"]),
        ("Windows; Linux ;;macOS;", ["Windows", "Linux", "macOS"]),
        ("Windows, Linux", ["Windows", "Linux"]),
        ("8 Go, DDR4; 16 Go, DDR4", ["8 Go, DDR4", "16 Go, DDR4"]),
        ("8 Go, DDR4\n16 Go, DDR4\n", ["8 Go, DDR4", "16 Go, DDR4"]),
        ('"8 Go, DDR4"', ["8 Go, DDR4"]),
        ('"a;b", c', ["a;b", "c"]),
        ('15"; 17"', ['15"', '17"']),
        ('"Grand" ; petit', ["Grand", "petit"]),
        ('"Grand" écran; petit', ['"Grand" écran', "petit"]),
        ('"jamais fermé; petit', ['"jamais fermé', "petit"]),
    ],
)
def test_names_in_one_cell(text: str, names: list[str]) -> None:
    assert listed(text) == names


@given(names=NAMES)
def test_what_is_joined_comes_apart_again(names: list[str]) -> None:
    assert listed(joined(names)) == names
