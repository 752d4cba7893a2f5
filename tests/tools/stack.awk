# SPDX-License-Identifier: MIT
# Worst stack depth over a call graph, from GCC's -fcallgraph-info=su files.
#
# usage: awk -f stack.awk -v roots=FILE -v indirect=FILE [-v name=NAME] *.ci
#
# roots: names of public functions, one a line; those that are not in the graph are left out.
# indirect: lines "POINTER NAME...": a pointer to a function, as the source calls it at the place of
# the call, and what it may point at: mw_smtp_NAME, mw_imap_NAME, mw_pop3_NAME, and a static NAME
# of lib/engine; or "-" where the call leaves the library (the user's transport).
# Prints "NAME BYTES" and the path on "# " lines. Fails on recursion, on frames whose size is not
# known, on an indirect call that is not in the list, and when there is no root.
# Functions outside (memcpy, the compiler's arithmetic) count as nothing.

function value(key,   s)
{
    s = $0
    if (!sub(".*" key ": \"", "", s))
        return ""
    sub(/".*/, "", s)
    return s
}

# the plain name: no file, and none of the suffixes of GCC's clones
function plain(title)
{
    sub(/.*:/, "", title)
    sub(/\.(part|isra|constprop|cold|lto_priv)\..*/, "", title)
    return title
}

function complain(text)
{
    if (!(text in said))
        print "stack: " text > "/dev/stderr"
    said[text] = 1
    bad = 1
}

function depth(title,   n, i, list, most, below)
{
    if (title in done)
        return done[title]
    if (title in open) {
        complain("recursion through " plain(title))
        return 0
    }
    open[title] = 1
    most = 0
    n = split(calls[title], list, "\n")
    for (i = 1; i <= n; i++) {
        if (list[i] == "" || !(list[i] in frame))
            continue
        below = depth(list[i])
        if (below > most) {
            most = below
            next_of[title] = list[i]
        }
    }
    delete open[title]
    done[title] = frame[title] + most
    return done[title]
}

# the name of the pointer that is called at FILE:LINE:COLUMN
function pointer(place,   at, n, line, text)
{
    split(place, at, ":")
    while (n < at[2] && (getline line < at[1]) > 0)
        n++
    close(at[1])
    text = substr(line, at[3])
    if (match(text, /(->|\.)[a-z0-9_]+\(/))
        text = substr(text, RSTART, RLENGTH)
    else if (!match(text, /^[a-z0-9_]+\(/))
        return place
    gsub(/\(.*|[->.]/, "", text)
    return text
}

/^node:/ {
    title = value("title")
    label = value("label")
    if (match(label, /[0-9]+ bytes \([a-z,]+\)/)) {
        text = substr(label, RSTART, RLENGTH)
        split(text, part, " ")
        frame[title] = part[1] + 0
        if (text !~ /\(static\)/)
            complain("the frame of " plain(title) " is not of a fixed size")
    }
}

/^edge:/ {
    from = value("sourcename")
    to = value("targetname")
    if (to == "__indirect_call")
        wild[from] = wild[from] " " pointer(value("label"))
    else
        calls[from] = calls[from] "\n" to
}

END {
    while ((getline line < indirect) > 0) {
        n = split(line, word, " ")
        if (n < 2 || line ~ /^#/)
            continue
        listed[word[1]] = 1
        for (i = 2; i <= n; i++)
            for (title in frame)
                if (title ~ "^(mw_(smtp|imap|pop3)_|lib/engine/[^:]*:)" word[i] "(\\.|$)")
                    targets[word[1]] = targets[word[1]] "\n" title
    }
    for (title in wild) {
        n = split(wild[title], word, " ")
        for (i = 1; i <= n; i++) {
            if (!(word[i] in listed))
                complain(plain(title) " calls the pointer " word[i] ": not in " indirect)
            calls[title] = calls[title] targets[word[i]]
        }
    }
    worst = -1
    while ((getline root < roots) > 0) {
        if (!(root in frame))
            continue
        if (depth(root) > worst) {
            worst = depth(root)
            start = root
        }
    }
    if (worst < 0)
        complain("no public function in the graph")
    if (bad)
        exit 1
    print name, worst
    for (title = start; title != ""; title = next_of[title])
        printf "# %5d %s\n", frame[title], plain(title)
}
