#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: mbedtls.sh 3.6|4 PREFIX
#
# Builds another Mbed TLS than this Debian's into PREFIX, static and shared: 3.6 from the source
# package of Debian 13, 4 from that of sid or experimental, or from MW_MBEDTLS4_SOURCE (a directory
# with an unpacked release, or a git tree with its submodules and python3's jinja2 and jsonschema).
# Nothing is done when PREFIX holds that version. Needs no root and touches no list of the system.
# Exit status: 0 there, 1 failed, 77 cannot be had (the reason is printed).
set -eu

[ $# -eq 2 ] || { echo 'usage: mbedtls.sh 3.6|4 PREFIX' >&2; exit 1; }
version=$1
case $version in
3.6) suites=trixie ;;
4) suites='sid experimental' ;;
*) echo "mbedtls.sh: no such version: $version" >&2; exit 1 ;;
esac

die()
{
    echo "mbedtls.sh: $*" >&2
    exit 1
}

skip()
{
    echo "skip: $*"
    exit 77
}

mkdir -p "$2"
prefix=$(cd "$2" && pwd)
installed=$(sed -n 's/^#define MBEDTLS_VERSION_STRING  *"\(.*\)"/\1/p' \
    "$prefix/include/mbedtls/build_info.h" 2>/dev/null) || :
case $installed in
"$version".*)
    if [ -e "$prefix/lib/libmbedtls.a" ] && [ -e "$prefix/lib/libmbedtls.so" ]; then
        echo "Mbed TLS $installed is in $prefix"
        exit 0
    fi
    ;;
esac

for program in cmake cc; do
    command -v $program >/dev/null || skip "$program is not installed"
done
work=$(mktemp -d "${TMPDIR:-/tmp}/mbedtls.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# apt with a state of its own
isolated()
{
    tool=$1
    shift
    "$tool" -o Dir::Etc::sourcelist="$work/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$work/apt/lists" -o Dir::State::status="$work/apt/status" \
        -o Dir::Cache="$work/apt/cache" -o APT::Sandbox::User="$(id -un)" "$@"
}

# unpack the newest source package of the suites to $work/source
debian_source()
{
    command -v dpkg-source >/dev/null || skip 'dpkg-dev is not installed'
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
    : >"$work/apt/status"
    site=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' |
        grep '/debian/*$' | head -1) || :
    for suite in $suites; do
        echo "deb-src ${site:-http://deb.debian.org/debian} $suite main"
    done >"$work/apt/sources.list"
    isolated apt-get -qq update >"$work/apt.log" 2>&1 ||
        skip "no source packages: $(tail -1 "$work/apt.log")"
    newest=$(isolated apt-cache showsrc mbedtls | sed -n 's/^Version: //p' | sort -V | tail -1)
    case $newest in
    "$version".*) ;;
    *) skip "the newest Mbed TLS in Debian ($suites) is $newest" ;;
    esac
    (cd "$work" && isolated apt-get -qq source "mbedtls=$newest") >"$work/apt.log" 2>&1 ||
        skip "mbedtls $newest cannot be fetched: $(tail -1 "$work/apt.log")"
    mv "$work"/mbedtls-*/ "$work/source"
}

if [ "$version" = 4 ] && [ -n "${MW_MBEDTLS4_SOURCE:-}" ]; then
    cp -R "$MW_MBEDTLS4_SOURCE" "$work/source"
    chmod -R u+w "$work/source"
else
    debian_source
fi

# as in Debian's own packages: without it, threads would race for the global state
for config in include/mbedtls/mbedtls_config.h tf-psa-crypto/include/psa/crypto_config.h; do
    [ -e "$work/source/$config" ] || continue
    sed -i 's,^//\(#define MBEDTLS_THREADING_\(C\|PTHREAD\)\)$,\1,' "$work/source/$config"
done

# releases carry the generated files, git trees do not
generate=OFF
if [ "$version" = 4 ] &&
    [ -z "$(find "$work/source" -name psa_crypto_driver_wrappers.h -print -quit)" ]; then
    generate=ON
fi
log=$prefix/build.log
cmake -S "$work/source" -B "$work/build" -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DLIB_INSTALL_DIR=lib \
    -DENABLE_PROGRAMS=OFF -DENABLE_TESTING=OFF -DGEN_FILES=$generate \
    -DUSE_STATIC_MBEDTLS_LIBRARY=ON -DUSE_SHARED_MBEDTLS_LIBRARY=ON >"$log" 2>&1 &&
    cmake --build "$work/build" -j2 >>"$log" 2>&1 &&
    cmake --install "$work/build" >>"$log" 2>&1 || die "the build failed: see $log"
echo "Mbed TLS $(sed -n 's/^#define MBEDTLS_VERSION_STRING  *"\(.*\)"/\1/p' \
    "$prefix/include/mbedtls/build_info.h") is in $prefix"
