/* SPDX-License-Identifier: MIT */
#include "wire/pop3_line.h"
#include "base/ascii.h"
#include "wire/imap_word.h"

size_t mw_pop3_word(struct mw_words *w)
{
    char *p = w->p;
    size_t rest = w->n, n;

    for (n = 0; rest; n++) {
        rest--;
        if (*p++ == ' ')
            break;
    }
    w->p = p;
    w->n = rest;
    return n;
}

unsigned mw_pop3_find(const char *list, struct mw_words *w)
{
    const char *p = w->p;
    size_t n = mw_pop3_word(w);

    return mw_imap_find(list, p, n, NULL);
}

size_t mw_pop3_number(const char *p, size_t n, uint64_t *value)
{
    size_t at = mw_number(p, n, value);

    if (at == 0 || (at < n && p[at] != ' ')) {
        *value = 0;
        return 0;
    }
    while (at < n && p[at] == ' ')
        at++;
    return at;
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

unsigned mw_pop3_reason(const char *p, size_t n)
{
    static const char reasons[] = "SYS/PERM\0SYS/TEMP\0IN-USE\0LOGIN-DELAY\0AUTH\0UTF8\0";
    unsigned reason = 0;

    while (n && !(reason = mw_imap_find(reasons, p, n, NULL)))
        while (--n && p[n] != '/')
            ;
    return reason;
}
