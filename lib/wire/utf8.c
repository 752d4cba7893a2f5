/* SPDX-License-Identifier: MIT */
#include "wire/utf8.h"

#include <stdint.h>

/* RFC 3629 3: no code point is encoded longer than needed, none is a surrogate or past U+10FFFF. */
int mw_is_utf8(const char *p, size_t n)
{
    unsigned more = 0, bits = 0;
    uint32_t point = 0;

    for (; n; p++, n--) {
        unsigned c = (unsigned char)*p;

        if (more) {
            point = point << 6 | (c & 0x3f);
            if (c >> 6 != 2 || (--more == 0 && (point >> bits == 0 || point >> 11 == 0x1b ||
                                                point > 0x10ffff)))
                return 0;
        } else if (c >= 0x80) {
            if (c < 0xc2 || c > 0xf4)
                return 0;
            more = 1u + (c >= 0xe0) + (c >= 0xf0);
            bits = more * 5 + 1; /* as many fit in one byte less; two are in the range of c */
            point = c & 0x3fu >> more;
        }
    }
    return more == 0;
}
