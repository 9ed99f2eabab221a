"""The style sheet: what the palette cannot say about our controls, written from the tokens."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from coorddesk.core.resources import resource
from coorddesk.widgets.tokens import CONTROL_HEIGHT, RADIUS

if TYPE_CHECKING:
    from coorddesk.widgets.tokens import Colours

# Buttons say what they are by the property "kind": none (plain), primary, danger, quiet (no edge), link.
# Item views have no rule for ::item: its padding would double the time that a list takes to paint.
_SHEET = Template("""
QPushButton, QToolButton[kind="plain"] {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: ${radius}px;
    padding: 0 14px; min-height: ${inner}px;
}
QPushButton:hover, QToolButton[kind="plain"]:hover { background: $raised; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $window; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: ${tight}px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="danger"] { background: $danger; color: $on_danger; border: 1px solid $danger; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="quiet"], QToolButton {
    background: transparent; color: $text; border: 2px solid transparent; border-radius: ${radius}px; padding: 3px;
}
QPushButton[kind="quiet"] { padding: 0 10px; min-height: ${tight}px; }
QPushButton[kind="quiet"]:disabled, QPushButton[kind="link"]:disabled, QToolButton:disabled {
    color: $disabled; background: transparent;
}
QPushButton[kind="quiet"]:hover, QToolButton:hover { background: $raised; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; color: $on_accent_soft; }
QPushButton[kind="quiet"]:focus, QToolButton:focus { border: 2px solid $accent; }
QToolButton:focus { padding: 3px; min-height: 0; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="link"] {
    background: transparent; color: $accent; border: 2px solid transparent; padding: 0 2px; min-height: 0;
    text-align: left;
}
QPushButton[kind="link"][tone="danger"] { color: $danger; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; }
QPushButton[kind="preset"] { padding: 0 10px; }
QPushButton[kind="preset"]:checked {
    background: $accent_soft; color: $on_accent_soft; border: 2px solid $accent; padding: 0 9px; min-height: ${tight}px;
}
QPushButton[kind="preset"]:focus { border: 2px solid $text; padding: 0 9px; min-height: ${tight}px; }
QPushButton[kind="chip"] {
    background: $accent_soft; color: $on_accent_soft; border: 2px solid $accent_soft; border-radius: 13px;
    padding: 0 8px; min-height: ${chip}px;
}
QPushButton[kind="chip"]:hover { border-color: $accent; }
QPushButton[kind="chip"]:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: ${radius}px;
    padding: 0 7px; min-height: ${inner}px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted; lineedit-clear-button-icon: url("$theme/clear-$mark.svg");
}
QPlainTextEdit { padding: 4px 3px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {
    border: 2px solid $accent; padding: 0 6px; min-height: ${tight}px;
}
QPlainTextEdit:focus { padding: 3px 2px; }
QSpinBox, QSpinBox:focus { padding: 0; }
QSpinBox { max-height: ${inner}px; }
QSpinBox:focus { max-height: ${tight}px; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 0; height: 0; border: none; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $danger; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; background: $window; }
QLineEdit:read-only { background: $window; }

QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$theme/down-$mark.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $outline; selection-background-color: $accent_soft;
    selection-color: $on_accent_soft; padding: 4px;
}

