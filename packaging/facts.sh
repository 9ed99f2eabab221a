# Sourced by every script that builds or tries an installer: goes to the top of the checkout and says what is being built.
# VERSION in the environment stands in for the version of the source: the upgrade is tried from an older build.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=${VERSION:-$(sed -n 's/^__version__ = "\(.*\)"/\1/p' src/coorddesk/__init__.py)}
build=build
dist=${DIST:-dist}
# The same source gives the same bytes, whenever and wherever it is built.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s -d '2026-01-01 UTC')}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 TZ=UTC LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
umask 022
