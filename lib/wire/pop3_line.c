/* SPDX-License-Identifier: MIT */
#include "wire/pop3_line.h"
#include "base/ascii.h"

#include <string.h>

size_t mw_pop3_status(const char *p, size_t n)
{
    size_t at = 0;

    if (n >= 3 && memcmp(p, "+OK", 3) == 0)
        at = 3;
    else if (n >= 4 && memcmp(p, "-ERR", 4) == 0)
        at = 4;
    if (at && at < n) {
        if (mw_is_alpha((unsigned char)p[at]) || mw_is_digit((unsigned char)p[at]))
            return 0;
        at += p[at] == ' ';
    }
    return at;
}

size_t mw_pop3_code(const char *p, size_t n)
{
    size_t i = 1;

    if (n == 0 || *p != '[')
        return 0;
    while (i < n && p[i] > ' ' && p[i] != ']')
        i++;
    return i < n && p[i] == ']' ? i - 1 : 0;
}

unsigned mw_pop3_word(const char *list, const char *p, size_t n)
{
    unsigned place;
    size_t len;

    for (place = 1; *list; place++, list += len + 1) {
        len = strlen(list);
        if (mw_starts(p, n, list) && (n == len || p[len] == '/'))
            return place;
    }
    return 0;
}

size_t mw_pop3_entry(const char *p, size_t n, uint64_t *num)
{
    size_t at;

    *num = 0;
    at = mw_number(p, n, num);
    if (*num > UINT32_MAX)
        *num = at = 0;
    if (at == 0 || at == n || p[at] != ' ')
        return 0;
    while (at < n && p[at] == ' ')
        at++;
    return at < n ? at : 0;
}

int mw_pop3_octets(const char *p, size_t n, uint64_t *octets)
{
    size_t at;

    *octets = 0;
    at = mw_number(p, n, octets);
    if (at && (at == n || p[at] == ' '))
        return 1;
    *octets = 0;
    return 0;
}
