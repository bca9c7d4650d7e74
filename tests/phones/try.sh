#!/usr/bin/env bash
# try.sh CACHE TAURI: compiles the Kotlin and the Swift of the crate `phone` with Tauri's own, and runs their tests. TAURI is
# the folder of the tauri crate's sources. Run by `cargo xtask phones`, which says what it needs; it wants to be root.
set -euo pipefail
cache=$1 tauri=$2
here=$(cd "$(dirname "$0")" && pwd)
phone=$(cd "$here/../../src-tauri/crates/phone" && pwd)
root=$cache/phones
mkdir -p "$cache"

if [ ! -e "$root/made" ]; then
  command -v mmdebstrap >/dev/null || apt-get install --yes --quiet --no-install-recommends mmdebstrap
  mirror=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources)
  # The suite's list may be older than its own limit; its signature is checked all the same.
  mmdebstrap --variant=minbase --mode=root --aptopt='Apt::Install-Recommends "false"' \
    --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --include=swiftlang,libc6-dev,libstdc++-15-dev,default-jdk-headless,junit4,libjackson2-databind-java,libandroid-23-java \
    sid "$root" "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${mirror:-http://deb.debian.org/debian} sid main"
  touch "$root/made"
fi
python3 -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade \
  --target "$cache/kotlin" --requirement "$here/requirements.txt"
mkdir -p "$cache/declarations"
cp "$here/package.json" "$here/package-lock.json" "$cache/declarations/"
npm ci --silent --no-audit --no-fund --prefix "$cache/declarations"

python3 "$here/android/newer.py" "$here/android/newer.tsv" \
  "$cache/declarations/node_modules/@nativescript/types-android/lib/android/android-platform-37.d.ts"

# Mounted in a namespace of its own, which goes with it.
exec unshare --mount bash -c '
  set -e
  root=$1
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  for pair in "$2:phones" "$3:phone" "$4:tauri" "$5:kotlin"; do
    mkdir -p "$root/${pair##*:}"
    mount --bind "${pair%%:*}" "$root/${pair##*:}"
  done
  exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 bash /phones/inside.sh
' bash "$root" "$here" "$phone" "$tauri" "$cache/kotlin"
