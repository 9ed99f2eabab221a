"""Spares PySide6 a look into the source of every module that is imported after it.

Its import hook reads each one to see whether it uses PySide, and so might say `from __feature__ import snake_case`
(shibokensupport/feature.py, PYSIDE-2029). Nobody here does, and 500 files to read are a tenth of the start.
"""

from __future__ import annotations

import sys
from importlib import import_module

_HOOK, _QUESTION = "shibokensupport.feature", "_mod_uses_pyside"


def spare_features() -> None:
    """Answer for the hook, where it still asks as it did in PySide6 6.11."""
    import_module("PySide6.QtCore")  # which brings it
    hook = sys.modules.get(_HOOK)
    if hook is not None and hasattr(hook, _QUESTION):
        setattr(hook, _QUESTION, _uses_none)


def _uses_none(_module: object) -> bool:
    return False
