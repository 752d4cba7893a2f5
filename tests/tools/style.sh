#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: style.sh   (environment: MW_ROOT, the tree to look at)
#
# The house style that can be checked without taste: tabs, blanks at line ends, lines of 100
# columns, files of 800 lines, functions of 80 (120 for a flat switch with a `/* flat` comment above
# it), a median of 15 in lib/, the licence line, words that mean unfinished work.
# A function is what stands between a `{` and a `}` in column 1, with its signature.
set -u
. "$(dirname "$0")/lib.sh"
cd "${MW_ROOT:-.}" || exit 1

# No name here has a blank: lists are words.
# shellcheck disable=SC2086
files=$(find .ci Makefile README.md CHANGELOG.md lib include examples tests pkgconfig -type f \
    ! -path 'tests/fuzz/corpus/*' ! -name '*.t' ! -name '*.pem' 2>/dev/null | LC_ALL=C sort)
c_files=$(printf '%s\n' "$files" | grep '\.[ch]$')
scripts=$(printf '%s\n' "$files" | grep -E '\.(sh|py|awk)$|^\.ci/run$')
[ -n "$c_files" ] || { not_ok 'there is C to look at'; finish; }

none 'no tab in the sources' "$(grep -n "$(printf '\t')" $c_files $scripts | head -n 20)"
none 'no blank at the end of a line' "$(grep -nE '[[:blank:]]$' $files | head -n 20)"
none 'no carriage return' "$(grep -l "$(printf '\r')" $files)"
# columns are characters, not bytes; scripts that hold servers' configurations are not looked at
none 'no line over 100 columns' \
    "$(LC_ALL=C.UTF-8 grep -nE '^.{101}' $c_files tests/tools/* .ci/run | cut -c 1-90)"
none 'no file over 800 lines' \
    "$(wc -l $c_files $scripts | awk '$2 != "total" && $1 > 800 { print $2 ": " $1 }')"
none 'a newline at the end of each file' "$(for file in $files; do
    [ ! -s "$file" ] || [ -z "$(tail -c 1 "$file")" ] || echo "$file"; done)"
none 'the licence line on top' "$(for file in $c_files $scripts Makefile; do
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: MIT' || echo "$file"; done)"
# in brackets so that this file does not find itself
none 'no word for unfinished work' "$(grep -nE \
    '\b([T]ODO|[F]IXME|[X]XX|[H]ACK)\b|[n]ot implemented|[u]nimplemented' $files | head -n 20)"

# functions FILE...: "LINES FILE:LINE NAME [flat]"
functions()
{
    awk '
    FNR == 1 { body = 0 }
    !body && /^$/ || FNR == 1 { head = 0; name = "" }
    /^\/\* flat/ { flat = "flat" }
    !body && /^[a-zA-Z_]/ && !head { head = FNR }
    !body && head { name = name " " $0 }
    /^\{$/ { body = 1 }
    !body && /[;}]$/ { head = 0; name = "" }
    /^\}/ && body {
        match(name, /[a-zA-Z0-9_]+\(/)
        print FNR - head + 1, FILENAME ":" head, substr(name, RSTART, RLENGTH - 1), flat
        body = head = 0
        name = flat = ""
    }' "$@"
}

sizes=$(functions $(printf '%s\n' "$c_files" | grep '\.c$'))
none 'no function over 80 lines' "$(printf '%s\n' "$sizes" |
    awk '$1 > ($4 == "flat" ? 120 : 80) { print $2 ": " $3 " has " $1 }')"
summary=$(printf '%s\n' "$sizes" | grep ' lib/' | sort -n | awk '
    { lines[NR] = $1 }
    END {
        print "functions in lib: " NR ", median " lines[int((NR + 1) / 2)] + 0 \
            ", 90 % up to " lines[int(NR * 0.9 + 0.5)] + 0 ", longest " lines[NR] + 0
    }')
none "$summary; the median is at most 15" \
    "$(echo "$summary" | sed 's/[,:]//g' | awk '$4 == 0 || $6 > 15 { print "median " $6 }')"
finish
