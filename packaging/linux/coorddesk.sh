#!/bin/sh
# Starts the newest version that is whole. The program itself is the last file of a version that is put in place, so an
# installation that was interrupted leaves the version before it, or this sentence.
choose() { # there is one, unless an upgrade was cut short: nothing is started for that
  program=$1
  [ $# = 1 ] || program=$(printf '%s\n' "$@" | sort -V | tail -n 1)
}
choose /usr/lib/coorddesk/*/coorddesk
if [ ! -x "$program" ]; then
  echo "CoordDesk is not completely installed: install it again. / CoordDesk n'est pas installé en entier : réinstallez-le." >&2
  exit 69
fi
exec "$program" "$@"
