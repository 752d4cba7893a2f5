#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: configure.sh   (environment: CC, MBEDTLS, CARES, IDN2, UNISTRING, ZLIB, PKG_CONFIG)
#
# Looks for what the hosted library and its tests need and prints it as Makefile variables. Never
# fails: what is missing is a sentence in a NEED_... variable, for the targets that need it.
set -u

CC=${CC:-cc}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

# links FLAGS < program
links()
{
    cat >"$dir/probe.c"
    # flags are words on purpose
    # shellcheck disable=SC2086
    $CC -o "$dir/probe" "$dir/probe.c" $1 >/dev/null 2>&1
}

# The three libraries have to be named: mbedtls.pc has the others under Requires.private only.
mbedtls_pkg='mbedtls mbedx509 mbedcrypto'
mbedtls_libs='-lmbedtls -lmbedx509 -lmbedcrypto'
mbedtls_cflags=
mbedtls_how=
mbedtls_version=
mbedtls_rpath=
need_mbedtls=

mbedtls_program='
#include <mbedtls/version.h>
#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>
#if MBEDTLS_VERSION_NUMBER < 0x021C0000
#error too old
#endif
int main(void)
{
    mbedtls_ssl_context s;
    mbedtls_x509_crt c;
    mbedtls_ssl_init(&s);
    mbedtls_x509_crt_init(&c);
    return 0;
}'

