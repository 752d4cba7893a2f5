/* SPDX-License-Identifier: MIT */
#include "wire/undots.h"

/* How long the line that ends the body is, if it is what stands at in; 0: it is not. */
static size_t end_line(const struct mw_undots *d, const char *in, size_t n)
{
    if (d->lf_ends && in[1] == '\n')
        return 2;
    return n > 2 && in[1] == '\r' && in[2] == '\n' ? 3 : 0;
}

int mw_dots_decode(struct mw_undots *d, const char *in, size_t n, size_t *skip, size_t *len)
{
    size_t i = 0;

    *skip = *len = 0;
    if (n && !d->in_line && *in == '.') {
        if (n == 1 || (n == 2 && in[1] == '\r'))
            return MW_DOTS_MORE;
        *skip = end_line(d, in, n);
        if (*skip)
            return MW_DOTS_END;
        *skip = i = d->in_line = 1;
    }
    for (; i < n && (d->in_line || in[i] != '.'); i++) {
        d->in_line = !(in[i] == '\n' && (d->after_cr || d->lf_ends));
        d->after_cr = in[i] == '\r';
    }
    *len = i - *skip;
    return *len ? MW_DOTS_SLICE : MW_DOTS_MORE;
}
