#!/usr/bin/env bash
# make installer-linux: the program as a .deb, and a small one that makes a PC a kiosk. Reads requirements-installer.lock,
# freezes the program with PyInstaller, holds it to contents.toml, and leaves everything in dist/.
set -euo pipefail
source "$(dirname "$0")/../facts.sh"
began=$SECONDS
work=$build/linux-$version
root=$work/root
environment=$build/linux-environment
architecture=$(dpkg --print-architecture)
export STAGE=$PWD/$work/stage

prepare() {
  local base shared
  base=$(.venv/bin/python -c 'import sys; print(sys._base_executable)')
  shared=$("$base" -c 'import os, sysconfig as s; print(os.path.join(s.get_config_var("LIBDIR"), s.get_config_var("INSTSONAME")))')
  local needs=(objdump=binutils) # and strip with it
  [[ -e $shared ]] || needs+=("${shared##*/}=libpython$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')")
  packaging/system_packages.sh "${needs[@]}"
  if ! cmp -s packaging/requirements-installer.lock "$environment/installed.lock"; then
    "$base" -m venv --clear "$environment"
    "$environment/bin/pip" --disable-pip-version-check --quiet --quiet install --require-hashes -r packaging/requirements-installer.lock
    cp packaging/requirements-installer.lock "$environment/installed.lock"
  fi
}

# Half of the time goes here, so it is only done for what has changed. Modules are stored and not deflated: xz packs all of
# them together better, and they start faster.
freeze() {
  packaging/stage.sh "$STAGE"
  local made_from
  made_from=$(find "$STAGE" packaging/{frozen,shipped}.py packaging/linux/{coorddesk.spec,icu.py,surroundings.py} packaging/requirements-installer.lock \
    -type f -print0 | sort -z | xargs -0 sha256sum)
  [[ -d $work/frozen && $made_from == "$(cat "$work/made_from" 2>/dev/null)" ]] && return
  rm -rf "$work/frozen" "$work/made_from"
  PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0 "$environment/bin/pyinstaller" --noconfirm --clean --log-level ERROR --distpath "$work/frozen" --workpath "$work/pyinstaller" \
    packaging/linux/coorddesk.spec
  echo "$made_from" >"$work/made_from"
}

lay_out() {
  rm -rf "$root"
  mkdir -p "$root"/{DEBIAN,usr/bin,usr/lib/coorddesk,usr/share/{applications,mime/packages,doc/coorddesk}}
  cp -a "$work/frozen/coorddesk" "$root/usr/lib/coorddesk/$version"
  install -m 755 packaging/linux/coorddesk.sh "$root/usr/bin/coorddesk"
  install -m 644 packaging/linux/coorddesk.desktop "$root/usr/share/applications/"
  install -m 644 packaging/linux/coorddesk.xml "$root/usr/share/mime/packages/"
  lay_out_icons
  install -m 644 packaging/linux/deb/copyright "$root/usr/share/doc/coorddesk/"
  gzip -9n <CHANGELOG.md >"$root/usr/share/doc/coorddesk/changelog.gz"
  gather_licences "$root/usr/share/doc/coorddesk/licences"
  tidy "$root"
}

lay_out_icons() {
  .venv/bin/python packaging/icons.py "$work/icons"
  local size
  for size in 16 24 32 48 64 128 256 512; do
    local icons=$root/usr/share/icons/hicolor/${size}x$size
    install -Dm 644 "$work/icons/coorddesk-$size.png" "$icons/apps/coorddesk.png"
    mkdir -p "$icons/mimetypes"
    ln -s ../apps/coorddesk.png "$icons/mimetypes/application-vnd.coorddesk.desk+zip.png"
  done
}

# Of the building system come Python and a few libraries for its standard library; Debian says under which licences.
gather_licences() {
  local others=() library package packages
  packages=$(echo "$environment"/lib/python*/site-packages)
  others+=("python=$(find "$("$environment/bin/python" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')" \
    /usr/share/doc/libpython3* -maxdepth 1 \( -name LICENSE.txt -o -name copyright \) -print -quit || true)")
  others+=("pyinstaller=$(find "$packages"/pyinstaller-*.dist-info -name COPYING.txt)")
  for library in "$work"/frozen/coorddesk/_internal/lib{bz2,crypto,ffi,lzma,sqlite3,ssl,uuid}.so.*; do
    library=${library##*/}
    package=$(dpkg -S "*/$library" | sed 's/:.*//;q')
    others+=("${library%%.so*}=/usr/share/doc/$package/copyright")
  done
  "$environment/bin/python" packaging/licences.py "$packages" "$1" "${others[@]}"
}

# The same modes and times whoever builds it, and whenever.
tidy() {
  find "$1" -type d -exec chmod 755 {} +
  find "$1" -type f -perm /111 -exec chmod 755 {} +
  find "$1" -type f ! -perm /111 -exec chmod 644 {} +
  find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# The newest symbol of glibc that anything inside asks for says on which systems it can run.
glibc_needed() {
  find "$root/usr/lib" -type f \( -name '*.so*' -o -name coorddesk \) -print0 | xargs -0 objdump -T 2>/dev/null |
    grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1 | cut -d_ -f2
}

fill_in() {
  sed -e "s/@version@/$version/" -e "s/@architecture@/$architecture/" -e "s/@glibc@/${glibc:-}/" -e "s/@size@/${size:-}/" "$1"
}

pack() {
  mkdir -p "$dist"
  dpkg-deb --root-owner-group -Zxz -z"${COMPRESSION:-9}" --threads-max=1 --build "$1" "$work/packed.deb" >/dev/null
  mv "$work/packed.deb" "$dist/$2"
  printf '%s/%s: %s bytes\n' "$dist" "$2" "$(stat -c %s "$dist/$2")"
}

prepare
freeze
lay_out
.venv/bin/python packaging/contents.py "$root/usr" packaging/linux/contents.toml
glibc=$(glibc_needed) size=$(du -sk --apparent-size "$root/usr" | cut -f1)
fill_in packaging/linux/deb/control >"$root/DEBIAN/control"
install -m 755 packaging/linux/deb/{preinst,prerm} "$root/DEBIAN/"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
tidy "$root/DEBIAN"
pack "$root" "coorddesk_${version}_$architecture.deb"

kiosk=$work/kiosk
rm -rf "$kiosk"
mkdir -p "$kiosk"/{DEBIAN,etc/xdg/autostart,usr/share/applications}
for folder in etc/xdg/autostart usr/share/applications; do
  install -m 644 packaging/linux/kiosk/coorddesk-kiosk.desktop "$kiosk/$folder/"
done
fill_in packaging/linux/kiosk/control >"$kiosk/DEBIAN/control"
echo /etc/xdg/autostart/coorddesk-kiosk.desktop >"$kiosk/DEBIAN/conffiles"
tidy "$kiosk"
pack "$kiosk" "coorddesk-kiosk_${version}_all.deb"
packaging/checksums.sh >/dev/null
echo "made in $((SECONDS - began)) s"
