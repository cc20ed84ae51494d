#!/bin/sh
# Installs the Debian packages that Hundralapp's make targets need and that are missing.
#
#   tools/system-packages.sh [venv] [make] [node] [chromium] [libatomic] [pango]      without arguments: all
#
# As root, or where sudo asks for no password, the missing ones are installed with apt-get. Anywhere else
# the script says what to install and fails. What is present is left alone. PYTHON names the interpreter.
set -eu

PYTHON=${PYTHON:-python3}

fail() {
    printf 'system-packages: %s\n' "$@" >&2
    exit 1
}

present() {
    case $1 in
        venv) "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ;;
        make | node | chromium) command -v "$1" >/dev/null 2>&1 ;;
        # Playwright's own Node.js is linked with it. Elsewhere than on Linux it is not.
        libatomic) [ "$(uname)" != Linux ] || "$PYTHON" -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null ;;
        # WeasyPrint sets the budget book with these.
        pango) "$PYTHON" -c 'import ctypes
for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"): ctypes.CDLL(f"lib{name}.so.0")' 2>/dev/null ;;
        *) fail "unknown need '$1': expected venv, make, node, chromium, libatomic or pango" ;;
    esac
}

package() {
    case $1 in
        venv) echo "$(basename "$PYTHON")-venv" ;;
        node) echo nodejs ;;
        libatomic) echo libatomic1 ;;
        pango) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
        *) echo "$1" ;;
    esac
}

missing() {
    for need in "$@"; do
        present "$need" || printf '%s ' "$need"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() {
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 "$@"
}

command -v "$PYTHON" >/dev/null 2>&1 || fail "'$PYTHON' was not found. Install Python 3.11 or newer (Debian: python3)."
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail \
    "Hundralapp needs Python 3.11 or newer, and '$PYTHON' is $("$PYTHON" -V 2>&1)." \
    "Name a newer one, for instance: make test PYTHON=python3.12"

[ $# -gt 0 ] || set -- venv make node chromium libatomic pango
needs=$(missing "$@")
[ -n "$needs" ] || exit 0

packages=
for need in $needs; do packages="$packages $(package "$need")"; done

command -v apt-get >/dev/null 2>&1 || fail \
    "missing: $needs" "Install them with your system's package manager. Their names in Debian:$packages"
can_be_root || fail \
    "missing: $needs" "Run as root:  apt-get update && apt-get install$packages"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing system packages:$packages"
# An update may fail for a source that has nothing to do with us: the install decides.
apt update >"$log" 2>&1 || echo "apt-get update reported errors; going on with the lists at hand" >&2
# shellcheck disable=SC2086  # a list of package names
apt install -y --no-install-recommends $packages >>"$log" 2>&1 || {
    cat "$log" >&2
    fail "apt-get could not install:$packages"
}

needs=$(missing "$@")
[ -z "$needs" ] || fail \
    "installed:$packages" "and still missing: $needs" \
    "'$PYTHON' may not be Debian's own: try PYTHON=/usr/bin/python3"
