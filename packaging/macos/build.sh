#!/usr/bin/env bash
# On a Mac: the program as a .dmg, neither signed nor notarised. Written without a Mac, and untried.
set -euo pipefail
source "$(dirname "$0")/../facts.sh"
work=$PWD/$build/macos-$version
environment=$build/macos-environment
export STAGE=$work/stage VERSION=$version
.venv/bin/python -m venv --clear "$environment"
"$environment/bin/pip" --quiet install --require-hashes -r packaging/requirements-installer.lock
packaging/stage.sh "$STAGE"
.venv/bin/python packaging/icons.py "$work/icons"
"$environment/bin/pyinstaller" --noconfirm --clean --log-level WARN --distpath "$work/frozen" --workpath "$work/pyinstaller" \
  packaging/macos/coorddesk.spec
app=$work/frozen/CoordDesk.app
"$environment/bin/python" packaging/licences.py "$environment"/lib/python*/site-packages "$app/Contents/Resources/licences" \
  "python=$("$environment/bin/python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')/LICENSE.txt"
mkdir -p "$dist"
hdiutil create -volname CoordDesk -srcfolder "$app" -ov -format UDZO "$dist/CoordDesk-$version.dmg"
packaging/checksums.sh
