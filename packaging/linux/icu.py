"""Makes Qt's ICU lighter: of its data for every language and encoding of the world stays what French and English need.

ICU finds its data in a shared library of 31 MB that holds one table: names in order, each with where its item begins.
Who asks for an item that is not there gets the one of the root, as for any language that ICU has never heard of.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path
from typing import NamedTuple

LIBRARY = re.compile(r"libicudata\.so\.(\d+)$")
LANGUAGES = ("en", "fr")
_OF_A_LANGUAGE = re.compile(r"(?:.*/)?(?!res_index)([a-z]{2,3})(?:_\w+)?\.res")
_UNUSED = ("brkitr/", "curr/", "rbnf/", "translit/", "unit/")
"""Line breaks, currencies, numbers in words, scripts and units: Qt has its own of the first, and asks for no other."""
_LARGE = 20_000
"""Bytes of the table of an East Asian encoding; those of one byte are smaller."""
_COUNT, _ENTRY, _EVEN = struct.Struct("<I"), struct.Struct("<II"), 16


class Item(NamedTuple):
    """A part of the data, as ICU names it: `fr.res`, `coll/fr.res`, `cnvalias.icu`."""

    name: bytes
    content: bytes


def lighter(entries: list[tuple[str, str, str]], folder: Path) -> list[tuple[str, str, str]]:
    """PyInstaller's binaries, with the library of ICU's data replaced by one that is made in a folder."""
    return [
        (to, str(_made(Path(source), folder)) if kind == "BINARY" and LIBRARY.search(to) else source, kind)
        for to, source, kind in entries
    ]


def is_kept(item: Item) -> bool:
    """Whether the program can come to need it."""
    name = item.name.decode("ascii").partition("/")[2]
    if name.endswith(".cnv"):
        return len(item.content) < _LARGE
    said = _OF_A_LANGUAGE.fullmatch(name)
    return not name.startswith(_UNUSED) and (said is None or said[1] in LANGUAGES)


def read(data: bytes) -> tuple[bytes, list[Item]]:
    """The head of ICU's data, and its items in order."""
    (head_size,) = struct.unpack_from("<H", data)
    head, table = data[:head_size], data[head_size:]
    if head[2:4] != b"\xda\x27" or head[12:16] != b"CmnD":
        raise ValueError("this is no data of ICU")
    (count,) = _COUNT.unpack_from(table)
    places = [_ENTRY.unpack_from(table, _COUNT.size + number * _ENTRY.size) for number in range(count)]
    ends = [*(start for _name, start in places[1:]), len(table)]
    return head, [
        Item(table[name : table.index(b"\0", name)], table[start:end])
        for (name, start), end in zip(places, ends, strict=True)
    ]


def written(head: bytes, items: list[Item]) -> bytes:
    """ICU's data of these items: where the names lie, the names, and the items at even places."""
    names, at = b"", _COUNT.size + len(items) * _ENTRY.size
    entries = []
    for item in items:
        entries.append(at + len(names))
        names += item.name + b"\0"
    content, start = b"", at + len(names)
    start += padding(len(head) + start)
    table = [_COUNT.pack(len(items))]
    for name, item in zip(entries, items, strict=True):
        table.append(_ENTRY.pack(name, start + len(content)))
        content += item.content + bytes(padding(len(item.content)))
    front = head + b"".join(table) + names
    return front + bytes(padding(len(front))) + content


def padding(size: int) -> int:
    """The bytes from here to the next even place."""
    return -size % _EVEN


def _made(library: Path, folder: Path) -> Path:
    """The lighter library, by the assembler and linker of binutils."""
    said = LIBRARY.search(library.name)
    assert said is not None
    folder.mkdir(parents=True, exist_ok=True)
    data, target = folder / "icu.dat", folder / library.name
    subprocess.run(["objcopy", "-O", "binary", "--only-section=.rodata", library, data], check=True)
    head, items = read(data.read_bytes())
    data.write_bytes(written(head, [item for item in items if is_kept(item)]))
    symbol = f"icudt{said[1]}_dat"
    (folder / "icu.s").write_text(
        f'.section .note.GNU-stack,"",@progbits\n.section .rodata\n.balign {_EVEN}\n.globl {symbol}\n'
        f'.type {symbol}, @object\n{symbol}: .incbin "icu.dat"\n.size {symbol}, . - {symbol}\n',
        "ascii",
    )
    subprocess.run(["as", "icu.s", "-o", "icu.o"], cwd=folder, check=True)
    linking = ["ld", "-shared", "-Bsymbolic", "-soname", library.name, "icu.o", "-o", library.name]
    subprocess.run(linking, cwd=folder, check=True)
    return target
