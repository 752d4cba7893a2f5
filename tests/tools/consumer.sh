#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: consumer.sh   (environment: MAKE, B, CC)
#
# Installs into a directory of its own and builds programs there as a user would: against the shared
# and the static library and the core, by pkg-config. Then uninstalls and finds nothing left.
set -u
. "$(dirname "$0")/lib.sh"

MAKE=${MAKE:-make}
B=${B:-build}
CC=${CC:-cc}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
here=$(pwd)

# Another compiler or sanitizer in the flags must be in the program's, too.
san=$(sed -n 's/.*\(-fsanitize=[a-z,]*\).*/\1/p' "$B/flags" | sed 's/fuzzer-no-link,//')

install()
{
    # shellcheck disable=SC2086
    $MAKE --no-print-directory -s B="$B" CC="$CC" DESTDIR="$root" PREFIX=/opt/mw \
        LIBDIR=/opt/mw/lib/here "$1" 2>&1
}
log=$(install install) || { not_ok 'make install' "$log"; finish; }
ok 'make install'
none 'files are where they belong' "$(cd "$root/opt/mw/lib/here" &&
    ls libmailwire.so.1 libmailwire.so libmailwire.a libmailwire-core.a pkgconfig/mailwire.pc \
        pkgconfig/mailwire-core.pc ../../include/mailwire/smtp.h 2>&1 >/dev/null)"
have pkg-config || { not_ok 'pkg-config is there' 'apt-get install pkg-config'; finish; }
none 'no word of a pkg-config file is left to fill in' \
    "$(grep '@' "$root"/opt/mw/lib/here/pkgconfig/*.pc)"
export PKG_CONFIG_PATH="$root/opt/mw/lib/here/pkgconfig"
pc()
{
    pkg-config --define-variable=prefix="$root/opt/mw" "$@"
}
mbedtls=$(sed -n 's/^MBEDTLS_RPATH = //p' "$B/config.mk")

# builds NAME SOURCE FLAGS
builds()
{
    mkdir -p "$root/home"
    cp "tests/abi/$2" "$root/home/$2"
    # shellcheck disable=SC2086
    log=$(cd "$root/home" && $CC -std=c99 -Wall -Wextra -Werror $san -o program "$2" $3 2>&1) || {
        not_ok "a program $1 builds" "$CC $2 $3
$log"
        return
    }
    ok "a program $1 builds"
    log=$(cd "$root/home" && LD_LIBRARY_PATH="$root/opt/mw/lib/here" ./program 2>&1)
    status=$?
    [ $status -eq 0 ] || log="status $status
$log"
    none "a program $1 runs" "$log"
}

version=$(sed -n 's/^#define MW_VERSION_STRING "\(.*\)"$/\1/p' include/mailwire/version.h)
none 'pkg-config knows the version' "$(pc --modversion mailwire | grep -vxF "$version")"
builds 'with the shared library' consumer.c "$(pc --cflags --libs mailwire) $mbedtls"
needed()
{
    objdump -p "$root/home/program" | awk '$1 == "NEEDED" { print $2 }'
}
none 'the shared one was used' "$(needed | grep -qxF libmailwire.so.1 || echo 'it is not NEEDED')"
# only mailwire itself statically: a static libc and a static Mbed TLS are not for us to promise
static=$(pc --static --cflags --libs mailwire | sed 's/-lmailwire\>/-l:libmailwire.a/')
builds 'with the static library' consumer.c "$static $mbedtls"
none 'the static one was used' "$(needed | grep libmailwire)"
builds 'with the core alone' consumer_core.c "$(pc --cflags --libs mailwire-core)"
none 'the core needs no library' \
    "$(needed | grep -Ev '^libc\.so|^ld-linux|^lib(asan|ubsan|m|dl|rt|pthread|gcc_s)\.so')"

cd "$here" || exit 1
log=$(install uninstall) || not_ok 'make uninstall' "$log"
none 'make uninstall leaves nothing' "$(find "$root/opt" -type f -o -type l)"
finish
