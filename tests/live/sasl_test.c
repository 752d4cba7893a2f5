/* SPDX-License-Identifier: MIT */
/* Every mechanism at every real server that has it, in all three protocols: the right secret lets
   in, the wrong one is told as such. */

#include "live/live.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct live live;

/* A server, and what can be tried there. PLUS: by a binding that Mbed TLS gives, too. */
struct place {
    const char *server;
    int protocol;
    uint32_t security;
    uint32_t auth;
};

#define BASIC (MW_AUTH_PLAIN | MW_AUTH_LOGIN)
#define SHORT_SCRAM (MW_AUTH_SCRAM_SHA_1 | MW_AUTH_SCRAM_SHA_256)
#define TOKENS (MW_AUTH_OAUTHBEARER | MW_AUTH_XOAUTH2)
#define PLUS (MW_AUTH_SCRAM_SHA_1_PLUS | MW_AUTH_SCRAM_SHA_256_PLUS)
#define OF_DOVECOT                                                                            \
    (BASIC | SHORT_SCRAM | TOKENS | MW_AUTH_CRAM_MD5 | MW_AUTH_EXTERNAL | MW_AUTH_ANONYMOUS)
#define OF_CYRUS (BASIC | SHORT_SCRAM | MW_AUTH_SCRAM_SHA_512 | MW_AUTH_CRAM_MD5)

static const struct place places[] = {
    { "DOVECOT_IMAPS", LIVE_IMAP, MW_TLS, OF_DOVECOT },
    { "DOVECOT_IMAP", LIVE_IMAP, MW_STARTTLS, OF_DOVECOT },
    { "DOVECOT_POP3S", LIVE_POP3, MW_TLS, OF_DOVECOT | MW_AUTH_APOP },
    { "DOVECOT_POP3", LIVE_POP3, MW_STARTTLS, OF_DOVECOT | MW_AUTH_APOP },
    { "DOVECOT_SUBMISSIONS", LIVE_SMTP, MW_TLS, OF_DOVECOT & ~MW_AUTH_ANONYMOUS },
    { "DOVECOT24_IMAPS", LIVE_IMAP, MW_TLS, OF_DOVECOT | PLUS },
    { "DOVECOT24_POP3S", LIVE_POP3, MW_TLS, OF_DOVECOT | PLUS | MW_AUTH_APOP },
    { "DOVECOT24_SUBMISSION", LIVE_SMTP, MW_STARTTLS, (OF_DOVECOT | PLUS) & ~MW_AUTH_ANONYMOUS },
    { "CYRUS_IMAPS", LIVE_IMAP, MW_TLS, OF_CYRUS },
    { "CYRUS_POP3", LIVE_POP3, MW_STARTTLS, OF_CYRUS | MW_AUTH_APOP },
    { "CYRUS_IMAPS", LIVE_IMAP, MW_TLS, PLUS | MW_AUTH_SCRAM_SHA_512_PLUS },
    { "CYRUS_IMAP", LIVE_IMAP, MW_STARTTLS, PLUS | MW_AUTH_SCRAM_SHA_512_PLUS },
    { "CYRUS_POP3", LIVE_POP3, MW_STARTTLS, PLUS | MW_AUTH_SCRAM_SHA_512_PLUS },
    { "COURIER_IMAPS", LIVE_IMAP, MW_TLS, MW_AUTH_PLAIN | MW_AUTH_CRAM_MD5 },
    { "COURIER_POP3", LIVE_POP3, MW_STARTTLS, BASIC | MW_AUTH_CRAM_MD5 },
    { "MAILUTILS_IMAPS", LIVE_IMAP, MW_TLS, BASIC },
    { "POSTFIX_587", LIVE_SMTP, MW_STARTTLS, BASIC | SHORT_SCRAM | TOKENS | MW_AUTH_CRAM_MD5 },
    { "EXIM_465", LIVE_SMTP, MW_TLS, BASIC | MW_AUTH_CRAM_MD5 | MW_AUTH_EXTERNAL },
    { "OPENSMTPD_465", LIVE_SMTP, MW_TLS, BASIC },
};
#define PLACES (sizeof places / sizeof *places)

