/* SPDX-License-Identifier: MIT */
#include "imap.h"

#include <stdlib.h>
#include <string.h>

int args_end(const struct args *a)
{
    return a->p == a->end;
}

int args_char(struct args *a, char c)
{
    if (a->p < a->end && *a->p == c) {
        a->p += 1;
        return 1;
    }
    return 0;
}

int args_space(struct args *a)
{
    return args_char(a, ' ');
}

int args_word(struct args *a, struct buf *out)
{
    const char *start = a->p;

    while (a->p < a->end && *a->p > ' ' && strchr("()[]<>{\"", *a->p) == NULL) {
        a->p += 1;
    }
    buf_reset(out);
    buf_add(out, start, (size_t)(a->p - start));
    return a->p != start;
}

static int quoted(struct args *a, struct buf *out)
{
    while (a->p < a->end && *a->p != '"' && *a->p != '\r' && *a->p != '\n') {
        if (*a->p == '\\') {
            a->p += 1;
            if (a->p == a->end || (*a->p != '"' && *a->p != '\\')) {
                return 0;
            }
        }
        buf_chr(out, *a->p);
        a->p += 1;
    }
    return args_char(a, '"');
}

int args_literal(struct args *a, const char **data, size_t *len)
{
    uint64_t n;

    if (!args_char(a, '{') || !args_number(a, &n)) {
        return 0;
    }
    args_char(a, '+');
    if (!args_char(a, '}') || !args_char(a, '\r') || !args_char(a, '\n') ||
        (uint64_t)(a->end - a->p) < n) {
        return 0;
    }
    *data = a->p;
    *len = (size_t)n;
    a->p += n;
    return 1;
}

int args_astring(struct args *a, struct buf *out)
{
    const char *start = a->p;
    const char *data;
    size_t len;

    buf_reset(out);
    buf_add(out, "", 0);
    if (args_char(a, '"')) {
        return quoted(a, out);
    }
    if (a->p < a->end && *a->p == '{') {
        if (!args_literal(a, &data, &len)) {
            return 0;
        }
        buf_add(out, data, len);
        return 1;
    }
    while (a->p < a->end && *a->p > ' ' && *a->p < 0x7f && strchr("(){%*\"\\", *a->p) == NULL) {
        a->p += 1;
    }
    buf_add(out, start, (size_t)(a->p - start));
    return a->p != start;
}

int args_number(struct args *a, uint64_t *n)
{
    const char *start = a->p;

    *n = 0;
    while (a->p < a->end && *a->p >= '0' && *a->p <= '9') {
        if (*n > (UINT64_C(0x7fffffffffffffff) - 9) / 10) {
            return 0;
        }
        *n = *n * 10 + (uint64_t)(*a->p - '0');
        a->p += 1;
    }
    return a->p != start;
}

static int set_number(struct args *a, uint32_t *n)
{
    uint64_t wide;

    if (args_char(a, '*')) {
        *n = UINT32_MAX;
        return 1;
    }
    if (!args_number(a, &wide) || wide == 0 || wide > UINT32_MAX) {
        return 0;
    }
    *n = (uint32_t)wide;
    return 1;
}

static void add_range(struct set *set, uint32_t low, uint32_t high)
{
    if ((set->count & (set->count - 1)) == 0) { /* full at every power of two */
        struct range *all = mem_new((set->count * 2 + 1) * sizeof *all);

        if (set->count != 0) {
            memcpy(all, set->all, set->count * sizeof *all);
        }
        free(set->all);
        set->all = all;
    }
    set->all[set->count].low = low;
    set->all[set->count].high = high;
    set->count += 1;
}

int args_set(struct args *a, struct set *set)
{
    memset(set, 0, sizeof *set);
    do {
        uint32_t low;
        uint32_t high;

        if (!set_number(a, &low)) {
            return 0;
        }
        high = low;
        if (args_char(a, ':') && !set_number(a, &high)) {
            return 0;
        }
        add_range(set, low, high);
    } while (args_char(a, ','));
    return 1;
}

void set_free(struct set *set)
{
    free(set->all);
    memset(set, 0, sizeof *set);
}

int set_has(const struct set *set, uint32_t n, uint32_t biggest)
{
    size_t i;

    for (i = 0; i < set->count; i++) {
        uint32_t low = set->all[i].low == UINT32_MAX ? biggest : set->all[i].low;
        uint32_t high = set->all[i].high == UINT32_MAX ? biggest : set->all[i].high;

        if ((n >= low && n <= high) || (n >= high && n <= low)) {
            return 1;
        }
    }
    return 0;
}

static const struct {
    const char *name;
    unsigned bit;
} flag_names[] = {
    {"\\Seen", STORE_SEEN},       {"\\Answered", STORE_ANSWERED}, {"\\Flagged", STORE_FLAGGED},
    {"\\Deleted", STORE_DELETED}, {"\\Draft", STORE_DRAFT},
};

#define FLAGS (sizeof flag_names / sizeof flag_names[0])

void imap_flags_text(unsigned flags, char *text, size_t cap)
{
    struct buf b = {0};
    size_t i;

    buf_chr(&b, '(');
    for (i = 0; i < FLAGS; i++) {
        if (flags & flag_names[i].bit) {
            buf_str(&b, b.len > 1 ? " " : "");
            buf_str(&b, flag_names[i].name);
        }
    }
    buf_chr(&b, ')');
    if (b.len < cap) {
        memcpy(text, b.p, b.len + 1);
    }
    buf_free(&b);
}

static unsigned flag_bit(const char *name)
{
    size_t i;

    for (i = 0; i < FLAGS; i++) {
        if (text_eq(name, flag_names[i].name)) {
            return flag_names[i].bit;
        }
    }
    return 0;
}

int args_flags(struct args *a, unsigned *flags)
{
    struct buf word = {0};
    int list = args_char(a, '(');
    int ok = 1;

    *flags = 0;
    if (list && args_char(a, ')')) {
        return 1;
    }
    do {
        ok = args_word(a, &word);
        *flags |= ok ? flag_bit(word.p) : 0;
    } while (ok && args_space(a));
    buf_free(&word);
    return ok && (!list || args_char(a, ')'));
}
