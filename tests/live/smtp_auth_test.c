/* SPDX-License-Identifier: MIT */
/* Logging in, and what the extensions of submission do at a real server. */

#include "live/live.h"
#include "live/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JORAN "j\xc3\xb8ran"
#define USER "\xe7\x94\xa8\xe6\x88\xb7"

static struct live live;

/* --- mechanisms --- */

struct login {
    const char *server;
    uint32_t auth;
    const char *user;
    const char *secret; /* NULL: the right one */
    int code;
};

static void test_login(void **state)
{
    const struct login *t = *state;
    mw_config cfg;
    int way;

    live_need(t->server);
    cfg = live_usual(t->server);
    cfg.auth = t->auth;
    cfg.user = t->user;
    cfg.secret = t->secret ? t->secret : live_password(t->user);
    if (t->code != MW_OK) { /* servers take their time over these: one way each */
        way = t->auth == MW_AUTH_LOGIN ? LIVE_POLLED : LIVE_BLOCKING;
        live_fails(&live, LIVE_SMTP, &cfg, way, t->code, MW_AT_AUTH);
        assert_int_equal(live.err.reply, 535);
        assert_int_equal(live.err.retry, 0);
        return;
    }
    for (way = LIVE_BLOCKING; way <= LIVE_POLLED; way++) {
        live_start(&live, LIVE_SMTP, &cfg, way);
        live_is(&live, live_id(&live, mw_noop(live.s)), MW_EV_DONE, 250);
        live_quit(&live);
    }
}

static void token_login(const char *server, const char *file, int code)
{
    size_t len;
    char *token;
    mw_config cfg;

    live_need(server);
    token = live_file(file, &len);
    token[strcspn(token, "\r\n")] = '\0';
    cfg = live_usual(server);
    cfg.auth = MW_AUTH_XOAUTH2;
    cfg.secret = token;
    if (code == MW_OK) {
        live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
        live_quit(&live);
    } else {
        live_fails(&live, LIVE_SMTP, &cfg, LIVE_POLLED, code, MW_AT_AUTH);
        assert_int_equal(live.err.reply, 535);
    }
    free(token);
}

static void xoauth2(void **state)
{
    (void)state;
    token_login("POSTFIX_587", "tokens/alice", MW_OK);
    token_login("DOVECOT_SUBMISSION", "tokens/alice", MW_OK);
    token_login("POSTFIX_465", "tokens/alice-expired", MW_E_AUTH_EXPIRED);
    token_login("DOVECOT_SUBMISSIONS", "tokens/alice-expired", MW_E_AUTH_EXPIRED);
}

/* A password is no token: with auth 0 it is never tried as one. */
static void xoauth2_only_when_asked(void **state)
{
    mw_config cfg;

    (void)state;
    live_need("POSTFIX_587");
    cfg = live_usual("POSTFIX_587");
    cfg.auth = MW_AUTH_XOAUTH2;
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING, MW_E_AUTH_EXPIRED, MW_AT_AUTH);
}

/* Too long for one line with its command: the server asks for it (RFC 4954 4). */
static void long_password(void **state)
{
    char password[1200];
    mw_config cfg;

    (void)state;
    live_need("POSTFIX_587");
    memset(password, 'x', sizeof password - 1);
    password[sizeof password - 1] = '\0';
    cfg = live_usual("POSTFIX_587");
    cfg.secret = password;
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING, MW_E_AUTH, MW_AT_AUTH);
    cfg.out_bytes = 256;
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_POLLED, MW_E_AUTH, MW_AT_AUTH);
}

/* The secret stays here where everybody could read it. */
static void needs_tls(void **state)
{
    static const char *const servers[] = { "POSTFIX_CLEAR", "POSTFIX_587", "EXIM_587",
                                           "OPENSMTPD_587" };
    mw_config cfg;
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        live_need(servers[i]);
        cfg = live_config(servers[i], MW_PLAIN);
        cfg.auth = MW_AUTH_PLAIN | MW_AUTH_LOGIN; /* SCRAM tells nobody the secret */
        live_fails(&live, LIVE_SMTP, &cfg, (int)(i % 2), MW_E_AUTH_NEEDS_TLS, MW_AT_AUTH);
        assert_non_null(strstr(live.err.advice, "TLS"));
    }
    live_need("DOVECOT_SUBMISSION");
    cfg = live_config("DOVECOT_SUBMISSION", MW_PLAIN);
    cfg.auth = MW_AUTH_PLAIN | MW_AUTH_LOGIN;
    cfg.address = "127.0.0.2"; /* from the same address Dovecot takes it for secure */
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_POLLED, MW_E_AUTH_NEEDS_TLS, MW_AT_AUTH);
}

static void no_mechanism(void **state)
{
    mw_config cfg;

    (void)state;
    live_need("POSTFIX_SCRAM");
    cfg = live_config("POSTFIX_SCRAM", MW_PLAIN);
    cfg.auth = MW_AUTH_PLAIN | MW_AUTH_LOGIN;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING, MW_E_AUTH_MECHANISM, MW_AT_AUTH);
    live_need("EXIM_587");
    cfg = live_usual("EXIM_587");
    cfg.auth = MW_AUTH_XOAUTH2;
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING, MW_E_AUTH_MECHANISM, MW_AT_AUTH);
}

