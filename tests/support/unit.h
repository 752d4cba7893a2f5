/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_UNIT_H
#define TESTS_SUPPORT_UNIT_H

/* What every cmocka program includes, in the order that cmocka wants. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* All strings up to `most` letters over an alphabet, one after the other. Begin with *n = 0 and
   an empty word; 0: that was the last. */
static inline int next_word(char *word, size_t *n, size_t most, const char *letters, size_t count)
{
    size_t i = *n, at;

    while (i--) {
        at = (size_t)((const char *)memchr(letters, word[i], count) - letters) + 1;
        word[i] = letters[at % count];
        if (at < count)
            return 1;
    }
    if (*n == most)
        return 0;
    memset(word, letters[0], ++*n);
    return 1;
}

#endif
