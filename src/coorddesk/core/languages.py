"""The languages of the program; a module of its own, since every start asks before anything else is loaded."""

from __future__ import annotations

LANGUAGES = ("fr", "en")
SOURCE_LANGUAGE = "en"  # of the messages in the code, which needs no catalogue
