/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "sasl/encode.h"
#include "sasl/scram.h"
#include "wire/base64.h"

#include <string.h>

/* Longest forms of "n=,r=", a nonce of ours, ",c=" of "p=tls-server-end-point,a=," and binding
   data, ",r=" and a nonce, ",p=" and a proof, two NUL. */
#define TEXT_BYTES (5 + MW_SCRAM_NONCE_BYTES + 3 + 120 + 3 + MW_SCRAM_NONCE_MAX + 3 + 88 + 2)

size_t mw_scram_text_bytes(const char *authzid, const char *user)
{
    return TEXT_BYTES + 3 * strlen(user) + 4 * strlen(authzid);
}

typedef size_t put_function(const struct mw_sasl *, uint32_t *, char *, size_t);

/* Appends a form, as it is or in base64, and a NUL that does not count. */
static void append(struct mw_scram *x, struct mw_sasl *r, const char *form, put_function *put)
{
    uint32_t at = 0;

    r->form = form;
    x->text_len += (uint32_t)put(r, &at, x->text + x->text_len, x->text_cap - x->text_len - 1);
    x->text[x->text_len] = 0;
}

static void append_bytes(struct mw_scram *x, const char *p, size_t n)
{
    memcpy(x->text + x->text_len, p, n);
    x->text_len += (uint32_t)n;
}

static const char *header(const struct mw_sasl *r)
{
    return r->string[MW_SASL_AT_AUTHZID].n
               ? MW_SASL_FLAG ",a=" MW_SASL_AUTHZID_NAME "," MW_SASL_BYTES
               : MW_SASL_FLAG ",," MW_SASL_BYTES;
}

void mw_scram_say(const struct mw_scram *x, unsigned step, struct mw_sasl *r)
{
    static const char flags[] = "n\0y\0p=tls-exporter\0p=tls-server-end-point\0p=tls-unique";
    const char *flag = flags;
    unsigned i;

    for (i = x->bind; i; i--)
        flag += strlen(flag) + 1;
    mw_sasl_set(r, MW_SASL_FLAG, flag);
    r->bytes = x->text;
    r->n = x->bare_len;
    r->form = header(r);
    if (step == 0)
        return;
    r->form = step > 1 ? "" : MW_SASL_TEXT;
    mw_sasl_set(r, MW_SASL_TEXT, x->text + x->bare_len + 2);
}

int mw_scram_begin(struct mw_scram *x, unsigned mechanism, struct mw_sasl *r,
                   char nonce[MW_SCRAM_NONCE_BYTES + 1])
{
    unsigned strength = (mechanism | mechanism >> 3) & MW_AUTH_PLUS, i;
    const void *binding = r->bytes;
    size_t n = r->n;
    char four[4];
    int rc = mw_hmac_begin(&x->h, strength == MW_AUTH_SCRAM_SHA_512_PLUS   ? MW_HASH_SHA_512
                                  : strength == MW_AUTH_SCRAM_SHA_256_PLUS ? MW_HASH_SHA_256
                                                                           : MW_HASH_SHA_1);

    if (rc != MW_OK)
        return rc;
    for (i = 0; i < MW_SCRAM_NONCE_BYTES; i++) {
        mw_base64_group(four, (const unsigned char *)nonce + i, 1);
        nonce[i] = four[0];
    }
    nonce[i] = 0;
    x->nonce_len = (uint8_t)i;
    x->text_len = 0;
    mw_scram_say(x, 0, r);
    mw_sasl_set(r, MW_SASL_TEXT, nonce);
    append(x, r, "n=" MW_SASL_USER_NAME ",r=" MW_SASL_TEXT, mw_sasl_copy);
    x->bare_len = x->text_len++;
    append_bytes(x, ",c=", 3);
    r->bytes = binding;
    r->n = n;
    append(x, r, header(r), mw_sasl_encode);
    return MW_OK;
}

/* --- server-first --- */

/* What follows a name and "=" up to a comma. Returns its length, and moves *p behind it; SIZE_MAX:
   something else stands there. */
static size_t value(char **p, size_t *n, int name, char **at)
{
    size_t i;

    if (*n < 2 || **p != name || (*p)[1] != '=')
        return SIZE_MAX;
    for (i = 2; i < *n && (*p)[i] != ','; i++)
        ;
    *at = *p + 2;
    *p += i + (i < *n);
    *n -= i + (i < *n);
    return i - 2;
}

/* Ours, and more; printable. */
static int is_nonce(const struct mw_scram *x, const char *p, size_t n)
{
    if (n <= x->nonce_len || n > MW_SCRAM_NONCE_MAX ||
        memcmp(p, x->text + x->bare_len - x->nonce_len, x->nonce_len) != 0)
        return 0;
    while (n--)
        if (p[n] <= ' ' || p[n] > '~')
            return 0;
    return 1;
}

