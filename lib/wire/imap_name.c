/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* What LIST, STATUS and NAMESPACE say of mailboxes. */

uint32_t mw_data_delimiter(mw_imap_cursor *c, const mw_value *v)
{
    char byte[2];
    mw_slice s;

    mw_data_as(c, v, &s, DATA_TEXT);
    if (s.p && mw_imap_string_copy(s, byte, sizeof byte) == 1)
        return (unsigned char)*byte;
    c->quirks |= s.p ? MW_DATA_QUIRK_DELIMITER : 0;
    return 0;
}

/* Where " (" is, behind which another list begins; the end: nowhere. */
static const char *list_at(const char *p, const char *end)
{
    for (; end - p > 1; p++)
        if (*p == ' ' && p[1] == '(')
            return p;
    return end;
}

void mw_data_long_name(mw_imap_cursor *c, mw_slice *to)
{
    mw_value v;
    const char *p;

    if (mw_data_token(c, &v) == MW_VALUE_STRING || v.type == 0) {
        mw_data_as(c, &v, to, DATA_TEXT);
        return;
    }
    p = list_at(v.raw.p, c->end);
    while ((unsigned char)p[-1] <= ' ')
        p--;
    c->quirks |= p > c->p ? MW_DATA_QUIRK_ATOM : 0;
    c->p = p;
    c->depth = 0;
    c->behind = BEHIND_VALUE;
    to->p = v.raw.p;
    to->len = (size_t)(p - to->p);
}
