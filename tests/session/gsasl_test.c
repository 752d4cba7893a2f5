/* SPDX-License-Identifier: MIT */
/* Logging in with another implementation at the other end: GNU SASL as the server. And its client,
   as a session's own mechanism, by the example. */

#include "../../examples/gsasl.c"
#include "sasl/sasl.h"
#include "support/hash.h"
#include "support/unit.h"

#include <gsasl.h>

#include <stdio.h>

/* GNU SASL copies by strndup what has no NUL, which AddressSanitizer's strict_string_checks takes
   for an error. */
const char *__asan_default_suppressions(void);
const char *__asan_default_suppressions(void)
{
    return "interceptor_via_lib:libgsasl\n";
}

static uint64_t block[2048];

struct server {
    mw_transport t;
    Gsasl *library;
    Gsasl_session *session;
    const char *offers, *password;
    char says[4096], line[4096];
    size_t says_at, says_len, line_len;
    int done, lies;
    int cannot_bind; /* 1: it refuses client-first of -PLUS; 2: its client-final */
    int binds_now;
    unsigned asked; /* AUTH commands */
};

static char binding_data[32];

static int answers(Gsasl *library, Gsasl_session *session, Gsasl_property property)
{
    const struct server *sv = gsasl_callback_hook_get(library);
    char *text;

    switch (property) {
    case GSASL_PASSWORD:
        return gsasl_property_set(session, property, sv->password);
    case GSASL_SERVICE:
        return gsasl_property_set(session, property, "smtp");
    case GSASL_HOSTNAME:
        return gsasl_property_set(session, property, "mail.example.org");
    case GSASL_SCRAM_ITER:
        return gsasl_property_set(session, property, "5000");
    case GSASL_CB_TLS_EXPORTER:
        assert_int_equal(gsasl_base64_to(binding_data, 32, &text, NULL), GSASL_OK);
        gsasl_property_set(session, property, text);
        gsasl_free(text);
        return GSASL_OK;
    default:
        return GSASL_NO_CALLBACK;
    }
}

static void reply(struct server *sv, const char *code, const char *text)
{
    sv->says_len += (size_t)snprintf(sv->says + sv->says_len, sizeof sv->says - sv->says_len,
                                     "%s%s\r\n", code, text);
}

/* A response, in base64; or the name of a mechanism, and one. */
static void take(struct server *sv, char *line)
{
    char *out = NULL;
    int rc;

    if (strncmp(line, "EHLO ", 5) == 0) {
        reply(sv, "250-mail.example.org", "");
        reply(sv, "250 AUTH ", sv->offers);
        return;
    }
    if (strncmp(line, "AUTH ", 5) == 0) {
        char *space = strchr(line + 5, ' ');

        if (space)
            *space = 0;
        sv->asked++;
        sv->binds_now = strstr(line, "-PLUS") != NULL;
        if (sv->cannot_bind == 1 && sv->binds_now) {
            reply(sv, "535 5.7.8 failed", "");
            return;
        }
        if (sv->session)
            gsasl_finish(sv->session);
        assert_int_equal(gsasl_server_start(sv->library, line + 5, &sv->session), GSASL_OK);
        line = space ? space + 1 : line + strlen(line);
        sv->done = 0;
    } else if (sv->cannot_bind == 2 && sv->binds_now) {
        reply(sv, "535 5.7.8 failed: bad protocol / cancel", "");
        return;
    }
    if (sv->done) {
        assert_string_equal(line, "");
        reply(sv, "235 2.7.0 in", "");
        return;
    }
    rc = gsasl_step64(sv->session, line, &out);
    sv->done = rc == GSASL_OK;
    if (sv->lies && strlen(out) > 8)
        out[8] ^= 1;
    if (rc == GSASL_NEEDS_MORE || (rc == GSASL_OK && *out))
        reply(sv, "334 ", out);
    else
        reply(sv, rc == GSASL_OK ? "235 2.7.0 in" : "535 5.7.8 no", "");
    gsasl_free(out);
}

