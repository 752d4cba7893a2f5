/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
/* Certificates at real servers: which are accepted, and what is said of the others. */

#include "live/live.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct live live;

struct look {
    const char *server;
    uint32_t security;
    const char *host;
    int code;      /* MW_OK: accepted */
    uint32_t cert; /* exactly these bits */
    int protocol;
};

static mw_config config(const struct look *t)
{
    mw_config cfg = live_config(t->server, t->security);

    cfg.host = t->host;
    cfg.user = NULL;
    return cfg;
}

static void test_look(void **state)
{
    const struct look *t = *state;
    mw_config cfg;
    int way;

    live_need(t->server);
    cfg = config(t);
    for (way = LIVE_BLOCKING; way <= LIVE_POLLED; way++) {
        if (t->code == MW_OK) {
            if (t->protocol != LIVE_SMTP)
                cfg.user = "alice";
            live_start(&live, t->protocol, &cfg, way);
            live_quit(&live);
        } else {
            live_fails(&live, t->protocol, &cfg, way, t->code, MW_AT_TLS);
            assert_int_equal(live.err.cert, t->cert);
            assert_int_equal(live.err.retry, 0);
        }
    }
}

/* Each code has a sentence of its own. */
static void test_advice(void **state)
{
    static const int codes[] = { MW_E_CERT_EXPIRED, MW_E_CERT_NOT_YET, MW_E_CERT_HOST,
                                 MW_E_CERT_UNTRUSTED, MW_E_CERT_PIN, MW_E_TLS_VERSION };
    static const struct look looks[] = {
        { "POSTFIX_EXPIRED", MW_TLS, LIVE_HOST, MW_E_CERT_EXPIRED, 0, LIVE_SMTP },
        { "POSTFIX_NOTYET", MW_TLS, LIVE_HOST, MW_E_CERT_NOT_YET, 0, LIVE_SMTP },
        { "POSTFIX_OTHERHOST", MW_TLS, LIVE_HOST, MW_E_CERT_HOST, 0, LIVE_SMTP },
        { "POSTFIX_UNKNOWN", MW_TLS, LIVE_HOST, MW_E_CERT_UNTRUSTED, 0, LIVE_SMTP },
    };
    const char *advice[4];
    size_t i, k;

    (void)state;
    for (i = 0; i < 4; i++) {
        mw_config cfg;

        live_need(looks[i].server);
        cfg = config(&looks[i]);
        live_fails(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING, looks[i].code, MW_AT_TLS);
        advice[i] = live.err.advice;
        for (k = 0; k < i; k++)
            assert_string_not_equal(advice[i], advice[k]);
    }
    for (i = 0; i < sizeof codes / sizeof *codes; i++)
        for (k = 0; k < i; k++)
            assert_string_not_equal(mw_strerror(codes[i]), mw_strerror(codes[k]));
}

/* --- contexts of their own --- */

static const char *authority(void)
{
    static char path[512];

    snprintf(path, sizeof path, "%s", live_path("tls/ca.pem"));
    return path;
}

static mw_tls_context *context(const mw_tls *opt)
{
    mw_tls_context *tls = NULL;

    assert_int_equal(mw_tls_context_new(&tls, opt), MW_OK);
    return tls;
}

/* code MW_OK: a session comes about */
static void expect(const char *server, const mw_tls *opt, int code, uint32_t cert)
{
    mw_config cfg = live_config(server, strstr(server, "587") ? MW_STARTTLS : MW_TLS);
    mw_tls_context *tls = context(opt);

    cfg.tls = tls;
    cfg.user = NULL;
    if (code == MW_OK) {
        live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
        live_quit(&live);
    } else {
        live_fails(&live, LIVE_SMTP, &cfg, LIVE_POLLED, code, MW_AT_TLS);
        assert_int_equal(live.err.cert, cert);
    }
    mw_tls_context_free(tls);
}

static void ca_file_and_memory(void **state)
{
    mw_tls opt = MW_TLS_INIT, other = MW_TLS_INIT;
    size_t len;
    char *pem;

    (void)state;
    live_need("POSTFIX_465");
    pem = live_file("tls/ca.pem", &len);
    opt.ca_pem = pem;
    opt.ca_len = len;
    expect("POSTFIX_465", &opt, MW_OK, 0);
    expect("POSTFIX_UNKNOWN", &opt, MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED);
    free(pem);
    other.ca_file = live_path("tls/unknown-ca.pem");
    expect("POSTFIX_UNKNOWN", &other, MW_OK, 0);
    expect("POSTFIX_465", &other, MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED);
    expect("POSTFIX_587", &other, MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED);
}

