/* SPDX-License-Identifier: MIT */
#include "wire/imap_hash.h"
#include "base/ascii.h"

unsigned mw_imap_hashed(const uint32_t *hashes, unsigned count, const char *p, size_t n)
{
    uint32_t hash = 0x811c9dc5;
    unsigned place;

    for (; n; p++, n--)
        hash = (hash ^ (uint32_t)mw_lower((unsigned char)*p)) * 0x01000193;
    for (place = count; place && hashes[place - 1] != hash; place--)
        continue;
    return place;
}
