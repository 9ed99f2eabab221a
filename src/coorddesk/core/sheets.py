"""The rule by which text that a spreadsheet would take for a formula is written into a csv, and read back from one."""

from __future__ import annotations

_STARTS_A_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_IN_FRONT = "' \t\r\n\N{NO-BREAK SPACE}"
_MARK = "'"


def escape(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run: '=A1' becomes ''=A1'.

    Blanks and apostrophes before the sign do not make it safe, nor hide it from the rule, so that `unescape`
    gives back every text as it was: "=A1", "'=A1" and "''=A1" stay three different texts. Only for text cells of
    a csv: numbers are written as they are, and an xlsx says itself what is text.
    """
    return _MARK + text if _is_formula(text) else text


def unescape(text: str) -> str:
    """Give back what `escape` was given; text that it never escapes is left alone."""
    return text[1:] if text.startswith(_MARK) and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return text.lstrip(_IN_FRONT).startswith(_STARTS_A_FORMULA)
