#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: size.sh   (environment: ARM, the prefix of the compiler's name; B; MW_LIMITS)
#
# Builds the core for a Cortex-M3 (thumb2, -Os) and prints "NAME BYTES" a line, and the same to
# $B/size.txt:
#   core             base, session, and what the engines share, without advice
#   advice           the sentences of mw_error.advice; -DMW_NO_ADVICE leaves them out
#   smtp pop3 imap   each engine, what makes its sessions, and the wire parts that only it needs;
#                    of IMAP without these:
#   imap-store imap-search imap-names imap-append imap-enable
#                    IMAP's commands besides SELECT, FETCH, IDLE; firmware links those that it calls
#   imap-more        the same, of extensions that are rare
#   wire             the wire parts that several need
#   imap-data        the readers of imap_data.h; firmware links those that it calls
#   sasl-basic       PLAIN, LOGIN, XOAUTH2, OAUTHBEARER, EXTERNAL, ANONYMOUS, and what drives the
#                    exchange of any mechanism in all protocols (lib/engine/auth.c)
#   sasl-scram       the mechanisms that need hashes: SCRAM, CRAM-MD5, APOP
#   sasl-more        a mechanism of the caller's own, a fresh token on the same connection
#   whole-...        all code and constants of a firmware with that protocol alone, advice
#                    included: what is left of all the above after linking with --gc-sections
#   data+bss         writable data
#   struct-...       the session's structs, without its buffers
#   stack-...        deepest stack of any public function with that engine, path on "#" lines,
#                    without libc's memory functions and the user's transport; stack-imap-data:
#                    that of the readers
# A line past its limit in size.limits, a figure that is gone, or recursion, is a failure.
#
# Lists of objects are words: no name here has a blank.
# shellcheck disable=SC2086,SC2046
set -u
tools=$(dirname "$0")
. "$tools/lib.sh"
limits=${MW_LIMITS:-$tools/size.limits}
arm=${ARM:-arm-none-eabi-}
cpu='-mcpu=cortex-m3 -mthumb'
flags="$cpu -Os -std=c99 -ffreestanding -ffunction-sections -fdata-sections -Iinclude -Ilib"
command -v "${arm}gcc" >/dev/null || {
    echo "${arm}gcc is missing: apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi" >&2
    exit 1
}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/plain" "$dir/full"

# compile FOLDER FLAGS: every source of the core, lib/wire/dots.c as FOLDER/wire_dots.o
compile()
{
    for file in $(grep -v '^#' lib/core.files); do
        object=$(echo "${file#lib/}" | sed 's|/|_|g; s|\.c$|.o|')
        "${arm}gcc" $flags $2 -fstack-usage -fcallgraph-info=su -c -o "$1/$object" "$file" || exit 1
    done
}
compile "$dir/full" ''
compile "$dir/plain" -DMW_NO_ADVICE

# sizes COLUMN OBJECT...: the sum of a column of size(1): 1 text and constants, 2 data, 3 bss
sizes()
{
    column=$1
    shift
    [ $# -gt 0 ] || { echo 0; return; }
    "${arm}size" "$@" | awk -v c="$column" 'NR > 1 { sum += $c } END { print sum + 0 }'
}

# objects FOLDER PART...: PART is a component's name or the beginning of objects' names
objects()
{
    folder=$dir/$1
    shift
    for part; do
        case $part in
        core) ls "$folder"/base_*.o "$folder"/engine_*.o "$folder"/session_*.o |
            grep -Ev '/(engine|session)_(smtp|imap|pop3)|/engine_auth' ;;
        imap) ls "$folder"/engine_imap*.o "$folder"/session_imap*.o | grep -Ev "$called" ;;
        smtp | pop3) ls "$folder"/engine_"$part"*.o "$folder"/session_"$part"*.o ;;
        basic) ls "$folder"/engine_auth.o "$folder"/sasl_*.o | grep -Ev "$hashed" ;;
        hashed) ls "$folder"/engine_auth_hash.o "$folder"/sasl_*.o | grep -E "$hashed" ;;
        more) ls "$folder"/engine_auth_own.o "$folder"/engine_auth_secret.o ;;
        sasl) ls "$folder"/engine_auth*.o "$folder"/sasl_*.o ;;
        *) ls "$folder/$part"*.o ;;
        esac
    done 2>/dev/null
}
hashed='scram|hash|cram|md5'
called='imap_(store|search|names|append|enable|more)'

# wire_of OBJECT...: the wire objects that these reach
wire_of()
{
    todo=$*
    reached=
    while [ -n "$todo" ]; do
        "${arm}nm" -u $todo | awk 'NF == 2 { print $2 }' >"$dir/need"
        todo=
        for one in $(objects plain wire_); do
            case " $reached " in *" $one "*) continue ;; esac
            "${arm}nm" --defined-only "$one" | awk '{ print $3 }' >"$dir/has"
            if grep -qxFf "$dir/has" "$dir/need"; then
                reached="$reached $one"
                todo="$todo $one"
            fi
        done
    done
    [ -z "$reached" ] || printf '%s\n' $reached
}

# only PART: the wire objects that nothing but PART reaches
only()
{
    cat "$dir"/wire.* | sort | uniq -u | grep -xFf "$dir/wire.$1"
}

