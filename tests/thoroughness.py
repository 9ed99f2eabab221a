"""How much of the proof is made: a little with every run of the tests, the whole when it is asked for."""

from __future__ import annotations

import os

WHOLE = os.environ.get("COORDDESK_PROOF") == "whole"
"""Whether `COORDDESK_PROOF=whole` asks for every pair of quirks alone, thousands of mutations, and full-size bombs."""
