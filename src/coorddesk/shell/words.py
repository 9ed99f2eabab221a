"""The words of the frame, which its first sketch and its real parts share."""

from __future__ import annotations

from coorddesk.core.messages import _, _p

FILE, EDIT, VIEW, HELP = _p("menu", "&File"), _p("menu", "&Edit"), _p("menu", "&View"), _p("menu", "&Help")
SEARCH_EVERYTHING = _("Search everything")
HISTORY, SETTINGS, FOLD = _("History"), _("Settings"), _p("navigation", "Fold")
