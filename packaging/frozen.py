"""What a frozen CoordDesk is made of: read by the PyInstaller specs of Linux and macOS, so that both ship the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from PyInstaller.utils.hooks import collect_submodules, copy_metadata
from shipped import shipped

Entry = tuple[str, str, str]
"""PyInstaller's own: where it goes, where it comes from, what kind it is."""

EXCLUDED = [
    "PIL.ImageQt", "PIL.ImageTk", "PIL._avif", "PIL._imagingcms", "PIL._imagingmath", "PIL._imagingmorph",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick",
    "_tkinter", "doctest", "hatchling", "lib2to3", "mypy", "numpy", "pdb", "pip",
    "pydoc", "pydoc_data", "pytest", "readline", "setuptools", "tkinter", "xmlrpc",
]  # fmt: skip
"""What somebody imports for a case that is not ours."""

_SYSTEM = re.compile(r"lib(bz2|crypto|ffi|lzma|python3|sqlite3|ssl|uuid)\b[^/]*$")
"""The libraries of the building system that go along, since Python needs just these; any other system has the rest."""

_UNWANTED = re.compile(
    r"""
      PySide6/(Qt/)?translations/(?!qtbase_fr\.qm$)  # Qt's own words are English
    | (PySide6/Qt/lib/)?libQt6(Egl|Network|OpenGL|Pdf|Qml|Quick|VirtualKeyboard|WaylandEgl|WlShell)
    | .*/plugins/(egldeviceintegrations|generic|networkinformation|qmltooling|tls|virtualkeyboard|wayland-graphics)
    | .*/plugins/imageformats/libq(?!gif|ico|jpeg|svg|webp)
    | .*/plugins/platforminputcontexts/libqtvirtualkeyboard
    | .*/plugins/platforms/libq(?!offscreen|xcb|wayland\.|cocoa)
    | .*/plugins/platformthemes/libqgtk3
    | .*/plugins/wayland-shell-integration/(?!libxdg-shell)
    | babel/locale-data/(?!(root|fr|en)(_\w\w)?\.dat$)
    | reportlab/fonts/
    | .*/(tests?|__pycache__|sboms)/
    | .*\.dist-info/(?!METADATA$)  # the licences have a folder of their own
    """,
    re.VERBOSE,
)
"""Destinations of what PyInstaller would bring along."""


_BEFOREHAND = {"pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pyside6"}
"""Scripts that PyInstaller runs before ours. Two import half of the standard library for what nobody wants; the third
tells Qt by variables where its plugins are, which it knows, and other programs that we start would believe them."""


class Parts(NamedTuple):
    """What a spec hands to its `Analysis`."""

    modules: list[str]
    datas: list[tuple[str, str]]


def parts(stage: Path) -> Parts:
    """Our modules, all of them, and our files, from the program as `stage.sh` laid it out."""
    package = stage / "coorddesk"
    modules = [*collect_submodules("coorddesk"), *collect_submodules("sqlalchemy.dialects.postgresql")]
    modules += ["psycopg_binary", "tzdata", "logging.config"]  # by name, and of alembic's scripts, which nobody reads
    datas = [(str(package / "resources"), "coorddesk/resources"), (str(package / "migrations"), "coorddesk/migrations")]
    for distribution in shipped():
        datas += copy_metadata(distribution)
    return Parts(modules, datas)


def wanted(entries: list[Entry]) -> list[Entry]:
    """Without what nobody here needs and what every system has, in one order."""
    return sorted(entry for entry in entries if _is_wanted(entry[0].replace("\\", "/"), entry[2]))


def begun(scripts: list[Entry]) -> list[Entry]:
    """What runs at the start: ours, and of PyInstaller's what it needs."""
    return [entry for entry in scripts if entry[0] not in _BEFOREHAND]


def _is_wanted(to: str, kind: str) -> bool:
    is_loose = "/" not in to and ".so" in to and kind != "EXTENSION"  # a module of its own, such as cffi's, is imported
    is_of_a_package = is_loose and re.match(r"lib(Qt6|icu|pyside6|shiboken6)|.*-[0-9a-f]{8}\.so", to)
    return not _UNWANTED.match(to) and (not is_loose or bool(is_of_a_package or _SYSTEM.match(to)))
