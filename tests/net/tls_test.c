/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* TLS: whom it trusts, and what it calls the ways not to. */

#include "net/tls_rig.h"

#include <psa/crypto.h>
#include <stdio.h>

static struct pki_set *pki;

static int make_pki(void **state)
{
    (void)state;
    pki = pki_set_new();
    return pki == NULL;
}

static int free_pki(void **state)
{
    (void)state;
    pki_set_free(pki);
    return 0;
}

static struct tls_opts showing(enum pki_choice choice)
{
    struct tls_opts server;

    memset(&server, 0, sizeof server);
    server.cert = pki_get(pki, choice);
    assert_non_null(server.cert);
    return server;
}

/* The whole handshake with one certificate for one host; newest: TLS version, 0 any. */
static int judge(enum pki_choice choice, const char *host, enum tls_version newest, mw_error *err)
{
    struct tls_opts server = showing(choice);
    struct rig_tls r;
    int rc;

    server.max = newest;
    rig_tls_start(&r, pki, NULL, &server);
    rc = rig_handshake(&r, host);
    *err = rig_explain(&r, rc);
    if (rc == MW_OK) {
        assert_int_equal(r.server_done, TLS_OK);
        rig_talk(&r);
    } else {
        size_t n;

        assert_int_equal(r.client->secure(r.client->ctx, host), rc);
        assert_int_equal(r.client->send(r.client->ctx, "secret", 6, &n), rc);
        assert_int_equal(r.client->recv(r.client->ctx, &n, 1, &n), rc);
    }
    rig_tls_stop(&r);
    return rc;
}

