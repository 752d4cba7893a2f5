/* SPDX-License-Identifier: MIT */
#include "wire/imap_args.h"
#include "base/ascii.h"

#include <string.h>

/* Behind the seq-number at p; NULL: there is none. */
static const char *seq_number(const char *p)
{
    size_t n = 0;
    uint64_t value;

    if (*p == '*')
        return p + 1;
    while (n < 11 && mw_is_digit((unsigned char)p[n]))
        n++;
    if (*p == '0' || mw_number(p, n, &value) == 0 || value > UINT32_MAX)
        return NULL;
    return p + n;
}

int mw_imap_is_set(const char *p)
{
    do {
        p = seq_number(p);
        if (p && *p == ':')
            p = seq_number(p + 1);
    } while (p && *p++ == ',');
    return p && !p[-1];
}

/* A byte of a header's name that can be an atom: RFC 5322 3.6.8 without the atom-specials. */
static int is_name_byte(int c)
{
    static const char specials[] = { '(', ')', '{', '%', '*', '"', '\\', ']', '[', ':' };

    return c > 0x20 && c < 0x7f && !memchr(specials, c, sizeof specials);
}

/* Whether it is " (" names ")" to the end. */
static int is_name_list(const char *p)
{
    if (p[0] != ' ' || p[1] != '(')
        return 0;
    for (p += 2; is_name_byte((unsigned char)*p); p++)
        if (p[1] == ' ')
            p++;
    return p[-1] != ' ' && p[-1] != '(' && p[0] == ')' && !p[1];
}

int mw_imap_is_section(const char *p)
{
    int digits = 1;

    if (!*p)
        return 1;
    while (*p) {
        const char *label = p;

        digits = mw_is_digit((unsigned char)*p);
        while (digits ? mw_is_digit((unsigned char)*p) : mw_is_alpha((unsigned char)*p))
            p++;
        if (p == label || *label == '0')
            return 0;
        if (*p != '.')
            break;
        p++;
    }
    if (*p)
        return !digits && is_name_list(p);
    return p[-1] != '.';
}

int mw_imap_can_quote(const char *p)
{
    return !mw_has_control(p) && !mw_has_8bit(p);
}

void mw_imap_mailbox(struct mw_text *t, const char *name)
{
    mw_text_byte(t, '"');
    for (; *name; name++) {
        if (*name == '"' || *name == '\\')
            mw_text_byte(t, '\\');
        mw_text_byte(t, *name);
        if (*name == '&')
            mw_text_byte(t, '-');
    }
    mw_text_byte(t, '"');
}