static const struct {
    uint32_t bit;
    const char *name;
} mechanisms[] = {
    { MW_AUTH_EXTERNAL, "EXTERNAL" },
    { MW_AUTH_SCRAM_SHA_512_PLUS, "SCRAM-SHA-512-PLUS" },
    { MW_AUTH_SCRAM_SHA_256_PLUS, "SCRAM-SHA-256-PLUS" },
    { MW_AUTH_SCRAM_SHA_1_PLUS, "SCRAM-SHA-1-PLUS" },
    { MW_AUTH_SCRAM_SHA_512, "SCRAM-SHA-512" },
    { MW_AUTH_SCRAM_SHA_256, "SCRAM-SHA-256" },
    { MW_AUTH_SCRAM_SHA_1, "SCRAM-SHA-1" },
    { MW_AUTH_OAUTHBEARER, "OAUTHBEARER" },
    { MW_AUTH_XOAUTH2, "XOAUTH2" },
    { MW_AUTH_CRAM_MD5, "CRAM-MD5" },
    { MW_AUTH_APOP, "APOP" },
    { MW_AUTH_PLAIN, "PLAIN" },
    { MW_AUTH_LOGIN, "LOGIN" },
    { MW_AUTH_ANONYMOUS, "ANONYMOUS" },
};
#define MECHANISMS (sizeof mechanisms / sizeof *mechanisms)

struct attempt {
    const struct place *place;
    uint32_t auth;
    const char *mechanism;
    char name[80];
};

static mw_tls_context *with_certificate(void)
{
    static mw_tls_context *shared;
    mw_tls opt = MW_TLS_INIT;

    if (!shared) {
        opt.ca_file = live_path("tls/ca.pem");
        opt.cert_file = live_path("tls/client-alice.pem");
        opt.key_file = live_path("tls/client-alice.key");
        assert_int_equal(mw_tls_context_new(&shared, &opt), MW_OK);
    }
    return shared;
}

/* Cyrus binds by tls-unique only, which TLS 1.3 has not. */
static mw_tls_context *of_tls_1_2(void)
{
    static mw_tls_context *shared;
    mw_tls opt = MW_TLS_INIT;

    if (!shared) {
        opt.ca_file = live_path("tls/ca.pem");
        opt.max_version = 0x0303;
        assert_int_equal(mw_tls_context_new(&shared, &opt), MW_OK);
    }
    return shared;
}

static char *token(const struct attempt *a, int expired)
{
    int is_next = strncmp(a->place->server, "DOVECOT24", 9) == 0;
    size_t len;
    char *text = live_file(is_next ? expired ? "tokens/alice-24-expired" : "tokens/alice-24"
                           : expired ? "tokens/alice-expired"
                                     : "tokens/alice",
                           &len);

    text[strcspn(text, "\r\n")] = '\0';
    return text;
}

static mw_config config(const struct attempt *a)
{
    mw_config cfg = live_config(a->place->server, a->place->security);

    cfg.auth = a->auth;
    if (a->auth == MW_AUTH_EXTERNAL)
        cfg.tls = with_certificate();
    if ((a->auth & (PLUS | MW_AUTH_SCRAM_SHA_512_PLUS)) &&
        strncmp(a->place->server, "CYRUS", 5) == 0)
        cfg.tls = of_tls_1_2();
    return cfg;
}

static void logs_in(const struct attempt *a, const mw_config *cfg, int way)
{
    live_start(&live, a->place->protocol, cfg, way);
    live_is(&live, live_id(&live, mw_noop(live.s)), MW_EV_DONE,
            a->place->protocol == LIVE_SMTP ? 250 : 0);
    live_quit(&live);
}

