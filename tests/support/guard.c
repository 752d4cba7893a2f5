/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
#include "support/guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void guard_new(struct guard *g, size_t most)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    void *p;

    g->size = (most + page - 1) / page * page;
    p = mmap(NULL, g->size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED || mprotect((char *)p + g->size, page, PROT_NONE) != 0) {
        perror("guard_new");
        exit(2);
    }
    g->base = p;
}

void guard_free(struct guard *g)
{
    munmap(g->base, g->size + (size_t)sysconf(_SC_PAGESIZE));
    g->base = NULL;
}

char *guard_end(const struct guard *g, size_t n)
{
    if (n > g->size) {
        fprintf(stderr, "guard_end: %zu bytes, but only %zu are there\n", n, g->size);
        exit(2);
    }
    return g->base + g->size - n;
}

char *guard_copy(const struct guard *g, const void *p, size_t n)
{
    char *to = guard_end(g, n);

    if (n)
        memcpy(to, p, n);
    return to;
}
