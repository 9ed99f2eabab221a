#!/usr/bin/env bash
# Lays out the program as it is installed, for the installers to pack: stage.sh FOLDER makes FOLDER/coorddesk, with its
# resources and compiled catalogues inside, and without anything that only a checkout needs.
set -euo pipefail
rm -rf "$1"
mkdir -p "$1"
target=$(cd "$1" && pwd)
source "$(dirname "$0")/facts.sh"
.venv/bin/python -m hatchling build -t wheel -d "$target/wheel" >"$target/said" 2>&1 || { cat "$target/said" >&2; exit 1; }
.venv/bin/python -m zipfile -e "$target"/wheel/*.whl "$target"
rm -rf "$target"/{wheel,said,*.dist-info}
.venv/bin/python - "$target/coorddesk/__init__.py" "$version" <<'END'
import re, sys
from pathlib import Path

file = Path(sys.argv[1])
file.write_text(re.sub(r'(?m)^__version__ = .*$', f'__version__ = "{sys.argv[2]}"', file.read_text("utf-8")), "utf-8")
END
