"""What the window looks like now, in the few words and colours that its next first sketch needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.shell.sketch import Sketch
from coorddesk.shell.words import EDIT, FILE, FOLD, HELP, HISTORY, SEARCH_EVERYTHING, SETTINGS, VIEW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.shell.tabs import Tab
    from coorddesk.widgets.desk import Look


def sketch_of(look: Look, tabs: Sequence[Tab], organisation: str, *, folded: bool) -> Sketch:
    """The sketch of a window with these tabs."""
    say, colours = look.texts.say, look.theme.colours
    return Sketch(
        look.texts.language,
        colours.window,
        colours.rail,
        colours.line,
        colours.muted,
        colours.accent,
        organisation or "CoordDesk",
        [(tab.icon, say(tab.title)) for tab in tabs],
        [("history", say(HISTORY)), ("settings", say(SETTINGS)), ("panel-left-close", say(FOLD))],
        [say(title).replace("&", "") for title in (FILE, EDIT, VIEW, HELP)],
        say(SEARCH_EVERYTHING),
        folded,
    )
