/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "wire/imap_args.h"

#include <string.h>

/* Arguments that only a few commands have; the grammar is in wire/imap_args.h. */

/* RFC 2971 3.3 */
#define ID_FIELD_MAX 30
#define ID_VALUE_MAX 1024

/* Behind the bytes of an atom at p, with "]" if that is allowed as well. */
static const char *atom_end(const char *p, int bracket)
{
    static const char specials[] = { '(', ')', '{', '%', '*', '"', '\\', ']' };

    while (*p > ' ' && *p < 0x7f && !memchr(specials, *p, sizeof specials - (bracket != 0)))
        p++;
    return p;
}

int mw_imap_is_atom(const char *p)
{
    const char *end = atom_end(p, 0);

    return end != p && !*end;
}

int mw_imap_is_flags(const char *p)
{
    const char *start;

    if (!*p)
        return 1;
    for (;; p++) {
        start = p += *p == '\\';
        p = atom_end(p, 1);
        if (p == start || *p != ' ')
            return p != start && !*p;
    }
}

int mw_imap_is_id(const char *field, const char *value)
{
    return *field && strlen(field) <= ID_FIELD_MAX && mw_imap_can_quote(field) &&
           (!value || (strlen(value) <= ID_VALUE_MAX && mw_imap_can_quote(value)));
}
