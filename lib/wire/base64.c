/* SPDX-License-Identifier: MIT */
#include "wire/base64.h"

#include <stdint.h>
#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void mw_base64_group(char out[4], const unsigned char *in, size_t n)
{
    unsigned long v = (unsigned long)in[0] << 16;

    if (n > 1)
        v |= (unsigned long)in[1] << 8;
    if (n > 2)
        v |= in[2];
    out[0] = alphabet[v >> 18 & 63];
    out[1] = alphabet[v >> 12 & 63];
    out[2] = (char)(n > 1 ? alphabet[v >> 6 & 63] : '=');
    out[3] = (char)(n > 2 ? alphabet[v & 63] : '=');
}

size_t mw_base64_length(size_t n)
{
    return (n + 2) / 3 * 4;
}

size_t mw_base64_decode(void *out, const char *p, size_t n)
{
    unsigned char *to = out;
    uint32_t v = 0;
    size_t i, len = 0, pad = 0;

    if (n % 4)
        return SIZE_MAX;
    for (i = 0; i < n; i++) {
        const char *at = memchr(alphabet, p[i], 64);

        if (p[i] == '=' && i + 2 >= n)
            pad++;
        else if (!at || pad)
            return SIZE_MAX;
        v = v << 6 | (at ? (uint32_t)(at - alphabet) : 0);
        if (i % 4 && !pad)
            to[len++] = (unsigned char)(v >> (6 - i % 4 * 2));
    }
    return len;
}