static void no_starttls(void **state)
{
    static const char *const servers[] = { "POSTFIX_25_PLAIN", "POSTFIX_CLEAR", "POSTFIX_OLD",
                                           "SINK_FEW" };
    mw_config cfg;
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        live_need(servers[i]);
        cfg = live_config(servers[i], MW_STARTTLS);
        live_fails(&live, LIVE_SMTP, &cfg, (int)(i % 2), MW_E_NO_STARTTLS, MW_AT_HELLO);
    }
}

/* --- client certificates --- */

static mw_tls_context *with_certificate(const char *name)
{
    mw_tls opt = MW_TLS_INIT;
    mw_tls_context *tls = NULL;
    char cert[400], key[400], path[64];

    snprintf(path, sizeof path, "tls/%s.pem", name);
    snprintf(cert, sizeof cert, "%s", live_path(path));
    snprintf(path, sizeof path, "tls/%s.key", name);
    snprintf(key, sizeof key, "%s", live_path(path));
    opt.cert_file = cert;
    opt.key_file = key;
    opt.ca_file = live_path("tls/ca.pem");
    assert_int_equal(mw_tls_context_new(&tls, &opt), MW_OK);
    return tls;
}

/* alice's certificate may send anywhere, bob's may not, and nobody comes in without. */
static void client_certificate(void **state)
{
    mw_tls_context *alice, *bob;
    mw_config cfg;
    int rcpt;

    (void)state;
    live_need("POSTFIX_CLIENTCERT");
    alice = with_certificate("client-alice");
    bob = with_certificate("client-bob");
    cfg = live_config("POSTFIX_CLIENTCERT", MW_TLS);
    cfg.user = NULL;
    cfg.tls = alice;
    live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
    live_mail(&live, "alice@example.test", NULL);
    rcpt = live_rcpt(&live, "x@elsewhere.test", NULL);
    live_is(&live, rcpt, MW_EV_DONE, 250);
    live_quit(&live);
    cfg.tls = bob;
    live_start(&live, LIVE_SMTP, &cfg, LIVE_POLLED);
    live_mail(&live, "bob@example.test", NULL);
    rcpt = live_rcpt(&live, "x@elsewhere.test", NULL);
    live_is(&live, rcpt, MW_EV_REFUSED, 554);
    live_quit(&live);
    cfg.tls = live_tls();
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_POLLED, MW_E_SERVER_BYE, MW_AT_GREETING);
    assert_int_equal(live.err.reply, 421);
    mw_tls_context_free(alice);
    mw_tls_context_free(bob);
}

/* --- extensions --- */

/* From and to addresses beyond ASCII, and back again. */
static void smtputf8(void **state)
{
    static const char *const servers[] = { "POSTFIX_587", "POSTFIX_CLEAR", "EXIM_587" };
    static const char *const users[] = { JORAN, USER, "eai" };
    size_t i, u;

    (void)state;
    for (i = 0; i < 3; i++) {
        char token[32], to[64];
        struct post message;
        mw_mail opt = MW_MAIL_INIT;
        mw_config cfg;
        int id;

        live_need(servers[i]);
        cfg = live_usual(servers[i]);
        cfg.out_bytes = servers[i][8] == 'C' ? 1024 : 0;
        snprintf(token, sizeof token, "%s", post_token());
        message = post_make("8-bit", token, 0);
        opt.flags = MW_MAIL_UTF8;
        live_start(&live, LIVE_SMTP, &cfg, (int)(i % 2));
        assert_int_equal(live_mail(&live, JORAN "@example.test", NULL), MW_E_ARG);
        assert_true(live_mail(&live, JORAN "@example.test", &opt) > 0);
        for (u = 0; u < 3; u++) {
            snprintf(to, sizeof to, "%s@example.test", users[u]);
            live_is(&live, live_rcpt(&live, to, NULL), MW_EV_DONE, 250);
        }
        id = live_data(&live);
        live_run(&live, id);
        live_body(&live, message.data, message.len);
        live_is(&live, id, MW_EV_DONE, 250);
        live_quit(&live);
        for (u = 0; u < 3; u++)
            post_arrived(users[u], token, &message);
        post_free(&message);
    }
}

static void smtputf8_not_offered(void **state)
{
    mw_mail opt = MW_MAIL_INIT;
    mw_config cfg;

    (void)state;
    live_need("POSTFIX_NO8BIT");
    cfg = live_usual("POSTFIX_NO8BIT");
    opt.flags = MW_MAIL_UTF8;
    live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
    assert_int_equal(live_mail(&live, JORAN "@example.test", &opt), MW_E_NOT_OFFERED);
    live_quit(&live);
}

