/* SPDX-License-Identifier: MIT */
#include "sasl.h"

#include <mbedtls/base64.h>
#include <string.h>

struct exchange {
    struct session *s;
    sasl_ask *ask;
    struct buf text; /* the client's last answer, decoded */
};

/* Strict: what the encoder would not have written is refused. */
static int decode(const char *text, size_t len, struct buf *out)
{
    size_t room = len + 4;
    unsigned char *raw = mem_new(room);
    unsigned char *again = mem_new(room);
    size_t n = 0;
    size_t m = 0;
    int ok = mbedtls_base64_decode(raw, room, &n, (const unsigned char *)text, len) == 0 &&
             mbedtls_base64_encode(again, room, &m, raw, n) == 0 && m == len &&
             memcmp(again, text, len) == 0;

    buf_reset(out);
    buf_add(out, raw, ok ? n : 0);
    mem_free(raw);
    mem_free(again);
    return ok;
}

static enum sasl_status take(struct exchange *x, const char *answer, size_t len)
{
    if (len == 1 && answer[0] == '*') {
        return SASL_CANCELLED;
    }
    return decode(answer, len, &x->text) ? SASL_OK : SASL_SYNTAX;
}

static enum sasl_status challenge(struct exchange *x, const char *text)
{
    struct buf answer = {0};
    enum sasl_status rc = SASL_IO;

    if (x->ask(x->s, text, &answer) == IO_OK) {
        rc = take(x, answer.p, answer.len);
    }
    buf_free(&answer);
    return rc;
}

/* The client's first message: sent along, or asked for with an empty challenge. */
static enum sasl_status first(struct exchange *x, const char *initial)
{
    if (initial == NULL) {
        return challenge(x, "");
    }
    if (strcmp(initial, "=") == 0) {
        buf_add(&x->text, "", 0);
        return SASL_OK;
    }
    return take(x, initial, strlen(initial));
}

static enum sasl_status try_login(struct exchange *x, const char *name, const char *secret,
                                  int token)
{
    return session_login(x->s, name, secret, token) ? SASL_OK : SASL_REFUSED;
}

/* RFC 4616: [authzid] NUL authcid NUL passwd */
static enum sasl_status run_plain(struct exchange *x, const char *initial)
{
    enum sasl_status rc = first(x, initial);
    const char *name;
    const char *secret;
    const char *end;

    if (rc != SASL_OK) {
        return rc;
    }
    end = x->text.p + x->text.len;
    name = memchr(x->text.p, '\0', x->text.len);
    secret = name != NULL ? memchr(name + 1, '\0', (size_t)(end - name - 1)) : NULL;
    if (secret == NULL || memchr(secret + 1, '\0', (size_t)(end - secret - 1)) != NULL) {
        return SASL_SYNTAX;
    }
    if (name != x->text.p && !text_eq(x->text.p, name + 1)) {
        return SASL_REFUSED; /* nobody may act for another here */
    }
    return try_login(x, name + 1, secret + 1, 0);
}

static enum sasl_status run_login(struct exchange *x, const char *initial)
{
    enum sasl_status rc;
    char *name;

    rc = initial != NULL ? first(x, initial) : challenge(x, "VXNlcm5hbWU6");
    if (rc != SASL_OK) {
        return rc;
    }
    name = mem_text(x->text.p, x->text.len);
    rc = challenge(x, "UGFzc3dvcmQ6");
    if (rc == SASL_OK) {
        rc = try_login(x, name, x->text.p, 0);
    }
    mem_free(name);
    return rc;
}

/* The JSON goes out as one more challenge; whatever the client answers, the end is a refusal. */
static enum sasl_status refuse_token(struct exchange *x)
{
    enum sasl_status rc = challenge(x, "eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=");

    return rc == SASL_IO ? SASL_IO : SASL_REFUSED;
}

static char *between(const char *text, const char *before, char end)
{
    const char *p = strstr(text, before);
    const char *q = p != NULL ? strchr(p + strlen(before), end) : NULL;

    return q != NULL ? mem_text(p + strlen(before), (size_t)(q - p) - strlen(before)) : NULL;
}

static enum sasl_status run_token(struct exchange *x, const char *initial, const char *name_mark,
                                  char name_end)
{
    enum sasl_status rc = first(x, initial);
    char *name;
    char *token;

    if (rc != SASL_OK) {
        return rc;
    }
    name = between(x->text.p, name_mark, name_end);
    token = between(x->text.p, "\001auth=Bearer ", '\001');
    rc = SASL_SYNTAX;
    if (name != NULL && token != NULL && strlen(x->text.p) == x->text.len) {
        rc = try_login(x, name, token, 1);
    }
    mem_free(name);
    mem_free(token);
    return rc == SASL_REFUSED ? refuse_token(x) : rc;
}

static enum sasl_status run_xoauth2(struct exchange *x, const char *initial)
{
    return run_token(x, initial, "user=", '\001');
}

/* RFC 7628: n,a=user,^Ahost=...^Aport=...^Aauth=Bearer ...^A^A */
static enum sasl_status run_oauthbearer(struct exchange *x, const char *initial)
{
    return run_token(x, initial, "n,a=", ',');
}

static const struct mechanism {
    const char *name;
    unsigned bit;
    enum sasl_status (*run)(struct exchange *x, const char *initial);
} mechanisms[] = {
    {"PLAIN", SRV_SASL_PLAIN, run_plain},
    {"LOGIN", SRV_SASL_LOGIN, run_login},
    {"XOAUTH2", SRV_SASL_XOAUTH2, run_xoauth2},
    {"OAUTHBEARER", SRV_SASL_OAUTHBEARER, run_oauthbearer},
};

#define MECHANISMS (sizeof mechanisms / sizeof mechanisms[0])

enum sasl_status sasl_run(struct session *s, const char *mechanism, const char *initial,
                          sasl_ask *ask)
{
    struct exchange x = {0};
    enum sasl_status rc = SASL_UNKNOWN;
    size_t i;

    x.s = s;
    x.ask = ask;
    for (i = 0; i < MECHANISMS; i++) {
        if (text_eq(mechanism, mechanisms[i].name) && !(s->opts->sasl_off & mechanisms[i].bit)) {
            rc = mechanisms[i].run(&x, initial);
            break;
        }
    }
    buf_free(&x.text);
    return rc;
}

void sasl_list(const struct session *s, const char *prefix, struct buf *out)
{
    size_t i;

    for (i = 0; i < MECHANISMS; i++) {
        if (!(s->opts->sasl_off & mechanisms[i].bit)) {
            buf_str(out, prefix);
            buf_str(out, mechanisms[i].name);
        }
    }
}
