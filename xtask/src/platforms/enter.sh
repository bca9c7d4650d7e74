# Runs $1 in the root $ROOT, where the sources $SOURCES, the cache $CACHE and the folder of builds $BUILDS are in their
# own places. The mounts are gone when it ends.
set -eu
for folder in "$CACHE" "$SOURCES" "$BUILDS"; do
  mkdir -p "$ROOT$folder"
  mount --bind "$folder" "$ROOT$folder"
done
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
exec nice chroot "$ROOT" /usr/bin/env -i \
  HOME=/root LANG=C.UTF-8 TERM=dumb PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt CARGO_HTTP_CAINFO=/etc/ssl/certs/ca-certificates.crt \
  CARGO_HOME="$CACHE/cargo" CARGO_TARGET_DIR="$CACHE/target" CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=false \
  RUSTC_BOOTSTRAP=1 CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER=x86_64-w64-mingw32-gcc \
  WINEDEBUG=-all WINEPREFIX="$CACHE/wine" WINEARCH=win64 XDG_RUNTIME_DIR=/tmp \
  bash -c "cd '$SOURCES' && $1"
