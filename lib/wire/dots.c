/* SPDX-License-Identifier: MIT */
#include "wire/dots.h"

#include <string.h>

/* How many bytes from p can be copied as they are: up to a line end. */
static size_t plain_run(const char *p, size_t n)
{
    const char *lf = memchr(p, '\n', n);
    const char *cr;

    if (lf)
        n = (size_t)(lf - p);
    cr = memchr(p, '\r', n);
    return cr ? (size_t)(cr - p) : n;
}

size_t mw_dots_encode(struct mw_dots *d, char *out, size_t cap, const char *in, size_t n,
                      size_t *taken, int double_dots)
{
    size_t used = 0, put = 0, run;

    while (used < n) {
        char c = in[used];

        if (c == '\n' && d->after_cr) {
            d->after_cr = 0;
            used++;
            continue;
        }
        if (cap - put < 2)
            break;
        d->after_cr = c == '\r';
        if (c == '\r' || c == '\n') {
            out[put++] = '\r';
            out[put++] = '\n';
            d->in_line = 0;
            used++;
            continue;
        }
        if (!d->in_line && c == '.' && double_dots)
            out[put++] = '.';
        d->in_line = 1;
        run = plain_run(in + used, n - used < cap - put ? n - used : cap - put);
        memcpy(out + put, in + used, run);
        put += run;
        used += run;
    }
    *taken = used;
    return put;
}