/* Postfix tells the sender what became of it: the parameters arrive as they were meant. */
static void dsn(void **state)
{
    const char *token = post_token();
    struct post message = post_make("plain", token, 0), report;
    mw_mail opt = MW_MAIL_INIT;
    mw_rcpt rcpt = MW_RCPT_INIT;
    uint64_t deadline = live_now_ms() + 15000;
    char envid[80];
    mw_config cfg;
    int id;

    (void)state;
    live_need("POSTFIX_587");
    cfg = live_usual("POSTFIX_587");
    snprintf(envid, sizeof envid, "a+b=c d %s", token);
    opt.ret = MW_RET_HDRS;
    opt.envid = envid;
    rcpt.notify = MW_NOTIFY_SUCCESS | MW_NOTIFY_FAILURE;
    rcpt.orcpt = "first+one=x@example.test";
    live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
    assert_true(live_mail(&live, "bob@example.test", &opt) > 0);
    assert_true(live_rcpt(&live, "alice@example.test", &rcpt) > 0);
    id = live_data(&live);
    live_run(&live, id);
    live_body(&live, message.data, message.len);
    live_is(&live, id, MW_EV_DONE, 250);
    live_quit(&live);
    post_arrived("alice", token, &message);
    while (post_find("bob", token, &report) == 0)
        live_pause(deadline);
    assert_non_null(strstr(report.data, "Action: relayed"));
    assert_non_null(strstr(report.data, "Original-Recipient: rfc822;first+one=x@example.test"));
    assert_non_null(strstr(report.data, envid));
    assert_non_null(strstr(report.data, "X-Live:"));
    assert_null(strstr(report.data, "From here on"));
    post_free(&report);
    post_free(&message);
}

/* Not a byte of what breaks the syntax leaves. */
static void refused_here(void **state)
{
    static const char *const bad[] = {
        "a@example.test>\r\nRCPT TO:<b@example.test", "a b@example.test", "a@example.test\n",
        "a@",  "a@example.test> SIZE=1", "@example.test",  "a@exa\xc3\xa4mple.test",
    };
    mw_config cfg;
    size_t i;
    int id;

    (void)state;
    live_need("POSTFIX_587");
    cfg = live_usual("POSTFIX_587");
    live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
    for (i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(live_mail(&live, bad[i], NULL), MW_E_ARG);
    id = live_mail(&live, "", NULL);
    for (i = 0; i + 1 < sizeof bad / sizeof *bad; i++)
        assert_int_equal(live_rcpt(&live, bad[i], NULL), MW_E_ARG);
    live_is(&live, id, MW_EV_DONE, 250);
    live_is(&live, live_rcpt(&live, "postmaster@sink.example.test", NULL), MW_EV_DONE, 250);
    live_quit(&live);
}

#define LOGIN(name, server, auth, user, secret, code) \
    { name " " server, test_login, NULL, NULL, \
      &(struct login){ server, auth, user, secret, code } }
#define ALL(server) \
    LOGIN("PLAIN", server, MW_AUTH_PLAIN, "alice", NULL, MW_OK), \
    LOGIN("LOGIN", server, MW_AUTH_LOGIN, "alice", NULL, MW_OK), \
    LOGIN("odd password PLAIN", server, MW_AUTH_PLAIN, "bob", NULL, MW_OK), \
    LOGIN("odd password LOGIN", server, MW_AUTH_LOGIN, "bob", NULL, MW_OK), \
    LOGIN("odd name", server, 0, "dave+x", NULL, MW_OK), \
    LOGIN("UTF-8 PLAIN", server, MW_AUTH_PLAIN, JORAN, NULL, MW_OK), \
    LOGIN("UTF-8 LOGIN", server, MW_AUTH_LOGIN, USER, NULL, MW_OK), \
    LOGIN("wrong password PLAIN", server, MW_AUTH_PLAIN, "alice", "alicepw ", MW_E_AUTH), \
    LOGIN("wrong password LOGIN", server, MW_AUTH_LOGIN, "alice", "bobpw", MW_E_AUTH)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALL("POSTFIX_587"),
        ALL("POSTFIX_465"),
        ALL("EXIM_587"),
        ALL("OPENSMTPD_465"),
        ALL("DOVECOT_SUBMISSION"),
        LOGIN("AUTH= of old", "POSTFIX_AUTHEQ", 0, "alice", NULL, MW_OK),
        LOGIN("empty password", "POSTFIX_587", 0, "alice", "", MW_E_AUTH),
        LOGIN("nobody", "POSTFIX_587", 0, "nobody", "x", MW_E_AUTH),
        cmocka_unit_test(xoauth2),
        cmocka_unit_test(xoauth2_only_when_asked),
        cmocka_unit_test(long_password),
        cmocka_unit_test(needs_tls),
        cmocka_unit_test(no_mechanism),
        cmocka_unit_test(no_starttls),
        cmocka_unit_test(client_certificate),
        cmocka_unit_test(smtputf8),
        cmocka_unit_test(smtputf8_not_offered),
        cmocka_unit_test(dsn),
        cmocka_unit_test(refused_here),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
