"""Where the files that come with the program lie: the same call in a checkout, a wheel and a frozen build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.languages import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts

_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (_PACKAGE / "resources", _PACKAGE.parents[1] / "resources")  # packaged; beside src/ in a checkout


def resource(name: str) -> Path:
    """The path of a file or folder under resources/: `resource("fonts/DejaVuSans.ttf")`."""
    for folder in _FOLDERS:
        if (path := folder / name).exists():
            return path
    raise FileNotFoundError(f"resources/{name} is missing from this installation")


def texts_for(language: str) -> Texts:
    """The texts of a language ('fr' or 'en'), on this PC's clock."""
    if language != SOURCE_LANGUAGE:
        resource(f"locale/{language}/LC_MESSAGES/coorddesk.mo")  # made by `make`; nothing else says so if it is missing
    from coorddesk.core.texts import Texts  # icons are wanted before words

    return Texts(language, resource("locale"))