static int do_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct server *sv = ctx;
    const char *p = buf;
    size_t i;

    for (i = 0; i < len; i++) {
        sv->line[sv->line_len++] = p[i];
        if (p[i] != '\n')
            continue;
        sv->line[sv->line_len - 2] = 0;
        sv->line_len = 0;
        take(sv, sv->line);
    }
    *put = len;
    return MW_OK;
}

static int do_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct server *sv = ctx;

    *got = sv->says_len - sv->says_at < cap ? sv->says_len - sv->says_at : cap;
    memcpy(buf, sv->says + sv->says_at, *got);
    sv->says_at += *got;
    return *got ? MW_OK : MW_EOF;
}

static int do_secure(void *ctx, const char *host)
{
    (void)ctx;
    (void)host;
    return MW_OK;
}

static int do_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    (void)ctx;
    assert_int_equal(want | timeout_ms, 0); /* only for the key */
    return 0;
}

static int do_binding(void *ctx, int kind, void *buf, size_t cap, size_t *len)
{
    (void)ctx;
    assert_true(cap >= sizeof binding_data);
    memcpy(buf, binding_data, sizeof binding_data);
    *len = sizeof binding_data;
    return kind == MW_BINDING_EXPORTER ? MW_OK : MW_E_NOT_OFFERED;
}

static void server_new(struct server *sv, const char *offers, const char *password)
{
    static const mw_transport t = MW_TRANSPORT_INIT;

    memset(sv, 0, sizeof *sv);
    sv->t = t;
    sv->t.ctx = sv;
    sv->t.send = do_send;
    sv->t.recv = do_recv;
    sv->t.secure = do_secure;
    sv->t.wait = do_wait;
    sv->offers = offers;
    sv->password = password;
    assert_int_equal(gsasl_init(&sv->library), GSASL_OK);
    gsasl_callback_hook_set(sv->library, sv);
    gsasl_callback_set(sv->library, answers);
    reply(sv, "220 mail.example.org", "");
}

/* Returns what mw_open came to. */
static int log_in(struct server *sv, mw_config *cfg)
{
    mw_session *s = NULL;
    int rc;

    cfg->host = "mail.example.org";
    cfg->security = MW_TLS;
    cfg->user = "ann";
    cfg->secret = "s3cret";
    cfg->transport = &sv->t;
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, cfg), MW_OK);
    rc = mw_run(s, mw_open(s));
    mw_free(s);
    if (sv->session)
        gsasl_finish(sv->session);
    gsasl_done(sv->library);
    return rc;
}

/* Mechanisms of ours, with its server. */
static void ours(void **state)
{
    static const struct {
        const char *offers;
        uint32_t auth;
        const char *password;
        int binds, lies, rc;
    } table[] = {
        { "SCRAM-SHA-256 PLAIN", 0, "s3cret", 0, 0, MW_OK },
        { "SCRAM-SHA-256 PLAIN", 0, "s3crets", 0, 0, MW_E_AUTH },
        { "SCRAM-SHA-256 PLAIN", 0, "s3cret", 0, 1, MW_E_AUTH_SERVER },
        { "SCRAM-SHA-1 PLAIN", 0, "s3cret", 0, 0, MW_OK },
        { "SCRAM-SHA-256-PLUS SCRAM-SHA-256", 0, "s3cret", 1, 0, MW_OK },
        { "SCRAM-SHA-1-PLUS SCRAM-SHA-1", 0, "s3cret", 1, 0, MW_OK },
        { "SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-256", 0, "s3cret", 0, 0, MW_OK },
        /* somebody took -PLUS away: the server finds it out */
        { "SCRAM-SHA-256", 0, "s3cret", 1, 0, MW_E_AUTH },
        { "CRAM-MD5", MW_AUTH_CRAM_MD5, "s3cret", 0, 0, MW_OK },
        { "CRAM-MD5", MW_AUTH_CRAM_MD5, "s3crets", 0, 0, MW_E_AUTH },
    };
    struct hash provider;
    struct server sv;
    mw_config cfg = MW_CONFIG_INIT;
    size_t i;

    (void)state;
    memset(binding_data, 'b', sizeof binding_data);
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        hash_new(&provider, "fyko+d2lbbFgONRv9qkxdawL");
        server_new(&sv, table[i].offers, table[i].password);
        sv.lies = table[i].lies;
        if (table[i].binds)
            sv.t.binding = do_binding;
        cfg.hash = &provider.hash;
        cfg.auth = table[i].auth;
        assert_int_equal(log_in(&sv, &cfg), table[i].rc);
    }
}

