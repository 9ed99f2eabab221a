"""Several names in one cell: "Windows; Linux", in lines, or with commas; one that holds such a mark is in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NEEDS_QUOTES = re.compile(r'[;,\n]|^"')
_ITEM = r'\s*(?:"((?:[^"]|"")*)"\s*|([^{marks}]*))(?:[{marks}]|$)'
_WIDE, _WITH_COMMAS = (re.compile(_ITEM.format(marks=marks)) for marks in (";\n", ",\n"))
_QUOTED = re.compile(r'(?:^|(?<=[;,\n]))\s*"(?:[^"]|"")*"\s*(?=[;,\n]|$)')


def joined(names: Iterable[str]) -> str:
    """The names as one text that `listed` takes apart again."""
    return "; ".join(map(_quoted, names))


def listed(text: str) -> list[str]:
    """The names in a text, without blanks: separated by lines or semicolons, by commas only where there is neither."""
    bare = _QUOTED.sub("", text)
    item = _WIDE if ";" in bare or "\n" in bare else _WITH_COMMAS
    found = (quoted.replace('""', '"') or plain for quoted, plain in item.findall(text))
    return [name for each in found if (name := " ".join(each.split()))]


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"' if _NEEDS_QUOTES.search(name) else name
