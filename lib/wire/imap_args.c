/* SPDX-License-Identifier: MIT */
#include "wire/imap_args.h"
#include "base/ascii.h"
#include "wire/imap_utf7.h"
#include "wire/utf8.h"

#include <mailwire/error.h>
#include <string.h>

/* Behind the seq-number at p; NULL: there is none. */
static const char *seq_number(const char *p)
{
    uint64_t value;
    size_t n;

    if (*p == '*')
        return p + 1;
    n = mw_number(p, 11, &value); /* one digit more than 32 bits have */
    return *p == '0' || n == 0 || value > UINT32_MAX ? NULL : p + n;
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

int mw_imap_is_section(const char *p, int has_text)
{
    const char *label;
    int is_number;

    if (!*p)
        return 1;
    do {
        label = p;
        is_number = !has_text || mw_is_digit((unsigned char)*p);
        while (is_number ? mw_is_digit((unsigned char)*p) : mw_is_alpha((unsigned char)*p))
            p++;
        if (p == label || *label == '0')
            return 0;
    } while (*p++ == '.');
    return !p[-1] || (!is_number && is_name_list(p - 1));
}

int mw_imap_can_quote(const char *p)
{
    return !mw_has_control(p) && !mw_has_8bit(p);
}

int mw_imap_quoting(const char *p, size_t n, int utf8)
{
    int quoting = MW_QUOTED, has_8bit = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        int c = (unsigned char)p[i];

        if (c == 0)
            return MW_E_ARG;
        if (c < 0x20 || c == 0x7f)
            quoting = MW_LITERAL;
        has_8bit |= c > 127;
    }
    return has_8bit && !(utf8 && mw_is_utf8(p, n)) ? MW_LITERAL : quoting;
}

void mw_imap_quoted_byte(struct mw_text *t, int c)
{
    if (c == '"' || c == '\\')
        mw_text_byte(t, '\\');
    mw_text_byte(t, c);
}

void mw_imap_quote(struct mw_text *t, const char *p, size_t n)
{
    mw_text_byte(t, '"');
    while (n--)
        mw_imap_quoted_byte(t, *p++);
    mw_text_byte(t, '"');
}

int mw_imap_mailbox(struct mw_text *t, const char *name, int utf8)
{
    size_t n = strlen(name);

    if (mw_imap_quoting(name, n, 1) != MW_QUOTED)
        return 0;
    if (mw_same(name, n, "inbox"))
        name = "INBOX";
    if (utf8) {
        mw_imap_quote(t, name, n);
    } else {
        mw_text_byte(t, '"');
        mw_imap_utf7(t, name, 1);
        mw_text_byte(t, '"');
    }
    return 1;
}