static void unusable_sources(void **state)
{
    mw_tls opt = MW_TLS_INIT;
    mw_tls_context *tls = NULL;

    (void)state;
    live_need("POSTFIX_465");
    opt.ca_file = "/nonexistent/ca.pem";
    assert_int_equal(mw_tls_context_new(&tls, &opt), MW_E_TLS_CA);
    opt.ca_file = live_path("ports.txt");
    assert_int_equal(mw_tls_context_new(&tls, &opt), MW_E_TLS_CA);
    opt.ca_file = authority();
    opt.cert_file = "/nonexistent/client.pem";
    assert_int_equal(mw_tls_context_new(&tls, &opt), MW_E_ARG);
}

/* The system does not know the test authority. */
static void system_store(void **state)
{
    mw_config cfg;
    FILE *store = fopen("/etc/ssl/certs/ca-certificates.crt", "r");

    (void)state;
    live_need("POSTFIX_465");
    if (!store)
        live_skip("this system has no ca-certificates");
    fclose(store);
    cfg = live_config("POSTFIX_465", MW_TLS);
    cfg.tls = NULL;
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING, MW_E_CERT_UNTRUSTED, MW_AT_TLS);
    assert_int_equal(live.err.cert, MW_CERT_UNTRUSTED);
}

/* SHA-256 of the public key, as openssl has it. */
static void key_hash(const char *file, uint8_t hash[32])
{
    char command[1200];
    unsigned byte;
    FILE *p;
    int i;

    snprintf(command, sizeof command,
             "openssl x509 -in '%s' -noout -pubkey | openssl pkey -pubin -outform DER | "
             "openssl dgst -sha256 -r", live_path(file));
    p = popen(command, "r");
    assert_non_null(p);
    for (i = 0; i < 32; i++) {
        assert_int_equal(fscanf(p, "%2x", &byte), 1);
        hash[i] = (uint8_t)byte;
    }
    pclose(p);
}

static void pins(void **state)
{
    uint8_t hash[96];
    mw_tls opt = MW_TLS_INIT;

    (void)state;
    live_need("POSTFIX_465");
    key_hash("tls/server-rsa.pem", hash);
    key_hash("tls/server.pem", hash + 32);
    key_hash("tls/ca.pem", hash + 64);
    opt.ca_file = authority();
    opt.pin_sha256 = hash + 32;
    opt.pin_count = 1;
    expect("POSTFIX_465", &opt, MW_OK, 0);
    expect("POSTFIX_587", &opt, MW_OK, 0);
    opt.pin_sha256 = hash;
    expect("POSTFIX_465", &opt, MW_E_CERT_PIN, MW_CERT_PIN);
    expect("POSTFIX_587", &opt, MW_E_CERT_PIN, MW_CERT_PIN);
    expect("POSTFIX_RSA", &opt, MW_OK, 0);
    opt.pin_count = 2; /* one of several */
    expect("POSTFIX_465", &opt, MW_OK, 0);
    /* a pin is on top of verification, not instead of it */
    key_hash("tls/expired.pem", hash);
    opt.pin_count = 1;
    expect("POSTFIX_EXPIRED", &opt, MW_E_CERT_EXPIRED, MW_CERT_EXPIRED);
}

static void versions(void **state)
{
    int has_13 = (mw_features() & MW_FEATURE_TLS13) != 0;
    mw_tls opt = MW_TLS_INIT;

    (void)state;
    live_need("POSTFIX_TLS12");
    opt.ca_file = authority();
    expect("POSTFIX_TLS12", &opt, MW_OK, 0);
    expect("POSTFIX_TLS13", &opt, has_13 ? MW_OK : MW_E_TLS_VERSION, 0);
    opt.max_version = 0x0303;
    expect("POSTFIX_465", &opt, MW_OK, 0);
    expect("POSTFIX_TLS13", &opt, MW_E_TLS_VERSION, 0);
    if (has_13) {
        opt.min_version = opt.max_version = 0x0304;
        expect("POSTFIX_465", &opt, MW_OK, 0);
        expect("EXIM_465", &opt, MW_OK, 0);
        expect("POSTFIX_TLS12", &opt, MW_E_TLS_VERSION, 0);
    }
}

/* Verification does not depend on how the server is reached. */
static void ipv6(void **state)
{
    mw_config cfg;
    size_t len;
    char *ports;

    (void)state;
    live_need("POSTFIX_465");
    ports = live_file("ports.sh", &len);
    if (!strstr(ports, "SERVERS_IPV6=1")) {
        free(ports);
        live_skip("this machine has no IPv6 on loopback");
    }
    free(ports);
    cfg = live_config("POSTFIX_465", MW_TLS);
    cfg.host = "::1";
    cfg.address = NULL;
    live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
    live_quit(&live);
    cfg.host = "::2";
    cfg.address = "::1";
    live_fails(&live, LIVE_SMTP, &cfg, LIVE_POLLED, MW_E_CERT_HOST, MW_AT_TLS);
}

#define LOOK(name, server, security, host, code, bits) \
    { name " " server, test_look, NULL, NULL, \
      &(struct look){ server, security, host, code, bits, LIVE_SMTP } }
