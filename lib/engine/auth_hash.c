/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "engine/auth.h"

#include <string.h>

/* What the mechanisms with hashes want of the session: random bytes, the TLS connection's binding,
   the password in the form of SASLprep, and calls of mw_next in which to make a key. */

/* The channel binding of the kind that is being tried, or of the next one there is: best known to
   servers first, as mw_scram_begin has them. Returns which; MW_SCRAM_BIND_NONE: there is none. */
static unsigned binding(const mw_session *s, void *data, size_t *n)
{
    static const uint8_t kinds[] = { MW_BINDING_EXPORTER, MW_BINDING_UNIQUE,
                                     MW_BINDING_SERVER_END_POINT };
    const mw_transport *t = s->transport;
    unsigned kind;

    if (!s->secure || !t || t->size <= offsetof(mw_transport, binding) || !t->binding)
        return MW_SCRAM_BIND_NONE;
    for (kind = s->with->kind; kind < sizeof kinds; kind++)
        if (t->binding(t->ctx, kinds[kind], data, MW_SCRAM_BINDING_MAX, n) == MW_OK)
            break;
    s->with->kind = (uint8_t)kind;
    return kind;
}

static int random_bytes(const mw_session *s, void *buf)
{
    const mw_hash *h = s->with->hash;
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
    struct mw_login *l = s->with;
    size_t n;
    unsigned flag = binding(s, l->sum, &n);
    int rc;

    if (s->mechanism & MW_AUTH_PLUS) {
        if (flag == MW_SCRAM_BIND_NONE)
            return MW_E_NOT_OFFERED;
    } else {
        n = 0;
        if (flag != MW_SCRAM_BIND_NONE)
            flag = (s->auth & MW_AUTH_PLUS) && !(s->mechanisms & MW_AUTH_PLUS)
                       ? MW_SCRAM_BIND_MISSED
                       : MW_SCRAM_BIND_NONE;
    }
    s->unproven = 1;
    rc = random_bytes(s, l->u);
    if (rc == MW_OK)
        mw_scram_begin(l, mw_session_string(s, MW_STR_HOST), flag, n);
    return rc;
}

int mw_auth_hash_begin(mw_session *s)
{
    /* From MW_AUTH_SCRAM_SHA_512_PLUS on. */
    static const uint8_t algorithms[] = { MW_HASH_SHA_512, MW_HASH_SHA_256, MW_HASH_SHA_1,
                                          MW_HASH_SHA_512, MW_HASH_SHA_256, MW_HASH_SHA_1,
                                          MW_HASH_MD5,     MW_HASH_MD5 };
    struct mw_login *l = s->with;
    int rc = mw_hmac_begin(l, algorithms[mw_sasl_place(s->mechanism) - 2]);

    l->response = l->apop;
    l->response_len = sizeof l->apop;
    return rc == MW_OK && (s->mechanism & MW_AUTH_SCRAM) ? scram_begin(s) : rc;
}

/* The password as SCRAM wants it: ASCII is what it is, the rest is for SASLprep. It may lie in the
   output, which is empty. */
static int set_password(mw_session *s)
{
    const mw_hash *h = s->with->hash;
    const char *password = mw_session_string(s, MW_STR_SECRET);
    size_t n = strlen(password);
    int rc = MW_OK;

    if (mw_has_8bit(password)) {
        rc = MW_E_ARG;
        if (h->size > offsetof(mw_hash, prepare) && h->prepare)
            rc = h->prepare(h->ctx, password, s->out, mw_out_bytes(s), &n);
        if (rc == MW_E_ARG)
            rc = MW_E_AUTH_CHARSET;
        password = s->out;
    }
    if (rc == MW_OK)
        mw_hmac_key(s->with, password, n);
    mw_wipe(s->out, mw_out_bytes(s));
    return rc;
}

static int server_final(mw_session *s, char *p, size_t n)
{
    int rc = mw_scram_final(s->with, p, n);

    s->unproven = rc != MW_OK;
    s->over_code = (int16_t)rc;
    return rc == MW_E_AUTH_SERVER ? rc : MW_OK;
}

int mw_auth_hash_challenge(mw_session *s, char *p, size_t n)
{
    unsigned step = s->login_step, last = s->mechanism == MW_AUTH_CRAM_MD5 ? 0 : 2;

    if (step < last && step == 0)
        return MW_OK; /* it has asked for client-first */
    if (step > last || n == MW_AUTH_NO_BASE64)
        return MW_E_PROTOCOL;
    if (last == 0)
        return mw_cram_md5(s->with, p, n, mw_session_string(s, MW_STR_SECRET));
    if (step == last)
        return server_final(s, p, n);
    s->with->rounds = 0;
    s->progress = (uint32_t)n; /* as much of what is held is server-first */
    s->login_is = MW_LOGIN_WORK;
    return MW_AGAIN;
}

int mw_auth_hash_work(mw_session *s)
{
    struct mw_login *l = s->with;
    const char *p = s->in + s->in_off;
    int rc;

    if (l->rounds) {
        rc = mw_scram_work(l, p, s->progress);
    } else {
        rc = set_password(s);
        if (rc == MW_OK)
            rc = mw_scram_first(l, p, s->progress);
    }
    if (rc != MW_OK)
        return rc;
    return l->rounds ? MW_WAIT : mw_auth_respond(s);
}
