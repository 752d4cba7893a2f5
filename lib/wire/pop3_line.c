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

/* How long the response code is that a text begins with, without its brackets; 0: it has none. */
static size_t code_length(const char *p, size_t n)
{
    size_t i = 0;

    if (n && *p == '[')
        while (++i < n && p[i] > ' ')
            if (p[i] == ']')
                return i - 1;
    return 0;
}

void mw_pop3_code(mw_error *err)
{
    static const char reasons[] = "SYS/PERM\0SYS/TEMP\0IN-USE\0LOGIN-DELAY\0AUTH\0UTF8\0";
    const char *p = err->text + 1;
    size_t n = code_length(p - 1, err->text_len);
    unsigned reason = 0;

    err->word = p;
    err->word_len = (uint16_t)n;
    while (n && !(reason = mw_imap_find(reasons, p, n, NULL)))
        while (--n && p[n] != '/') /* the level above */
            ;
    err->reply = (uint16_t)reason;
    if (err->code == MW_E_REPLY_PERM && reason >= MW_POP3_CODE_SYS_TEMP &&
        reason <= MW_POP3_CODE_LOGIN_DELAY)
        err->code = MW_E_REPLY_TEMP;
}