static void test_certificates(void **state)
{
    static const struct {
        enum pki_choice choice;
        const char *host;
        int code;
        uint32_t cert;
    } cases[] = {
        { PKI_GOOD, "localhost", MW_OK, 0 },
        { PKI_GOOD, "LOCALHOST.", MW_OK, 0 },
        { PKI_GOOD, "mail.example.test", MW_OK, 0 },
        { PKI_GOOD, "a.wild.example.test", MW_OK, 0 },
        { PKI_GOOD, "a.b.wild.example.test", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_GOOD, "wild.example.test", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_GOOD, "127.0.0.1", MW_OK, 0 },
        { PKI_GOOD, "::1", MW_OK, 0 },
        { PKI_GOOD, "[::1]", MW_OK, 0 },
        { PKI_GOOD, "127.0.0.2", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_GOOD, "::2", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_EXPIRED, "localhost", MW_E_CERT_EXPIRED, MW_CERT_EXPIRED },
        { PKI_NOT_YET, "localhost", MW_E_CERT_NOT_YET, MW_CERT_NOT_YET },
        { PKI_OTHER_HOST, "localhost", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_EXPIRED_OTHER, "localhost", MW_E_CERT_HOST, MW_CERT_HOST | MW_CERT_EXPIRED },
        { PKI_EXPIRED_OTHER, "127.0.0.1", MW_E_CERT_HOST, MW_CERT_HOST | MW_CERT_EXPIRED },
        { PKI_SELF_SIGNED, "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
        { PKI_SELF_SIGNED, "other.test", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED | MW_CERT_HOST },
        { PKI_UNKNOWN_CA, "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
        { PKI_CN_ONLY, "localhost", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_DNS_ONLY, "127.0.0.1", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_NUL_NAME, "localhost", MW_E_CERT_HOST, MW_CERT_HOST },
        { PKI_VIA_INTERMEDIATE, "localhost", MW_OK, 0 },
        { PKI_NO_INTERMEDIATE, "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
        { PKI_ISSUER_NOT_CA, "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
        { PKI_PATH_TOO_LONG, "localhost", MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED },
    };
    enum tls_version newest[] = { TLS_1_2, TLS_ANY };
    size_t i, v;

    (void)state;
    for (v = 0; v < 2; v++) {
        for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            mw_error err;
            int rc = judge(cases[i].choice, cases[i].host, newest[v], &err);

            if (rc != cases[i].code || err.cert != cases[i].cert)
                fail_msg("case %zu (%s), TLS %x: %d, cert %x, backend %d", i, cases[i].host,
                         newest[v], rc, err.cert, err.backend);
            if (rc != MW_OK)
                assert_int_not_equal(err.backend, 0);
        }
    }
}

/* Wildcards and odd names, made on the spot. */
static void test_names(void **state)
{
    static const struct {
        const char *san, *host;
        int code;
    } cases[] = {
        { "DNS:*.test", "localhost.test", MW_E_CERT_HOST },
        { "DNS:*.a.test", "b.a.test", MW_OK },
        { "DNS:b*.a.test", "bc.a.test", MW_E_CERT_HOST },
        { "DNS:*", "localhost", MW_E_CERT_HOST },
        { "DNS:*.0.0.1", "127.0.0.1", MW_E_CERT_HOST },
        { "DNS:127.0.0.1", "127.0.0.1", MW_E_CERT_HOST },
        { "DNS:a.test,IP:127.0.0.1", "127.0.0.1", MW_OK },
        { "EMAIL:x@a.test", "a.test", MW_E_CERT_HOST },
        { "DNS:xn--bcher-kva.test", "xn--bcher-kva.test", MW_OK },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct pki_cert *own = pki_get(pki, PKI_GOOD);
        struct pki_cert cert, ca;
        struct pki_spec ca_spec = { .cn = "one test's CA", .is_ca = 1 };
        struct pki_spec spec = { .cn = "a.test", .san = cases[i].san };
        struct tls_opts server = showing(PKI_GOOD);
        mw_tls opts = MW_TLS_INIT;
        struct rig_tls r;
        int rc;

        assert_non_null(own);
        assert_int_equal(pki_make(&ca_spec, NULL, &ca), 0);
        assert_int_equal(pki_make(&spec, &ca, &cert), 0);
        server.cert = &cert;
        opts.ca_pem = ca.pem;
        opts.ca_len = strlen(ca.pem);
        rig_tls_start(&r, pki, &opts, &server);
        rc = rig_handshake(&r, cases[i].host);
        if (rc != cases[i].code)
            fail_msg("%s for %s: %d", cases[i].san, cases[i].host, rc);
        rig_tls_stop(&r);
        pki_free(&cert);
        pki_free(&ca);
    }
}

static void test_idn(void **state)
{
    mw_error err;

    (void)state;
    if (!(mw_features() & MW_FEATURE_IDN)) {
        assert_int_equal(judge(PKI_GOOD, "b\xc3\xbc" "cher.test", TLS_ANY, &err), MW_E_ARG);
        return;
    }
    /* Converted before it is compared: here to a name the certificate has not. */
    assert_int_equal(judge(PKI_GOOD, "b\xc3\xbc" "cher.test", TLS_ANY, &err), MW_E_CERT_HOST);
    assert_int_equal(judge(PKI_GOOD, "b\xc3\xbc" "cher.wild.example.test", TLS_ANY, &err), MW_OK);
}

static void test_sni(void **state)
{
    static const struct {
        const char *host, *sni;
    } cases[] = { { "mail.example.test", "mail.example.test" },
                  { "mail.example.test.", "mail.example.test" },
                  { "127.0.0.1", "" },
                  { "::1", "" } };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct tls_opts server = showing(PKI_GOOD);
        struct rig_tls r;

        rig_tls_start(&r, pki, NULL, &server);
        assert_int_equal(rig_handshake(&r, cases[i].host), MW_OK);
        assert_string_equal(tls_sni(r.server), cases[i].sni);
        rig_tls_stop(&r);
    }
}

/* SHA-256 of the SubjectPublicKeyInfo of the first certificate in a PEM. */
static void pin_of(const char *pem, uint8_t pin[32])
{
    mbedtls_x509_crt crt;
    size_t len;

    mbedtls_x509_crt_init(&crt);
    assert_int_equal(
        mbedtls_x509_crt_parse(&crt, (const unsigned char *)pem, strlen(pem) + 1), 0);
    assert_int_equal(psa_hash_compute(PSA_ALG_SHA_256, crt.pk_raw.p, crt.pk_raw.len, pin, 32, &len),
                     0);
    mbedtls_x509_crt_free(&crt);
}

static void check_pins(enum pki_choice choice, const uint8_t *pins, size_t count, int code,
                       uint32_t cert)
{
    struct tls_opts server = showing(choice);
    mw_tls opts = MW_TLS_INIT;
    struct rig_tls r;

    opts.ca_pem = pki_ca_pem(pki);
    opts.ca_len = strlen(pki_ca_pem(pki));
    opts.pin_sha256 = pins;
    opts.pin_count = count;
    rig_tls_start(&r, pki, &opts, &server);
    assert_int_equal(rig_handshake(&r, "localhost"), code);
    assert_int_equal(rig_explain(&r, code).cert, cert);
    rig_tls_stop(&r);
}

static void test_pins(void **state)
{
    uint8_t pins[3 * 32];

    (void)state;
    memset(pins, 7, sizeof pins);
    check_pins(PKI_GOOD, pins, 1, MW_E_CERT_PIN, MW_CERT_PIN);
    check_pins(PKI_GOOD, pins, 3, MW_E_CERT_PIN, MW_CERT_PIN);
    pin_of(pki_get(pki, PKI_GOOD)->pem, pins + 64);
    check_pins(PKI_GOOD, pins, 3, MW_OK, 0);
    check_pins(PKI_GOOD, pins, 2, MW_E_CERT_PIN, MW_CERT_PIN);
    pin_of(pki_ca_pem(pki), pins); /* anywhere in the chain */
    check_pins(PKI_GOOD, pins, 1, MW_OK, 0);
    check_pins(PKI_VIA_INTERMEDIATE, pins, 1, MW_OK, 0);
    /* A pin is on top of everything else, never instead of it. */
    pin_of(pki_get(pki, PKI_EXPIRED)->pem, pins);
    check_pins(PKI_EXPIRED, pins, 1, MW_E_CERT_EXPIRED, MW_CERT_EXPIRED);
    pin_of(pki_get(pki, PKI_SELF_SIGNED)->pem, pins);
    check_pins(PKI_SELF_SIGNED, pins, 1, MW_E_CERT_UNTRUSTED, MW_CERT_UNTRUSTED);
    check_pins(PKI_EXPIRED, pins, 1, MW_E_CERT_EXPIRED, MW_CERT_EXPIRED | MW_CERT_PIN);
}

/* Writes text to a file of its own; path has room for a short name. */
static void write_file(char *path, const char *text, const char *more)
{
    int fd;

    strcpy(path, "/tmp/mailwire-tls-XXXXXX");
    fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(write(fd, more, strlen(more)), strlen(more));
    close(fd);
}

static void test_client_certificate(void **state)
{
    const struct pki_cert *client = pki_get(pki, PKI_CLIENT);
    enum tls_version newest[] = { TLS_1_2, TLS_ANY };
    char both[32], cert[32], key[32];
    mw_tls opts = MW_TLS_INIT;
    mw_tls_context *none;
    size_t v;

    (void)state;
    write_file(both, client->pem, client->key_pem);
    write_file(cert, client->pem, "");
    write_file(key, client->key_pem, "");
    opts.ca_pem = pki_ca_pem(pki);
    opts.ca_len = strlen(pki_ca_pem(pki));
    for (v = 0; v < 4; v++) {
        struct tls_opts server = showing(PKI_GOOD);
        struct rig_tls r;
        char name[256];

        server.client_ca_pem = pki_ca_pem(pki);
        server.client = TLS_CLIENT_REQUIRED;
        server.max = newest[v % 2];
        opts.cert_file = v < 2 ? both : cert;
        opts.key_file = v < 2 ? NULL : key;
        rig_tls_start(&r, pki, &opts, &server);
        assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
        assert_int_equal(r.server_done, TLS_OK);
        assert_true(tls_peer_name(r.server, name, sizeof name));
        assert_non_null(strstr(name, "CN=ann"));
        rig_talk(&r);
        rig_tls_stop(&r);
    }
    opts.cert_file = key; /* no certificate in it */
    assert_int_equal(mw_tls_context_new(&none, &opts), MW_E_ARG);
    opts.cert_file = cert; /* no key in it */
    opts.key_file = NULL;
    assert_int_equal(mw_tls_context_new(&none, &opts), MW_E_ARG);
    opts.cert_file = NULL;
    opts.key_file = key;
    assert_int_equal(mw_tls_context_new(&none, &opts), MW_E_ARG);
    unlink(key);
    write_file(key, pki_get(pki, PKI_GOOD)->key_pem, ""); /* another one's key */
    opts.cert_file = cert;
    opts.key_file = key;
    assert_int_equal(mw_tls_context_new(&none, &opts), MW_E_ARG);
    assert_null(none);
    unlink(both);
    unlink(cert);
    unlink(key);
}

static void check_versions(uint32_t min, uint32_t max, enum tls_version server_min,
                           enum tls_version server_max, int code, const char *version)
{
    struct tls_opts server = showing(PKI_GOOD);
    mw_tls opts = MW_TLS_INIT;
    struct rig_tls r;

    server.min = server_min;
    server.max = server_max;
    opts.ca_pem = pki_ca_pem(pki);
    opts.ca_len = strlen(pki_ca_pem(pki));
    opts.min_version = min;
    opts.max_version = max;
    rig_tls_start(&r, pki, &opts, &server);
    assert_int_equal(rig_handshake(&r, "localhost"), code);
    if (code == MW_OK) {
        assert_string_equal(tls_version_name(r.server), version);
        rig_talk(&r);
    }
    rig_tls_stop(&r);
}

static void test_versions(void **state)
{
    (void)state;
    check_versions(0, 0, TLS_ANY, TLS_1_2, MW_OK, "TLSv1.2");
    check_versions(0, 0x0303, TLS_ANY, TLS_ANY, MW_OK, "TLSv1.2");
    check_versions(0x0303, 0x0303, TLS_1_2, TLS_1_2, MW_OK, "TLSv1.2");
#if MBEDTLS_VERSION_NUMBER < 0x03000000
    check_versions(0, 0x0304, TLS_ANY, TLS_ANY, MW_OK, "TLSv1.2");
    check_versions(0, 0, TLS_1_0, TLS_1_1, MW_E_TLS_VERSION, NULL); /* one that is too old */
#endif
    if (!(mw_features() & MW_FEATURE_TLS13))
        return;
    check_versions(0, 0, TLS_ANY, TLS_ANY, MW_OK, "TLSv1.3");
    check_versions(0, 0, TLS_1_3, TLS_1_3, MW_OK, "TLSv1.3");
    check_versions(0x0304, 0, TLS_ANY, TLS_ANY, MW_OK, "TLSv1.3");
    check_versions(0x0304, 0x0304, TLS_ANY, TLS_ANY, MW_OK, "TLSv1.3");
    check_versions(0x0304, 0, TLS_ANY, TLS_1_2, MW_E_TLS_VERSION, NULL);
    check_versions(0, 0x0303, TLS_1_3, TLS_1_3, MW_E_TLS_VERSION, NULL);
}

static void test_context_errors(void **state)
{
    static const struct {
        uint32_t min, max;
    } bad[] = { { 0x0302, 0 }, { 0, 0x0302 }, { 0x0304, 0x0303 }, { 0, 0x0305 }, { 12, 13 } };
    mw_tls opts = MW_TLS_INIT;
    mw_tls_context *tls;
    char path[32];
    size_t i;

    (void)state;
    opts.ca_pem = pki_ca_pem(pki);
    opts.ca_len = strlen(pki_ca_pem(pki));
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        opts.min_version = bad[i].min;
        opts.max_version = bad[i].max;
        assert_int_equal(mw_tls_context_new(&tls, &opts), MW_E_ARG);
    }
    opts.min_version = opts.max_version = 0;
    opts.pin_count = 1; /* but no pin */
    assert_int_equal(mw_tls_context_new(&tls, &opts), MW_E_ARG);
    opts.pin_count = 0;
    opts.ca_len = 30;
    assert_int_equal(mw_tls_context_new(&tls, &opts), MW_E_TLS_CA);
    opts.ca_len = 0;
    assert_int_equal(mw_tls_context_new(&tls, &opts), MW_E_TLS_CA);
    opts.ca_pem = NULL;
    opts.ca_file = "/no/such/file";
    assert_int_equal(mw_tls_context_new(&tls, &opts), MW_E_TLS_CA);
    write_file(path, "nothing in here\n", "");
    opts.ca_file = path;
    assert_int_equal(mw_tls_context_new(&tls, &opts), MW_E_TLS_CA);
    unlink(path);
    assert_null(tls);
    assert_int_equal(mw_tls_context_new(NULL, &opts), MW_E_ARG);
    mw_tls_context_free(NULL);
}

/* One unusable certificate among others, a file and memory together, DER, and the system's. */
static void test_ca_sources(void **state)
{
    static const char broken[] = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    struct tls_opts server = showing(PKI_GOOD);
    mw_tls opts = MW_TLS_INIT;
    mbedtls_x509_crt ca;
    struct rig_tls r;
    char path[32];
    int i;

    (void)state;
    mbedtls_x509_crt_init(&ca);
    assert_int_equal(mbedtls_x509_crt_parse(&ca, (const unsigned char *)pki_ca_pem(pki),
                                            strlen(pki_ca_pem(pki)) + 1),
                     0);
    write_file(path, broken, pki_ca_pem(pki));
    for (i = 0; i < 3; i++) {
        opts.ca_file = i == 2 ? NULL : path;
        opts.ca_pem = i == 0 ? NULL : i == 1 ? (const void *)pki_get(pki, PKI_SELF_SIGNED)->pem
                                             : (const void *)ca.raw.p;
        opts.ca_len = i == 1 ? strlen(pki_get(pki, PKI_SELF_SIGNED)->pem) : ca.raw.len;
        rig_tls_start(&r, pki, &opts, &server);
        assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
        rig_tls_stop(&r);
    }
    mbedtls_x509_crt_free(&ca);
    unlink(path);
}

static void test_system_cas(void **state)
{
    mw_tls_context *tls = NULL;
    struct tls_opts server = showing(PKI_GOOD);
    struct rig_tls r;
    mw_tls opts = MW_TLS_INIT;
    int rc = mw_tls_context_new(&tls, NULL);

    (void)state;
    mw_tls_context_free(tls);
    if (rc == MW_E_TLS_CA)
        skip();
    assert_int_equal(rc, MW_OK);
    rig_tls_start(&r, pki, &opts, &server);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_E_CERT_UNTRUSTED);
    rig_tls_stop(&r);
}

