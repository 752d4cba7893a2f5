#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: headers.sh
#
# Every public header compiles alone and twice, as C99 and C++11, with every compiler that is here,
# and holds nothing that another language or compiler lays out differently.
set -u
. "$(dirname "$0")/lib.sh"

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
ls include/mailwire/*.h >/dev/null 2>&1 || { not_ok 'there are public headers'; finish; }

# check NAME COMPILER FLAGS HEADERS
check()
{
    have "$2" || { skip "headers with $1" "$2 is not installed"; return; }
    case $3 in *c++*) suffix=cc ;; *) suffix=c ;; esac
    for header in $4; do
        name=mailwire/${header##*/}
        printf '#include <%s>\n#include <%s>\nint main(void);\nint main(void) { return 0; }\n' \
            "$name" "$name" >"$dir/one.$suffix"
        # flags are words on purpose
        # shellcheck disable=SC2086
        $2 $3 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wundef -Werror -Iinclude -c \
            -o "$dir/one.o" "$dir/one.$suffix" 2>&1
    done >"$dir/log"
    none "headers with $1" "$(cat "$dir/log")"
}

all=$(ls include/mailwire/*.h)
core=$(ls include/mailwire/*.h | grep -Ev '/(net|mailwire)\.h$')
check 'gcc, C99' gcc '-std=c99 -Wstrict-prototypes' "$all"
check 'gcc, C17' gcc '-std=c17 -Wstrict-prototypes' "$all"
check 'g++, C++11' g++ -std=c++11 "$all"
check 'clang, C99' clang '-std=c99 -Wstrict-prototypes' "$all"
check 'clang++, C++11' clang++ -std=c++11 "$all"
check 'gcc for Cortex-M3' arm-none-eabi-gcc '-std=c99 -mcpu=cortex-m3 -mthumb -ffreestanding' \
    "$core"

foreign='\.\.\.|\b(enum|union|bool|_Bool|long|ssize_t|time_t|FILE|inline|double|float)\b'
foreign="$foreign|[a-z0-9_]+ [a-z0-9_]+ ?: ?[0-9]+;"
for header in $all; do
    bare "$header" | sed 's/^\(# *define MW_[A-Z0-9_]*\) .*/\1/' | grep -nE "$foreign" |
        sed "s|^|$header:|"
done >"$dir/words"
none 'nothing in the headers that others lay out or pass differently' "$(cat "$dir/words")"
ours='^#define (MW_|MAILWIRE_)|^typedef struct mw_|^MW_API .*[ *]mw_[a-z0-9_]*\('
none 'every public name begins with mw_ or MW_' "$(for header in $all; do
    bare "$header" | grep -E '^#define |^typedef |^MW_API ' | grep -vE "$ours" |
        sed "s|^|$header: |"; done)"
finish
