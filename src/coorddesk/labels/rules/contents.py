"""What stands on a label: its code, what people read, and how much of it somebody wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coorddesk.core.messages import Message, _

_LONGEST_OWNER = 120


class CodeKind(StrEnum):
    """What a scanner reads."""

    QR = "qr"
    CODE128 = "code128"


CODE_TITLES: dict[CodeKind, Message] = {
    CodeKind.QR: _("QR code"),
    CodeKind.CODE128: _("Bars (Code 128)"),
}


@dataclass(frozen=True)
class Label:
    """One label: `code` is what the scanner types, `readable` what stands below it, `title` the large line.

    `lines` are the other fields, the most important first; an empty title or code is left out.
    """

    code: str
    readable: str
    title: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Style:
    """How labels look: which `fields` (by their keys), the desk's logo, and the `owner` line ("Property of …").

    `frame` draws a hairline around each, to be cut along where the paper has no labels.
    """

    code: CodeKind = CodeKind.QR
    fields: tuple[str, ...] = ()
    logo: bool = True
    owner: str = ""
    frame: bool = False


def encode_style(style: Style) -> dict[str, Any]:
    """A style for JSON."""
    return {
        "code": style.code.value,
        "fields": list(style.fields),
        "logo": style.logo,
        "owner": style.owner,
        "frame": style.frame,
    }


def decode_style(kept: object, first: Style) -> Style:
    """The style that was kept; what cannot be read is as in `first`."""
    if not isinstance(kept, Mapping):
        return first
    code, fields, owner = kept.get("code"), kept.get("fields"), kept.get("owner")
    codes = {kind.value: kind for kind in CodeKind}
    return Style(
        code=codes.get(code, first.code) if isinstance(code, str) else first.code,
        fields=tuple(each for each in fields if isinstance(each, str)) if isinstance(fields, list) else first.fields,
        logo=_truth(kept.get("logo"), first.logo),
        owner=owner[:_LONGEST_OWNER] if isinstance(owner, str) else first.owner,
        frame=_truth(kept.get("frame"), first.frame),
    )


def _truth(kept: object, first: bool) -> bool:
    return kept if isinstance(kept, bool) else first