/* An older caller's shorter struct. */
static void test_shorter_options(void **state)
{
    mw_tls opts = MW_TLS_INIT;
    mw_tls_context *tls;

    (void)state;
    opts.ca_pem = pki_ca_pem(pki);
    opts.ca_len = strlen(pki_ca_pem(pki));
    opts.pin_count = 1; /* beyond what it knows */
    opts.size = (uint32_t)offsetof(mw_tls, pin_sha256);
    assert_int_equal(mw_tls_context_new(&tls, &opts), MW_OK);
    mw_tls_context_free(tls);
}

/* Both ends have the same, another one on each connection but for the certificate's. */
static void test_bindings(void **state)
{
    static const int kinds[][2] = {
        { MW_BINDING_EXPORTER, TLS_EXPORTER },
        { MW_BINDING_SERVER_END_POINT, TLS_SERVER_END_POINT },
        { MW_BINDING_UNIQUE, TLS_UNIQUE },
    };
    const enum tls_version newest[] = { TLS_1_2, TLS_1_2, TLS_ANY, TLS_ANY };
    unsigned char before[3][64] = { { 0 } };
    size_t v, k;

    (void)state;
    for (v = 0; v < 4; v++) {
        struct tls_opts server = showing(PKI_GOOD);
        unsigned char here[64], there[64];
        struct rig_tls r;
        size_t n, len;

        server.max = newest[v];
        rig_tls_start(&r, pki, NULL, &server);
        for (k = 0; k < 3; k++)
            assert_int_equal(r.client->binding(r.client->ctx, kinds[k][0], here, 64, &n),
                             MW_E_NOT_OFFERED);
        assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
        for (k = 0; k < 3; k++) {
            int rc = r.client->binding(r.client->ctx, kinds[k][0], here, 64, &n);

            len = tls_bound(r.server, (enum tls_bound)kinds[k][1], there);
            assert_int_equal(rc, len > 0 ? MW_OK : MW_E_NOT_OFFERED);
            assert_int_equal(n, len);
            assert_memory_equal(here, there, n);
            if (n > 0 && kinds[k][0] != MW_BINDING_SERVER_END_POINT)
                assert_memory_not_equal(here, before[k], n);
            memcpy(before[k], here, n);
        }
        assert_int_equal(r.client->binding(r.client->ctx, 4, here, 64, &n), MW_E_NOT_OFFERED);
        rig_tls_stop(&r);
    }
}