static void right_secret(void **state)
{
    static const char *const users[] = { "alice", "bob" };
    const struct attempt *a = *state;
    int only_alice = a->auth & (TOKENS | MW_AUTH_EXTERNAL | MW_AUTH_ANONYMOUS);
    mw_config cfg;
    char *secret;
    int i;

    live_need(a->place->server);
    for (i = 0; i < (only_alice ? 1 : 2); i++) {
        cfg = config(a);
        cfg.user = users[i];
        cfg.secret = live_password(users[i]);
        if (i && strncmp(a->place->server, "MAILUTILS", 9) == 0)
            break; /* its LOGIN takes no such password */
        if (a->auth & TOKENS) {
            cfg.secret = secret = token(a, 0);
            logs_in(a, &cfg, LIVE_BLOCKING);
            logs_in(a, &cfg, LIVE_POLLED);
            free(secret);
        } else {
            logs_in(a, &cfg, LIVE_BLOCKING);
            logs_in(a, &cfg, LIVE_POLLED);
        }
    }
}

static void wrong_secret(void **state)
{
    const struct attempt *a = *state;
    mw_config cfg;
    char *secret = NULL;

    live_need(a->place->server);
    cfg = config(a);
    if (a->auth == MW_AUTH_EXTERNAL)
        cfg.authzid = "bob"; /* alice's certificate */
    else
        cfg.secret = "wr\xc3\xb6ng";
    if (a->auth & TOKENS)
        cfg.secret = secret = token(a, 1);
    live_new(&live, a->place->protocol, &cfg, LIVE_BLOCKING);
    live_run(&live, live_id(&live, mw_open(live.s)));
    assert_int_equal(live_last(&live), a->auth & TOKENS ? MW_E_AUTH_EXPIRED : MW_E_AUTH);
    assert_int_equal(live.err.stage, MW_AT_AUTH);
    live_free(&live);
    free(secret);
}

/* A token that is over is asked for anew, and the same connection goes on. */
static void fresh_token(void **state)
{
    const struct attempt *a = *state;
    const mw_event *ev;
    mw_config cfg;
    char *over, *fresh;
    int asked = 0, id;

    live_need(a->place->server);
    over = token(a, 1);
    fresh = token(a, 0);
    cfg = config(a);
    cfg.flags |= MW_FLAG_ASK;
    cfg.secret = over;
    cfg.secret_bytes = 4096;
    live_new(&live, a->place->protocol, &cfg, LIVE_BLOCKING);
    id = mw_open(live.s);
    while ((ev = mw_each(live.s, id)) != NULL)
        if (ev->type == MW_EV_CREDENTIAL) {
            asked++;
            assert_int_equal(mw_set_secret(live.s, fresh), MW_OK);
        }
    assert_int_equal(mw_run(live.s, id), MW_OK);
    assert_int_equal(asked, 1);
    assert_int_equal(mw_run(live.s, mw_quit(live.s)), MW_OK);
    live_free(&live);
    free(over);
    free(fresh);
}

#define TESTS_MAX (PLACES * MECHANISMS * 3)
static struct CMUnitTest tests[TESTS_MAX];
static struct attempt attempts[TESTS_MAX];
static size_t count;

static void add(const struct place *place, size_t mechanism, const char *what,
                void (*function)(void **))
{
    struct attempt *a = &attempts[count];

    a->place = place;
    a->auth = mechanisms[mechanism].bit;
    a->mechanism = mechanisms[mechanism].name;
    snprintf(a->name, sizeof a->name, "%s: %s, %s", place->server, a->mechanism, what);
    tests[count].name = a->name;
    tests[count].test_func = function;
    tests[count++].initial_state = a;
}

int main(void)
{
    size_t i, j;

    for (i = 0; i < PLACES; i++)
        for (j = 0; j < MECHANISMS; j++) {
            if (!(places[i].auth & mechanisms[j].bit))
                continue;
            add(&places[i], j, "the right secret", right_secret);
            if (mechanisms[j].bit != MW_AUTH_ANONYMOUS)
                add(&places[i], j, "a wrong secret", wrong_secret);
            if (mechanisms[j].bit & TOKENS)
                add(&places[i], j, "a fresh token", fresh_token);
        }
    return _cmocka_run_group_tests("sasl", tests, count, NULL, NULL);
}
