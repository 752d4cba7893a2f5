#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: single.sh DIR   (environment: CC)
#
# Writes DIR/mailwire.h and DIR/mailwire.c: the core as one file of each, for firmware projects that
# would rather not add a folder. Compiles it with every compiler that is here, warnings as errors.
set -u
. "$(dirname "$0")/lib.sh"

[ $# -eq 1 ] || { echo 'usage: single.sh DIR' >&2; exit 2; }
mkdir -p "$1" || exit 1
version=$(sed -n 's/^#define MW_VERSION_STRING "\(.*\)"$/\1/p' include/mailwire/version.h)

# join ROOT... -- FILE...: the files in this order, each include that is found below a ROOT put in
# its place the first time and left out afterwards. A static name that two sources have gets the
# source's name before it; with names, the public ones, all others become static.
names=
join()
{
    awk -v public="$names" -f "$(dirname "$0")/join.awk" "$@"
}

licence()
{
    echo '/* SPDX-License-Identifier: MIT */'
    echo "/* mailwire $version, the core in one file: made by \`make single\`."
    echo
    sed 's/^/   /; s/ *$//' LICENSE
    echo '*/'
}

{
    licence
    echo '#define MW_STATIC'
    # net.h is hosted: sockets and Mbed TLS
    # shellcheck disable=SC2046
    join include -- $(ls include/mailwire/*.h | grep -Ev '/(net|mailwire)\.h$')
} >"$1/mailwire.h"
{
    licence
    echo '#include "mailwire.h"'
    echo '#ifdef __GNUC__ /* some functions are for libmailwire only */'
    echo '#pragma GCC diagnostic ignored "-Wunused-function"'
    echo '#endif'
    names=$(public include/mailwire/*.h)
    # shellcheck disable=SC2046
    join lib -- $(grep -v '^#' lib/core.files)
} >"$1/mailwire.c"

# compiles NAME COMPILER FLAGS
compiles()
{
    have "$2" || { skip "mailwire.c with $1" "$2 is not installed"; return; }
    # flags are words on purpose
    # shellcheck disable=SC2086
    none "mailwire.c with $1" "$(cd "$dir" &&
        $2 $3 -std=c99 -Wall -Wextra -Wpedantic -Werror -c -o single.o mailwire.c 2>&1 |
        grep -E 'error|warning|previous')"
}

dir=$1
hosted="_new\$|^mw_version\$|$(public include/mailwire/net.h | sed 's/.*/^&$/' | paste -sd'|')"
compiles gcc gcc -O2
compiles clang clang -O2
compiles 'gcc for Cortex-M3' arm-none-eabi-gcc '-mcpu=cortex-m3 -mthumb -Os -ffreestanding'
compiles 'gcc, no advice' gcc '-Os -DMW_NO_ADVICE'
compiles 'gcc, no rare extensions' gcc '-Os -DMW_NO_RARE'
if [ -e "$dir/single.o" ]; then
    none 'mailwire.c needs six memory functions only' \
        "$(nm -u "$dir/single.o" | awk '{ print $2 }' |
            grep -Ev '^(memcpy|memmove|memset|memcmp|memchr|strlen|_GLOBAL_OFFSET_TABLE_)$')"
    nm --defined-only "$dir/single.o" | awk '{ print $3 }' | sort >"$dir/has"
    none 'mailwire.c has every function of the core' "$(public include/mailwire/*.h | sort |
        comm -13 "$dir/has" - | grep -Ev "$hosted")"
    rm -f "$dir/single.o" "$dir/has"
fi
finish