# called_part NAME: its object, and the wire objects that no engine reaches but it does
called_part()
{
    wire_of "$dir/plain/engine_imap_$1.o" >"$dir/reached"
    echo "$dir/plain/engine_imap_$1.o"
    cat "$dir"/wire.* | grep -vxFf - "$dir/reached"
}

# What firmware brings along. Newer linkers want to know that these are functions in Thumb code; in
# a section that is not loaded they cost nothing.
{
    printf '.syntax unified\n.thumb\n.section .brought,"",%%progbits\n'
    printf '.global %s\n.thumb_func\n.type %s, %%function\n%s:\n' \
        $(for f in cpy move set cmp chr; do echo mem$f mem$f mem$f; done) strlen strlen strlen
} >"$dir/brought.s"
"${arm}gcc" $cpu -c -o "$dir/brought.o" "$dir/brought.s" || exit 1

whole()
{
    public include/mailwire/session.h include/mailwire/error.h "include/mailwire/$1.h" |
        grep -v '_new$' | sed 's/^/-Wl,--undefined=/' >"$dir/entries"
    "${arm}gcc" $cpu -nostdlib -Wl,--gc-sections,-e,0,--unresolved-symbols=ignore-all \
        $(cat "$dir/entries") -o "$dir/whole" $(objects full '') "$dir/brought.o" || exit 1
    echo "whole-$1 $(sizes 1 "$dir/whole")"
}

# The wire objects with functions of imap_data.h, and those that no engine reaches but they do
data()
{
    public include/mailwire/imap_data.h >"$dir/entries"
    for one in $(objects plain wire_); do
        "${arm}nm" --defined-only "$one" | awk '{ print $3 }' | grep -qxFf "$dir/entries" &&
            echo "$one"
    done >"$dir/readers"
    wire_of $(cat "$dir/readers") | cat - "$dir/readers" | sort -u >"$dir/reached"
    cat "$dir"/wire.* | grep -vxFf - "$dir/reached"
}

# The compiler that lays the struct out says its size, as that of an array.
struct()
{
    file=$(grep -l "^struct $1 {" lib/engine/*.[ch] | head -n 1)
    [ -n "$file" ] || return
    printf '#include "%s"\nchar answer[sizeof(struct %s)];\n' "${file#lib/}" "$1" >"$dir/struct.c"
    "${arm}gcc" $flags -c -o "$dir/struct.o" "$dir/struct.c" || exit 1
    bytes=$("${arm}nm" -S "$dir/struct.o" | awk '$4 == "answer" { print $2 }')
    echo "struct-$1 $((0x$bytes))"
}

# stack PART HEADER...: of the functions in these headers
stack()
{
    name=$1
    shift
    public "$@" >"$dir/roots"
    others=$(printf '_%s\n' smtp pop3 imap | grep -v "_${name%-data}\$")
    awk -f "$tools/stack.awk" -v roots="$dir/roots" -v indirect="$tools/indirect.txt" \
        -v name="stack-$name" $(ls "$dir"/full/*.ci | grep -v "$others")
}

figures()
{
    for part in core smtp pop3 imap sasl; do
        wire_of $(objects plain $part) >"$dir/wire.$part"
    done
    core=$(sizes 1 $(objects plain core))
    echo "core $core"
    echo "advice $(($(sizes 1 $(objects full core)) - core))"
    for part in smtp pop3 imap; do
        echo "$part $(sizes 1 $(objects plain $part) $(only $part))"
    done
    for part in store search names append enable more; do
        echo "imap-$part $(sizes 1 $(called_part $part))"
    done
    echo "wire $(sizes 1 $(cat "$dir"/wire.* | sort | uniq -d))"
    echo "imap-data $(sizes 1 $(data))"
    echo "sasl-basic $(sizes 1 $(objects plain basic) $(only sasl))"
    echo "sasl-scram $(sizes 1 $(objects plain hashed))"
    echo "sasl-more $(sizes 1 $(objects plain more))"
    for part in smtp pop3 imap; do whole $part; done
    echo "data+bss $(($(sizes 2 $(objects full '')) + $(sizes 3 $(objects full ''))))"
    for part in smtp pop3 imap; do struct $part; done
    for part in smtp pop3 imap; do
        stack $part $(ls include/mailwire/*.h | grep -v /imap_data)
    done
    stack imap-data include/mailwire/imap_data.h
}

mkdir -p "${B:-build}"
figures >"$dir/figures"
grep -v '^#' "$dir/figures" >"${B:-build}/size.txt"
cat "$dir/figures"
awk '
FNR == 1 { file++ }
/^#/ { next }
file == 1 { limit[$1] = $2; goal[$1] = $3; next }
{ got[$1] = $2 }
END {
    for (name in goal)
        if (goal[name] && got[name] + 0 > goal[name] + 0)
            print "# goal missed: " name " is " got[name] " bytes, wanted are " goal[name]
    for (name in limit) {
        if (!(name in got) || got[name] == 0 && limit[name] > 0)
            problem = "there is no figure for " name
        else if (got[name] + 0 > limit[name] + 0)
            problem = name " is " got[name] " bytes, the limit is " limit[name]
        else
            continue
        print "size: " problem > "/dev/stderr"
        bad = 1
    }
    exit bad
}' "$limits" "$dir/figures"
