#!/usr/bin/env bash
# Sees to it that the system has what is needed: each argument is NEED=PACKAGE, a library by its soname, a program by its
# name or a file by its path, and the Debian package that brings it. Root installs them; others are told the line to type.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # where ldconfig is, which ordinary users are not told
libraries=$(ldconfig -p 2>/dev/null || true)

present() {
  case $1 in
    *.so.*) [[ $libraries == *$'\t'"$1 "* ]] ;;
    */*) compgen -G "$1" ;;
    *) command -v "$1" ;;
  esac >/dev/null
}

packages=()
for need; do
  present "${need%%=*}" || packages+=("${need#*=}")
done
((${#packages[@]})) || exit 0
if ! command -v apt-get >/dev/null; then
  echo "Not a Debian system; if something does not work, install what Debian calls: ${packages[*]}" >&2
  exit 0
fi
install=(apt-get install -y --no-install-recommends "${packages[@]}")
if [[ $(id -u) != 0 ]]; then
  printf 'Some system packages are missing. Type this, then try again:\n\n  sudo apt-get update && sudo %s\n\n' "${install[*]}" >&2
  exit 1
fi
echo "Installing system packages: ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
"${install[@]}" -qq </dev/null >/dev/null 2>&1 || { apt-get update -qq && "${install[@]}" -qq </dev/null >/dev/null; }