find_mbedtls()
{
    if [ -n "${MBEDTLS:-}" ]; then
        mbedtls_how="prefix $MBEDTLS"
        mbedtls_cflags="-I$MBEDTLS/include"
        for lib in "$MBEDTLS"/lib "$MBEDTLS"/lib64 "$MBEDTLS"/lib/*-linux-*; do
            ls "$lib"/libmbedtls.* >/dev/null 2>&1 || continue
            mbedtls_libs="-L$lib -lmbedtls -lmbedx509 -lmbedcrypto"
            mbedtls_rpath="-Wl,-rpath,$lib"
            break
        done
        [ -n "$mbedtls_rpath" ] ||
            need_mbedtls="MBEDTLS=$MBEDTLS holds no lib/libmbedtls.so or .a"
    elif $PKG_CONFIG --exists $mbedtls_pkg 2>/dev/null; then
        mbedtls_how=pkg-config
        mbedtls_cflags=$($PKG_CONFIG --cflags $mbedtls_pkg)
        mbedtls_libs=$($PKG_CONFIG --libs $mbedtls_pkg)
        # a private place that pkg-config was pointed at is not on the loader's path
        lib=$($PKG_CONFIG --variable=libdir mbedtls)
        case $lib in
        /usr/lib | /usr/lib/* | /lib | /lib/*) ;;
        ?*) mbedtls_rpath="-Wl,-rpath,$lib" ;;
        esac
    else
        mbedtls_how='header and three libraries'
    fi
    [ -z "$need_mbedtls" ] || return
    if ! printf '%s\n' "$mbedtls_program" | links "$mbedtls_cflags $mbedtls_libs"; then
        need_mbedtls='Mbed TLS 2.28 or newer is missing: apt-get install libmbedtls-dev'
        [ -z "${MBEDTLS:-}" ] ||
            need_mbedtls="Mbed TLS 2.28 or newer does not compile and link from MBEDTLS=$MBEDTLS"
        return
    fi
    mbedtls_version=$(printf '#include <mbedtls/version.h>\nversion MBEDTLS_VERSION_STRING\n' |
        $CC $mbedtls_cflags -E -P - 2>/dev/null | sed -n 's/^version "\(.*\)"$/\1/p')
}

# optional NAME SWITCH PACKAGE HEADER FALLBACK-LIBS
optional()
{
    found_cflags=
    found_libs=
    if [ "$2" = no ]; then
        eval "$1_how='switched off'"
        return 1
    fi
    if $PKG_CONFIG --exists "$3" 2>/dev/null; then
        found_cflags=$($PKG_CONFIG --cflags "$3")
        found_libs=$($PKG_CONFIG --libs "$3")
    else
        found_libs=$5
    fi
    if printf '#include <%s>\nint main(void) { return 0; }\n' "$4" |
        links "$found_cflags $found_libs"; then
        eval "$1_how=yes"
        return 0
    fi
    found_cflags=
    found_libs=
    eval "$1_how='not found'"
    return 1
}

need_cc=
cc_version=
if printf 'int main(void) { return 0; }\n' | links ''; then
    cc_version=$($CC --version 2>/dev/null | head -n 1)
    find_mbedtls
else
    need_cc="$CC cannot compile and link a program: apt-get install build-essential"
    need_mbedtls=$need_cc
fi

extra_cflags=
extra_libs=
if optional cares "${CARES:-}" libcares ares.h -lcares; then
    extra_cflags="$extra_cflags -DMW_HAVE_CARES $found_cflags"
    extra_libs="$extra_libs $found_libs"
elif [ "${CARES:-}" = yes ]; then
    need_mbedtls='CARES=yes, but c-ares is missing: apt-get install libc-ares-dev'
fi
if optional idn2 "${IDN2:-}" libidn2 idn2.h -lidn2; then
    extra_cflags="$extra_cflags -DMW_HAVE_IDN2 $found_cflags"
    extra_libs="$extra_libs $found_libs"
elif [ "${IDN2:-}" = yes ]; then
    need_mbedtls='IDN2=yes, but libidn2 is missing: apt-get install libidn2-dev'
fi
# it has no pkg-config file
if optional unistring "${UNISTRING:-}" libunistring uninorm.h -lunistring; then
    extra_cflags="$extra_cflags -DMW_HAVE_UNISTRING $found_cflags"
    extra_libs="$extra_libs $found_libs"
elif [ "${UNISTRING:-}" = yes ]; then
    need_mbedtls='UNISTRING=yes, but libunistring is missing: apt-get install libunistring-dev'
fi
if optional zlib "${ZLIB:-}" zlib zlib.h -lz; then
    extra_cflags="$extra_cflags -DMW_HAVE_ZLIB $found_cflags"
    extra_libs="$extra_libs $found_libs"
elif [ "${ZLIB:-}" = yes ]; then
    need_mbedtls='ZLIB=yes, but zlib is missing: apt-get install zlib1g-dev'
fi

need_cmocka=
links -lcmocka <<'END' || need_cmocka='cmocka is missing: apt-get install libcmocka-dev'
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
int main(void)
{
    const struct CMUnitTest none[1] = {{0}};
    return cmocka_run_group_tests(none, NULL, NULL);
}
END

# What examples and benches may use: NAME PACKAGE
while read -r name package; do
    if $PKG_CONFIG --exists "$package" 2>/dev/null; then
        echo "HAVE_$name = yes"
        echo "CFLAGS_$name = $($PKG_CONFIG --cflags "$package")"
        echo "LIBS_$name = $($PKG_CONFIG --libs "$package" | sed 's/-specs=[^ ]*//g')"
    else
        echo "HAVE_$name ="
    fi
done <<'END'
uv libuv
glib glib-2.0
curl libcurl
esmtp libesmtp-1.0
gsasl libgsasl
etpan libetpan
END
cat <<END
CC_VERSION = $cc_version
NEED_CC = $need_cc
NEED_MBEDTLS = $need_mbedtls
NEED_CMOCKA = $need_cmocka
MBEDTLS_VERSION = $mbedtls_version
MBEDTLS_HOW = $mbedtls_how
MBEDTLS_RPATH = $mbedtls_rpath
HOSTED_CFLAGS = $mbedtls_cflags$extra_cflags
HOSTED_LIBS = $mbedtls_libs$extra_libs
CARES_HOW = $cares_how
IDN2_HOW = $idn2_how
UNISTRING_HOW = $unistring_how
ZLIB_HOW = $zlib_how
END
