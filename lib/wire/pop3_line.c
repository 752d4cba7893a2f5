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
        while (++i < n && p[i] > ' ')
            if (p[i] == ']')
                return i - 1;
    return 0;
}

size_t mw_pop3_number(const char *p, size_t n, uint64_t *value)
{
    size_t at;

    *value = 0;
    at = mw_number(p, n, value);
    if (at == n || p[at] == ' ') {
        while (at && at < n && p[at] == ' ')
            at++;
        return at;
    }
    *value = 0;
    return 0;
}
