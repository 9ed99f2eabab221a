#!/usr/bin/env bash
# Writes dist/SHA256SUMS, for people to compare what they downloaded with.
set -euo pipefail
source "$(dirname "$0")/facts.sh"
cd "$dist"
rm -f SHA256SUMS
for file in *.deb *.exe *.dmg; do
  [[ ! -f $file ]] || shasum -a 256 "$file" 2>/dev/null || sha256sum "$file"
done >SHA256SUMS
cat SHA256SUMS
