/* SPDX-License-Identifier: MIT */
#include "wire/smtp_path.h"
#include "base/ascii.h"

#include <string.h>

int mw_smtp_is_xchar(int c)
{
    return c > 0x20 && c < 0x7f && c != '+' && c != '=';
}

/* Also every byte of UTF-8 beyond ASCII. */
static int is_let_dig(int c)
{
    return c > 127 || mw_is_alpha(c) || mw_is_digit(c);
}

static int is_atext(int c)
{
    static const char others[] = { '!', '#', '$', '%', '&', '\'', '*', '+', '-', '/', '=',
                                   '?', '^', '_', '`', '{', '|',  '}', '~', '.' };

    return is_let_dig(c) || memchr(others, c, sizeof others);
}

/* The end of the quoted string that begins at p; NULL: it is broken. */
static const char *quoted_end(const char *p)
{
    for (p++; *p != '"'; p++) {
        if (*p == '\\' && (unsigned char)*++p > 127)
            return 0;
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return 0;
    }
    return p + 1;
}

static const char *local_part_end(const char *p)
{
    if (*p == '"')
        return quoted_end(p);
    while (is_atext((unsigned char)*p))
        p++;
    return p;
}

static int is_literal(const char *p)
{
    const char *start = ++p;

    while (mw_is_alpha(*p) || (*p >= '-' && *p <= ':' && *p != '/')) /* also - . : and digits */
        p++;
    return p > start && p[0] == ']' && p[1] == 0;
}

static int is_domain(const char *p)
{
    int label = 0; /* something stands since the last dot */

    for (; *p; p++) {
        int c = (unsigned char)*p;

        if (c == '.' ? !label : c != '-' && c != '_' && !is_let_dig(c))
            return 0;
        label = c != '.';
    }
    return label;
}

int mw_smtp_is_mailbox(const char *string, unsigned how)
{
    const char *p = local_part_end(string);

    if (mw_has_8bit(string) && !((how & MW_PATH_UTF8) && mw_is_utf8(string, strlen(string))))
        return 0;
    if (!p || p == string)
        return 0;
    if (*p == 0)
        return (how & MW_PATH_NO_DOMAIN) != 0;
    if (*p++ != '@')
        return 0;
    return *p == '[' ? is_literal(p) : is_domain(p);
}
