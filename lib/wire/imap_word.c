/* SPDX-License-Identifier: MIT */
#include "wire/imap_word.h"
#include "base/ascii.h"

#include <string.h>

/* Whether p[0 .. n) is this word, with its NUL or without. */
static int is_word(const char *word, const char *p, size_t n)
{
    for (; n && *word; word++, p++, n--)
        if (mw_lower((unsigned char)*p) != mw_lower(*word))
            return 0;
    return !*word && (n == 0 || (n == 1 && !*p));
}

const char *mw_imap_find(const char *list, const char *p, size_t n, unsigned *place)
{
    for (*place = 0; *list; list += strlen(list) + 1, (*place)++)
        if (is_word(list, p, n))
            return list;
    return NULL;
}
