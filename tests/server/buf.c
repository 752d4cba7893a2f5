/* SPDX-License-Identifier: MIT */
#include "buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    abort();
}

void *mem_new(size_t size)
{
    void *p = calloc(1, size != 0 ? size : 1);

    if (p == NULL) {
        out_of_memory();
    }
    return p;
}

char *mem_text(const char *text, size_t len)
{
    char *p = mem_new(len + 1);

    memcpy(p, text, len);
    return p;
}

void mem_free(void *p)
{
    free(p);
}

static void grow(struct buf *b, size_t need)
{
    size_t cap = b->cap != 0 ? b->cap : 256;
    char *p;

    while (cap < need) {
        cap *= 2;
    }
    p = realloc(b->p, cap);
    if (p == NULL) {
        out_of_memory();
    }
    b->p = p;
    b->cap = cap;
}

void buf_add(struct buf *b, const void *data, size_t len)
{
    if (b->cap - b->len <= len) {
        grow(b, b->len + len + 1);
    }
    if (len != 0) {
        memcpy(b->p + b->len, data, len);
    }
    b->len += len;
    b->p[b->len] = '\0';
}

void buf_str(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void buf_chr(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_reset(struct buf *b)
{
    b->len = 0;
    if (b->p != NULL) {
        b->p[0] = '\0';
    }
}

void buf_free(struct buf *b)
{
    free(b->p);
    memset(b, 0, sizeof *b);
}

int text_eq(const char *a, const char *b)
{
    return strcasecmp(a, b) == 0;
}

int text_starts(const char *text, const char *prefix)
{
    return strncasecmp(text, prefix, strlen(prefix)) == 0;
}
