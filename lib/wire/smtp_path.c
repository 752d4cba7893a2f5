/* SPDX-License-Identifier: MIT */
#include "wire/smtp_path.h"
#include "base/ascii.h"
#include "wire/utf8.h"

#include <string.h>

int mw_smtp_is_xchar(int c)
{
    return c > 0x20 && c < 0x7f && c != '+' && c != '=';
}

size_t mw_smtp_span(const char *p, const char *others)
{
    size_t n = 0, len = strlen(others);

    for (;; n++) {
        int c = (unsigned char)p[n];

        if (c < 128 && !mw_is_alpha(c) && !mw_is_digit(c) && !memchr(others, c, len))
            return n;
    }
}

/* The end of the quoted string that begins at p; p itself: it is broken. */
static const char *quoted_end(const char *p)
{
    const char *end = p;

    while (*++end != '"') {
        if (*end == '\\' && (unsigned char)*++end > 127)
            return p;
        if ((unsigned char)*end < 0x20 || *end == 0x7f)
            return p;
    }
    return end + 1;
}

static int is_literal(const char *p)
{
    size_t n = mw_smtp_span(++p, "-.:");

    return n && p[n] == ']' && !p[n + 1] && !mw_has_8bit(p);
}

static int is_domain(const char *p)
{
    size_t n;

    do {
        n = mw_smtp_span(p, "-_");
        p += n;
    } while (n && *p++ == '.');
    return n && !p[-1];
}

int mw_smtp_is_mailbox(const char *string, unsigned how)
{
    const char *p = *string == '"' ? quoted_end(string)
                                   : string + mw_smtp_span(string, "!#$%&'*+-/=?^_`{|}~.");

    if (p == string ||
        (mw_has_8bit(string) && !((how & MW_PATH_UTF8) && mw_is_utf8(string, strlen(string)))))
        return 0;
    if (*p == 0)
        return how & MW_PATH_NO_DOMAIN;
    if (*p++ != '@')
        return 0;
    return *p == '[' ? is_literal(p) : is_domain(p);
}
