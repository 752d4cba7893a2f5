#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: freestanding.sh
#
# The core needs six memory functions and nothing else, and has no writable data: by nm, for each
# compiler that is here. On a Cortex-M3 that means: no 64-bit division either.
set -u
. "$(dirname "$0")/lib.sh"

allowed='^(memcpy|memmove|memset|memcmp|memchr|strlen)$'
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
sources=$(grep -v '^#' lib/core.files)

# check NAME COMPILER FLAGS ALLOWED
check()
{
    if ! have "$2"; then
        skip "freestanding with $1" "$2 is not installed"
        return
    fi
    rm -f "$dir"/*.o
    for file in $sources; do
        # flags are words on purpose
        # shellcheck disable=SC2086
        $2 $3 -std=c99 -ffreestanding -fno-pic -fno-stack-protector -Iinclude -Ilib -c \
            -o "$dir/$(echo "$file" | tr / _).o" "$file" 2>>"$dir/log" || {
            not_ok "freestanding with $1" "$(cat "$dir/log")"
            return
        }
    done
    case $3 in *thumb*) prefix=arm-none-eabi- ;; *) prefix= ;; esac
    "${prefix}ld" -r -o "$dir/core.whole" "$dir"/*.o
    none "undefined symbols of the core with $1" \
        "$("${prefix}nm" -u "$dir/core.whole" | awk '{ print $2 }' | grep -Ev "$4")"
    none "writable data of the core with $1" "$("${prefix}size" -A "$dir/core.whole" |
        awk '$1 ~ /^\.(data|bss|tdata|tbss|init_array)/ && $2 > 0')
$("${prefix}nm" "$dir/core.whole" | awk 'NF == 3 && $2 ~ /[bBdDcC]/')"
}

check gcc gcc -O2 "$allowed"
check clang clang -O2 "$allowed"
check 'gcc for Cortex-M3' arm-none-eabi-gcc '-mcpu=cortex-m3 -mthumb -Os' "$allowed"
finish
