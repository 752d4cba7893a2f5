/* SPDX-License-Identifier: MIT */
#include "wire/smtp_path.h"
#include "base/ascii.h"
#include "wire/utf8.h"

#include <string.h>

#define ABOVE_127 "\x80" /* in a list of bytes: all of these */

size_t mw_smtp_span(const char *p, const char *others)
{
    size_t n = 0, len = strlen(others);

    for (;; n++) {
        int c = (unsigned char)p[n];

        if (c > 0x80)
            c = 0x80;
        if (!mw_is_alpha(c) && !mw_is_digit(c) && !memchr(others, c, len))
            return n;
    }
}

int mw_smtp_is_text(const char *string, int utf8)
{
    const char *p;
    int c;

    for (p = string; (c = (signed char)*p) != 0; p++) /* above 127 it is negative */
        if (c == 0x7f || (c < 0x20 && !(c < 0 && utf8)))
            return 0;
    return p != string && mw_is_utf8(string, (size_t)(p - string));
}

/* The end of the quoted string that begins at p; p itself: it is broken. */
static const char *quoted_end(const char *p)
{
    const char *end = p;

    while (*++end != '"') {
        if (*end == '\\' && (unsigned char)*++end > 127)
            return p;
        if (!*end)
            return p;
    }
    return end + 1;
}

static int is_literal(const char *p)
{
    size_t n = mw_smtp_span(++p, "-.:");

    return n && p[n] == ']' && !p[n + 1];
}

static int is_domain(const char *p)
{
    size_t n;

    do {
        n = mw_smtp_span(p, "-_" ABOVE_127);
        p += n;
    } while (n && *p++ == '.');
    return n && !p[-1];
}

int mw_smtp_is_mailbox(const char *string, unsigned how)
{
    static const char atext[] = "!#$%&'*+-/=?^_`{|}~." ABOVE_127;
    const char *p = *string == '"' ? quoted_end(string) : string + mw_smtp_span(string, atext);

    if (p == string || !mw_smtp_is_text(string, how & MW_PATH_UTF8))
        return 0;
    if (*p == 0)
        return how & MW_PATH_NO_DOMAIN;
    if (*p++ != '@')
        return 0;
    return *p == '[' ? is_literal(p) : is_domain(p);
}

void mw_smtp_xtext(struct mw_text *t, const char *p, int utf8)
{
    static const char others[] = "+= \\2B3D205C"; /* and their codes */
    const char *other;

    for (; *p; p++) {
        other = memchr(others, *p, utf8 ? 4 : 3);
        if (!other) {
            mw_text_byte(t, *p);
            continue;
        }
        mw_text_string(t, utf8 ? "\\x{" : "+");
        mw_text_bytes(t, others + 4 + 2 * (other - others), 2);
        if (utf8)
            mw_text_byte(t, '}');
    }
}
