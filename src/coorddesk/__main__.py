"""python -m coorddesk: the window where nothing but a desk or a language is named, else the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coorddesk.core.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTIONS = ("--database", "--language")
_TOUR, _SMOKE = "tour", "--smoke"


def main() -> None:
    """Do what the words ask for, and leave with its exit code."""
    words = sys.argv[1:]
    options = window_options(words)
    if options is not None:
        from coorddesk.shell.quick_imports import spare_features  # Qt, which no verb needs

        spare_features()
        from coorddesk import app

        sys.exit(app.run(options.get("--database"), options.get("--language")))
    if words[0] == _TOUR:
        from coorddesk import tour

        sys.exit(tour.main(words[1:]))
    if words[0] == _SMOKE:
        from coorddesk import smoke

        sys.exit(smoke.main(words[1:]))
    from coorddesk import cli

    sys.exit(cli.main(words))


def window() -> None:
    """Start without a console, as Windows has it."""
    main()


def window_options(words: Sequence[str]) -> dict[str, str] | None:
    """The options by name if the words ask for the window; None if they are for the command line, wrong ones too."""
    options: dict[str, str] = {}
    rest = list(words)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in _OPTIONS or not (equals or rest):
            return None
        options[name] = value if equals else rest.pop(0)
    return options if options.get("--language", LANGUAGES[0]) in LANGUAGES else None


if __name__ == "__main__":
    main()
