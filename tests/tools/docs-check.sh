#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: docs-check.sh   (environment: B, CC; MW_ROOT, the tree to look at)
#
# The C of README.md and of the man pages: what has a main() is compiled and linked, what has an
# #include is compiled, what has neither is an excerpt. Each public function has a comment above it
# (or above the group it stands in, without an empty line between) or beside it. The size table of
# the README is what `make size` prints, within 10 % as compilers differ, if $B/size.txt is there.
set -u
. "$(dirname "$0")/lib.sh"

B=$(cd "${B:-build}" 2>/dev/null && pwd) || { not_ok 'the library is built' "${B:-build}"; finish; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "${MW_ROOT:-.}" || exit 1
libs=$(sed -n 's/^HOSTED_LIBS = //p; s/^MBEDTLS_RPATH = //p' "$B/config.mk" | tr '\n' ' ')
cc="${CC:-cc} -std=c99 -Wall -Wextra -Werror -Iinclude"

# blocks FILE: each C block of FILE to $dir/NAME-LINE.c
blocks()
{
    name=$(basename "$1" | tr -c 'A-Za-z0-9\n' _)
    case $1 in
    *.md) awk -v out="$dir/$name" '
        /^```/ && file != "" { close(file); file = ""; next }
        /^```c$/ { file = out "-" NR ".c"; printf "" > file; next }
        /^```/ { file = "/dev/null"; next }
        file != "" { print > file }' "$1" ;;
    *) awk -v out="$dir/$name" '
        /^\.Bd .*-literal/ { file = out "-" NR ".c"; printf "" > file; next }
        /^\.Ed/ { if (file != "") close(file); file = ""; next }
        file != "" { gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\-/, "-"); print > file }' "$1" ;;
    esac
}

compile()
{
    base=$(basename "$1" .c)
    if grep -q '^int main(' "$1"; then
        # shellcheck disable=SC2086
        none "$base compiles and links" \
            "$($cc -o "$dir/program" "$1" "$B/libmailwire.a" $libs 2>&1)"
    elif grep -q '^#include' "$1"; then
        none "$base compiles" "$($cc -c -o "$dir/part.o" "$1" 2>&1)"
    fi
}

[ -e README.md ] || not_ok 'README.md is there'
programs=0
for page in README.md include/man/*.[1-9]; do
    [ -e "$page" ] && blocks "$page"
done
for block in "$dir"/*.c; do
    [ -e "$block" ] || continue
    grep -q '^int main(' "$block" && programs=$((programs + 1))
    compile "$block"
done
if [ "$programs" -gt 0 ]; then ok 'the documents hold programs'; else
    not_ok 'the documents hold programs' 'no ```c block with a main() found'
fi

none 'each public function is described' "$(for header in include/mailwire/*.h; do
    awk '
    /^MW_API/ {
        line = FNR ": " $0
        if (!described && $0 !~ /\/\*/)
            wait = 1
        else
            described = 1
    }
    wait && /\/\*/ { wait = 0; described = 1 }
    wait && /;/ { print FILENAME ":" line; wait = 0 }
    /\*\/$/ && !/^MW_API/ { described = 1 }
    /^$/ || /^[}#]/ { described = 0 }
    ' "$header"
done)"

for page in include/man/*.[1-9]; do
    [ -e "$page" ] || continue
    have mandoc || { skip "mandoc accepts $page" 'mandoc is not installed'; continue; }
    none "mandoc accepts $page" "$(mandoc -T lint -W warning "$page" 2>&1 |
        grep -v 'unknown library name: Lb libmailwire')"
done

# the README's figures: lines "| `NAME` ... | BYTES |" whose NAME `make size` knows
if [ -e "$B/size.txt" ] && grep -q '^| `core`' README.md 2>/dev/null; then
    none "the README's sizes are those of make size" "$(awk '
        FNR == NR { size[$1] = $2; next }
        /^\| `/ {
            split($0, cell, "|")
            split(cell[2], word, "`")
            value = cell[3]
            gsub(/[ ,]/, "", value)
            wrong = value - size[word[2]]
            if (word[2] in size && (wrong > size[word[2]] * 0.1 || -wrong > size[word[2]] * 0.1))
                print word[2] ": README says " value ", make size " size[word[2]]
        }' "$B/size.txt" README.md)"
fi
finish