#define GOOD(name, server, host) LOOK(name, server, MW_TLS, host, MW_OK, 0)
#define BAD(name, server, host, what) \
    LOOK(name, server, MW_TLS, host, MW_E_CERT_##what, MW_CERT_##what)
#define EXPIRED(server, security, protocol) \
    { "expired " server, test_look, NULL, NULL, \
      &(struct look){ server, security, LIVE_HOST, MW_E_CERT_EXPIRED, MW_CERT_EXPIRED, protocol } }

int main(void)
{
    const struct CMUnitTest tests[] = {
        GOOD("good", "POSTFIX_465", LIVE_HOST),
        GOOD("good, host in capitals", "POSTFIX_465", "MAIL.Example.Test"),
        GOOD("good", "EXIM_465", LIVE_HOST),
        GOOD("good", "OPENSMTPD_465", LIVE_HOST),
        GOOD("good", "DOVECOT_SUBMISSIONS", LIVE_HOST),
        LOOK("STARTTLS", "POSTFIX_587", MW_STARTTLS, LIVE_HOST, MW_OK, 0),
        LOOK("STARTTLS", "EXIM_587", MW_STARTTLS, LIVE_HOST, MW_OK, 0),
        LOOK("STARTTLS", "OPENSMTPD_587", MW_STARTTLS, LIVE_HOST, MW_OK, 0),
        LOOK("STARTTLS", "DOVECOT_SUBMISSION", MW_STARTTLS, LIVE_HOST, MW_OK, 0),
        GOOD("RSA", "POSTFIX_RSA", LIVE_HOST),
        GOOD("chain", "POSTFIX_CHAIN", LIVE_HOST),
        GOOD("other host's", "POSTFIX_OTHERHOST", "other.example.test"),
        GOOD("wildcard", "POSTFIX_WILDCARD", LIVE_HOST),
        GOOD("wildcard, other label", "POSTFIX_WILDCARD", "smtp.example.test"),
        GOOD("wildcard among names", "POSTFIX_465", "x.wild.example.test"),
        GOOD("address", "POSTFIX_465", "127.0.0.1"),
        GOOD("address only", "POSTFIX_IPONLY", "127.0.0.1"),
        GOOD("other address", "POSTFIX_OTHERHOST", "192.0.2.1"),
        BAD("wildcard, two labels", "POSTFIX_WILDCARD", "a.b.example.test", HOST),
        BAD("wildcard, no label", "POSTFIX_WILDCARD", "example.test", HOST),
        BAD("wildcard, address", "POSTFIX_WILDCARD", "127.0.0.1", HOST),
        BAD("address only, name", "POSTFIX_IPONLY", LIVE_HOST, HOST),
        BAD("another address", "POSTFIX_IPONLY", "127.0.0.3", HOST),
        BAD("common name only", "POSTFIX_CNONLY", LIVE_HOST, HOST),
        BAD("other host", "POSTFIX_OTHERHOST", LIVE_HOST, HOST),
        BAD("expired", "POSTFIX_EXPIRED", LIVE_HOST, EXPIRED),
        BAD("not yet", "POSTFIX_NOTYET", LIVE_HOST, NOT_YET),
        BAD("unknown", "POSTFIX_UNKNOWN", LIVE_HOST, UNTRUSTED),
        BAD("self-signed", "POSTFIX_SELFSIGNED", LIVE_HOST, UNTRUSTED),
        BAD("half a chain", "POSTFIX_HALFCHAIN", LIVE_HOST, UNTRUSTED),
        LOOK("expired by STARTTLS", "POSTFIX_587_EXPIRED", MW_STARTTLS, LIVE_HOST,
             MW_E_CERT_EXPIRED, MW_CERT_EXPIRED),
        LOOK("other host by STARTTLS", "POSTFIX_587", MW_STARTTLS, "x.example.test",
             MW_E_CERT_HOST, MW_CERT_HOST),
        LOOK("expired and other host", "POSTFIX_EXPIRED", MW_TLS, "x.example.test",
             MW_E_CERT_HOST, MW_CERT_EXPIRED | MW_CERT_HOST),
        LOOK("unknown and other host", "POSTFIX_UNKNOWN", MW_TLS, "x.example.test",
             MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED | MW_CERT_HOST),
        EXPIRED("DOVECOT_EXPIRED_IMAP", MW_STARTTLS, LIVE_IMAP),
        EXPIRED("DOVECOT_EXPIRED_IMAPS", MW_TLS, LIVE_IMAP),
        EXPIRED("DOVECOT_EXPIRED_POP3", MW_STARTTLS, LIVE_POP3),
        EXPIRED("DOVECOT_EXPIRED_POP3S", MW_TLS, LIVE_POP3),
        { "advice", test_advice, NULL, NULL, NULL },
        cmocka_unit_test(ca_file_and_memory),
        cmocka_unit_test(unusable_sources),
        cmocka_unit_test(system_store),
        cmocka_unit_test(pins),
        cmocka_unit_test(versions),
        cmocka_unit_test(ipv6),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
