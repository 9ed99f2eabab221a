from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Coorddesk

TEXT = "Cliquez sur le haut-parleur.\nPuis sur « Casque ».\n"


def test_an_article_is_written_found_by_a_trouble_and_printed(coorddesk: Coorddesk, tmp_path: Path) -> None:
    assert coorddesk("articles").out == "No article\n"
    (tmp_path / "son.txt").write_text(TEXT, encoding="utf-8")
    ran = coorddesk(
        *("article-write", "Pas de son", tmp_path / "son.txt", "--written-in", "fr", "--keywords", "muet", "--public")
    )
    assert (ran.code, ran.out) == (0, "“Pas de son” added as article 1.\n")
    assert coorddesk("articles", "haut parleur").out == "1\tPas de son\t\n"
    assert coorddesk("articles", "--trouble", "mon casque est muet").out == "1\tPas de son\t\n"
    assert coorddesk("articles", "--trouble", "rien").out == "No article\n"
    assert coorddesk("articles", "--due").out == "No article\n"
    assert coorddesk("article", "pas de").out == f"Pas de son\n\n{TEXT}"
    (row,) = coorddesk("articles", "--json").json
    assert (row["audience"], row["language"], row["review_on"]) == ("public", "fr", None)
    assert coorddesk("article", "1", "--json").json == row
    assert coorddesk("article", "image").err == "There is no article “image”.\n"


def test_a_file_that_is_no_text_is_refused(coorddesk: Coorddesk, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"\xff\xfe\x00")
    ran = coorddesk("article-write", "X", tmp_path / "x.bin")
    assert (ran.code, ran.err) == (1, "x.bin is no text in UTF-8.\n")
    ran = coorddesk("article-write", "X", tmp_path / "none.txt")
    assert (ran.code, ran.err.startswith("none.txt cannot be read (")) == (1, True)
