/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"
#include "base/ascii.h"
#include "wire/imap_word.h"

#include <string.h>

/* What a string means. In a quoted one a backslash is dropped before a quote and another backslash
   only, as nothing else needs one; the last byte hides nothing. */

struct content {
    const char *p, *end;
    int is_quoted;
};

static void open_quoted(struct content *t)
{
    t->p++;
    t->is_quoted = 1;
    if (t->p < t->end && t->end[-1] == '"')
        t->end--;
}

static struct content open(mw_slice string)
{
    struct content t;
    uint64_t count;
    size_t head;

    t.p = string.len ? string.p : "";
    t.end = t.p + string.len;
    t.is_quoted = 0;
    if (string.len && *t.p == '"') {
        open_quoted(&t);
    } else if ((head = mw_data_literal_header(t.p, string.len, &count)) > 0) {
        t.p += head;
        if (count < (size_t)(t.end - t.p))
            t.end = t.p + (size_t)count;
    }
    return t;
}

/* Its next byte. */
static int next(struct content *t)
{
    if (t->is_quoted && *t->p == '\\' && t->end - t->p > 1 && (t->p[1] == '"' || t->p[1] == '\\'))
        t->p++;
    return (unsigned char)*t->p++;
}

size_t mw_imap_string_copy(mw_slice string, char *buf, size_t cap)
{
    struct content t = open(string);
    size_t n = (size_t)(t.end - t.p), room = cap ? cap - 1 : 0;

    if (cap && !memchr(t.p, '\\', n)) {
        memcpy(buf, t.p, n < room ? n : room);
        t.p = t.end;
    } else {
        n = 0;
    }
    for (; t.p < t.end; n++) {
        int c = next(&t);

        if (n < room)
            buf[n] = (char)c;
    }
    if (cap)
        buf[n < room ? n : room] = 0;
    return n;
}

int mw_imap_string_is(mw_slice string, const char *word)
{
    struct content t = open(string);

    if (!string.p)
        return 0;
    for (; t.p < t.end && *word; word++)
        if (mw_lower(next(&t)) != mw_lower((unsigned char)*word))
            return 0;
    return t.p == t.end && !*word;
}

#define LONGEST_WORD 24 /* longer than any word that is looked up */

unsigned mw_data_place(const char *list, mw_slice string)
{
    char word[LONGEST_WORD];
    size_t n = mw_imap_string_copy(string, word, sizeof word);

    return n && n < sizeof word ? mw_imap_find(list, word, n, NULL) : 0;
}
