/* SPDX-License-Identifier: MIT */
#include "wire/pop3_line.h"
#include "base/ascii.h"

#include <string.h>

unsigned mw_pop3_word(const char *list, const char *p, size_t n)
{
    unsigned place;
    size_t len;

    for (place = 1; *list; place++, list += len + 1) {
        len = strlen(list);
        if (mw_starts(p, n, list) && (n == len || (p[len] != '-' && !mw_is_alpha(p[len]))))
            return place;
    }
    return 0;
}

size_t mw_pop3_code(const char *p, size_t n)
{
    size_t i = 0;

    if (n && *p == '[')
        do
            if (++i == n || p[i] <= ' ')
                return 0;
        while (p[i] != ']');
    return i - (i > 0);
}

int mw_pop3_entry(struct mw_pop3_entry *e, const char *p, size_t n)
{
    size_t at, digits;

    e->num = e->octets = 0;
    digits = at = mw_number(p, n, &e->num);
    while (at < n && p[at] == ' ')
        at++;
    e->rest = at;
    if (e->num >> 32)
        e->num = digits = 0;
    if (digits == 0 || at == digits || at == n)
        return MW_POP3_DAMAGED;
    at += mw_number(p + at, n - at, &e->octets);
    if (at > e->rest && (at == n || p[at] == ' '))
        return MW_POP3_SIZED;
    e->octets = 0;
    return MW_POP3_NAMED;
}
