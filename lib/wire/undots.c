/* SPDX-License-Identifier: MIT */
#include "wire/undots.h"

#include <string.h>

int mw_dots_decode(struct mw_undots *d, const char *in, size_t n, size_t *skip, size_t *len)
{
    const char *p = in, *end = in + n, *lf;

    *skip = *len = 0;
    if (n && !d->in_line && *in == '.') {
        p += n > 1 && in[1] == '\r' ? 2 : 1; /* where LF would make it the end */
        if (p == end)
            return MW_DOTS_MORE;
        if (*p == '\n' && (p == in + 2 || d->lf_ends)) {
            *skip = (size_t)(p + 1 - in);
            return MW_DOTS_END;
        }
        p = in + 1;
        *skip = d->in_line = 1;
    }
    for (; p < end && (d->in_line || *p != '.'); p++) {
        lf = memchr(p, '\n', (size_t)(end - p));
        if (lf != p) { /* up to the last byte before it */
            p = (lf ? lf : end) - 1;
            d->in_line = 1;
        } else {
            d->in_line = !(d->after_cr || d->lf_ends);
        }
        d->after_cr = *p == '\r';
    }
    *len = (size_t)(p - in) - *skip;
    return *len ? MW_DOTS_SLICE : MW_DOTS_MORE;
}
