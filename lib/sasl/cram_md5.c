/* SPDX-License-Identifier: MIT */
#include "sasl/scram.h"

#include <string.h>

static void hex(char *to, const uint8_t *p)
{
    unsigned i, digit;

    for (i = 0; i < MW_HEX_CHARS; i++) {
        digit = p[i / 2] >> (i & 1 ? 0 : 4) & 15u;
        to[i] = (char)(digit < 10 ? '0' + digit : 'a' - 10 + digit);
    }
}

int mw_cram_md5(struct mw_login *l, const char *p, size_t n, const char *secret)
{
    mw_hmac_key(l, secret, strlen(secret));
    mw_hmac_of(l, p, n, l->sum);
    hex(l->text, l->sum);
    l->response = l->text;
    l->response_len = MW_HEX_CHARS;
    return l->rc;
}

/* RFC 1939 7 and RFC 822: "<" what is printable, with an "@" in it ">". Anything else may be made
   so that it tells the secret (two of them whose digests are the same). */
void mw_apop_begin(struct mw_login *l, const char *p, size_t n, const char *secret)
{
    const char *end = p + n;
    mw_hash_part part[2];
    int at = 0;

    p = memchr(p, '<', n);
    if (!p)
        return;
    part[0].p = p;
    for (; p < end && *p != '>'; p++) {
        if (*p <= ' ' || *p > '~')
            return;
        at |= *p == '@';
    }
    if (p == end || !at || mw_hmac_begin(l, MW_HASH_MD5) != MW_OK)
        return;
    part[0].n = (size_t)(p + 1 - (const char *)part[0].p);
    part[1].p = secret;
    part[1].n = strlen(secret);
    mw_digest(l, part, 2, l->inner);
    if (l->rc == MW_OK)
        hex(l->apop, l->inner);
}
