/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"

#include <string.h>

int mw_starts(const char *p, size_t n, const char *word)
{
    for (; *word; word++, p++, n--)
        if (n == 0 || mw_lower((unsigned char)*p) != *word)
            return 0;
    return 1;
}

int mw_same(const char *p, size_t n, const char *word)
{
    return n == strlen(word) && mw_starts(p, n, word);
}

size_t mw_number(const char *p, size_t n, uint64_t *value)
{
    uint64_t v = 0, next;
    size_t i;

    *value = 0;
    for (i = 0; i < n && mw_is_digit((unsigned char)p[i]); i++) {
        next = v * 10 + (unsigned)(p[i] - '0');
        if (next >> 3 < v) /* only one that did not fit is less than eight times v */
            return 0;
        v = next;
    }
    *value = v;
    return i;
}

int mw_has_control(const char *string)
{
    const unsigned char *p = (const unsigned char *)string;

    if (p)
        for (; *p; p++)
            if (*p < 0x20 || *p == 0x7f)
                return 1;
    return 0;
}

int mw_has_8bit(const char *string)
{
    for (; *string; string++)
        if ((unsigned char)*string > 127)
            return 1;
    return 0;
}

/* RFC 3629 3: no code point is encoded longer than needed, none is a surrogate or past U+10FFFF. */
int mw_is_utf8(const char *p, size_t n)
{
    unsigned more = 0, bits = 0;
    uint32_t point = 0;

    for (; n; p++, n--) {
        unsigned c = (unsigned char)*p;

        if (more) {
            point = point << 6 | (c & 0x3f);
            if (c >> 6 != 2 || (--more == 0 && (point >> bits == 0 || point >> 11 == 0x1b ||
                                                point > 0x10ffff)))
                return 0;
        } else if (c >= 0x80) {
            if (c < 0xc2 || c > 0xf4)
                return 0;
            more = 1u + (c >= 0xe0) + (c >= 0xf0);
            bits = more * 5 + 1; /* as many fit in one byte less; two are in the range of c */
            point = c & 0x3fu >> more;
        }
    }
    return more == 0;
}
