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

        if (c == '\n' && d->at == MW_DOTS_CR) {
            d->at = MW_DOTS_START;
            used++;
            continue;
        }
        if (cap - put < 2)
            break;
        if (c == '\r' || c == '\n') {
            out[put++] = '\r';
            out[put++] = '\n';
            d->at = c == '\r' ? MW_DOTS_CR : MW_DOTS_START;
            used++;
            continue;
        }
        if (d->at != MW_DOTS_LINE && c == '.' && double_dots)
            out[put++] = '.';
        d->at = MW_DOTS_LINE;
        run = plain_run(in + used, n - used < cap - put ? n - used : cap - put);
        memcpy(out + put, in + used, run);
        put += run;
        used += run;
    }
    *taken = used;
    return put;
}
