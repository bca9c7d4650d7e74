# The app under wine, where there is no WebView2: what it does without a window, and what it says when one is wanted.
# $1: the program.
set -eu
pressed() { # waits for the box with the app's name, and presses its button
  timeout 120 xdotool search --sync --onlyvisible --name '^Doorstep$' >/dev/null || { echo "no box is shown" >&2; return 1; }
  xdotool key Return
}
home="$WINEPREFIX/drive_c/users/$(id -un)"
local="$home/AppData/Local/org.doorstep.doorstep"
roaming="$home/AppData/Roaming/org.doorstep.doorstep"
wineboot --init
rm -rf "$local" "$roaming"
trap 'wineboot --kill' EXIT

echo "started without a window, it opens its databases in the person's own folder of this computer"
wine "$1" --hidden &
first=$!
timeout 120 sh -c "until test -s '$local/personal.db' && test -s '$local/catalogue.db'; do sleep 1; done"
test ! -e "$roaming"

echo "a second start reaches the first one, which says why it shows no window, and goes on"
timeout 240 wine "$1" &
second=$!
pressed
wait "$second"
kill -0 "$first"
wineboot --kill
wait "$first" || true

echo "a start with a window says why there is none, and ends"
wine "$1" 2>"$local/said" &
first=$!
pressed
ended=0
wait "$first" || ended=$?
test "$ended" = 1
grep -q "install the WebView2 Runtime" "$local/said"
if grep -q "panicked" "$local/said"; then exit 1; fi
