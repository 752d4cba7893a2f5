/* SPDX-License-Identifier: MIT */
#include "server.h"

#include "buf.h"

#include <mbedtls/base64.h>
#include <string.h>

static int contains(const char *data, size_t len, const char *what, size_t what_len)
{
    size_t i;

    if (what_len == 0 || what_len > len) {
        return 0;
    }
    for (i = 0; i + what_len <= len; i++) {
        if (data[i] == what[0] && memcmp(data + i, what, what_len) == 0) {
            return 1;
        }
    }
    return 0;
}

/* The base64 letters that depend on the secret alone when skip bytes stand before it. */
static int contains_base64(const char *data, size_t len, const char *secret, size_t skip)
{
    static const size_t first_letter[3] = {0, 2, 3};
    size_t raw_len = skip + strlen(secret);
    size_t cap = raw_len * 2 + 8;
    unsigned char *raw = mem_new(raw_len);
    unsigned char *coded = mem_new(cap);
    size_t n;
    size_t end = raw_len * 8 / 6;
    int found = 0;

    memcpy(raw + skip, secret, strlen(secret));
    if (mbedtls_base64_encode(coded, cap, &n, raw, raw_len) == 0 && end > first_letter[skip] + 3) {
        found = contains(data, len, (const char *)coded + first_letter[skip],
                         end - first_letter[skip]);
    }
    mem_free(raw);
    mem_free(coded);
    return found;
}

int srv_leaks(const void *data, size_t len, const char *secret)
{
    return contains(data, len, secret, strlen(secret)) || contains_base64(data, len, secret, 0) ||
           contains_base64(data, len, secret, 1) || contains_base64(data, len, secret, 2);
}
