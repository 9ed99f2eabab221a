"""What the documents of the checkout name is there: a newcomer follows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
_LINK = re.compile(r"\]\(([^):#]+)\)")
_PATH = re.compile(r"`([\w./*-]*(?:/[\w*-]+\.(?:py|sh|toml|md)|/))`")
_BASES = (ROOT, ROOT / "src/coorddesk", ROOT / "src/coorddesk/importing", ROOT / "packaging")
_MADE = {"dist/", "out/", "CHANGELOG.md"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    links = {link for link in _LINK.findall(text) if not (document.parent / link).exists()}
    assert links == set()
    assert {path for path in _PATH.findall(text) if path not in _MADE and not _is_there(path)} == set()


def _is_there(path: str) -> bool:
    return any(any(base.glob(path.strip("/"))) or any(base.glob(f"*/{path.strip('/')}")) for base in _BASES)
