"""Which characters the bytes of a text file mean: declared, proved, or judged by what French and English look like."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_CHUNK = 1 << 20
_EVIDENCE = 20_000
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_AROUND_HIGH_BYTES = re.compile(rb"[^\r\n\x80-\xff]?[\x80-\xff]+[^\r\n\x80-\xff]?")
_CONTROLS = bytes({*range(32)} - set(b"\t\n\v\f\r"))
_CANDIDATES = ("cp1252", "mac-roman", "cp850")  # Excel's three kinds of csv; the first one wins a draw

_LATIN_9 = "iso8859-15"  # old Unix: like cp1252 but for "€" and "œ", where that has signs that few people write
_OF_LATIN_9 = re.compile(rb"[\d \xa0]\xa4|[a-z]\xbd[a-z]", re.IGNORECASE)

ENCODINGS = ("utf-8", *_CANDIDATES, _LATIN_9, "utf-16", "utf-16-le", "utf-16-be")
"""What a text file is written in."""

_SMALL = frozenset("éèàùçêâîôûëïüÿœæ")
_CAPITAL = frozenset("ÉÈÀÙÇÊÂÎÔÛËÏÜŸŒÆ")
_SIGNS = frozenset("€°«»–—’‘“”…•·§£²³ºª½\N{NO-BREAK SPACE}")
_JOINS_LETTERS = frozenset("’·")


@dataclass(frozen=True)
class Encoding:
    """How to open a file as text; `damaged` counts the characters that were lost before the file came here."""

    name: str
    damaged: int = 0


def detect_encoding(path: Path) -> Encoding | None:
    """The encoding of a text file, read to its end; None where the bytes are no text at all."""
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for mark, name in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return Encoding(name, _lost(path, "replace") if name == "utf-8" else 0)
    if b"\0" in head:
        return _without_mark(head)
    if len(head.translate(None, _CONTROLS)) < len(head) * 0.99:
        return None
    try:
        return Encoding("utf-8", _lost(path, "strict"))
    except UnicodeDecodeError:
        return _judged(path)


def _without_mark(head: bytes) -> Encoding | None:
    """UTF-16 without its mark has a zero in every other byte of what is mostly ASCII."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < odd * 0.1:
        return Encoding("utf-16-le")
    if even > len(head) * 0.3 and odd < even * 0.1:
        return Encoding("utf-16-be")
    return None


def _lost(path: Path, errors: str) -> int:
    """How many replacement characters a file gives when read as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors)
    lost = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            lost += decoder.decode(chunk).count("\N{REPLACEMENT CHARACTER}")
        return lost + decoder.decode(b"", final=True).count("\N{REPLACEMENT CHARACTER}")


def _judged(path: Path) -> Encoding:
    """Not UTF-8: either UTF-8 with a few broken bytes, or one of the old encodings."""
    valid, broken, evidence = 0, 0, [b""]
    with path.open("rb") as file:
        for line in iter(partial(file.readline, _CHUNK), b""):
            if line.isascii():
                continue
            rest, found = _UTF8_LETTER.subn(b"", line)
            valid += found
            broken += len(rest) - len(rest.translate(None, bytes(range(128, 256))))
            if len(evidence) < _EVIDENCE:
                evidence += _AROUND_HIGH_BYTES.findall(line)
    if valid > 4 * broken:
        return Encoding("utf-8", _lost(path, "replace"))
    sample = b"\n".join(evidence)
    first, *others = _CANDIDATES
    candidates = (first, _LATIN_9, *others) if _OF_LATIN_9.search(sample) else _CANDIDATES
    return Encoding(max(candidates, key=lambda name: _likeness(sample, name)))


def _likeness(sample: bytes, encoding: str) -> int:
    """How much the bytes look like French or English when read in `encoding`."""
    text = sample.decode(encoding, errors="replace")
    padded = f"\n{text}\n"
    return sum(
        _weight(character, padded[place], padded[place + 2])
        for place, character in enumerate(text)
        if not character.isascii()
    )


def _weight(character: str, before: str, after: str) -> int:
    """Plus for a letter or sign in a place where people write it, minus for one where they do not."""
    inside_word = before.isalpha() and after.isalpha()
    if character in _SMALL:
        return -1 if before.isupper() and after.isupper() else 2
    if character in _CAPITAL:
        if before.islower():
            return -1
        return 2 if before.isalpha() or after.isalpha() else 0
    if character in _SIGNS:
        return -1 if inside_word and character not in _JOINS_LETTERS else 1
    return 0 if character.isalpha() else -2
