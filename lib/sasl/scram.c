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

static void append(struct mw_scram *x, const void *p, size_t n)
{
    memcpy(x->text + x->text_len, p, n);
    x->text_len += (uint32_t)n;
}

/* The text from there on becomes base64. */
static void encode(struct mw_scram *x, uint32_t from)
{
    x->text_len = from + (uint32_t)mw_base64_encode(x->text + from, x->text_len - from);
}

static void append_form(struct mw_scram *x, struct mw_sasl *r, const char *form)
{
    r->form = form;
    x->text_len +=
        (uint32_t)mw_sasl_put(r, 0, x->text + x->text_len, x->text_cap - x->text_len);
}

void mw_scram_begin(struct mw_scram *x, const char *strings, size_t n)
{
    struct mw_sasl r;

    r.strings = strings;
    r.text = mw_string_at("n\0y\0p=tls-exporter\0p=tls-server-end-point\0p=tls-unique", x->bind);
    x->text_len = 0;
    append_form(x, &r, *mw_string_at(strings, MW_SASL_AT_AUTHZID)
                           ? MW_SASL_TEXT ",a=" MW_SASL_AUTHZID_NAME ","
                           : MW_SASL_TEXT ",,");
    x->bare_at = x->text_len;
    append_form(x, &r, "n=" MW_SASL_USER_NAME ",r=");
    x->nonce_at = x->text_len;
    append(x, x->h.u, MW_SCRAM_RANDOM_BYTES);
    encode(x, x->nonce_at);
    x->response = x->text;
    x->response_len = x->first_len = x->text_len;
    append(x, ",,c=", 4);
    append(x, x->text, x->bare_at);
    append(x, x->h.sum, n);
    encode(x, x->first_len + 4);
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
static int is_nonce(const struct mw_scram *x, const char *p, size_t n)
{
    size_t ours = x->first_len - x->nonce_at;

    if (n <= ours || n > MW_SCRAM_NONCE_MAX || memcmp(p, x->text + x->nonce_at, ours) != 0)
        return 0;
    while (n--)
        if (p[n] <= ' ' || p[n] > '~')
            return 0;
    return 1;
}

int mw_scram_first(struct mw_scram *x, const char *p, size_t n)
{
    struct mw_hmac *h = &x->h;
    mw_hash_part from, part[3];
    uint64_t rounds;
    unsigned i;

    from.p = p;
    from.n = n;
    for (i = 0; i < 3; i++)
        if (!take(&from, "rsi"[i], part + i))
            return MW_E_AUTH_SERVER;
    if (!is_nonce(x, part[0].p, part[0].n) || part[1].n > SALT_MAX_CHARS)
        return MW_E_AUTH_SERVER;
    append(x, ",r=", 3);
    append(x, part[0].p, part[0].n);
    p = x->text + x->text_len; /* as yet free */
    part[1].n = mw_base64_decode(x->text + x->text_len, part[1].p, part[1].n);
    part[1].p = p;
    if (part[1].n > MW_SCRAM_SALT_MAX_BYTES ||
        mw_number(part[2].p, part[2].n, &rounds) != part[2].n || !rounds)
        return MW_E_AUTH_SERVER;
    if (rounds > MW_SCRAM_ROUNDS_MAX)
        return MW_E_FLOOD;
    part[2].p = "\0\0\0\1";
    part[2].n = 4;
    mw_hmac(h, part, 3, h->u);
    memcpy(h->sum, h->u, sizeof h->sum);
    x->rounds = (uint32_t)rounds - 1;
    return h->rc;
}

/* --- the key, and what is signed with it --- */

/* HMAC of "client-first-bare,server-first,client-final-without-proof", with u. */
static void sign(struct mw_scram *x, void *out, const char *p, size_t n)
{
    mw_hash_part part[4];

    part[1].p = x->text + x->bare_at;
    part[1].n = x->first_len + 1 - x->bare_at;
    part[2].p = p;
    part[2].n = n;
    part[3].p = x->text + x->first_len + 1;
    part[3].n = x->text_len - x->first_len - 1;
    mw_hmac_key(&x->h, x->h.u, x->h.bytes);
    mw_hmac(&x->h, part, 4, out);
}

/* RFC 5802 3, from SaltedPassword, which is sum. */
static void prove(struct mw_scram *x, const char *p, size_t n)
{
    struct mw_hmac *h = &x->h;
    mw_hash_part part;

    mw_hmac_key(h, h->sum, h->bytes);
    mw_hmac_of(h, "Server Key", 10, h->u);
    mw_hmac_of(h, "Client Key", 10, h->sum);
    sign(x, x->mac, p, n);
    part.p = h->sum;
    part.n = h->bytes;
    mw_digest(h, &part, 1, h->u);
    sign(x, h->u, p, n);
    mw_hash_add(h);
    append(x, ",p=", 3);
    append(x, h->sum, h->bytes);
    encode(x, x->text_len - h->bytes);
    x->response = x->text + x->first_len + 2;
    x->response_len = x->text_len - x->first_len - 2;
    mw_wipe(h->key, sizeof *h - offsetof(struct mw_hmac, key));
}

int mw_scram_work(struct mw_scram *x, const char *p, size_t n)
{
    uint32_t rounds = x->rounds;

    if (rounds > MW_SCRAM_ROUNDS_AT_ONCE)
        rounds = MW_SCRAM_ROUNDS_AT_ONCE;
    mw_pbkdf2(&x->h, rounds);
    x->rounds -= rounds;
    if (!x->rounds)
        prove(x, p, n);
    return x->h.rc;
}

/* --- server-final --- */

int mw_scram_final(struct mw_scram *x, char *p, size_t n)
{
    mw_hash_part from, value;
    unsigned differ = 0, i;

    x->response_len = 0;
    from.p = p;
    from.n = n;
    if (take(&from, 'e', &value)) /* RFC 5802 7, server-error-value */
        return mw_starts(value.p, value.n, "channel-") || mw_starts(value.p, value.n, "server-does-")
                   ? MW_E_AUTH_DOWNGRADE
               : mw_starts(value.p, value.n, "unsupported-") ? MW_E_AUTH_MECHANISM
                                                             : MW_E_AUTH;
    if (!take(&from, 'v', &value) || mw_base64_decode(p, value.p, value.n) != x->h.bytes)
        return MW_E_AUTH_SERVER;
    for (i = 0; i < x->h.bytes; i++) /* the same time wherever they differ */
        differ |= (unsigned char)p[i] ^ x->mac[i];
    return differ ? MW_E_AUTH_SERVER : MW_OK;
}
