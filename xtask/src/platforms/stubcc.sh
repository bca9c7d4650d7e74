#!/bin/bash
# A C compiler for targets whose C is not linked, because they are only type-checked: an empty object for everything.
# It must fail on -?, or the `cc` crate takes it for clang-cl.
[ "$1" = "-?" ] && exit 1
words=("$@")
out=
question=
for ((at = 0; at < ${#words[@]}; at++)); do
  case "${words[$at]}" in
  -o) out=${words[$((at + 1))]} ;;
  -o?*) out=${words[$at]#-o} ;;
  -E | --version | -dump* | -v | -print-* | --print-*) question=1 ;;
  esac
done
if [ -n "$question" ]; then
  kept=()
  for word in "$@"; do
    case "$word" in -arch | arm64 | -isysroot | --target=* | -mios* | -mmacos*) ;; *) kept+=("$word") ;; esac
  done
  exec clang --target=aarch64-linux-gnu "${kept[@]}"
fi
if [ -z "$out" ]; then
  for word in "$@"; do
    case "$word" in *.c | *.S | *.cc | *.cpp | *.m) out=$(basename "${word%.*}").o ;; esac
  done
fi
mkdir -p "$(dirname "${out:=a.out}")"
exec clang --target=aarch64-linux-gnu -c -x c /dev/null -o "$out"