int mw_scram_first(struct mw_scram *x, char *p, size_t n, const char *password, size_t len)
{
    struct mw_hmac *h = &x->h;
    mw_hash_part part[3];
    char *nonce, *salt, *count;
    size_t nonce_len = value(&p, &n, 'r', &nonce), salt_len, count_len;
    uint64_t rounds;

    salt_len = value(&p, &n, 's', &salt);
    count_len = value(&p, &n, 'i', &count);
    if (nonce_len == SIZE_MAX || salt_len > MW_SCRAM_SALT_MAX_CHARS || count_len == SIZE_MAX ||
        !is_nonce(x, nonce, nonce_len))
        return MW_E_AUTH_SERVER;
    if (salt_len == MW_SCRAM_SALT_MAX_CHARS && salt[salt_len - 2] != '=')
        return MW_E_AUTH_SERVER; /* that would be more */
    part[1].n = mw_base64_decode(h->sum, salt, salt_len);
    if (part[1].n == SIZE_MAX || mw_number(count, count_len, &rounds) != count_len || !rounds)
        return MW_E_AUTH_SERVER;
    if (rounds > MW_SCRAM_ROUNDS_MAX)
        return MW_E_FLOOD;
    x->text[x->bare_len] = ',';
    append_bytes(x, ",r=", 3);
    append_bytes(x, nonce, nonce_len);
    part[1].p = h->sum;
    part[2].p = "\0\0\0\1";
    part[2].n = 4;
    mw_hmac_key(h, password, len);
    mw_hmac(h, part, 3, h->u);
    memcpy(h->sum, h->u, sizeof h->sum);
    x->rounds = (uint32_t)rounds;
    return h->rc;
}

/* --- the key, and what is signed with it --- */

/* HMAC of "client-first-bare,server-first,client-final-without-proof". */
static void sign(struct mw_scram *x, const void *key, const char *p, size_t n)
{
    mw_hash_part part[4];

    part[1].p = x->text;
    part[1].n = x->bare_len + 1;
    part[2].p = p;
    part[2].n = n;
    part[3].p = x->text + x->bare_len + 1;
    part[3].n = x->text_len - x->bare_len - 1;
    mw_hmac_key(&x->h, key, x->h.bytes);
    mw_hmac(&x->h, part, 4, x->mac);
}

/* RFC 5802 3, from SaltedPassword, which is sum. ServerKey goes through u, ClientKey through it. */
static void prove(struct mw_scram *x, const char *p, size_t n)
{
    struct mw_hmac *h = &x->h;
    mw_hash_part part;
    size_t i;

    mw_hmac_key(h, h->sum, h->bytes);
    mw_hmac_of(h, "Server Key", 10, h->u);
    mw_hmac_of(h, "Client Key", 10, h->sum);
    part.p = h->sum;
    part.n = h->bytes;
    mw_digest(h, &part, 1, x->mac);
    sign(x, x->mac, p, n);
    for (i = 0; i < h->bytes; i++)
        h->sum[i] ^= x->mac[i];
    sign(x, h->u, p, n);
    append_bytes(x, ",p=", 3);
    for (i = 0; i < h->bytes; i += 3, x->text_len += 4)
        mw_base64_group(x->text + x->text_len, h->sum + i, h->bytes - i);
    x->text[x->text_len] = 0;
    mw_wipe(h->key, sizeof *h - offsetof(struct mw_hmac, key));
}

int mw_scram_work(struct mw_scram *x, const char *p, size_t n)
{
    uint32_t rounds = x->rounds - 1;

    if (rounds > MW_SCRAM_ROUNDS_AT_ONCE)
        rounds = MW_SCRAM_ROUNDS_AT_ONCE;
    mw_pbkdf2(&x->h, rounds);
    x->rounds -= rounds;
    if (x->rounds == 1) {
        x->rounds = 0;
        prove(x, p, n);
    }
    return x->h.rc;
}

/* --- server-final --- */

int mw_scram_final(const struct mw_scram *x, char *p, size_t n)
{
    char *at;
    size_t len = value(&p, &n, 'e', &at), i;
    unsigned differ = 0;

    if (len != SIZE_MAX) /* RFC 5802 7, server-error-value */
        return mw_starts(at, len, "channel-") || mw_starts(at, len, "server-does-")
                   ? MW_E_AUTH_DOWNGRADE
               : mw_starts(at, len, "unsupported-") ? MW_E_AUTH_MECHANISM
                                                    : MW_E_AUTH;
    len = value(&p, &n, 'v', &at);
    if (len == SIZE_MAX || mw_base64_decode(at, at, len) != x->h.bytes)
        return MW_E_AUTH_SERVER;
    for (i = 0; i < x->h.bytes; i++) /* the same time wherever they differ */
        differ |= (unsigned char)at[i] ^ x->mac[i];
    return differ ? MW_E_AUTH_SERVER : MW_OK;
}
