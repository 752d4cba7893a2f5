/* SPDX-License-Identifier: MIT */
#include "sasl/scram.h"

#include <string.h>

static void hex(char *to, const uint8_t *p)
{
    unsigned i;

    for (i = 0; i < MW_HEX_CHARS; i++)
        to[i] = "0123456789abcdef"[p[i / 2] >> (i & 1 ? 0 : 4) & 15];
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
static size_t time_stamp(const char *from, const char *end)
{
    const char *p;
    int at = 0;

    for (p = from; p < end && *p > ' ' && *p <= '~'; p++) {
        at |= *p == '@';
        if (*p == '>')
            return at ? (size_t)(p - from) + 1 : 0;
    }
    return 0;
}

void mw_apop_begin(struct mw_login *l, const char *p, size_t n, const char *secret)
{
    mw_hash_part part[2];

    part[0].p = memchr(p, '<', n);
    if (!part[0].p)
        return;
    part[0].n = time_stamp(part[0].p, p + n);
    if (!part[0].n || mw_hmac_begin(l, MW_HASH_MD5) != MW_OK)
        return;
    part[1].p = secret;
    part[1].n = strlen(secret);
    mw_digest(l, part, 2, l->inner);
    if (l->rc == MW_OK)
        hex(l->apop, l->inner);
}
