/* SPDX-License-Identifier: MIT */
#ifndef SERVER_BUF_H
#define SERVER_BUF_H

#include <stddef.h>

/* Bytes that grow. All zero is empty. p is NULL or ends in a NUL that len does not count. */
struct buf {
    char *p;
    size_t len;
    size_t cap;
};

/* Memory running out ends the program: this is test equipment. */
void buf_add(struct buf *b, const void *data, size_t len);
void buf_str(struct buf *b, const char *text);
void buf_chr(struct buf *b, char c);
void buf_reset(struct buf *b);
void buf_free(struct buf *b);

/* Case-insensitive (ASCII), NUL-terminated. */
int text_eq(const char *a, const char *b);
int text_starts(const char *text, const char *prefix);

void *mem_new(size_t size); /* zeroed */
char *mem_text(const char *text, size_t len);
void mem_free(void *p);

#endif
