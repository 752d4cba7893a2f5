/* SPDX-License-Identifier: MIT */
#include "wire/imap_word.h"

#include <string.h>

static int upper(int c)
{
    return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
}

/* Whether p[0 .. n) is this word, with its NUL or without. */
static int is_word(const char *word, const char *p, size_t n)
{
    for (; n && *word; word++, p++, n--)
        if (upper((unsigned char)*p) != *word)
            return 0;
    return !*word && (n == 0 || (n == 1 && !*p));
}

unsigned mw_imap_find(const char *list, const char *p, size_t n, const char **word)
{
    unsigned place;

    for (place = 1; *list && !is_word(list, p, n); place++)
        list += strlen(list) + 1;
    if (!*list) {
        list = NULL;
        place = 0;
    }
    if (word)
        *word = list;
    return place;
}
