/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "sasl/encode.h"
#include "sasl/scram.h"
#include "wire/base64.h"

#include <string.h>

/* Longest forms of: "p=tls-server-end-point,a=" and ","; "n=", ",r=" and a nonce; ",,c=" of the
   first and binding data; ",r=" and a nonce; ",p=" and a proof. */
#define TEXT_BYTES (26 + 5 + MW_SCRAM_NONCE_BYTES + 4 + 120 + 3 + MW_SCRAM_NONCE_MAX + 3 + 88)

size_t mw_scram_text_bytes(const char *authzid, const char *user)
{
    return TEXT_BYTES + 3 * strlen(user) + 7 * strlen(authzid);
}

static void append(struct mw_login *l, const void *p, size_t n)
{
    memcpy(l->text + l->text_len, p, n);
    l->text_len += (uint32_t)n;
}

/* The text from there on becomes base64. */
static void encode(struct mw_login *l, uint32_t from)
{
    l->text_len = from + (uint32_t)mw_base64_encode(l->text + from, l->text_len - from);
}

void mw_scram_begin(struct mw_login *l, const char *strings, unsigned flag, size_t n)
{
    struct mw_sasl r;

    r.strings = strings;
    r.text = mw_string_at("p=tls-exporter\0p=tls-unique\0p=tls-server-end-point\0n\0y", flag);
    r.out = l->text;
    r.room = l->text_cap;
    r.skip = r.total = 0;
    l->bare_at =
        (uint32_t)mw_sasl_put(&r, *mw_string_at(strings, MW_SASL_AT_AUTHZID)
                                      ? MW_SASL_TEXT ",a=" MW_SASL_AUTHZID_NAME ","
                                      : MW_SASL_TEXT ",,");
    l->nonce_at = l->text_len = (uint32_t)mw_sasl_put(&r, "n=" MW_SASL_USER_NAME ",r=");
    append(l, l->u, MW_SCRAM_RANDOM_BYTES);
    encode(l, l->nonce_at);
    l->response = l->text;
    l->response_len = l->first_len = l->text_len;
    append(l, ",,c=", 4);
    append(l, l->text, l->bare_at);
    append(l, l->sum, n);
    encode(l, l->first_len + 4);
}

/* --- server-first --- */

/* Of base64. */
#define SALT_MAX_CHARS ((MW_SCRAM_SALT_MAX_BYTES + 2) / 3 * 4)

/* Takes what follows a name and "=" up to a comma. 0: something else stands there. */
static int take(mw_hash_part *from, int name, mw_hash_part *value)
{
    const char *p = from->p;
    size_t i, n = from->n;

    if (n < 2 || p[0] != name || p[1] != '=')
        return 0;
    for (i = 2; i < n && p[i] != ','; i++)
        ;
    value->p = p + 2;
    value->n = i - 2;
    i += i < n;
    from->p = p + i;
    from->n = n - i;
    return 1;
}

/* Ours, and more; printable. */
static int is_nonce(const struct mw_login *l, const char *p, size_t n)
{
    size_t ours = l->first_len - l->nonce_at;

    if (n <= ours || n > MW_SCRAM_NONCE_MAX || memcmp(p, l->text + l->nonce_at, ours) != 0)
        return 0;
    while (n--)
        if (p[n] <= ' ' || p[n] > '~')
            return 0;
    return 1;
}

int mw_scram_first(struct mw_login *l, const char *p, size_t n)
{
    mw_hash_part from, part[3];
    uint64_t rounds;
    unsigned i;

    from.p = p;
    from.n = n;
    for (i = 0; i < 3; i++)
        if (!take(&from, "rsi"[i], part + i))
            return MW_E_AUTH_SERVER;
    if (!is_nonce(l, part[0].p, part[0].n) || part[1].n > SALT_MAX_CHARS)
        return MW_E_AUTH_SERVER;
    append(l, ",r=", 3);
    append(l, part[0].p, part[0].n);
    p = l->text + l->text_len; /* as yet free */
    part[1].n = mw_base64_decode(l->text + l->text_len, part[1].p, part[1].n);
    part[1].p = p;
    if (part[1].n > MW_SCRAM_SALT_MAX_BYTES ||
        mw_number(part[2].p, part[2].n, &rounds) != part[2].n || !rounds)
        return MW_E_AUTH_SERVER;
    if (rounds > MW_SCRAM_ROUNDS_MAX)
        return MW_E_FLOOD;
    part[2].p = "\0\0\0\1";
    part[2].n = 4;
    mw_hmac(l, part, 3, l->u);
    memcpy(l->sum, l->u, sizeof l->sum);
    l->rounds = (uint32_t)rounds;
    return l->rc;
}

/* --- the key, and what is signed with it --- */

/* HMAC of "client-first-bare,server-first,client-final-without-proof", with u. */
static void sign(struct mw_login *l, void *out, const char *p, size_t n)
{
    mw_hash_part part[4];

    part[1].p = l->text + l->bare_at;
    part[1].n = l->first_len + 1 - l->bare_at;
    part[2].p = p;
    part[2].n = n;
    part[3].p = l->text + l->first_len + 1;
    part[3].n = l->text_len - l->first_len - 1;
    mw_hmac_key(l, l->u, l->bytes);
    mw_hmac(l, part, 4, out);
}

/* RFC 5802 3, from SaltedPassword, which is sum. */
static void prove(struct mw_login *l, const char *p, size_t n)
{
    mw_hash_part part;

    mw_hmac_key(l, l->sum, l->bytes);
    mw_hmac_of(l, "Server Key", 10, l->u);
    mw_hmac_of(l, "Client Key", 10, l->sum);
    sign(l, l->mac, p, n);
    part.p = l->sum;
    part.n = l->bytes;
    mw_digest(l, &part, 1, l->u);
    sign(l, l->u, p, n);
    mw_hash_add(l);
    append(l, ",p=", 3);
    append(l, l->sum, l->bytes);
    encode(l, l->text_len - l->bytes);
    l->response = l->text + l->first_len + 2;
    l->response_len = l->text_len - l->first_len - 2;
    mw_wipe(l->u, sizeof *l - offsetof(struct mw_login, u));
}

int mw_scram_work(struct mw_login *l, const char *p, size_t n)
{
    uint32_t rounds = l->rounds - 1;

    if (rounds > MW_SCRAM_ROUNDS_AT_ONCE)
        rounds = MW_SCRAM_ROUNDS_AT_ONCE;
    mw_pbkdf2(l, rounds);
    l->rounds -= rounds;
    if (l->rounds == 1) {
        l->rounds = 0;
        prove(l, p, n);
    }
    return l->rc;
}

/* --- server-final --- */

int mw_scram_final(struct mw_login *l, char *p, size_t n)
{
    mw_hash_part from, value;
    unsigned differ = 0, i;

    l->response_len = 0;
    from.p = p;
    from.n = n;
    if (take(&from, 'e', &value)) { /* RFC 5802 7, server-error-value */
        for (i = 0; i < 3; i++)
            if (mw_starts(value.p, value.n,
                          mw_string_at("unsupported-\0channel-\0server-does-", i)))
                return i ? MW_E_AUTH_DOWNGRADE : MW_E_AUTH_MECHANISM;
        return MW_E_AUTH;
    }
    if (!take(&from, 'v', &value) || mw_base64_decode(p, value.p, value.n) != l->bytes)
        return MW_E_AUTH_SERVER;
    for (i = l->bytes; i--;) /* the same time wherever they differ */
        differ |= (unsigned char)p[i] ^ l->mac[i];
    return differ ? MW_E_AUTH_SERVER : MW_OK;
}
