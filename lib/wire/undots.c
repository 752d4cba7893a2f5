/* SPDX-License-Identifier: MIT */
#include "wire/undots.h"

int mw_dots_decode(struct mw_undots *d, const char *in, size_t n, size_t *skip, size_t *len)
{
    size_t i = 0;
    int c;

    *skip = *len = 0;
    if (n && !d->in_line && *in == '.') {
        i = n > 1 && in[1] == '\r' ? 2 : 1; /* where LF would make it the end */
        if (i == n)
            return MW_DOTS_MORE;
        if (in[i] == '\n' && (i == 2 || d->lf_ends)) {
            *skip = i + 1;
            return MW_DOTS_END;
        }
        *skip = i = d->in_line = 1;
    }
    for (; i < n && (d->in_line || in[i] != '.'); i++) {
        c = in[i];
        d->in_line = !(c == '\n' && (d->after_cr || d->lf_ends));
        d->after_cr = c == '\r';
    }
    *len = i - *skip;
    return *len ? MW_DOTS_SLICE : MW_DOTS_MORE;
}
