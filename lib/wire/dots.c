/* SPDX-License-Identifier: MIT */
#include "wire/dots.h"

size_t mw_dots_encode(struct mw_dots *d, char *out, size_t cap, const char *in, size_t n,
                      size_t *taken, int double_dots)
{
    const char *from = in, *end = in + n;
    char *to = out, *limit = out + cap;
    int at = d->at;

    for (; from != end; from++) {
        char c = *from;
        int inside = at & 1; /* MW_DOTS_LINE, MW_DOTS_RAW */

        if (at != MW_DOTS_RAW && (c == '\r' || c == '\n')) {
            if (c == '\n' && at == MW_DOTS_CR) {
                at = MW_DOTS_START;
                continue;
            }
            inside = 0;
        }
        if (limit - to < 2 - inside)
            break;
        if (!inside) {
            at = c == '\r' ? MW_DOTS_CR : c == '\n' ? MW_DOTS_START : MW_DOTS_LINE;
            if (at != MW_DOTS_LINE) {
                *to++ = '\r';
                c = '\n';
            } else if (c == '.' && double_dots) {
                *to++ = c;
            }
        }
        *to++ = c;
    }
    d->at = (uint8_t)at;
    *taken = (size_t)(from - in);
    return (size_t)(to - out);
}
