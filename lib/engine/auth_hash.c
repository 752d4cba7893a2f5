/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "engine/auth.h"

#include <string.h>

/* What the mechanisms with hashes want of the session: random bytes, the TLS connection's binding,
   the password in the form of SASLprep, and calls of mw_next in which to make a key. */

/* The channel binding of the kind that is being tried, or of the next one there is: best known to
   servers first. Returns mw_scram.bind; MW_SCRAM_BIND_NONE: there is none. */
static uint8_t binding(const mw_session *s, void *data, size_t *n)
{
    static const uint8_t kinds[] = { MW_BINDING_EXPORTER, MW_BINDING_UNIQUE,
                                     MW_BINDING_SERVER_END_POINT };
    const mw_transport *t = s->transport;
    uint8_t *kind = &s->with->kind;

    if (!s->secure || !t || t->size <= offsetof(mw_transport, binding) || !t->binding)
        return MW_SCRAM_BIND_NONE;
    for (; *kind < sizeof kinds; ++*kind)
        if (t->binding(t->ctx, kinds[*kind], data, MW_SCRAM_BINDING_MAX, n) == MW_OK)
            return (uint8_t)(kinds[*kind] + 1);
    return MW_SCRAM_BIND_NONE;
}

static int random_bytes(const mw_session *s, void *buf)
{
    const mw_hash *h = s->with->x.h.hash;
    const mw_transport *t = s->transport;

    if (h->size > offsetof(mw_hash, random) && h->random)
        return h->random(h->ctx, buf, MW_SCRAM_RANDOM_BYTES);
    if (t && t->size > offsetof(mw_transport, random) && t->random)
        return t->random(t->ctx, buf, MW_SCRAM_RANDOM_BYTES);
    return MW_E_NOT_OFFERED;
}

/* RFC 5802 6: "y" tells a server that does offer -PLUS that somebody hides it. */
static int scram_begin(mw_session *s)
{
    struct mw_scram *x = &s->with->x;
    size_t n = 0;
    int rc;

    s->unproven = 1;
    x->bind = binding(s, x->h.sum, &n);
    if (!(s->mechanism & MW_AUTH_PLUS)) {
        n = 0;
        x->bind = x->bind && (s->auth & MW_AUTH_PLUS) && !(s->mechanisms & MW_AUTH_PLUS);
    } else if (!x->bind) {
        return MW_E_NOT_OFFERED;
    }
    rc = random_bytes(s, x->h.u);
    if (rc == MW_OK)
        mw_scram_begin(x, mw_session_string(s, MW_STR_HOST), n);
    return rc;
}

int mw_auth_hash_begin(mw_session *s)
{
    /* From MW_AUTH_SCRAM_SHA_512_PLUS on. */
    static const uint8_t algorithms[] = { MW_HASH_SHA_512, MW_HASH_SHA_256, MW_HASH_SHA_1,
                                          MW_HASH_SHA_512, MW_HASH_SHA_256, MW_HASH_SHA_1,
                                          MW_HASH_MD5,     MW_HASH_MD5 };
    struct mw_scram *x = &s->with->x;
    unsigned place = 0;
    int rc;

    while (s->mechanism > MW_AUTH_SCRAM_SHA_512_PLUS << place)
        place++;
    rc = mw_hmac_begin(&x->h, algorithms[place]);
    if (rc == MW_OK && (s->mechanism & MW_AUTH_SCRAM))
        return scram_begin(s);
    x->response = x->apop;
    x->response_len = sizeof x->apop;
    return rc;
}

/* The password as SCRAM wants it: ASCII is what it is, the rest is for SASLprep. It may lie in the
   output, which is empty. */
static int set_password(mw_session *s)
{
    struct mw_hmac *h = &s->with->x.h;
    const char *password = mw_session_string(s, MW_STR_SECRET);
    size_t n = strlen(password);
    int rc = MW_OK;

    if (mw_has_8bit(password)) {
        rc = h->hash->size > offsetof(mw_hash, prepare) && h->hash->prepare
                 ? h->hash->prepare(h->hash->ctx, password, s->out, mw_out_bytes(s), &n)
                 : MW_E_ARG;
        password = s->out;
    }
    if (rc == MW_OK)
        mw_hmac_key(h, password, n);
    mw_wipe(s->out, mw_out_bytes(s));
    return rc == MW_E_ARG ? MW_E_AUTH_CHARSET : rc;
}

static int server_final(mw_session *s, char *p, size_t n)
{
    int rc = mw_scram_final(&s->with->x, p, n);

    s->unproven = rc != MW_OK;
    s->over_code = (int16_t)rc;
    return rc == MW_E_AUTH_SERVER ? rc : MW_OK;
}

int mw_auth_hash_challenge(mw_session *s, char *p, size_t n)
{
    struct mw_scram *x = &s->with->x;
    unsigned step = s->login_step, last = s->mechanism == MW_AUTH_CRAM_MD5 ? 0 : 2;
    int rc;

    if (step == 0 && last)
        return MW_OK; /* it has asked for client-first */
    if (step > last || n == MW_AUTH_NO_BASE64)
        return MW_E_PROTOCOL;
    if (!last)
        return mw_cram_md5(x, p, n, mw_session_string(s, MW_STR_SECRET));
    if (step == last)
        return server_final(s, p, n);
    rc = set_password(s);
    if (rc == MW_OK)
        rc = mw_scram_first(x, p, n);
    s->progress = (uint32_t)n; /* it is needed to the end of the work */
    s->login_is = MW_LOGIN_WORK;
    return rc == MW_OK ? MW_AGAIN : rc;
}

int mw_auth_hash_work(mw_session *s)
{
    struct mw_scram *x = &s->with->x;
    int rc = mw_scram_work(x, s->in + s->in_off, s->progress);

    if (rc != MW_OK)
        return rc;
    return x->rounds ? MW_WAIT : mw_auth_respond(s);
}
