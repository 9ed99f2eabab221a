"""The features of the desk: one line each; they load SQL, so they are loaded after the first paint."""

from __future__ import annotations

from importlib import import_module

from coorddesk.core.feature import Feature

FEATURES = (
    "coorddesk.directory.feature:DIRECTORY",
    "coorddesk.inventory.feature:INVENTORY",
)


def load() -> tuple[Feature, ...]:
    """Every feature, in the order in which the house offers them."""
    loaded = []
    for line in FEATURES:
        module, _colon, name = line.partition(":")
        feature = getattr(import_module(module), name)
        assert isinstance(feature, Feature)
        loaded.append(feature)
    return tuple(loaded)
