/* SPDX-License-Identifier: MIT */
#include "wire/base64.h"

#include <stdint.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t mw_base64_length(size_t n)
{
    return (n + 2) / 3 * 4;
}

/* From behind: a character stands where the bytes that it is made of stand, or behind them. */
size_t mw_base64_encode(char *text, size_t n)
{
    unsigned char *p = (unsigned char *)text;
    size_t len = mw_base64_length(n), i, at;

    for (i = len; i--;) {
        at = i * 3 / 4; /* of its first bit */
        p[i] = (unsigned char)(at < n ? alphabet[(p[at] << 8 | (at + 1 < n ? p[at + 1] : 0)) >>
                                                     (10 - (i * 6 & 7)) & 63]
                                      : '=');
    }
    return len;
}

size_t mw_base64_decode(void *out, const char *p, size_t n)
{
    unsigned char *to = out;
    unsigned v = 0;
    size_t i, len = 0;

    if (n % 4)
        return SIZE_MAX;
    if (n && p[n - 1] == '=')
        n -= p[n - 2] == '=' ? 2 : 1;
    for (i = 0; i < n; i++) {
        const char *at = memchr(alphabet, p[i], 64);

        if (!at)
            return SIZE_MAX;
        v = v << 6 | (unsigned)(at - alphabet);
        if (i % 4)
            to[len++] = (unsigned char)(v >> (6 - i % 4 * 2));
    }
    return len;
}
