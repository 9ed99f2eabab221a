"""The names of the languages, each in itself, as people look for theirs."""

from __future__ import annotations

LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
