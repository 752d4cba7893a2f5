/* SPDX-License-Identifier: MIT */
#include "sasl/encode.h"
#include "base/wipe.h"
#include "wire/base64.h"

/* A name's byte, or where that is behind its end, -1: then *at is less by the name's length. */
static int name_at(const char *p, size_t *at)
{
    for (; *p; p++) {
        const char *escape = *p == ',' ? "=2C" : *p == '=' ? "=3D" : NULL;
        size_t n = escape ? 3 : 1;

        if (*at < n)
            return (unsigned char)(escape ? escape : p)[*at];
        *at -= n;
    }
    return -1;
}

/* The byte at a place; behind the end -1, and *at is less by the length of all. */
static int byte_at(const struct mw_sasl *r, size_t *at)
{
    const char *f;
    int c;

    for (f = r->form; *f; f++) {
        unsigned code = (unsigned char)*f;
        const char *p = f;
        size_t n = 1;

        if (code == (unsigned char)*MW_SASL_NUL) {
            p = "";
        } else if (code == (unsigned char)*MW_SASL_BYTES) {
            p = r->bytes;
            n = r->n;
        } else if (code & 0x80) {
            p = r->string[code & 7].p;
            n = r->string[code & 7].n;
        }
        if ((code & 0x98) == 0x88) {
            c = name_at(p, at);
            if (c >= 0)
                return c;
            continue;
        }
        if (*at < n)
            return (unsigned char)p[*at];
        *at -= n;
    }
    return -1;
}

size_t mw_sasl_length(const struct mw_sasl *r)
{
    size_t left = SIZE_MAX;

    byte_at(r, &left);
    return SIZE_MAX - left;
}

size_t mw_sasl_copy(const struct mw_sasl *r, uint32_t *at, char *out, size_t room)
{
    size_t n, place;
    int c;

    for (n = 0; n < room; n++) {
        place = *at;
        c = byte_at(r, &place);
        if (c < 0)
            break;
        out[n] = (char)c;
        ++*at;
    }
    return n;
}

size_t mw_sasl_encode(const struct mw_sasl *r, uint32_t *at, char *out, size_t room)
{
    size_t put = 0, n;
    char group[3];

    while (room - put >= 4 && (n = mw_sasl_copy(r, at, group, 3)) > 0) {
        mw_base64_group(out + put, (const unsigned char *)group, n);
        put += 4;
    }
    mw_wipe(group, sizeof group);
    return put;
}
