/* SPDX-License-Identifier: MIT */
#include "wire/imap_criteria.h"
#include "base/ascii.h"
#include "wire/utf8.h"

#include <string.h>

/* Behind the quoted string at p; NULL: it is broken. */
static const char *quoted_end(const char *p)
{
    for (p++; *p != '"'; p++) {
        if (*p == '\\' && *++p != '"' && *p != '\\')
            return NULL;
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return NULL;
    }
    return p + 1;
}

/* Behind the atom at p. */
static const char *atom_end(const char *p)
{
    static const char specials[] = { '(', ')', '{', '"' };

    while (*p > ' ' && *p < 0x7f && !memchr(specials, *p, sizeof specials))
        p++;
    return p;
}

/* Whether the word at p is no search key but an argument of SEARCH itself. */
static int is_option(const char *p)
{
    size_t n = (size_t)(atom_end(p) - p);

    return mw_same(p, n, "charset") || mw_same(p, n, "return");
}

int mw_imap_is_criteria(const char *p)
{
    const char *item, *start = p;
    int depth = 0, is_utf8 = mw_has_8bit(p);

    if ((is_utf8 && !mw_is_utf8(p, strlen(p))) || is_option(p))
        return 0;
    for (;;) {
        for (; *p == '('; p++)
            if (++depth > MW_CRITERIA_NESTED_MAX)
                return 0;
        item = p;
        p = *p == '"' ? quoted_end(p) : atom_end(p);
        if (!p || p == item)
            return 0;
        for (; *p == ')'; p++)
            if (depth-- == 0)
                return 0;
        if (*p != ' ')
            break;
        p++;
    }
    return *p || depth || p == start ? 0 : is_utf8 ? MW_CRITERIA_UTF8 : MW_CRITERIA_ASCII;
}

size_t mw_imap_quoted_length(const char *p, size_t *bytes)
{
    size_t i = 1;

    for (*bytes = 0; p[i] != '"'; ++*bytes)
        i += p[i] == '\\' ? 2 : 1;
    return i + 1;
}

size_t mw_imap_criteria_plain(const char *p)
{
    size_t i = 0, n, bytes;

    for (; p[i]; i += n) {
        n = 1;
        if (p[i] != '"')
            continue;
        n = mw_imap_quoted_length(p + i, &bytes);
        for (bytes = 0; bytes < n; bytes++)
            if ((unsigned char)p[i + bytes] > 127)
                return i;
    }
    return i;
}

void mw_imap_unquote(struct mw_text *t, const char *p, size_t from, size_t n)
{
    for (p++; *p != '"' && n; p++) {
        p += *p == '\\';
        if (from) {
            from--;
        } else {
            mw_text_byte(t, *p);
            n--;
        }
    }
}
