#!/bin/sh
# Starts the newest version that is whole. The program itself is the last file of a version that is put in place, so an
# installation that was interrupted leaves the version before it, or this sentence.
program=$(ls -d /usr/lib/coorddesk/*/coorddesk 2>/dev/null | sort -V | tail -n 1)
if [ -z "$program" ]; then
  echo "CoordDesk is not completely installed: install it again. / CoordDesk n'est pas installé en entier : réinstallez-le." >&2
  exit 69
fi
exec "$program" "$@"