/* A server that offers -PLUS and cannot bind to this connection: GNU mailutils, and Cyrus over TLS
   1.3. */
static void unbound(void **state)
{
    static const struct {
        int cannot_bind;
        uint32_t auth, flags;
        const char *password;
        int rc;
        unsigned asked;
    } table[] = {
        { 1, 0, 0, "s3cret", MW_OK, 2 },
        { 2, 0, 0, "s3cret", MW_OK, 2 },
        { 1, 0, 0, "s3crets", MW_E_AUTH, 2 },
        { 2, 0, 0, "s3crets", MW_E_AUTH, 2 },
        { 0, 0, 0, "s3crets", MW_E_AUTH, 1 },
        { 1, 0, MW_FLAG_STRICT, "s3cret", MW_E_AUTH, 1 },
        { 2, 0, MW_FLAG_STRICT, "s3cret", MW_E_AUTH_MECHANISM, 1 },
        { 1, MW_AUTH_PLUS, 0, "s3cret", MW_E_AUTH, 1 },
        { 2, MW_AUTH_PLUS, 0, "s3cret", MW_E_AUTH_MECHANISM, 1 },
        { 1, MW_AUTH_PLUS | MW_AUTH_PLAIN, 0, "s3cret", MW_E_AUTH, 1 },
    };
    struct hash provider;
    struct server sv;
    mw_config cfg = MW_CONFIG_INIT;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        hash_new(&provider, "fyko+d2lbbFgONRv9qkxdawL");
        server_new(&sv, "SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-256 PLAIN",
                   table[i].password);
        sv.cannot_bind = table[i].cannot_bind;
        sv.t.binding = do_binding;
        cfg.hash = &provider.hash;
        cfg.auth = table[i].auth;
        cfg.flags = table[i].flags;
        assert_int_equal(log_in(&sv, &cfg), table[i].rc);
        assert_int_equal(sv.asked, table[i].asked);
    }
}

/* Its mechanism, as a session's own. */
static void own(void **state)
{
    static const struct {
        const char *password;
        int lies, rc;
    } table[] = { { "s3cret", 0, MW_OK }, { "s3crets", 0, MW_E_AUTH } };
    struct gsasl_login login;
    struct server sv;
    mw_config cfg = MW_CONFIG_INIT;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        assert_int_equal(gsasl_login_new(&login, "DIGEST-MD5", "smtp", "mail.example.org", "ann",
                                         "s3cret"),
                         MW_OK);
        server_new(&sv, "PLAIN DIGEST-MD5", table[i].password);
        cfg.mechanism = &login.mechanism;
        assert_int_equal(log_in(&sv, &cfg), table[i].rc);
        gsasl_login_free(&login);
    }
    assert_int_equal(gsasl_login_new(&login, "NONE", "smtp", "x", "y", "z"), MW_E_NOT_OFFERED);
    gsasl_login_free(&login);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(ours), cmocka_unit_test(unbound),
                                        cmocka_unit_test(own) };

    return cmocka_run_group_tests_name("session/gsasl", tests, NULL, NULL);
}
