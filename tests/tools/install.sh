#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: install.sh demo|size|check
#
# Installs the Debian packages that `make demo`, `make size` or `make check` needs and that are not
# there, when run as root or where sudo asks no password; else says which to install.
set -u

packages=$(cd "$(dirname "$0")/../servers" && pwd)/packages.sh
case ${1:-} in
demo) want='gcc libc6-dev make libmbedtls-dev' ;;
size) want='gcc-arm-none-eabi libnewlib-arm-none-eabi' ;;
check) want='g++ libglib2.0-dev mandoc' ;;
*) echo 'usage: install.sh demo|size|check' >&2; exit 2 ;;
esac

has_header()
{
    echo "#include <$1>" | ${CC:-cc} -E - >/dev/null 2>&1
}

# there PACKAGE: what it holds is here, whoever put it there
there()
{
    case $1 in
    gcc) command -v "${CC:-cc}" ;;
    make | g++) command -v "$1" ;;
    gcc-arm-none-eabi) command -v arm-none-eabi-gcc ;;
    libc6-dev) has_header stdio.h ;;
    libmbedtls-dev) [ -n "${MBEDTLS:-}" ] || has_header mbedtls/ssl.h ;;
    *) dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep ' installed$' ;;
    esac >/dev/null
}

missing=
for package in $want; do
    there "$package" || missing="$missing $package"
done
if [ "$1" = check ]; then
    missing="$missing $("$packages" check | tr '\n' ' ')"
fi
# words, without blanks at the ends
# shellcheck disable=SC2086
missing=$(echo $missing)
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "Please install what these Debian packages hold: $missing" >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root='sudo -n env'
else
    echo "Please run: sudo apt-get install --no-install-recommends $missing" >&2
    exit 1
fi

echo "installing: $missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt="$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"
{
    # packages.sh goes first: it keeps servers from starting
    if [ "$1" = check ]; then "$packages" install; else $apt update; fi &&
        $apt install -y --no-remove --no-install-recommends $want
} >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    echo "could not install: $missing" >&2
    exit 1
}
