"""`python -m benchmarks [NAME...]`: every measurement, or those named, as ratios to a floor measured beside it."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "startup",
    "held_window",
    "asset_list",
    "custom_fields",
    "people_list",
    "tickets",
    "ticket_list",
    "training",
    "budget",
    "detection",
    "import_sheet",
    "responsiveness",
    "wizard",
    "paper",
    "certificates",
    "budget_paper",
    "labels",
    "counter",
    "counting",
    "alerts",
)


def main() -> None:
    """Print a line for each ratio."""
    for name in sys.argv[1:] or NAMES:
        print(f"{name}:", flush=True)
        import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
