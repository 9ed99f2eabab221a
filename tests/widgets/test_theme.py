from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from coorddesk.core.resources import resource
from coorddesk.widgets.style_sheet import style_sheet
from coorddesk.widgets.theme import Appearance, Theme, TypeScale
from coorddesk.widgets.tokens import DARK, LIGHT, Colours, colour_names

APPEARANCES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

GROUNDS = ("window", "rail", "surface", "raised")
TEXT_PAIRS = [
    *((text, ground) for ground in GROUNDS for text in ("text", "muted", "accent", "danger", "warning", "success")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_accent_soft", "accent_soft"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("muted", "line"),  # a primary button that is disabled
    *(("text", f"{tone}_soft") for tone in ("danger", "warning", "success", "accent")),
    *((tone, f"{tone}_soft") for tone in ("danger", "warning", "success")),
    ("on_toast", "toast"),
    ("toast_link", "toast"),
]
SHAPE_PAIRS = [
    *((shape, ground) for ground in GROUNDS for shape in ("outline", "accent", "danger")),
    ("accent", "accent_soft"),
    ("text", "window"),  # the ring of a primary button
]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.fixture
def theme(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.choose(Appearance.LIGHT)


def test_the_measure_is_right() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@APPEARANCES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@APPEARANCES
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_edges_and_rings_can_be_seen_on_their_ground(colours: Colours, shape: str, ground: str) -> None:
    assert contrast(getattr(colours, shape), getattr(colours, ground)) >= 3


@APPEARANCES
def test_colours_are_colours(colours: Colours) -> None:
    assert all(re.fullmatch("#[0-9a-f]{6}", getattr(colours, name)) for name in colour_names())


@pytest.mark.parametrize(("mark", "colours"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        ("check", "on_accent"),
        ("dot", "on_accent"),
        ("down", "muted"),
        ("up", "muted"),
        ("right", "muted"),
        ("clear", "muted"),
    ],
)
def test_pictures_of_the_style_sheet_have_the_colours_of_the_theme(
    mark: str, colours: Colours, picture: str, colour: str
) -> None:
    source = resource(f"theme/{picture}-{mark}.svg").read_text(encoding="utf-8")
    assert re.findall('stroke="(#[0-9a-f]+)"', source) == [getattr(colours, colour)]
    assert f"{picture}-{mark}.svg" in style_sheet(colours, mark)


def test_no_picture_lies_there_for_nothing() -> None:
    sheet = style_sheet(LIGHT, "light") + style_sheet(DARK, "dark")
    assert {path.name for path in resource("theme").iterdir()} == set(re.findall(r"theme/([^\"]+)\"", sheet))


def test_items_of_lists_have_no_padding() -> None:
    """It would double the time that a list takes to paint."""
    assert "View::item" not in style_sheet(LIGHT, "light")


def test_the_user_chooses_light_or_dark(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    assert not theme.is_dark
    with qtbot.waitSignal(theme.changed):
        theme.choose(Appearance.DARK)
    assert (theme.appearance, theme.is_dark) == (Appearance.DARK, True)
    assert theme.colour("text") == QColor(DARK.text)
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.text)
    assert qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == QColor(DARK.disabled)
    assert DARK.surface in qapp.styleSheet()
    theme.choose(Appearance.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.text)


def test_it_follows_the_system_until_the_user_chooses(theme: Theme, qapp: QApplication) -> None:
    system = qapp.styleHints().colorSchemeChanged  # the offscreen platform has no other way to change its mind
    theme.choose(Appearance.SYSTEM)
    followed = []
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown):
        system.emit(scheme)
        followed.append(theme.is_dark)
    assert followed == [True, False, True, True]
    theme.choose(Appearance.LIGHT)
    system.emit(Qt.ColorScheme.Dark)
    assert not theme.is_dark
    theme.choose(Appearance.SYSTEM)
    system.emit(Qt.ColorScheme.Light)
    assert not theme.is_dark


def test_fonts_are_the_system_s_in_our_sizes(theme: Theme, qapp: QApplication) -> None:
    body = qapp.font()
    assert theme.font(TypeScale.BODY) == body
    title = theme.font(TypeScale.TITLE)
    assert title.family() == body.family()
    assert title.pointSizeF() == pytest.approx(body.pointSizeF() * 1.6)
    assert title.weight() == QFont.Weight.DemiBold


@pytest.mark.parametrize("kind", ["choice", "field"])
def test_boxes_to_tick_in_a_tree_are_seen_in_the_dark(theme: Theme, qtbot: QtBot, kind: str) -> None:
    theme.choose(Appearance.DARK)
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setProperty("kind", kind)
    tree.setRootIsDecorated(False)
    tree.setHeaderHidden(True)
    item = QTreeWidgetItem([""])
    item.setCheckState(0, Qt.CheckState.Unchecked)
    tree.addTopLevelItem(item)
    tree.show()
    row, image = tree.visualItemRect(item), tree.viewport().grab().toImage()
    seen = {image.pixelColor(x, row.center().y()).name() for x in range(min(row.right(), 30))}
    theme.choose(Appearance.LIGHT)
    assert QColor(DARK.outline).name() in seen
