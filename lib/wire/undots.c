/* SPDX-License-Identifier: MIT */
#include "wire/undots.h"

#include <string.h>

size_t mw_dots_decode(struct mw_undots *d, const char *in, size_t n, int lf_ends)
{
    const char *p, *end = in + n, *lf;
    size_t dot;

    d->skip = 0;
    if (n && d->at == MW_UNDOTS_START && *in == '.') {
        dot = n > 1 && in[1] == '\r' ? 2 : 1; /* where LF would make it the end */
        if (dot == n)
            return 0;
        if (in[dot] == '\n' && (dot == 2 || lf_ends)) {
            d->skip = (uint8_t)(dot + 1);
            return 0;
        }
        d->skip = d->at = MW_UNDOTS_LINE;
        in++;
    }
    for (p = in; p < end && (d->at || *p != '.');) {
        lf = memchr(p, '\n', (size_t)(end - p));
        if (lf && (lf_ends || (lf == in ? d->at == MW_UNDOTS_CR : lf[-1] == '\r'))) {
            d->at = MW_UNDOTS_START;
            p = lf + 1;
        } else {
            p = lf ? lf + 1 : end;
            d->at = p[-1] == '\r' ? MW_UNDOTS_CR : MW_UNDOTS_LINE;
        }
    }
    return (size_t)(p - in);
}
