#!/usr/bin/env bash
# Tries the setup in wine, as root: a fresh Debian 13 (the wine of 12 cannot run Qt's windows) below build/, a fresh wine
# prefix, a network of its own with nothing in it. On Windows itself: python packaging/windows/try_setup.py.
set -euo pipefail
source "$(dirname "$0")/../facts.sh"
here=packaging/windows
debian=$PWD/$build/wine-debian
trial=$PWD/$build/windows-trial
older=0.0.9
setup=$dist/CoordDesk-$version-setup.exe

make_debian() { # from where this machine gets its own packages
  packaging/system_packages.sh mmdebstrap=mmdebstrap x86_64-w64-mingw32-gcc=gcc-mingw-w64-x86-64
  local mirror
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' | head -n 1)
  rm -rf "$debian" "$debian.making"
  mmdebstrap --quiet --mode=root --variant=minbase \
    --include=fonts-dejavu-core,imagemagick,python3,wine,wine64,xdotool,xvfb trixie "$debian.making" "$mirror"
  mv "$debian.making" "$debian"
  echo "wine's Debian made in $SECONDS s"
}

[[ $(id -u) == 0 ]] || { echo "This needs root: it makes a Debian of its own and starts wine in it." >&2; exit 1; }
[[ -f $setup ]] || $here/build.sh
[[ -f $build/CoordDesk-$older-setup.exe ]] || VERSION=$older COMPRESSOR=zlib DIST=$build $here/build.sh
[[ -d $debian ]] || make_debian
rm -rf "$trial"
mkdir -p "$trial/pictures" "$debian/trial"
cp "$setup" "$build/CoordDesk-$older-setup.exe" $here/try_setup.py "$trial/"
x86_64-w64-mingw32-gcc -Os -s -shared $here/icu_stub.c -o "$trial/icuuc.dll"
cat >"$trial/in_wine.sh" <<'END'
export HOME=/root WINEPREFIX=/root/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' DISPLAY=:7 LC_ALL=C.UTF-8
rm -rf "$WINEPREFIX" /tmp/.X*
Xvfb :7 -screen 0 1366x900x24 >/dev/null 2>&1 &
wineboot --init </dev/null >/dev/null 2>&1
wineserver --wait
cp /trial/icuuc.dll "$WINEPREFIX/drive_c/windows/system32/"
cd /trial
exec python3 try_setup.py "$@" pictures
END
# In namespaces of its own, so that everything ends and is unmounted with it.
unshare --mount --net --pid --fork --kill-child bash -euc '
  mount --bind "$1" "$2/trial"
  mount -t proc proc "$2/proc"
  mount --rbind /dev "$2/dev"
  exec chroot "$2" /usr/bin/env -i PATH=/usr/bin:/bin bash /trial/in_wine.sh "${@:3}"
' _ "$trial" "$debian" "CoordDesk-$older-setup.exe" "$(basename "$setup")"
echo "pictures: $build/windows-trial/pictures"
