"""Where the files that come with the program lie: the same call in a checkout, a wheel and a frozen build."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources")  # packaged; beside src/ in a checkout


def resource(name: str) -> Path:
    """The path of a file or folder under resources/: `resource("fonts/DejaVuSans.ttf")`."""
    for folder in _FOLDERS:
        if (path := folder / name).exists():
            return path
    raise FileNotFoundError(f"resources/{name} is missing from this installation")
