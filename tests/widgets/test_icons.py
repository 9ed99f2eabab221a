from __future__ import annotations

import gc
import re
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from coorddesk.core.resources import resource
from coorddesk.widgets.icons import Icons, Tone
from coorddesk.widgets.theme import Appearance, Theme
from coorddesk.widgets.tokens import DARK, LIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture
def theme(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.choose(Appearance.LIGHT)


def ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of an icon's fully covered pixels."""
    image = icon.pixmap(QSize(64, 64), 1, mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in pixels if colour.alpha() == 255}


def test_an_icon_is_drawn_in_the_colour_of_its_tone(theme: Theme) -> None:
    assert ink(theme.icon("database")) == {LIGHT.text}
    assert ink(theme.icon("database", Tone.DANGER)) == {LIGHT.danger}
    assert ink(theme.icon("database"), QIcon.Mode.Disabled) == {LIGHT.disabled}
    assert ink(theme.dot(Tone.SUCCESS)) == {LIGHT.success}


def test_an_icon_that_is_shown_follows_the_theme(theme: Theme) -> None:
    icon = QIcon(theme.icon("database"))
    theme.choose(Appearance.DARK)
    assert ink(icon) == {DARK.text}


def test_an_icon_is_drawn_after_what_made_it_is_gone(qapp: QApplication) -> None:
    """The icon of the program is Qt's to draw, when it likes, until the very end."""
    icons = Icons(LIGHT)
    kept = QIcon(icons.icon("database", Tone.TEXT))
    made_by = weakref.ref(icons)
    del icons
    gc.collect()
    assert made_by() is None
    assert ink(kept) == {LIGHT.text}


def test_an_icon_is_as_sharp_as_the_screen(theme: Theme) -> None:
    pixmap = theme.icon("database").pixmap(QSize(16, 16), 2)
    assert (pixmap.size(), pixmap.devicePixelRatio()) == (QSize(32, 32), 2)


def test_an_icon_keeps_its_shape_in_a_wider_room(theme: Theme) -> None:
    image = theme.icon("circle-help").pixmap(QSize(60, 20), 1).toImage()
    painted = [x for x in range(60) if any(QColor(image.pixelColor(x, y)).alpha() for y in range(20))]
    assert max(painted) - min(painted) <= 20


def test_a_missing_icon_is_heard_at_once(theme: Theme) -> None:
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


def test_every_icon_is_used_and_every_one_used_is_there() -> None:
    """Icons are named by plain literals, so that this can be seen."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path("src/coorddesk").rglob("*.py"))
    there = {path.stem for path in resource("icons").glob("*.svg")}
    unused = {name for name in there if not re.search(f"[\"']{name}[\"'.]", source)}
    assert unused == set()


def test_icons_come_with_their_licence() -> None:
    assert "ISC License" in resource("icons/LICENSE").read_text(encoding="utf-8")
