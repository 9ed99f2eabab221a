"""The rail of tabs: whole on any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.shell.navigation import Navigation

if TYPE_CHECKING:
    from tests.windows import Windows

_LOWEST = 500
"""Pixels of height that a small screen leaves at 150 %."""


def test_on_a_low_screen_the_tabs_scroll_to_the_one_that_is_shown(opened: Windows) -> None:
    rail = opened.find(Navigation)
    assert rail.minimumSizeHint().height() < _LOWEST
    rail.setFixedHeight(_LOWEST)
    opened.settle()
    first, last = list(rail._tabs.values())[:: len(rail._tabs) - 1]
    view = rail._places.viewport()
    rail.choose("suppliers")
    seen = [view.rect().contains(each.mapTo(view, each.rect().center())) for each in (first, last)]
    assert seen == [False, True]
