#!/usr/bin/env bash
# Makes a checkout ready: system libraries, .venv, locked packages, the program itself.
#   packaging/prepare.sh run     what the program needs
#   packaging/prepare.sh test    and what its tests and checks need
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=$1

# What must be there, and the Debian package that brings it: a library by its soname, a program by its name.
needs=(
  libglib-2.0.so.0=libglib2.0-0 libEGL.so.1=libegl1 libGL.so.1=libgl1 libdbus-1.so.3=libdbus-1-3
  libfontconfig.so.1=libfontconfig1 libxkbcommon.so.0=libxkbcommon0
)
if [[ $purpose == test || -n ${DISPLAY:-} ]]; then
  needs+=(
    libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
    libxcb-shape.so.0=libxcb-shape0 libxcb-xkb.so.1=libxcb-xkb1 libxcb-sync.so.1=libxcb-sync1
    libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-randr.so.0=libxcb-randr0 libxcb-image.so.0=libxcb-image0
    libxcb-render-util.so.0=libxcb-render-util0 libxkbcommon-x11.so.0=libxkbcommon-x11-0 libX11-xcb.so.1=libx11-xcb1
  )
fi
if [[ $purpose == test ]]; then
  needs+=(Xvfb=xvfb xauth=xauth '/usr/lib/postgresql/*/bin/initdb=postgresql' pdftotext=poppler-utils)
fi

find_python() {
  for candidate in python3.11 python3.12 python3.13 python3; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  echo "CoordDesk needs Python 3.11, 3.12 or 3.13; on Debian: apt-get install python3 python3-venv" >&2
  exit 1
}

python=$(find_python)
[[ -n $(find -L /usr/share/fonts -name '*.[to]tf' -print -quit 2>/dev/null) ]] || needs+=(/no/font=fonts-dejavu-core)
"$python" -c 'import ensurepip' 2>/dev/null || needs+=(/no/ensurepip=python3-venv)
packaging/system_packages.sh "${needs[@]}"

lock=requirements.lock
[[ $purpose == test ]] && lock=requirements-dev.lock
[[ -x .venv/bin/pip ]] || "$python" -m venv --clear .venv
echo "Installing Python packages from $lock (about a minute, once)"
pip=(.venv/bin/pip --disable-pip-version-check --quiet install)
"${pip[@]}" --require-hashes -r "$lock"
"${pip[@]}" --no-deps --no-build-isolation -e . # its build needs nothing that the lock has not brought
touch .venv/run.stamp ".venv/$purpose.stamp"
