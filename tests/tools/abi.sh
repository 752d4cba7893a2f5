#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: abi.sh [record]   (environment: B, CC)
#
# What libmailwire.so exports = what lib/mailwire.map lists = what the public headers declare, and
# the public structs are laid out as tests/abi/layout.txt records: fields may be appended, nothing
# moves. `abi.sh record` writes that file again, for a release that breaks or appends.
set -u
. "$(dirname "$0")/lib.sh"

B=${B:-build}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export LC_ALL=C

# layout: "struct.field offset size" for each member of each public struct, by the compiler
layout()
{
    bare include/mailwire/*.h | awk '
        /^typedef struct mw_[a-z0-9_]* \{/ { type = $3; begun = ""; print type; next }
        /^\}/ { type = "" }
        type != "" && !/;/ { begun = begun $0; next }
        type != "" {
            $0 = begun $0
            begun = ""
            if (match($0, /\(\*[a-z_0-9]+\)/)) {
                print type, substr($0, RSTART + 2, RLENGTH - 3)
                next
            }
            sub(/;.*/, "")
            n = split($0, part, ",")
            for (i = 1; i <= n; i++) {
                gsub(/\[.*/, "", part[i])
                sub(/.*[ *]/, "", part[i])
                print type, part[i]
            }
        }' >"$dir/members"
    {
        printf '#include <%s>\n' mailwire/mailwire.h stddef.h stdio.h
        printf 'int main(void)\n{\n'
        awk 'NF == 1 { printf "printf(\"%s %%zu\\n\", sizeof(%s));\n", $1, $1 }
            NF == 2 { printf "printf(\"%s.%s %%zu %%zu\\n\", offsetof(%s, %s), ", $1, $2, $1, $2
                printf "sizeof ((%s *)0)->%s);\n", $1, $2 }' "$dir/members"
        printf 'return 0;\n}\n'
    } >"$dir/layout.c"
    # no -DMW_... here: the layout has to be the same for all
    ${CC:-cc} -std=c99 -Iinclude -o "$dir/layout" "$dir/layout.c" && "$dir/layout"
}

if [ "${1:-}" = record ]; then
    layout >tests/abi/layout.txt
    exit
fi

public include/mailwire/*.h | sort >"$dir/headers"
sed -n 's/^ *\(mw_[a-z0-9_]*\);.*/\1/p' lib/mailwire.map | sort >"$dir/map"
none 'each MW_API stands before one function' \
    "$(grep -n '^ *MW_API' include/mailwire/*.h | grep -v 'mw_[a-z0-9_]*('; uniq -d "$dir/headers")"
none 'lib/mailwire.map lists what the headers declare' \
    "$(diff "$dir/map" "$dir/headers" | grep '^[<>]')"
if [ -e "$B/libmailwire.so" ]; then
    nm -D --defined-only "$B/libmailwire.so" | awk '$2 != "A" { print $3 }' >"$dir/exported.full"
    sed 's/@.*//' "$dir/exported.full" | sort >"$dir/exported"
    none 'libmailwire.so exports what lib/mailwire.map lists' \
        "$(diff "$dir/exported" "$dir/map" | grep '^[<>]')"
    none 'each exported symbol has a version' "$(grep -v '@@MW_[0-9]' "$dir/exported.full")"
    soname=$(objdump -p "$B/libmailwire.so" | awk '$1 == "SONAME" { print $2 }')
    none 'SONAME is libmailwire.so.1' "$(echo "$soname" | grep -vx 'libmailwire\.so\.1')"
else
    not_ok 'libmailwire.so is there' "$B/libmailwire.so"
fi

if [ "$(getconf LONG_BIT)" != 64 ]; then
    skip 'struct layouts are as recorded' 'tests/abi/layout.txt is of a 64-bit machine'
elif layout >"$dir/layout.txt" 2>"$dir/log"; then
    # a recorded struct may have grown, a recorded field may not have moved
    none 'struct layouts are as recorded' "$(awk '
        FNR == NR { if (NF == 2) size[$1] = $2; else field[$1] = $2 " " $3; next }
        NF == 2 && !($1 in size) { print "gone: " $1; next }
        NF == 2 && size[$1] < $2 { print "smaller: " $1; next }
        NF == 3 && field[$1] != $2 " " $3 { print "moved: " $1 " was at " $2 ", size " $3 }
        ' "$dir/layout.txt" tests/abi/layout.txt 2>&1)
$(cut -d' ' -f1 "$dir/layout.txt" | sort >"$dir/now"; cut -d' ' -f1 tests/abi/layout.txt | sort |
            comm -23 "$dir/now" - | sed 's/^/not recorded (tests\/tools\/abi.sh record): /')"
else
    not_ok 'struct layouts are as recorded' "$(cat "$dir/log")"
fi
finish
