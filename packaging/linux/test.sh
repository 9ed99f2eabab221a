#!/usr/bin/env bash
# Tries the .deb as root: in a fresh Debian that has what it depends on and nothing more, without a network, on a display
# of its own. What is tried is said in try_deb.py.
set -euo pipefail
source "$(dirname "$0")/../facts.sh"
trial=$build/linux-trial
older=0.0.9
architecture=$(dpkg --print-architecture)
deb=coorddesk_${version}_$architecture.deb
kiosk=coorddesk-kiosk_${version}_all.deb
older_deb=coorddesk_${older}_$architecture.deb
tools=desktop-file-utils,libglib2.0-bin,shared-mime-info # what desks have: file types, and "gio open" for a double click

# Kept for the next trial, which begins with a fresh copy. The keyring of GNOME only lies in it: what it depends on would hide
# what our package forgot.
make_debian() {
  local mirror depends
  mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' | head -n 1)
  depends=$(dpkg-deb -f "$dist/$deb" Depends | sed 's/ ([^)]*)//g; s/, */,/g')
  mmdebstrap --quiet --mode=root --variant=minbase --include="$depends,$tools" \
    --customize-hook='export APT_CONFIG=$MMDEBSTRAP_APT_CONFIG
      apt-get clean && apt-get install -qq -y --no-install-recommends --download-only gnome-keyring dbus-x11 >&2
      mkdir "$1/root/keyring" && mv "$1"/var/cache/apt/archives/*.deb "$1/root/keyring/"' \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$1" "$mirror"
}

[[ $(id -u) == 0 ]] || { echo "This needs root: it makes a Debian of its own and installs into it." >&2; exit 1; }
packaging/system_packages.sh mmdebstrap=mmdebstrap Xvfb=xvfb xdotool=xdotool unshare=util-linux
DISPLAY=:7 packaging/prepare.sh run # the source is started on that display too, for comparison
[[ -f $dist/$deb && -f $dist/$kiosk ]] || packaging/linux/build.sh
[[ -f $build/$older_deb ]] || VERSION=$older COMPRESSION=0 DIST=$build packaging/linux/build.sh >/dev/null
debian=$build/linux-debian-$( (dpkg-deb -f "$dist/$deb" Depends && echo "$tools gnome-keyring") | sha256sum | head -c 12).tar
if [[ ! -f $debian ]]; then
  make_debian "$debian.making.tar"
  mv "$debian.making.tar" "$debian"
fi
rm -rf "$trial"
mkdir -p "$trial/debian" "$trial/pictures"
tar -x -f "$debian" -C "$trial/debian"
cp "$dist/$deb" "$dist/$kiosk" "$build/$older_deb" "$trial/debian/root/"
# In namespaces of its own, so that everything ends and is unmounted with it.
unshare --mount --net --pid --fork --kill-child bash -euc '
  mount -t proc proc /proc
  mount -t proc proc "$1/debian/proc"
  mount --rbind /dev "$1/debian/dev"
  mkdir -p /tmp/.X11-unix "$1/debian/tmp/.X11-unix"
  mount -t tmpfs tmpfs /tmp/.X11-unix
  mount --bind /tmp/.X11-unix "$1/debian/tmp/.X11-unix"
  Xvfb :7 -screen 0 1280x800x24 -nolisten tcp -nolock >/dev/null 2>&1 &
  unset QT_QPA_PLATFORM
  DISPLAY=:7 exec .venv/bin/python packaging/linux/try_deb.py "$@"
' _ "$trial" "$older_deb" "$deb" "$kiosk"
echo "pictures: $trial/pictures"
