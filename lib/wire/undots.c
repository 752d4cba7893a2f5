/* SPDX-License-Identifier: MIT */
#include "wire/undots.h"

#include <string.h>

/* At the start of a line, which begins with a dot: the end, or a dot to take away. */
static int dot_line(struct mw_undots *d, const char *in, size_t n, size_t *skip)
{
    size_t line = d->lf_ends && n > 1 && in[1] == '\n' ? 2 : 3;

    if (n < line && (n < 2 || in[1] == '\r'))
        return MW_DOTS_MORE;
    if (line == 2 || (in[1] == '\r' && in[2] == '\n')) {
        *skip = line;
        return MW_DOTS_END;
    }
    *skip = 1;
    d->in_line = 1;
    return MW_DOTS_SLICE;
}

/* Passes over the rest of the present line; p and end as there. */
static const char *rest_of_line(struct mw_undots *d, const char *p, const char *end)
{
    const char *lf = memchr(p, '\n', (size_t)(end - p));
    int cr;

    if (!lf) {
        d->in_line = 1;
        d->after_cr = end[-1] == '\r';
        return end;
    }
    cr = lf > p ? lf[-1] == '\r' : d->after_cr;
    d->in_line = !(cr || d->lf_ends);
    d->after_cr = 0;
    return lf + 1;
}

int mw_dots_decode(struct mw_undots *d, const char *in, size_t n, size_t *skip, size_t *len)
{
    const char *p = in, *end = in + n;
    int rc = MW_DOTS_SLICE;

    *skip = *len = 0;
    if (n == 0)
        return MW_DOTS_MORE;
    if (!d->in_line && *in == '.') {
        rc = dot_line(d, in, n, skip);
        if (rc != MW_DOTS_SLICE)
            return rc;
        p++;
    }
    while (p < end && (d->in_line || *p != '.'))
        p = rest_of_line(d, p, end);
    *len = (size_t)(p - in) - *skip;
    return *len ? MW_DOTS_SLICE : MW_DOTS_MORE;
}
