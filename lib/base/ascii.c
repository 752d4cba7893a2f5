/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"

#include <string.h>

int mw_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

int mw_is_alpha(int c)
{
    c |= 0x20;
    return c >= 'a' && c <= 'z';
}

int mw_lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

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
    uint64_t v = 0;
    size_t i;

    *value = 0;
    for (i = 0; i < n && mw_is_digit((unsigned char)p[i]); i++) {
        unsigned digit = (unsigned)(p[i] - '0');

        if (v > UINT64_MAX / 10 || v * 10 > UINT64_MAX - digit)
            return 0;
        v = v * 10 + digit;
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

/* The least code point a sequence of 2, 3, 4 bytes may stand for: shorter ones are overlong. */
static const uint32_t least[] = { 0x80, 0x800, 0x10000 };

static size_t utf8_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    return lead < 0xc0 || lead >= 0xf8 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

int mw_is_utf8(const char *p, size_t n)
{
    size_t len, i;

    for (; n; p += len, n -= len) {
        uint32_t c = (unsigned char)*p;

        len = utf8_length((unsigned char)c);
        if (len == 0 || len > n)
            return 0;
        if (len == 1)
            continue;
        c &= 0x7fu >> len;
        for (i = 1; i < len; i++) {
            if ((p[i] & 0xc0) != 0x80)
                return 0;
            c = c << 6 | (p[i] & 0x3f);
        }
        if (c < least[len - 2] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
            return 0;
    }
    return 1;
}