static void test_random(void **state)
{
    struct tls_opts server = showing(PKI_GOOD);
    unsigned char a[32] = { 0 }, b[32] = { 0 }, c[32] = { 0 };
    mw_transport *tcp;
    struct rig_tls r;

    (void)state;
    rig_tls_start(&r, pki, NULL, &server);
    assert_int_equal(r.client->random(r.client->ctx, a, 32), MW_OK);
    assert_int_equal(r.client->random(r.client->ctx, b, 31), MW_OK);
    assert_memory_not_equal(a, b, 31);
    assert_memory_not_equal(a, c, 31);
    assert_int_equal(b[31], 0);
    assert_int_equal(mw_tcp_new(&tcp), MW_OK);
    assert_int_equal(tcp->random(tcp->ctx, c, 32), MW_OK);
    assert_memory_not_equal(a, c, 32);
    mw_transport_free(tcp);
    rig_tls_stop(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_certificates),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_idn),
        cmocka_unit_test(test_sni),
        cmocka_unit_test(test_pins),
        cmocka_unit_test(test_client_certificate),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_context_errors),
        cmocka_unit_test(test_ca_sources),
        cmocka_unit_test(test_system_cas),
        cmocka_unit_test(test_shorter_options),
        cmocka_unit_test(test_bindings),
        cmocka_unit_test(test_random),
    };

    return cmocka_run_group_tests_name("tls", tests, make_pki, free_pki);
}
