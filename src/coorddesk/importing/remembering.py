"""What was decided about files of one shape, and what words were read as, for the next file: kept by the desk.

It is no deed and stays when the import is undone. What people say of a file goes before what was decided last time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar

from coorddesk.importing.headers import folded_header
from coorddesk.importing.options import Options

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.importing.kind import ImportField

T = TypeVar("T")

_KEPT = ("mapping", "fixed", "readings", "values", "unknown")
"""What is decided by header or field."""


def shape_of(labels: Iterable[str]) -> str:
    """Stands for the headers of a file, in whatever order and however they are written."""
    folded = sorted(map(folded_header, labels))
    return blake2b("\n".join(folded).encode(), digest_size=16).hexdigest()


def recall(session: Session, kind: str, shape: str) -> Options:
    """What was decided about the last file of that shape, and words that were read as others in any file."""
    # the database layer is loaded by whoever opened the session, never for a look at a file
    from coorddesk.core.organisation import remembered

    words = remembered(session, _words_key(kind)) or {}
    kept = remembered(session, _shape_key(kind, shape)) or {}
    values = {key: {**words.get(key, {}), **kept.get("values", {}).get(key, {})} for key in {*words, *_values(kept)}}
    return Options(
        preset=kept.get("preset"),
        key=kept.get("key"),
        **{**{key: kept.get(key, {}) for key in _KEPT}, "values": values},
    )


def still_known(recalled: Options, fields: Sequence[ImportField]) -> Options:
    """What was decided about fields that are still there: one of the desk's own may be gone, or called otherwise."""
    keys = {field.key for field in fields}
    feeds = {label: said for label, said in recalled.mapping.items() if keys.issuperset(filter(None, said.split("+")))}

    def left(said: Mapping[str, T]) -> dict[str, T]:
        return {key: value for key, value in said.items() if key in keys}

    return replace(
        recalled,
        mapping=feeds,
        fixed=left(recalled.fixed),
        readings=left(recalled.readings),
        values=left(recalled.values),
        unknown=left(recalled.unknown),
    )


def keep(session: Session, kind: str, shape: str, decided: Options) -> None:
    """Keep what was decided about a file, over what was kept before; nothing where nothing was."""
    from coorddesk.core.organisation import remember, remembered

    new = {
        key: value for key in (*_KEPT, "preset", "key") if (value := _plain(getattr(decided, key))) not in (None, {})
    }
    if new and new != remembered(session, _shape_key(kind, shape)):
        remember(session, _shape_key(kind, shape), new)
    words = remembered(session, _words_key(kind)) or {}
    read = {key: {text: other for text, other in texts.items() if other} for key, texts in decided.values.items()}
    merged = {
        key: {**words.get(key, {}), **read.get(key, {})} for key in {*words, *read} if words.get(key) or read[key]
    }
    if merged != words:
        remember(session, _words_key(kind), merged)


def forget(session: Session, kind: str, shape: str) -> None:
    """Decide about files of that shape as if none had come before, words included."""
    from coorddesk.core.organisation import forget as forget_choice

    forget_choice(session, _shape_key(kind, shape))
    forget_choice(session, _words_key(kind))


def over(told: Options, before: Options) -> Options:
    """What people say, and what was said before where they say nothing; of the mapping only what they say."""
    return replace(
        told,
        preset=before.preset if told.preset is None else told.preset,
        key=told.key or before.key,
        fixed={**before.fixed, **told.fixed},
        readings={**before.readings, **told.readings},
        values=_merged(before.values, told.values),
        unknown={**before.unknown, **told.unknown},
    )


def _merged(*layers: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    merged: dict[str, dict[str, str]] = {}
    for layer in layers:
        for key, texts in layer.items():
            merged.setdefault(key, {}).update(texts)
    return merged


def _values(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    values: Mapping[str, Any] = kept.get("values", {})
    return values


def _plain(value: Any) -> Any:
    return {key: _plain(each) for key, each in value.items()} if isinstance(value, Mapping) else value


def _shape_key(kind: str, shape: str) -> str:
    return f"import {kind} {shape}"


def _words_key(kind: str) -> str:
    return f"import {kind} words"
