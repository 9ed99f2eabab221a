"""Design tokens: the few measures and colours that every screen is made of."""

from __future__ import annotations

from dataclasses import dataclass, fields

HAIR, TIGHT, SNUG, ROOM, WIDE, AIRY = 4, 8, 12, 16, 24, 32
"""Spacing in device-independent pixels, the only ones used."""

RADIUS = 6
CONTROL_HEIGHT = 32
ROW_HEIGHT = 30
ICON = 16
DIACRITIC = 1
"""Above a line of text: the accent of a capital may pass the height that the font names, as É does in DejaVu Sans."""


@dataclass(frozen=True)
class Colours:
    """One appearance, as #rrggbb. A test holds every pair that carries text or meaning to WCAG AA."""

    window: str  # behind everything
    rail: str  # behind the navigation
    surface: str  # lists, cards, fields, dialogs
    raised: str  # headers, hovered rows, menus' hover
    line: str  # separates; carries no meaning
    scroll: str  # the handle of a scroll bar at rest; nearer, it takes the outline's colour
    outline: str  # the edge of a control: 3:1 against what is around it
    text: str
    muted: str  # second-rank text, still AA
    disabled: str
    accent: str  # the one colour: primary buttons, links, focus
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str  # selection, the current tab
    on_accent_soft: str
    danger: str
    danger_hover: str
    on_danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str
    toast: str  # a quiet line over everything
    on_toast: str
    toast_link: str
    shadow: str


LIGHT = Colours(
    window="#f5f7f8",
    rail="#ebeff1",
    surface="#ffffff",
    raised="#f0f4f5",
    line="#dbe1e4",
    scroll="#b7c1c7",
    outline="#7a8790",
    text="#182026",
    muted="#53616b",
    disabled="#98a3aa",
    accent="#0b6e80",
    accent_hover="#095d6c",
    accent_pressed="#074c58",
    on_accent="#ffffff",
    accent_soft="#d6ecf0",
    on_accent_soft="#07414c",
    danger="#b3261e",
    danger_hover="#94201a",
    on_danger="#ffffff",
    danger_soft="#fce9e7",
    warning="#8a5200",
    warning_soft="#fdf1dd",
    success="#1d6b3c",
    success_soft="#e2f3e8",
    toast="#1f292f",
    on_toast="#f2f5f6",
    toast_link="#7fd4e4",
    shadow="#182026",
)

DARK = Colours(
    window="#14191c",
    rail="#101416",
    surface="#1a2024",
    raised="#232a2f",
    line="#2e373d",
    scroll="#46525a",
    outline="#71808a",
    text="#e5eaed",
    muted="#a2afb7",
    disabled="#66727a",
    accent="#53bccf",
    accent_hover="#6fcbdb",
    accent_pressed="#8ad8e6",
    on_accent="#04252c",
    accent_soft="#163f49",
    on_accent_soft="#c9eef5",
    danger="#f2938b",
    danger_hover="#f7aaa4",
    on_danger="#3b0805",
    danger_soft="#3d2220",
    warning="#e9b75f",
    warning_soft="#382c17",
    success="#7fcf9b",
    success_soft="#1b3325",
    toast="#2f3a41",
    on_toast="#f2f5f6",
    toast_link="#7fd4e4",
    shadow="#000000",
)


def colour_names() -> tuple[str, ...]:
    """The names of all colours."""
    return tuple(field.name for field in fields(Colours))
