#!/bin/sh
# Opens the worksheets on this laptop.
finish() {
  # A window that was opened for this file closes behind it.
  if [ -t 0 ]; then
    printf 'Press Enter to close. '
    read -r _
  fi
  exit 1
}

case $0 in */*) CDPATH= cd -- "${0%/*}/" || finish ;; esac
if [ ! -f laptop/fits.py ]; then
  echo "{incomplete}"
  finish
fi
for python in {candidates}; do
  command -v "$python" >/dev/null 2>&1 || continue
  case $(command -v "$python") in
  /usr/bin/*)
    # On a Mac this may be no Python but a question whether to fetch one.
    if [ "$(uname)" = Darwin ]; then xcode-select -p >/dev/null 2>&1 || continue; fi
    ;;
  esac
  if "$python" laptop/fits.py >/dev/null 2>&1; then
    "$python" laptop/start.py "$@" || finish
    exit 0
  fi
done
echo "{missing}"
finish
