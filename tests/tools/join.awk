# SPDX-License-Identifier: MIT
# usage: awk [-v public=NAMES] -f join.awk ROOT... -- FILE...
#
# C files and what they include from below the ROOTs, as one file, see single.sh. What has external
# linkage only for other files of ours, not for the user, becomes static: public names those that
# stay, one a word.

function readable(path,   line, ok)
{
    ok = (getline line < path) >= 0
    close(path)
    return ok
}

# the file that FILE means by NAME; "" for one that is not ours
function place(file, name,   i, dir)
{
    dir = file
    sub(/[^\/]*$/, "", dir)
    if (readable(dir name))
        return dir name
    for (i = 1; i <= roots; i++)
        if (readable(root[i] "/" name))
            return root[i] "/" name
    return ""
}

# file-scope static functions and variables, which the house style puts at the beginning of a line
function note_statics(file,   line)
{
    while ((getline line < file) > 0) {
        if (line !~ /^static / || !match(line, /[a-z0-9_]+ *(\(|\[|=|;)/))
            continue
        line = substr(line, RSTART, RLENGTH)
        sub(/[^a-z0-9_].*/, "", line)
        if (!((file, line) in mine)) {
            mine[file, line] = 1
            sources[line]++
        }
    }
    close(file)
}

# line with the colliding names of FILE made different; not in strings, not members of structs
function renamed(file, line, prefix,   out, name, before, quoted)
{
    out = ""
    while (match(line, /[A-Za-z_][A-Za-z0-9_]*|'\\?.'|"|\\./)) {
        name = substr(line, RSTART, RLENGTH)
        before = out substr(line, 1, RSTART - 1)
        line = substr(line, RSTART + RLENGTH)
        if (name == "\"")
            quoted = !quoted
        else if (!quoted && (file, name) in mine && sources[name] > 1 && before !~ /(\.|->)$/)
            name = prefix "_" name
        out = before name
    }
    return out line
}

# line with "static" if a private function or table is declared or defined in it
function hidden(line,   name)
{
    if (line !~ /^[a-z][A-Za-z0-9_ *]*mw_[a-z0-9_]+( = |;|\()/ || line ~ /^(static|typedef) / ||
        line ~ /^struct [a-z_]+;$/)
        return line
    name = line
    sub(/( = |;|\().*/, "", name)
    sub(/.*[ *]/, "", name)
    if (name in visible)
        return line
    sub(/^extern /, "", line)
    return "static " line
}

# what a source defines for itself ends with it
function undefine(file,   line)
{
    while ((getline line < file) > 0)
        if (line ~ /^#define [A-Z]/ && match(substr(line, 9), /^[A-Za-z0-9_]+/))
            print "#undef " substr(line, 9, RLENGTH)
    close(file)
}

function emit(file,   line, path, prefix)
{
    if (file in seen)
        return
    seen[file] = 1
    prefix = file
    gsub(/.*\/|\.c$/, "", prefix)
    print "/* --- " file " --- */"
    while ((getline line < file) > 0) {
        if (line ~ /^\/\* SPDX-License-Identifier/)
            continue
        if (line ~ /^#include [<"]/) {
            path = line
            sub(/^#include [<"]/, "", path)
            sub(/[>"].*/, "", path)
            if (path ~ /^mailwire\// && root[1] != "include")
                continue
            path = place(file, path)
            if (path != "") {
                emit(path)
                continue
            }
        }
        if (public != "")
            line = hidden(line)
        print file ~ /\.c$/ ? renamed(file, line, prefix) : line
    }
    close(file)
    if (file ~ /\.c$/)
        undefine(file)
}

BEGIN {
    split(public, names, " ")
    for (i in names)
        visible[names[i]] = 1
    for (i = 1; i < ARGC && ARGV[i] != "--"; i++)
        root[++roots] = ARGV[i]
    first = i + 1
    for (i = first; i < ARGC; i++)
        note_statics(ARGV[i])
    for (i = first; i < ARGC; i++)
        emit(ARGV[i])
}
