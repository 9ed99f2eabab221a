"""python -m coorddesk: the window where nothing but a desk, archive or language is named, else the command line."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from coorddesk.core.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPTIONS = ("--database", "--language")
_TOUR, _SMOKE, _KIOSK = "tour", "--smoke", "--kiosk"
_ARCHIVE = ".coorddesk"  # as in core.archive, which no window waits for
_OBJECTS = 50_000
"""How many new objects a verb makes before Python looks for cycles among them. With its own 700 it looks some thousand
times while modules load, which all stay: a sixth of a short verb's time."""


def main() -> None:
    """Do what the words ask for, and leave with its exit code."""
    words = sys.argv[1:]
    is_kiosk = words[:1] == [_KIOSK]
    options = window_options(words[is_kiosk:])
    if options is not None:
        from coorddesk.shell.quick_imports import spare_features  # Qt, which no verb needs

        spare_features()
        from coorddesk import app

        if is_kiosk:
            sys.exit(app.show_kiosk(options.get("--language")))
        sys.exit(app.run(options.get("--database"), options.get("--language"), options.get(_ARCHIVE)))
    if words[0] == _TOUR:
        from coorddesk import tour

        sys.exit(tour.main(words[1:]))
    if words[0] == _SMOKE:
        from coorddesk import smoke

        sys.exit(smoke.main(words[1:]))
    gc.set_threshold(_OBJECTS)
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
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if word.endswith(_ARCHIVE) and not word.startswith("-"):
            options[_ARCHIVE] = word
            continue
        if name not in _OPTIONS or not (equals or rest):
            return None
        options[name] = value if equals else rest.pop(0)
    if not options.get("--database", "a desk"):
        return None  # the command line says what is wrong
    return options if options.get("--language", LANGUAGES[0]) in LANGUAGES else None


if __name__ == "__main__":
    main()
