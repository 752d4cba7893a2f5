/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_GUARD_H
#define TESTS_SUPPORT_GUARD_H

/* Memory that ends where the machine notices: one byte further is a page without access. */

#include <stddef.h>

struct guard {
    char *base;
    size_t size; /* of what can be used */
};

/* Makes room for `most` bytes; ends the program when there is none. */
void guard_new(struct guard *g, size_t most);
void guard_free(struct guard *g);
/* The last n bytes before the closed page. */
char *guard_end(const struct guard *g, size_t n);
/* A copy of p[0 .. n) there. */
char *guard_copy(const struct guard *g, const void *p, size_t n);

#endif
