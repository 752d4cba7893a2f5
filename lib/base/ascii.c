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
    return n == strlen(word) ? mw_starts(p, n, word) : 0;
}

/* By halves: one product of 64 bits a half is all that small machines need. */
size_t mw_number(const char *p, size_t n, uint64_t *value)
{
    uint32_t low = 0, high = 0;
    uint64_t next;
    size_t i;

    for (i = 0; i < n && mw_is_digit((unsigned char)p[i]); i++) {
        next = (uint64_t)low * 10 + (unsigned)(p[i] - '0');
        low = (uint32_t)next;
        next = (uint64_t)high * 10 + (next >> 32);
        high = (uint32_t)next;
        if (next >> 32) {
            i = low = high = 0;
            break;
        }
    }
    *value = (uint64_t)high << 32 | low;
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

const char *mw_string_at(const char *strings, unsigned i)
{
    while (i--)
        strings += strlen(strings) + 1;
    return strings;
}

int mw_has_8bit(const char *string)
{
    for (; *string; string++)
        if ((unsigned char)*string > 127)
            return 1;
    return 0;
}