QCheckBox, QRadioButton {
    spacing: 8px; min-height: ${inner}px; border: 2px solid transparent; border-radius: ${radius}px; padding: 0 4px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid $outline; border-radius: 4px; background: $surface;
}
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url("$theme/check-$mark.svg"); }
QRadioButton::indicator:checked { image: url("$theme/dot-$mark.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $line; border-color: $line; }

QLabel[kind="muted"] { color: $muted; }
QLabel[kind="error"] { color: $danger; }
QLabel[kind="warning"] { color: $warning; }
QLabel[kind="link"] { color: $accent; }
QLabel[kind="quote"] { background: $raised; border-radius: ${radius}px; padding: 6px 8px; margin: 2px 0; }

QFrame[kind="pane"] { background: $surface; border: none; border-left: 1px solid $line; }
QFrame[kind="side"] { background: $surface; border: none; }
QScrollArea[kind="body"] { background: transparent; border: 2px solid transparent; }
QScrollArea[kind="body"]:focus { border-color: $accent; }
QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: ${round}px; }
QFrame[kind="job-bar"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[kind="toast"] { background: $toast; border-radius: ${round}px; }
QFrame[kind="toast"] QLabel { color: $on_toast; }
QPushButton[kind="toast"] {
    background: transparent; color: $toast_link; border: 2px solid transparent; padding: 0 8px; min-height: ${tight}px;
    font-weight: 600;
}
QPushButton[kind="toast"]:hover { text-decoration: underline; }
QPushButton[kind="toast"]:focus { border: 2px solid $toast_link; }
QFrame[kind="notice"] { border-radius: ${radius}px; }
QFrame[kind="notice"][tone="danger"] { background: $danger_soft; }
QFrame[kind="notice"][tone="warning"] { background: $warning_soft; }
QFrame[kind="notice"][tone="success"] { background: $success_soft; }
QFrame[kind="notice"][tone="accent"] { background: $accent_soft; }
QFrame[kind="answer"] { border-radius: ${round}px; border: 3px solid $line; background: $surface; }
QFrame[kind="answer"][tone="danger"] { background: $danger_soft; border-color: $danger_soft; }
QFrame[kind="answer"][tone="warning"] { background: $warning_soft; border-color: $warning_soft; }
QFrame[kind="answer"][tone="success"] { background: $success_soft; border-color: $success_soft; }
QFrame[kind="answer"][tone="accent"] { background: $accent_soft; border-color: $accent_soft; }
QFrame[kind="answer"][tone="muted"] { background: $raised; border-color: $raised; }
QFrame[kind="answer"][tone="muted"][flash="true"] { border-color: $muted; }
QFrame[kind="answer"][tone="danger"][flash="true"] { border-color: $danger; }
QFrame[kind="answer"][tone="warning"][flash="true"] { border-color: $warning; }
QFrame[kind="answer"][tone="success"][flash="true"] { border-color: $success; }
QListView[kind="popup"] { border: 1px solid $outline; border-radius: 0; }
QListView[kind="boxed-lines"] { border: 1px solid $outline; border-radius: ${radius}px; }
QListView[kind="lines"] { border: 2px solid transparent; }
QListView[kind="lines"]:focus, QListView[kind="boxed-lines"]:focus { border: 2px solid $accent; }
QLabel[kind="field"] { color: $muted; }
QWidget#reminder { border-radius: ${radius}px; background: $raised; }
QWidget#reminder[kind="due"] { background: $warning_soft; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; }

QTableView, QTreeView, QListView {
    background: $surface; alternate-background-color: $surface; border: none; gridline-color: $line; outline: none;
}
QTableView[kind="field"], QTreeView[kind="field"] { border: 1px solid $outline; }
QTableView[kind="field"]:focus, QTreeView[kind="field"]:focus { border: 2px solid $accent; }
QListView[kind="choice"] { border: 1px solid $outline; border-radius: ${radius}px; padding: 2px; }
QListView[kind="choice"]:focus { border: 2px solid $accent; padding: 1px; }
QListView[kind="choice"]::item { min-height: ${chip}px; color: $text; }
QListView[kind="choice"]::item:selected { background: $accent_soft; color: $on_accent_soft; border-radius: 4px; }
QListView[kind="choice"]::indicator, QTreeView[kind="choice"]::indicator, QTreeView[kind="field"]::indicator,
QTableView[kind="checks"]::indicator {
    width: 14px; height: 14px; border: 1px solid $outline; border-radius: 4px; background: $surface;
}
QListView[kind="choice"]::indicator:checked, QTreeView[kind="choice"]::indicator:checked,
QTreeView[kind="field"]::indicator:checked, QTableView[kind="checks"]::indicator:checked {
    background: $accent; border-color: $accent; image: url("$theme/check-$mark.svg");
}
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent; padding: 7px 12px;
    margin-right: 4px;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $accent_soft; color: $on_accent_soft; border-radius: 4px; }
QAbstractScrollArea::corner { background: $surface; border: none; }
QHeaderView { background: $surface; border: none; border-bottom: 1px solid $line; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; padding: 0 12px;
    min-height: ${control}px;
}
QHeaderView::down-arrow { image: url("$theme/down-$mark.svg"); width: 16px; height: 16px; }
QHeaderView::up-arrow { image: url("$theme/up-$mark.svg"); width: 16px; height: 16px; }
QHeaderView::down-arrow, QHeaderView::up-arrow {
    subcontrol-origin: padding; subcontrol-position: center right; right: 4px;
}
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $line; }
QHeaderView::section:hover { background: $raised; color: $text; }

QCalendarWidget { background: $surface; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QToolButton { font-weight: 600; padding: 3px 6px; }
QCalendarWidget QAbstractItemView { background: $surface; }

QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::item:disabled { color: $disabled; }
QMenu::indicator {
    width: 16px; height: 16px; left: 6px; border: 1px solid $outline; border-radius: 4px; background: $surface;
}
QMenu::indicator:checked { background: $accent; border-color: $accent; image: url("$theme/check-$mark.svg"); }
QMenu::indicator:disabled { background: $line; border-color: $line; }
QMenu::right-arrow { image: url("$theme/right-$mark.svg"); width: 16px; height: 16px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 10px; }

QToolTip { background: $toast; color: $on_toast; border: none; padding: 4px 8px; }

QProgressBar { background: $line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(colours: Colours, mark: str) -> str:
    """The application's style sheet in these colours; `mark` ("light", "dark") ends the names of its pictures."""
    return _SHEET.substitute(
        asdict(colours),
        mark=mark,
        theme=resource("theme").as_posix(),
        radius=RADIUS,
        round=RADIUS + 2,
        control=CONTROL_HEIGHT,
        inner=CONTROL_HEIGHT - 2,
        tight=CONTROL_HEIGHT - 4,
        chip=CONTROL_HEIGHT - 10,
    )
