#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: size.sh   (environment: ARM, the prefix of the compiler's name; B; MW_LIMITS)
#
# Builds the core for a Cortex-M3 (thumb2, -Os) and prints "NAME BYTES" a line, and the same to
# $B/size.txt:
#   core             what every session needs: lib/base and lib/session, without advice
#   engine           what the three engines share: lines, queue, events, reasons
#   smtp pop3 imap   each engine, what makes its sessions, and the wire parts that only it needs;
#                    of IMAP without these:
#   imap-store imap-search imap-names imap-append imap-enable
#                    IMAP's commands besides SELECT, FETCH, IDLE; firmware links those that it calls
#   imap-more        the same, of extensions that are rare
#   imap-rare        what a server says of such extensions, by name; -DMW_NO_RARE leaves it out, and
#                    so do all other lines above advice
#   imap-data        the same, the readers of imap_data.h
#   imap-build       the same, the builders of imap_build.h: what they need besides
#   wire             the wire parts that several of these need
#   login            which mechanism, and the exchange of any in all protocols: lib/engine/auth.c
#   sasl-basic       PLAIN, LOGIN, XOAUTH2, OAUTHBEARER, EXTERNAL, ANONYMOUS, and base64
#   sasl-scram       the mechanisms that need hashes: SCRAM, CRAM-MD5, APOP
#   sasl-more        a mechanism of the caller's own, a fresh token on the same connection
#   advice           the sentences of mw_error.advice, names of errors, and what servers' words
#                    mean; -DMW_NO_ADVICE leaves them out, and so do all lines above
#   whole-...        all code and constants of a firmware with that protocol alone, advice
#                    included: what is left of all the above after linking with --gc-sections
#   data+bss         writable data
#   struct-...       the session's structs, without its buffers
#   stack-...        deepest stack of any public function with that engine, path on "#" lines,
#                    without libc's memory functions and the user's transport; stack-imap-data:
#                    that of the readers
# Every object of the core is in one of the lines above advice, and in one only. One that is not is
# a failure, and so are a line past its limit in size.limits, a figure that is gone, and recursion.
#
# Lists of objects are words: no name here has a blank.
# shellcheck disable=SC2086,SC2046
set -u
root=$PWD
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
mkdir "$dir/plain" "$dir/rare" "$dir/full"

# compile FOLDER FLAGS: every source of the core, lib/wire/dots.c as FOLDER/wire_dots.o
compile()
{
    for file in $(grep -v '^#' lib/core.files); do
        object=$(echo "${file#lib/}" | sed 's|/|_|g; s|\.c$|.o|')
        "${arm}gcc" $flags $2 -fstack-usage -fcallgraph-info=su -c -o "$1/$object" "$file" || exit 1
    done
}
compile "$dir/full" ''
compile "$dir/rare" -DMW_NO_ADVICE
compile "$dir/plain" '-DMW_NO_ADVICE -DMW_NO_RARE'

# sizes COLUMN FOLDER OBJECT...: the sum of a column of size(1): 1 text and constants, 2 data, 3 bss
sizes()
{
    column=$1
    cd "$dir/$2" || exit 1
    shift 2
    if [ $# -eq 0 ]; then echo 0; else
        "${arm}size" "$@" | awk -v c="$column" 'NR > 1 { sum += $c } END { print sum + 0 }'
    fi
    cd - >/dev/null || exit 1
}

# named PART: its objects, as their names tell
named()
{
    case $1 in
    core) ls base_*.o session_*.o | grep -Ev '_(smtp|pop3|imap)' ;;
    engine) ls engine_*.o | grep -Ev '_(smtp|pop3|imap|auth)' ;;
    smtp | pop3) ls engine_"$1"*.o session_"$1"*.o ;;
    imap) ls engine_imap*.o session_imap*.o | grep -Ev "$called" ;;
    imap-build | imap-data) having "imap_${1#imap-}" ;;
    imap-*) ls engine_imap_"${1#imap-}".o ;;
    login) ls engine_auth.o ;;
    sasl-basic) ls sasl_*.o | grep -Ev "$hashed" ;;
    sasl-scram) ls engine_auth_hash.o && ls sasl_*.o | grep -E "$hashed" ;;
    sasl-more) ls engine_auth_own.o engine_auth_secret.o ;;
    esac
}
called='imap_(store|search|names|append|enable|more)'
hashed='scram|hash|cram|md5'

# having HEADER: the wire objects with functions of this public header
having()
{
    public "$root/include/mailwire/$1.h" >"$dir/entries"
    for one in wire_*.o; do
        "${arm}nm" --defined-only "$one" | awk '{ print $3 }' | grep -qxFf "$dir/entries" &&
            echo "$one"
    done
}

# reach OBJECT...: these, if they are wire objects, and the wire objects that they need
reach()
{
    todo=$*
    reached=$(printf '%s\n' $* | grep '^wire_' | tr '\n' ' ')
    while [ -n "$todo" ]; do
        "${arm}nm" -u $todo | awk 'NF == 2 { print $2 }' >"$dir/need"
        todo=
        for one in wire_*.o; do
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

# share PART...: the wire objects that nobody has: what one of these parts reaches to it,
# what several reach to wire
share()
{
    for part; do
        roots=$(named $part)
        [ $part = sasl-basic ] && roots=$(ls engine_auth*.o sasl_*.o) # base64 is its
        reach $roots | grep -vxFf "$dir/taken" >"$dir/reach.$part"
    done
    for part; do cat "$dir/reach.$part"; done | sort >"$dir/reach"
    uniq -u "$dir/reach" >"$dir/once"
    for part; do grep -xFf "$dir/once" "$dir/reach.$part" >"$dir/own.$part"; done
    uniq -d "$dir/reach" >>"$dir/own.wire"
    cat "$dir/reach" >>"$dir/taken"
}

# apart: every part's objects as own.PART. What engines need counts there and nowhere else; then
# what the commands of IMAP need, then the readers, then the builders
apart()
{
    cd "$dir/plain" || exit 1
    : >"$dir/taken"
    share core engine smtp pop3 imap sasl-basic
    share imap-store imap-search imap-names imap-append imap-enable imap-more
    share imap-data
    share imap-build
    for part in $parts; do named $part | grep -v '^wire_' >>"$dir/own.$part"; done
    for part in $parts; do cat "$dir/own.$part"; done | sort >"$dir/counted"
    ls *.o | diff - "$dir/counted" >&2 || {
        echo 'size: the parts are not all objects, each once' >&2
        exit 1
    }
    cd "$root" || exit 1
}
parts='core engine smtp pop3 imap imap-store imap-search imap-names imap-append imap-enable
    imap-more imap-data imap-build wire login sasl-basic sasl-scram sasl-more'

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
        $(cat "$dir/entries") -o "$dir/whole" "$dir"/full/*.o "$dir/brought.o" || exit 1
    echo "whole-$1 $(sizes 1 . whole)"
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
    apart
    for part in $parts; do echo "$part $(sizes 1 plain $(cat "$dir/own.$part"))"; done
    all=$(cd "$dir/plain" && ls *.o)
    named=$(sizes 1 rare $all)
    echo "imap-rare $((named - $(sizes 1 plain $all)))"
    echo "advice $(($(sizes 1 full $all) - named))"
    for part in smtp pop3 imap; do whole $part; done
    echo "data+bss $(($(sizes 2 full $all) + $(sizes 3 full $all)))"
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
