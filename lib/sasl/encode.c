/* SPDX-License-Identifier: MIT */
#include "sasl/encode.h"
#include "base/wipe.h"
#include "wire/base64.h"

size_t mw_sasl_length(const struct mw_sasl_part part[MW_SASL_PARTS])
{
    size_t i, n = 0;

    for (i = 0; i < MW_SASL_PARTS; i++)
        n += part[i].n;
    return n;
}

/* The byte at a place of the parts taken as one. */
static unsigned char byte_at(const struct mw_sasl_part *part, size_t at)
{
    while (at >= part->n)
        at -= part++->n;
    return (unsigned char)part->p[at];
}

size_t mw_sasl_encode(const struct mw_sasl_part part[MW_SASL_PARTS], uint32_t *at, char *out,
                      size_t room)
{
    size_t total = mw_sasl_length(part), put = 0, n;
    unsigned char group[3];

    while (room - put >= 4 && *at < total) {
        for (n = 0; n < 3 && *at < total; n++)
            group[n] = byte_at(part, (*at)++);
        mw_base64_group(out + put, group, n);
        put += 4;
    }
    mw_wipe(group, sizeof group);
    return put;
}
