# SPDX-License-Identifier: MIT
# TAP for the checks written in shell; sourced.

tap_count=0
tap_failed=0

ok()
{
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $*"
}

# not_ok NAME [DETAILS]
not_ok()
{
    tap_count=$((tap_count + 1))
    tap_failed=$((tap_failed + 1))
    echo "not ok $tap_count - $1"
    [ -z "${2:-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}

skip()
{
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # SKIP $2"
}

# none NAME FINDINGS: passes when there are none
none()
{
    found=$(printf '%s\n' "$2" | sed '/^$/d')
    if [ -z "$found" ]; then ok "$1"; else not_ok "$1" "$found"; fi
}

finish()
{
    [ "$tap_count" -gt 0 ] || not_ok 'there was nothing to check'
    echo "1..$tap_count"
    [ "$tap_failed" -eq 0 ]
    exit
}

have()
{
    command -v "$1" >/dev/null 2>&1
}

# bare FILE...: C without its comments
bare()
{
    awk '{
        text = ""
        while ($0 != "") {
            if (comment) {
                at = index($0, "*/")
                $0 = at ? substr($0, at + 2) : ""
                comment = !at
            } else {
                at = index($0, "/*")
                text = text (at ? substr($0, 1, at - 1) : $0)
                $0 = at ? substr($0, at + 2) : ""
                comment = at > 0
            }
        }
        sub(/[ \t]+$/, "", text)
        print text
    }' "$@"
}

# public HEADER...: names of the functions declared there
public()
{
    sed -n 's/^MW_API [^(]*[ *]\(mw_[a-z0-9_]*\)(.*/\1/p' "$@"
}
