/* SPDX-License-Identifier: MIT */
#include "wire/undots.h"

#include <string.h>

int mw_dots_decode(struct mw_undots *d, const char *in, size_t n, size_t *skip, size_t *len)
{
    const char *p = in, *end = in + n;

    *skip = *len = 0;
    if (n && !d->in_line && *p++ == '.') {
        if (p != end && *p == '\r')
            p++; /* where LF would make it the end */
        if (p == end)
            return MW_DOTS_MORE;
        if (*p == '\n' && (p[-1] == '\r' || d->lf_ends)) {
            *skip = (size_t)(p + 1 - in);
            return MW_DOTS_END;
        }
        *skip = d->in_line = 1;
    }
    for (p = in + *skip; p < end && (d->in_line || *p != '.'); d->after_cr = p[-1] == '\r') {
        const char *lf = memchr(p, '\n', (size_t)(end - p));

        d->in_line = !(lf && (d->lf_ends || (lf == in ? d->after_cr : lf[-1] == '\r')));
        p = lf ? lf + 1 : end;
    }
    *len = (size_t)(p - in) - *skip;
    return *len ? MW_DOTS_SLICE : MW_DOTS_MORE;
}
