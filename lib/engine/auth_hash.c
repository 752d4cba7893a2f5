/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "engine/auth.h"

#include <string.h>

/* What the mechanisms with hashes want of the session: random bytes, the TLS connection's binding,
   the password in the form of SASLprep, and calls of mw_next in which to make a key. */

/* The channel binding of the kind that is being tried, or of the next one there is: best known to
   servers first. Returns mw_scram.bind; MW_SCRAM_BIND_NONE: there is none. */
static uint8_t binding(const mw_session *s, char *data, size_t *n)
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
        return h->random(h->ctx, buf, MW_SCRAM_NONCE_BYTES);
    if (t && t->size > offsetof(mw_transport, random) && t->random)
        return t->random(t->ctx, buf, MW_SCRAM_NONCE_BYTES);
    return MW_E_NOT_OFFERED;
}

/* RFC 5802 6: "y" tells a server that does offer -PLUS that somebody hides it. */
static int scram_begin(mw_session *s)
{
    struct mw_scram *x = &s->with->x;
    char *data = (char *)x->h.sum, *nonce = (char *)x->h.u; /* not on the stack, which is small */
    struct mw_sasl r;
    int rc;

    s->unproven = 1;
    r.bytes = data;
    x->bind = binding(s, data, &r.n);
    if (!(s->mechanism & MW_AUTH_PLUS)) {
        r.n = 0;
        x->bind = x->bind && (s->auth & MW_AUTH_PLUS) && !(s->mechanisms & MW_AUTH_PLUS);
    } else if (!x->bind) {
        return MW_E_NOT_OFFERED;
    }
    rc = random_bytes(s, nonce);
    if (rc != MW_OK)
        return rc;
    mw_auth_who(s, &r);
    return mw_scram_begin(x, s->mechanism, &r, nonce);
}

int mw_auth_hash_begin(mw_session *s)
{
    struct mw_scram *x = &s->with->x;

    if (s->mechanism & MW_AUTH_SCRAM)
        return scram_begin(s);
    if (s->mechanism == MW_AUTH_APOP)
        mw_apop(x);
    return mw_hmac_begin(&x->h, MW_HASH_MD5);
}

void mw_auth_hash_say(const mw_session *s, struct mw_sasl *r)
{
    const struct mw_scram *x = &s->with->x;

    if (s->mechanism & MW_AUTH_SCRAM) {
        mw_scram_say(x, s->login_step, r);
        return;
    }
    r->form = MW_HEX_FORM;
    mw_sasl_set(r, MW_SASL_TEXT, x->text);
}

/* The password as SCRAM wants it: ASCII is what it is, the rest is for SASLprep. It may lie in the
   output, which is empty. */
static int prepare(mw_session *s, const char **password, size_t *n)
{
    const mw_hash *h = s->with->x.h.hash;
    int rc;

    *n = strlen(*password);
    if (!mw_has_8bit(*password))
        return MW_OK;
    if (h->size <= offsetof(mw_hash, prepare) || !h->prepare)
        return MW_E_AUTH_CHARSET;
    rc = h->prepare(h->ctx, *password, s->out, mw_out_bytes(s), n);
    *password = s->out;
    return rc == MW_E_ARG ? MW_E_AUTH_CHARSET : rc;
}

/* What is held is server-first. */
static int server_first(mw_session *s)
{
    const char *password = mw_session_string(s, MW_STR_SECRET);
    size_t len;
    int rc = prepare(s, &password, &len);

    if (rc == MW_OK)
        rc = mw_scram_first(&s->with->x, s->in + s->in_off, s->held, password, len);
    mw_wipe(s->out, mw_out_bytes(s));
    return rc;
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
    unsigned step = s->login_step;

    if (s->mechanism == MW_AUTH_CRAM_MD5)
        return step || n == MW_AUTH_NO_BASE64
                   ? MW_E_PROTOCOL
                   : mw_cram_md5(&s->with->x, p, n, mw_session_string(s, MW_STR_SECRET));
    if (step == 0)
        return MW_OK; /* it has asked for client-first */
    if (step > 2 || n == MW_AUTH_NO_BASE64)
        return MW_E_PROTOCOL;
    if (step == 2)
        return server_final(s, p, n);
    s->with->x.rounds = 0;
    s->login_is = MW_LOGIN_WORK;
    return MW_AGAIN;
}

int mw_auth_hash_work(mw_session *s)
{
    struct mw_scram *x = &s->with->x;
    int rc = x->rounds ? mw_scram_work(x, s->in + s->in_off, s->held) : server_first(s);

    if (rc != MW_OK)
        return rc;
    return x->rounds ? MW_WAIT : mw_auth_respond(s);
}
