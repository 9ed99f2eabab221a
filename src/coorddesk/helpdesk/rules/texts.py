"""What a ticket is called, by which words it is found, and how its log keeps what was edited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coorddesk.core.fold import fold
from coorddesk.helpdesk.rules.words import LinkKind


def ticket_search(title: str, description: str, requester: str, reference: str, solution: str, origin: str) -> str:
    """The folded words by which a ticket is found; `origin` has the provisional number that a kiosk gave it."""
    return fold(f"{title} {description} {requester} {reference} {solution} {origin}")


def problem_search(name: str, description: str, root_cause: str, workaround: str, action: str) -> str:
    """The folded words by which a problem is found."""
    return fold(f"{name} {description} {root_cause} {workaround} {action}")


def stored_values(values: Mapping[str, str]) -> str:
    """What fields said, by their keys, as an event keeps it."""
    return json.dumps(values, ensure_ascii=False) if values else ""


def kept_values(stored: str) -> dict[str, str]:
    """What fields said, as it was kept; of anything else, nothing."""
    try:
        values = json.loads(stored) if stored else {}
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in values.items()} if isinstance(values, dict) else {}


@dataclass(frozen=True)
class Linked:
    """What a ticket is to another; `is_back` if the other one says it of this."""

    kind: LinkKind
    other: int
    is_back: bool = False


def stored_link(link: Linked) -> str:
    """A link as an event keeps it: "duplicate_of>12", and "duplicate_of<7" on the other ticket."""
    return f"{link.kind.value}{'<' if link.is_back else '>'}{link.other}"


def kept_link(stored: str) -> Linked | None:
    """A link as it was kept; None for anything else."""
    found = re.fullmatch(r"([a-z_]+)([<>])(\d+)", stored)
    if found is None or found[1] not in {kind.value for kind in LinkKind}:
        return None
    return Linked(LinkKind(found[1]), int(found[3]), found[2] == "<")


def lines_typed(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of a checklist or choices, each once, without blank ones."""
    return tuple(dict.fromkeys(line for line in (" ".join(each.split()) for each in lines) if line))
