#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: layers.sh   (environment: MW_ROOT, the tree to look at)
#
# A folder of lib/ may include only itself, those below it, and include/mailwire; the core includes
# nothing hosted; lib/core.files lists exactly the core's sources.
set -u
. "$(dirname "$0")/lib.sh"
cd "${MW_ROOT:-.}" || exit 1

below_base='base'
below_wire='base wire'
below_sasl='base wire sasl'
below_mime='base wire mime'
below_engine='base wire sasl engine'
below_session='base wire sasl engine session'
below_net='base wire sasl mime engine session net'
freestanding='stdarg.h stddef.h stdint.h limits.h string.h'

# includes FILE...: "FILE:LINE < NAME" or "FILE:LINE \" NAME"
includes()
{
    awk 'match($0, /^[ \t]*#[ \t]*include[ \t]*[<"]/) {
        mark = substr($0, RLENGTH, 1)
        name = substr($0, RLENGTH + 1)
        sub(/[>"].*/, "", name)
        print FILENAME ":" FNR, mark, name
    }' "$@"
}

# folder_of FILE NAME: the folder of lib/ where a quoted include is found
folder_of()
{
    if [ -e "${1%/*}/$2" ]; then
        path=$(cd "${1%/*}/$(dirname "$2")" && pwd)
        echo "${path##*/}"
    elif [ -e "lib/$2" ]; then
        echo "${2%%/*}"
    else
        echo 'nowhere'
    fi
}

# allowed FOLDER WORDS
allowed()
{
    case " $2 " in *" $1 "*) ;; *) return 1 ;; esac
}

check_folder()
{
    folder=$1
    eval "below=\$below_$folder"
    includes lib/"$folder"/*.[ch] | while read -r where mark name; do
        if [ "$mark" = '"' ]; then
            to=$(folder_of "${where%%:*}" "$name")
            allowed "$to" "$below" || echo "$where: $folder must not include \"$name\" ($to)"
            continue
        fi
        [ "$folder" != net ] || continue
        case $folder:$name in
        *:mailwire/net.h | *:mailwire/mailwire.h) ;;
        engine:mailwire/transport.h) ;;
        sasl:mailwire/smtp.h | sasl:mailwire/imap.h | sasl:mailwire/pop3.h) ;;
        *:mailwire/*) continue ;;
        *) ! allowed "$name" "$freestanding" || continue ;;
        esac
        echo "$where: $folder must not include <$name>"
    done
}

core=
for folder in base wire sasl mime engine session net; do
    ls lib/$folder/*.[ch] >/dev/null 2>&1 || continue
    none "lib/$folder includes only what is below it" "$(check_folder $folder)"
    [ $folder = net ] || core="$core lib/$folder/*.c"
done
[ -n "$core" ] || not_ok 'lib/ holds the core' 'no source found'

for folder in lib/*/; do
    name=$(basename "$folder")
    eval "known=\${below_$name:-}"
    [ -n "$known" ] || not_ok "lib/$name is a layer" 'unknown folder: give it a place in layers.sh'
done

none 'public headers include only each other, stddef.h and stdint.h' "$(
    includes include/mailwire/*.h | grep -Ev '< (mailwire/[a-z0-9_]*\.h|stddef\.h|stdint\.h)$'
    includes include/mailwire/*.h | grep -v '^include/mailwire/mailwire\.h' | grep '/net\.h$')"

# shellcheck disable=SC2086
ls $core 2>/dev/null | LC_ALL=C sort >"${TMPDIR:-/tmp}/core.$$"
none 'lib/core.files lists the sources of the core' \
    "$(grep -v '^#' lib/core.files | diff - "${TMPDIR:-/tmp}/core.$$" | grep '^[<>]')"
rm -f "${TMPDIR:-/tmp}/core.$$"
finish
